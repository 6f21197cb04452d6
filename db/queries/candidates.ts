/** The index of title words: which products share rare words with a title, and how rare a word is. Written under the ingest lock. */
import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { storableJson } from "@/lib/core/storable";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { products, productWords, sightings, wordCounts } from "../schema";

/** Rows in one statement: Postgres takes at most 65,535 parameters. */
const CHUNK = 1_000;
/** Candidates kept of one search: those that answer most of its questions. */
const CANDIDATES = 8;
/** The word that stands in every title. */
const EVERY = "";

function chunksOf<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, at) =>
    items.slice(at * CHUNK, (at + 1) * CHUNK),
  );
}

/** How many products are indexed, and in how many of their titles each of the words stands. */
export async function countWords(
  tx: Database,
  words: Iterable<string>,
): Promise<{ products: number; counts: Map<string, number> }> {
  const counts = new Map<string, number>();
  for (const chunk of chunksOf([...new Set([EVERY, ...words])])) {
    const rows = await tx.select().from(wordCounts).where(inArray(wordCounts.word, chunk));
    for (const row of rows) counts.set(row.word, row.products);
  }
  return { products: counts.get(EVERY) ?? 0, counts };
}

/** One question: products whose titles hold all these words. Several questions of one `n` are one search. */
export type Search = { n: number; words: string[] };

/**
 * Products that answer the searches, at most eight for each `n`, those that answer most of its questions first. One
 * statement however many the searches; each question is one look into the word index. There is deliberately no limit inside:
 * the planner would take it for a reason to read the whole table. The caller asks for words that it knows to be rare.
 */
export async function findCandidates(
  tx: Database,
  searches: readonly Search[],
): Promise<{ n: number; productId: number }[]> {
  if (searches.length === 0) return [];
  const result = await tx.execute(sql`
    select n, product_id as "productId" from (
      select n, product_id, row_number() over (partition by n order by hits desc, product_id desc) as nth from (
        select asked.n, found.product_id, count(*) as hits
        from jsonb_to_recordset(${storableJson(searches)}::jsonb) as asked(n int, words text[])
        join product_words found on found.words @> asked.words
        group by asked.n, found.product_id
      ) counted
    ) ranked where nth <= ${CANDIDATES} order by n, nth`);
  return rowsOf<{ n: number; productId: number }>(result);
}

/** A product's title and the newest price that any sighting states. */
export type Offered = { title: string; price: { amount: number; currency: string | null } | null };

export async function offersOf(tx: Database, productIds: readonly number[]): Promise<Map<number, Offered>> {
  const offers = new Map<number, Offered>();
  const newest = tx
    .select({ amount: sightings.priceAmount, currency: sightings.priceCurrency })
    .from(sightings)
    .where(and(eq(sightings.productId, products.id), isNotNull(sightings.priceAmount)))
    .orderBy(desc(sightings.seenAt), desc(sightings.id))
    .limit(1)
    .as("newest");
  for (const chunk of chunksOf(productIds)) {
    const rows = await tx
      .select({ id: products.id, title: products.title, amount: newest.amount, currency: newest.currency })
      .from(products)
      .leftJoinLateral(newest, sql`true`)
      .where(inArray(products.id, chunk));
    for (const { id, title, amount, currency } of rows) {
      offers.set(id, { title, price: amount === null ? null : { amount: Number(amount), currency } });
    }
  }
  return offers;
}

/** The titles of the products, for the index. */
export async function titlesOf(
  tx: Database,
  productIds: readonly number[],
): Promise<{ id: number; title: string }[]> {
  const rows: { id: number; title: string }[] = [];
  for (const chunk of chunksOf(productIds)) {
    rows.push(
      ...(await tx
        .select({ id: products.id, title: products.title })
        .from(products)
        .where(inArray(products.id, chunk))),
    );
  }
  return rows;
}

/** Writes the words of titles where they differ from what stands, and counts them. */
export async function storeWords(
  tx: Database,
  rows: readonly { productId: number; words: string[] }[],
): Promise<void> {
  const deltas = new Map<string, number>();
  const count = (words: readonly string[], by: number) => {
    for (const word of [EVERY, ...words]) deltas.set(word, (deltas.get(word) ?? 0) + by);
  };
  for (const chunk of chunksOf(rows)) {
    const ids = chunk.map(({ productId }) => productId);
    const standing = await tx.select().from(productWords).where(inArray(productWords.productId, ids));
    const before = new Map(standing.map((row) => [row.productId, row.words]));
    const changed = chunk.filter(
      ({ productId, words }) => before.get(productId)?.join(" ") !== words.join(" "),
    );
    if (changed.length === 0) continue;
    for (const { productId, words } of changed) {
      const old = before.get(productId);
      if (old) count(old, -1);
      count(words, 1);
    }
    await tx
      .insert(productWords)
      .values(changed)
      .onConflictDoUpdate({ target: productWords.productId, set: { words: sql`excluded.words` } });
  }
  await addCounts(tx, deltas);
}

/** Takes the words of products that are about to be removed out of the counts and out of the index. */
export async function dropWords(tx: Database, productIds: readonly number[]): Promise<void> {
  const deltas = new Map<string, number>();
  for (const chunk of chunksOf(productIds)) {
    const gone = await tx.delete(productWords).where(inArray(productWords.productId, chunk)).returning();
    for (const { words } of gone)
      for (const word of [EVERY, ...words]) deltas.set(word, (deltas.get(word) ?? 0) - 1);
  }
  await addCounts(tx, deltas);
}

async function addCounts(tx: Database, deltas: ReadonlyMap<string, number>): Promise<void> {
  const changed = [...deltas].flatMap(([word, by]) => (by === 0 ? [] : [{ word, products: by }]));
  for (const chunk of chunksOf(changed)) {
    await tx
      .insert(wordCounts)
      .values(chunk)
      .onConflictDoUpdate({
        target: wordCounts.word,
        set: { products: sql`greatest(0, ${wordCounts.products} + excluded.products)` },
      });
  }
}

/**
 * Products that stand in no index yet, newest first: those of a database older than the index. Because the newest are indexed
 * first, the oldest product tells whether any is left, and the usual answer costs one look.
 */
export async function listUnindexed(tx: Database, limit: number): Promise<{ id: number; title: string }[]> {
  const [oldest] = await tx
    .select({ id: products.id, indexed: productWords.productId })
    .from(products)
    .leftJoin(productWords, eq(productWords.productId, products.id))
    .orderBy(asc(products.id))
    .limit(1);
  if (!oldest || oldest.indexed !== null) return [];
  return tx
    .select({ id: products.id, title: products.title })
    .from(products)
    .leftJoin(productWords, eq(productWords.productId, products.id))
    .where(isNull(productWords.productId))
    .orderBy(desc(products.id))
    .limit(limit);
}
