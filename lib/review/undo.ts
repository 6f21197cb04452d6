import { ConflictError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { markUndone, newestDecision } from "@/db/queries/decisions";
import { moveProduct } from "@/db/queries/move-product";

/** Takes the standing decision back: the product waits for review again. What is posted cannot be undone. */
export async function undo({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number };
}): Promise<{ productId: number }> {
  const { productId } = input;
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const last = await newestDecision(tx, productId);
    const product = await moveProduct(tx, {
      id: productId,
      to: "PENDING_REVIEW",
      from: ["APPROVED", "REJECTED"],
      set: { approvedByUser: null, approvedAt: null },
      now,
      by: ctx.actor.id,
      why: { undid: last?.decision ?? null, decidedBy: last?.decidedByName ?? null },
    });
    if (!product || !last) {
      throw new ConflictError(
        "There is no decision to undo: the product is posted already, or somebody was first.",
      );
    }
    await markUndone(tx, { id: last.id, by: ctx.actor.id, at: now });
    return { productId };
  });
}
