import { and, desc, eq, isNull } from "drizzle-orm";
import type { Database } from "../client";
import { analysisRuns, decisions } from "../schema";

export type DecisionRow = typeof decisions.$inferSelect;

export async function insertDecision(tx: Database, row: typeof decisions.$inferInsert): Promise<void> {
  await tx.insert(decisions).values(row);
}

/** The newest decision of a product that has not been undone. */
export async function newestDecision(db: Database, productId: number): Promise<DecisionRow | null> {
  const [row] = await db
    .select()
    .from(decisions)
    .where(and(eq(decisions.productId, productId), isNull(decisions.undoneAt)))
    .orderBy(desc(decisions.id))
    .limit(1);
  return row ?? null;
}

export async function markUndone(tx: Database, undone: { id: number; by: string; at: Date }): Promise<void> {
  await tx
    .update(decisions)
    .set({ undoneAt: undone.at, undoneBy: undone.by })
    .where(and(eq(decisions.id, undone.id), isNull(decisions.undoneAt)));
}

/** The newest run that was made for the product itself. */
export async function newestRunId(db: Database, productId: number): Promise<number | null> {
  const [row] = await db
    .select({ id: analysisRuns.id })
    .from(analysisRuns)
    .where(and(eq(analysisRuns.productId, productId), isNull(analysisRuns.mergedFrom)))
    .orderBy(desc(analysisRuns.id))
    .limit(1);
  return row?.id ?? null;
}
