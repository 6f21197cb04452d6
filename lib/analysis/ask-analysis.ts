import { ConflictError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { readSettings } from "@/lib/settings/read-settings";
import { publish } from "@/lib/steps/publish";
import { startRun } from "./start-run";

/**
 * A person asks for an analysis, again or for the first time. While all work is paused it is queued and waits: `paused` says
 * so. Throws ConflictError where the status forbids it.
 */
export async function askAnalysis({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number };
}): Promise<{ runId: number; paused: boolean }> {
  const from = ["DISCOVERED", "ANALYSIS_FAILED", "PENDING_REVIEW", "REJECTED"] as const;
  const run = await startRun({ ctx, input: { productId: input.productId, from } });
  if (!run)
    throw new ConflictError(
      "This product is being analysed already, or its decision stands. Undo that first.",
    );
  await publish(run.steps);
  return { runId: run.runId, paused: (await readSettings({ ctx })).paused };
}
