import type { Ctx } from "@/lib/ctx";
import { failpoint } from "@/lib/platform/failpoint";
import { logger } from "@/lib/platform/logger";
import { roomForRuns } from "@/lib/models/room-for-runs";
import { publish } from "@/lib/steps/publish";
import type { DueStep } from "@/db/queries/outbox";
import { chooseProducts } from "@/db/queries/products";
import { startRun } from "./start-run";

/**
 * Starts the analysis of the best products that wait: keyword matches first, then by trend score. Fewer than `limit` where the
 * day's budget or a provider's limit of the day has room for fewer.
 */
export async function analyze({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { limit: number };
}): Promise<{ started: number[] }> {
  const limit = Math.min(input.limit, await roomForRuns({ ctx }));
  const chosen = limit === 0 ? [] : await chooseProducts(ctx.db, ctx.clock.now(), limit);
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
