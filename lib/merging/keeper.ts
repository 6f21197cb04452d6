import { ConflictError } from "@/lib/core/errors";
import { PRODUCT_STATUS_LABELS, type ProductStatus } from "@/lib/core/words";

/** How far a product has come: a merge keeps the one that has come furthest. */
const HOW_FAR: Record<ProductStatus, number> = {
  DISCOVERED: 0,
  ANALYSIS_FAILED: 1,
  ANALYZING: 2,
  PENDING_REVIEW: 3,
  REJECTED: 4,
  APPROVED: 5,
  POSTED: 6,
};

type Standing = { id: number; title: string; status: ProductStatus };

/**
 * Which of two products stays when they are merged: the one that has come further, of equals the older. It keeps its status, so
 * that no status is ever set past the transition table. Throws ConflictError for two that are both approved or posted, because
 * what was sold under two names cannot be made one, and while either is being analysed.
 */
export function keeperOf<Product extends Standing>(
  a: Product,
  b: Product,
): { whole: Product; part: Product } {
  const busy = [a, b].find(({ status }) => status === "ANALYZING");
  if (busy) throw new ConflictError(`“${busy.title}” is being analysed: merge them when that is done.`);
  const further = HOW_FAR[b.status] - HOW_FAR[a.status] || a.id - b.id;
  const [whole, part] = further > 0 ? [b, a] : [a, b];
  if (HOW_FAR[part.status] >= HOW_FAR.APPROVED) {
    throw new ConflictError(
      `Both are ${PRODUCT_STATUS_LABELS[part.status].toLowerCase()} or further: two products that were approved cannot become one.`,
    );
  }
  return { whole, part };
}
