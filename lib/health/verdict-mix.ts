import { VERDICTS, type Verdict } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { newestVerdicts } from "@/db/queries/pages/health";

/** Finished runs that the mix is taken over. */
const RUNS = 100;
/** Below this many a share says nothing. */
export const FEWEST_RUNS = 20;
/**
 * Above this share of REVIEW the rules decide too little: agents that were told to hold when in doubt held
 * in 86–89% of 110 analyses (TauricResearch/TradingAgents, issue 1321).
 */
export const REVIEW_ALARM_ABOVE = 0.7;

export type VerdictMix = {
  counts: Record<Verdict, number>;
  runs: number;
  /** A sentence where REVIEW is above its bound; null where it is not, or where the runs are too few to say. */
  alarm: string | null;
};

/** The verdicts of the newest hundred finished runs, and whether too many of them leave it to a person. */
export async function verdictMix({ ctx }: { ctx: Pick<Ctx, "db"> }): Promise<VerdictMix> {
  return mixOf(await newestVerdicts(ctx.db, RUNS));
}

/** The mix of these verdicts; pure. */
export function mixOf(verdicts: readonly Verdict[]): VerdictMix {
  const runs = verdicts.length;
  const [approve, review, reject] = VERDICTS.map(
    (word) => verdicts.filter((verdict) => verdict === word).length,
  );
  const counts = { APPROVE: approve ?? 0, REVIEW: review ?? 0, REJECT: reject ?? 0 };
  const share = runs === 0 ? 0 : counts.REVIEW / runs;
  const alarm =
    runs >= FEWEST_RUNS && share > REVIEW_ALARM_ABOVE
      ? `${counts.REVIEW} of the last ${runs} verdicts are REVIEW, more than ${REVIEW_ALARM_ABOVE * 100}%: look at what is missing most often.`
      : null;
  return { counts, runs, alarm };
}
