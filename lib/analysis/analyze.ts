import type { Ctx } from "@/lib/ctx";
import { failpoint } from "@/lib/platform/failpoint";
import { logger } from "@/lib/platform/logger";
import { publish } from "@/lib/steps/publish";
import type { DueStep } from "@/db/queries/outbox";
import { chooseProducts } from "@/db/queries/products";
import { startRun } from "./start-run";

/** Starts the analysis of the best products that wait: keyword matches first, then by trend score. */
export async function analyze({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { limit: number };
}): Promise<{ started: number[] }> {
  const chosen = await chooseProducts(ctx.db, ctx.clock.now(), input.limit);
  const started: { runId: number; steps: DueStep[] }[] = [];
  let failure: unknown;
  for (const productId of chosen) {
    try {
      const run = await startRun({ ctx, input: { productId, from: ["DISCOVERED"] } });
      if (run) started.push(run);
    } catch (thrown) {
      // One product that cannot be started must not hold the others back.
      failure ??= thrown;
      logger.error({ productId, err: thrown }, "An analysis was not started");
    }
  }
  await failpoint("analyze:started");
  await publish(started.flatMap((run) => run.steps));
  if (started.length === 0 && failure !== undefined) throw failure;
  return { started: started.map((run) => run.runId) };
}
