import { Banner } from "./banner";

type StateBannersProps = { requireManualApproval: boolean; autoPostEnabled: boolean; paused: boolean };

/** What every page says while the safety switches are not at their defaults, or while everything is paused. */
export function StateBanners({ requireManualApproval, autoPostEnabled, paused }: StateBannersProps) {
  if (requireManualApproval && !autoPostEnabled && !paused) return null;
  return (
    <section aria-label="State of the application" className="mb-6 flex flex-col gap-2">
      {paused ? (
        <Banner tone="warn">
          Paused: nothing is scanned, analysed or posted. Work waits and goes on after.
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
