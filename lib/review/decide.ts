import { ConflictError, NotFoundError } from "@/lib/core/errors";
import { PRODUCT_STATUS_LABELS, type Decision, type ProductStatus } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { publish } from "@/lib/steps/publish";
import { newestDecision } from "@/db/queries/decisions";
import { findProduct } from "@/db/queries/products";
import { settle } from "./settle";

/**
 * A person approves or rejects. Of two at once one wins; the other gets a ConflictError that says who
 * decided what, and when.
 */
export async function decide({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; decision: Decision; reason?: string | undefined; version?: number | undefined };
}): Promise<{ productId: number; status: ProductStatus }> {
  const { productId, decision, version } = input;
  const reason = input.reason?.trim() || null;
  const settled = await ctx.db.transaction((tx) =>
    settle({ ctx: { ...ctx, db: tx }, input: { productId, decision, reason, version } }),
  );
  if (!settled) throw await whyNot(ctx, productId);
  await publish(settled.steps);
  return { productId, status: settled.status };
}

async function whyNot(ctx: Ctx, productId: number): Promise<ConflictError | NotFoundError> {
  const product = await findProduct(ctx.db, productId);
  if (!product) return new NotFoundError("This product does not exist any more.");
  if (product.status === "PENDING_REVIEW") {
    return new ConflictError("This product has changed since you opened it. Look at it again, then decide.");
  }
  const last = await newestDecision(ctx.db, productId);
  if (!last)
    return new ConflictError(
      `This product is not waiting for review: ${PRODUCT_STATUS_LABELS[product.status]}.`,
    );
  const did = last.decision === "approve" ? "approved" : "rejected";
  const when = ago(ctx.clock.now().getTime() - last.decidedAt.getTime());
  return new ConflictError(`${last.decidedByName} ${did} this ${when}.`);
}

/** "just now", "2 minutes ago", "3 hours ago", "5 days ago". */
function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "just now";
  const [count, unit]: [number, string] =
    minutes < 60
      ? [minutes, "minute"]
      : minutes < 1_440
        ? [Math.floor(minutes / 60), "hour"]
        : [Math.floor(minutes / 1_440), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"} ago`;
}
