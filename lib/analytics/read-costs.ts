import { DAY_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { listDayCosts, readCostTotals, type CostTotals, type DayCost } from "@/db/queries/pages/costs";

export type Costs = {
  /** The newest first; a day without a call is not in it. */
  days: DayCost[];
  totals: CostTotals;
  /** US dollars of analyses for each product whose analysis asked a provider; null without any. */
  perProduct: number | null;
  /**
   * US dollars of everything asked of providers, discovery and the analyses of what was not approved included, for
   * each product that people or the policy approved; null without any.
   */
  perApproved: number | null;
};

/**
 * What model providers have cost in the last `days` days (UTC, today included), in US dollars, by the spend ledger.
 * Calls that are not settled yet count as reserved. The embedded rules cost nothing and are no part of it.
 */
export async function readCosts({
  ctx,
  input,
}: {
  ctx: Pick<Ctx, "db" | "clock">;
  input: { days: number };
}): Promise<Costs> {
  const since = new Date(ctx.clock.now().getTime() - (input.days - 1) * DAY_MS);
  since.setUTCHours(0, 0, 0, 0);
  const [days, totals] = await Promise.all([listDayCosts(ctx.db, since), readCostTotals(ctx.db, since)]);
  return {
    days,
    totals,
    perProduct: totals.products > 0 ? totals.analysisUsd / totals.products : null,
    perApproved: totals.approved > 0 ? totals.usd / totals.approved : null,
  };
}
