import { Banner } from "@/app/_ui/banner";
import { ButtonLink } from "@/app/_ui/button-link";
import { formatCount } from "@/app/_ui/format";
import { Time } from "@/app/_ui/time";
import type { readSealState } from "@/db/queries/pages/audit";
import type { SealCheck } from "@/lib/audit/seal-audit";

type SealsProps = {
  state: Awaited<ReturnType<typeof readSealState>>;
  /** Null where the chain was not walked: in a long log it is walked when somebody asks. */
  check: SealCheck | null;
  now: Date;
};

/** Whether the log is as it was written: the chain of hashes over it, and how far it reaches. */
export function Seals({ state, check, now }: SealsProps) {
  const open =
    state.unsealed > 0
      ? `${formatCount(state.unsealed)} newer ${state.unsealed === 1 ? "row waits" : "rows wait"} for the next seal.`
      : "No newer row waits for a seal.";
  if (state.lastSealedAt === null) {
    return (
      <Banner tone="neutral">
        Nothing is sealed yet: the health task seals new rows every five minutes.
      </Banner>
    );
  }
  if (check && !check.intact) {
    return (
      <Banner tone="bad">
        The chain is broken: seal {check.sealId} over rows {check.firstId} to {check.lastId} does not hold,
        because {check.why}. Somebody has touched the log outside the application.
      </Banner>
    );
  }
  return (
    <Banner
      tone={check ? "good" : "neutral"}
      actions={check ? null : <ButtonLink href="/audit?check=1">Check the seals</ButtonLink>}
    >
      {check
        ? `The log is as it was written: ${formatCount(check.seals)} ${check.seals === 1 ? "seal" : "seals"} over ${formatCount(check.rows)} ${check.rows === 1 ? "row" : "rows"} hold.`
        : `Sealed up to row ${formatCount(state.lastId)}.`}{" "}
      Last sealed <Time at={state.lastSealedAt} now={now} />. {open}
    </Banner>
  );
}
