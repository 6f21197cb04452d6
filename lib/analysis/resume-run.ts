import { ConflictError, NotFoundError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { publish } from "@/lib/steps/publish";
import { moveProduct } from "@/db/queries/move-product";
import { moveRun } from "@/db/queries/move-run";
import { insertOutbox } from "@/db/queries/outbox";
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
    const run = await moveRun(tx, { id: runId, to: "RUNNING", set: { finishedAt: null, lastError: null } });
    if (!run) throw new ConflictError("This run has not failed, or somebody has resumed it already.");
    const step = await requeueFailedStep(tx, runId, now);
    if (!step) throw new NotFoundError("This run has no failed step.");
    const from = ["DISCOVERED", "ANALYSIS_FAILED"] as const;
    const why = { runId, resumedFrom: step.agent };
    const moved = await moveProduct(tx, {
      id: run.productId,
      to: "ANALYZING",
      from,
      now,
      by: ctx.actor.id,
      why,
    });
    if (!moved)
      throw new ConflictError("The product of this run has moved on; ask for a new analysis instead.");
    await writeAudit({
      ctx: { ...ctx, db: tx },
      input: {
        action: "run.resumed",
        entityType: "run",
        entityId: String(runId),
        details: { agent: step.agent },
      },
    });
    const dedupeId = `run-agent-${runId}-${step.agent}-${step.attempt + 1}-resumed-${now.getTime()}`;
    const steps = await insertOutbox(tx, now, [
      { step: "run-agent", payload: { runId, agent: step.agent }, dedupeId },
    ]);
    return { agent: step.agent, steps };
  });
  await publish(resumed.steps);
  return { agent: resumed.agent };
}
