import type { Ctx } from "@/lib/ctx";
import { listUnindexed, storeWords, titlesOf } from "@/db/queries/candidates";
import { indexWords } from "./searches";

/** Products of an older database that one call adds to the index. */
const CATCH_UP = 500;

/**
 * Brings the index of title words up to date for these products, whose titles may have changed, and adds some of those that a
 * database older than the index has brought along. Inside the caller's transaction, under the ingest lock.
 */
export async function indexTitles({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productIds: number[] };
}): Promise<void> {
  const titles = await titlesOf(ctx.db, input.productIds);
  const given = new Set(input.productIds);
  const further = (await listUnindexed(ctx.db, CATCH_UP)).filter(({ id }) => !given.has(id));
  const rows = [...titles, ...further].map(({ id, title }) => ({ productId: id, words: indexWords(title) }));
  await storeWords(ctx.db, rows);
}
