import { ConflictError, NotFoundError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { publish } from "@/lib/steps/publish";
import { moveProduct } from "@/db/queries/move-product";
import { moveRun } from "@/db/queries/move-run";
import { insertOutbox } from "@/db/queries/outbox";
import { findRunProduct } from "@/db/queries/run-reports";
import { requeueFailedStep } from "@/db/queries/run-steps";

/** Resumes a failed run from its failed step; finished reports are not made again. */
export async function resumeRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { runId: number };
}): Promise<{ agent: string }> {
  const { runId } = input;
  const now = ctx.clock.now();
  const resumed = await ctx.db.transaction(async (tx) => {
    const productId = await findRunProduct(tx, runId);
    if (productId === null) throw new NotFoundError("This run does not exist any more.");
    // The product first: while another run of it is open, this one may not be.
    const from = ["DISCOVERED", "ANALYSIS_FAILED"] as const;
    const by = ctx.actor.id;
    const moved = await moveProduct(tx, { id: productId, to: "ANALYZING", from, now, by, why: { runId } });
    if (!moved) {
      throw new ConflictError(
        "This run is resumed already, or its product has moved on: ask for a new analysis.",
      );
    }
    const run = await moveRun(tx, { id: runId, to: "RUNNING", set: { finishedAt: null, lastError: null } });
    if (!run) throw new ConflictError("This run has not failed, or somebody has resumed it already.");
    const step = await requeueFailedStep(tx, runId, now);
    if (!step) throw new NotFoundError("This run has no failed step.");
    await writeAudit({
      ctx: { ...ctx, db: tx },
      input: {
        action: "run.resumed",
        entityType: "run",
        entityId: String(runId),
        details: { agent: step.agent },
      },
    });
    const dedupeId = `run-agent-${runId}-${step.agent}-1-resumed-${now.getTime()}`;
    const steps = await insertOutbox(tx, now, [
      { step: "run-agent", payload: { runId, agent: step.agent }, dedupeId },
    ]);
    return { agent: step.agent, steps };
  });
  await publish(resumed.steps);
  return { agent: resumed.agent };
}
