import type { Ctx } from "@/lib/ctx";
import { countWords, findCandidates, offersOf } from "@/db/queries/candidates";
import type { Offer } from "./same-product/offer";
import { prepare, type Prepared } from "./same-product/prepare";
import { rarityFromCounts } from "./same-product/rarity";
import { samePrepared } from "./same-product/same-product";
import { indexWords, searches } from "./searches";

/** In how many of the new offers a word may stand and still be worth a comparison of them with each other. */
const RARE_AMONG_NEW = 12;

export type Likeness = { probability: number; merge: boolean; because: string[] };
/** What an offer is like: a stored product, or an earlier one of the offers asked about. Nothing below `same` is told. */
export type Found = Likeness & ({ productId: number } | { earlier: number });

/**
 * For each of the offers what it may be the same as, likeliest first: among the stored products by the index of rare title
 * words, and among the offers before it. The rarity of words comes from the titles that are stored and those asked about. The
 * number of statements does not depend on the number of offers (up to a thousand).
 */
export async function findSame({ ctx, input }: { ctx: Ctx; input: { offers: Offer[] } }): Promise<Found[][]> {
  const { offers } = input;
  if (offers.length === 0) return [];
  const words = offers.map((offer) => indexWords(offer.title));
  const among = Map.groupBy(
    words.flatMap((list, n) => list.map((word) => ({ word, n }))),
    ({ word }) => word,
  );
  const stored = await countWords(ctx.db, among.keys());
  const hits = await findCandidates(
    ctx.db,
    words.flatMap((list, n) =>
      searches(list, (word) => stored.counts.get(word) ?? 0).map((asked) => ({ n, words: asked })),
    ),
  );
  const candidates = await offersOf(ctx.db, [...new Set(hits.map(({ productId }) => productId))]);
  const further = new Set([...candidates.values()].flatMap(({ title }) => indexWords(title)));
  for (const word of stored.counts.keys()) further.delete(word);
  const { counts } = await countWords(ctx.db, further);
  const rarity = rarityFromCounts({
    documents: stored.products + offers.length,
    count: (word) => (stored.counts.get(word) ?? counts.get(word) ?? 0) + (among.get(word)?.length ?? 0),
  });

  const asked = offers.map((offer) => prepare(offer, rarity));
  const standing = new Map([...candidates].map(([id, offer]) => [id, prepare(offer, rarity)]));
  const found: Found[][] = offers.map(() => []);
  const compare = (
    n: number,
    other: Prepared | undefined,
    which: { productId: number } | { earlier: number },
  ) => {
    const offer = asked[n];
    if (!offer || !other) return;
    const { same, merge, probability, because } = samePrepared(offer, other);
    if (same) found[n]?.push({ ...which, probability, merge, because });
  };
  for (const { n, productId } of hits) compare(n, standing.get(productId), { productId });
  for (const [n, list] of words.entries()) {
    const earlier = new Set<number>();
    for (const word of list) {
      const holders = among.get(word) ?? [];
      if ((stored.counts.get(word) ?? 0) + holders.length > RARE_AMONG_NEW) continue;
      for (const holder of holders) if (holder.n < n) earlier.add(holder.n);
    }
    for (const other of earlier) compare(n, asked[other], { earlier: other });
  }
  return found.map((list) => list.toSorted((a, b) => b.probability - a.probability));
}
