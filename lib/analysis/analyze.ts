import type { Ctx } from "@/lib/ctx";
import { failpoint } from "@/lib/platform/failpoint";
import { publish } from "@/lib/steps/publish";
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
  const runs = [];
  for (const productId of chosen)
    runs.push(await startRun({ ctx, input: { productId, from: ["DISCOVERED"] } }));
  await failpoint("analyze:started");
  const started = runs.filter((run) => run !== null);
  await publish(started.flatMap((run) => run.steps));
  return { started: started.map((run) => run.runId) };
}
