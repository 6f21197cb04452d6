/** What is remembered of two products: that they may be the same (a suggestion), or that a person said they are not. */
import { and, eq, inArray, or, sql } from "drizzle-orm";
import type { Database } from "../client";
import { products, productSeparations, productSuggestions } from "../schema";

const CHUNK = 1_000;

export type Pair = { lowId: number; highId: number };

/** The two ids as one key, whichever comes first. */
export function pairOf(a: number, b: number): Pair {
  return a < b ? { lowId: a, highId: b } : { lowId: b, highId: a };
}

/** The pairs of which at least one is among the products, that are never to be joined. */
export async function findSeparations(tx: Database, ids: readonly number[]): Promise<Pair[]> {
  const found = new Map<string, Pair>();
  for (let at = 0; at < ids.length; at += CHUNK) {
    const some = ids.slice(at, at + CHUNK);
    const rows = await tx
      .select({ lowId: productSeparations.lowId, highId: productSeparations.highId })
      .from(productSeparations)
      .where(or(inArray(productSeparations.lowId, some), inArray(productSeparations.highId, some)));
    for (const row of rows) found.set(`${row.lowId}-${row.highId}`, row);
  }
  return [...found.values()];
}

/** Remembers that two products are not the same, and no longer asks whether they are. */
export async function separate(
  tx: Database,
  said: { a: number; b: number; by: string; now: Date },
): Promise<void> {
  const pair = pairOf(said.a, said.b);
  await tx
    .insert(productSeparations)
    .values({ ...pair, saidBy: said.by, saidAt: said.now })
    .onConflictDoNothing();
  await tx
    .delete(productSuggestions)
    .where(and(eq(productSuggestions.lowId, pair.lowId), eq(productSuggestions.highId, pair.highId)));
}

export type Suggestion = Pair & { probability: number; because: string[] };

/** Writes suggestions; one that stands keeps the higher probability with its reasons. Pairs that are separated are left out. */
export async function suggestPairs(tx: Database, rows: readonly Suggestion[], now: Date): Promise<void> {
  const best = new Map<string, Suggestion>();
  for (const row of rows) {
    const key = `${row.lowId}-${row.highId}`;
    if (row.lowId !== row.highId && (best.get(key)?.probability ?? -1) < row.probability) best.set(key, row);
  }
  const apart = await findSeparations(
    tx,
    [...best.values()].map(({ lowId }) => lowId),
  );
  for (const { lowId, highId } of apart) best.delete(`${lowId}-${highId}`);
  const values = [...best.values()].map((row) => ({ ...row, createdAt: now }));
  for (let at = 0; at < values.length; at += CHUNK) {
    await tx
      .insert(productSuggestions)
      .values(values.slice(at, at + CHUNK))
      .onConflictDoUpdate({
        target: [productSuggestions.lowId, productSuggestions.highId],
        set: { probability: sql`excluded.probability`, because: sql`excluded.because` },
        setWhere: sql`${productSuggestions.probability} < excluded.probability`,
      });
  }
}

/** What a product may be the same as, likeliest first. */
export async function listSuggestions(db: Database, productId: number, limit = 5) {
  const suggestion = productSuggestions;
  return db
    .select({
      id: products.id,
      title: products.title,
      status: products.status,
      version: products.version,
      imageUrl: products.imageUrl,
      probability: suggestion.probability,
      because: suggestion.because,
    })
    .from(suggestion)
    .innerJoin(
      products,
      or(
        and(eq(suggestion.lowId, productId), eq(products.id, suggestion.highId)),
        and(eq(suggestion.highId, productId), eq(products.id, suggestion.lowId)),
      ),
    )
    .where(or(eq(suggestion.lowId, productId), eq(suggestion.highId, productId)))
    .orderBy(sql`${suggestion.probability} desc`, products.id)
    .limit(limit);
}
