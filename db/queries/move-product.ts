import { and, eq, inArray, sql } from "drizzle-orm";
import { productStatusesBefore, type ProductStatus } from "@/lib/core/words";
import type { Database } from "../client";
import { auditLogs, products } from "../schema";

export type ProductRow = typeof products.$inferSelect;
/** Fields that may change together with the status; never the status itself or its version. */
type Beside = Partial<Omit<typeof products.$inferInsert, "id" | "status" | "version" | "updatedAt">>;

/**
 * The only way to change a product's status: compare-and-set against the statuses that may lead there,
 * with its audit row in the same transaction. Null means that somebody else was first, or that the
 * transition does not exist: nothing was written.
 */
export async function moveProduct(
  tx: Database,
  move: {
    id: number;
    to: ProductStatus;
    /** Narrows the statuses to come from; without it all that the transition table allows. */
    from?: readonly ProductStatus[];
    /** The version the caller has read: any later change makes it lose. */
    version?: number | undefined;
    set?: Beside;
    now: Date;
    by: string;
    why?: Record<string, unknown>;
  },
): Promise<ProductRow | null> {
  const allowed = productStatusesBefore(move.to);
  const from = move.from ? allowed.filter((status) => move.from?.includes(status)) : allowed;
  if (from.length === 0) return null;
  const [row] = await tx
    .update(products)
    .set({ ...move.set, status: move.to, version: sql`${products.version} + 1`, updatedAt: move.now })
    .where(
      and(
        eq(products.id, move.id),
        inArray(products.status, from),
        move.version === undefined ? undefined : eq(products.version, move.version),
      ),
    )
    .returning();
  if (!row) return null;
  await tx.insert(auditLogs).values({
    action: `product.${move.to.toLowerCase()}`,
    entityType: "product",
    entityId: String(move.id),
    details: { to: move.to, version: row.version, ...move.why },
    userId: move.by,
    createdAt: move.now,
  });
  return row;
}
