import { MINUTE_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { settleLostCalls } from "@/db/queries/model-calls";

/** No step works so long: whoever reserved a call before this is dead. */
const DEAD_AFTER_MS = 10 * MINUTE_MS;

/**
 * Settles what nobody settled with all that was reserved for it, which is the most it can have cost, and marks it as estimated.
 * Answers how many calls that were.
 */
export async function settleLost({ ctx }: { ctx: Ctx }): Promise<number> {
  const now = ctx.clock.now();
  const before = new Date(now.getTime() - DEAD_AFTER_MS);
  const why = "The step died before it could say what this call brought; settled with all that was reserved.";
  return settleLostCalls(ctx.db, { before, now, why });
}
