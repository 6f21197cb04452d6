import type { Decision, ProductStatus } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { planPostings } from "@/lib/posting/plan-postings";
import { insertDecision, newestRunId } from "@/db/queries/decisions";
import { moveProduct } from "@/db/queries/move-product";
import type { DueStep } from "@/db/queries/outbox";

/**
 * Writes a decision inside the caller's transaction: status by compare-and-set, decision row, audit row and,
 * for an approval with AUTO_POST_ENABLED, the postings that become due when the undo window has passed.
 * Null when somebody else has decided first: then nothing was written.
 */
export async function settle({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: {
    productId: number;
    runId?: number | undefined;
    decision: Decision;
    reason: string | null;
    version?: number | undefined;
  };
}): Promise<{ status: ProductStatus; steps: DueStep[] } | null> {
  const { productId, decision, reason, version } = input;
  const now = ctx.clock.now();
  const approve = decision === "approve";
  const product = await moveProduct(ctx.db, {
    id: productId,
    to: approve ? "APPROVED" : "REJECTED",
    from: ["PENDING_REVIEW"],
    version,
    set: { approvedByUser: approve && ctx.actor.kind === "person", approvedAt: approve ? now : null },
    now,
    by: ctx.actor.id,
    why: { reason, decidedBy: ctx.actor.name },
  });
  if (!product) return null;
  await insertDecision(ctx.db, {
    productId,
    runId: input.runId ?? (await newestRunId(ctx.db, productId)),
    decision,
    reason,
    decidedBy: ctx.actor.id,
    decidedByName: ctx.actor.name,
    decidedAt: now,
  });
  return { status: product.status, steps: approve ? await planPostings({ ctx, input: { productId } }) : [] };
}
