import { HOUR_MS } from "@/lib/core/clock";
import type { AgentId } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { moveProduct } from "@/db/queries/move-product";
import { moveRun } from "@/db/queries/move-run";
import { findProduct } from "@/db/queries/products";
import { abandonRunStep } from "@/db/queries/run-steps";

/** Failed runs after which a product is no longer analysed by itself. */
const MAX_FAILED_RUNS = 3;
/** A product whose run failed waits this long, twice as long each time. */
const FIRST_WAIT_MS = HOUR_MS;

/**
 * Fails a step for good, and with it its run: the reason stands on both, the finished reports stay, and
 * the product is tried again later or, when the tries are used up, waits for a person. False when the
 * step has finished meanwhile.
 */
export async function failRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: number; agent: AgentId; error: string };
}): Promise<boolean> {
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const step = await abandonRunStep(tx, input);
    if (!step) return false;
    await moveRun(tx, { id: input.runId, to: "FAILED", set: { lastError: input.error, finishedAt: now } });
    const product = await findProduct(tx, step.productId);
    const failedRuns = (product?.failedRuns ?? 0) + 1;
    const usedUp = failedRuns >= MAX_FAILED_RUNS;
    await moveProduct(tx, {
      id: step.productId,
      to: usedUp ? "ANALYSIS_FAILED" : "DISCOVERED",
      from: ["ANALYZING"],
      set: { failedRuns, analyzeAfter: new Date(now.getTime() + FIRST_WAIT_MS * 2 ** (failedRuns - 1)) },
      now,
      by: ctx.actor.id,
      why: { runId: input.runId, agent: input.agent, error: input.error },
    });
    return true;
  });
}
