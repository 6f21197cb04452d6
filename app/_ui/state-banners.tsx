import type { ReactNode } from "react";
import { Banner } from "./banner";
import { Time } from "./time";

type StateBannersProps = {
  requireManualApproval: boolean;
  autoPostEnabled: boolean;
  /** Who paused all work and since when; null while it runs. */
  pause: { by: string; since: Date } | null;
  /** What ends the pause, for those who may. */
  goOn?: ReactNode;
  now: Date;
};

/** What every page says while the safety switches are not at their defaults, or while everything is paused. */
export function StateBanners({
  requireManualApproval,
  autoPostEnabled,
  pause,
  goOn,
  now,
}: StateBannersProps) {
  if (requireManualApproval && !autoPostEnabled && !pause) return null;
  return (
    <section aria-label="State of the application" className="mb-6 flex flex-col gap-2">
      {pause ? (
        <Banner tone="warn" actions={goOn}>
          Paused by {pause.by} <Time at={pause.since} now={now} />: nothing is scanned, analysed or posted.
          Work waits and goes on after.
        </Banner>
      ) : null}
      {requireManualApproval ? null : (
        <Banner tone="bad">
          Manual approval is off: products are approved and rejected by rule, without a person.
        </Banner>
      )}
      {autoPostEnabled ? (
        <Banner tone="bad">
          Automatic posting is on: approved products go to the marketplaces by themselves.
        </Banner>
      ) : null}
    </section>
  );
}
