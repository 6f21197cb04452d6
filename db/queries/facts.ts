/** What people have stated of products: one standing statement of each fact, and all that were there before. */
import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "../client";
import { productFacts } from "../schema";
import { listStatements } from "./cost-statements";

export type FactRow = typeof productFacts.$inferSelect;
export type NewFact = Pick<FactRow, "name" | "value" | "unit" | "words" | "source">;
type By = { id: string; name: string; now: Date };

/** The facts that stand for a product, oldest first. */
export async function standingFacts(db: Database, productId: number): Promise<FactRow[]> {
  return db
    .select()
    .from(productFacts)
    .where(and(eq(productFacts.productId, productId), isNull(productFacts.removedAt)))
    .orderBy(asc(productFacts.id));
}

/** All that people state of a product now: the facts that stand, and what they say of its money. */
export async function statedOf(db: Database, productId: number) {
  return { facts: await standingFacts(db, productId), statements: await listStatements(db, productId) };
}

/** The newest statements about a product, those that were replaced or taken back too. */
export async function listFacts(db: Database, productId: number, limit = 50): Promise<FactRow[]> {
  return db
    .select()
    .from(productFacts)
    .where(eq(productFacts.productId, productId))
    .orderBy(desc(productFacts.id))
    .limit(limit);
}

/**
 * States a fact: what stood in its place is removed first, in the same statement of the same person. Answers what was
 * replaced, null where nothing stood. Call it inside a transaction.
 */
export async function putFact(
  tx: Database,
  fact: { productId: number; fact: NewFact; by: By },
): Promise<FactRow | null> {
  const { productId, by } = fact;
  const { name } = fact.fact;
  const [replaced] = await tx
    .update(productFacts)
    .set({ removedAt: by.now, removedBy: by.id })
    .where(
      and(eq(productFacts.productId, productId), eq(productFacts.name, name), isNull(productFacts.removedAt)),
    )
    .returning();
  await tx
    .insert(productFacts)
    .values({ ...fact.fact, productId, statedBy: by.id, statedByName: by.name, statedAt: by.now });
  return replaced ?? null;
}

/** Takes a standing fact back. Null: there is none with this id on this product. */
export async function removeFact(
  tx: Database,
  fact: { id: number; productId: number; by: By },
): Promise<FactRow | null> {
  const [row] = await tx
    .update(productFacts)
    .set({ removedAt: fact.by.now, removedBy: fact.by.id })
    .where(
      and(
        eq(productFacts.id, fact.id),
        eq(productFacts.productId, fact.productId),
        isNull(productFacts.removedAt),
      ),
    )
    .returning();
  return row ?? null;
}
