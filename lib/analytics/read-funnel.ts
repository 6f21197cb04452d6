import type { Origin } from "@/lib/core/words";
import { DAY_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { countFunnel, type FunnelCounts } from "@/db/queries/pages/analytics";

/** The stages in their order. */
export const FUNNEL_STAGES = ["seen", "products", "analysed", "approved", "posted", "sold"] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

export type FunnelStep = {
  stage: FunnelStage;
  /** Null where nobody knows: posted products whose sales are not known. */
  count: number | null;
  /** Fraction 0–1 of the stage before; null for the first, and where there is nothing to divide by. */
  share: number | null;
  /** How many of this stage are not known beside `count`. */
  unknown: number;
};

export type FunnelRow = { /** Null for all together. */ origin: Origin | null; steps: FunnelStep[] };

/** The stages of one origin, each with its share of the one before. Unknown sales are not counted as none. */
function funnelSteps(counts: FunnelCounts): FunnelStep[] {
  let before: number | null = null;
  return FUNNEL_STAGES.map((stage) => {
    const unknown = stage === "sold" ? counts.salesUnknown : 0;
    const count = unknown > 0 && counts[stage] === 0 ? null : counts[stage];
    // A share of which a part is unknown would be too small.
    const divides = before !== null && before > 0 && count !== null && unknown === 0;
    const share: number | null = divides && before !== null ? (count ?? 0) / before : null;
    before = count;
    return { stage, count, share, unknown };
  });
}

/** The funnel of every origin that showed something in the last `days` days (null: ever), and of all together. */
export async function readFunnel({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { days: number | null };
}): Promise<{ rows: FunnelRow[]; total: FunnelRow | null }> {
  const { days } = input;
  const since = days === null ? null : new Date(ctx.clock.now().getTime() - days * DAY_MS);
  const counted = await countFunnel(ctx.db, since);
  const all = counted.map((counts) => ({ origin: counts.origin, steps: funnelSteps(counts) }));
  return {
    rows: all.filter((row) => row.origin !== null),
    total: all.find((row) => row.origin === null) ?? null,
  };
}
