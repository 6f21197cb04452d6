import type { LabelledSet } from "./learn";
import { offerWords } from "./offer";
import { rarityWithin } from "./rarity";

export type LabelledPost = { id: string; article: string; title: string };
/** Pairs of posts worth a comparison, and how many pairs of the same article are not among them. */
export type PostPairs = { pairs: LabelledSet["pairs"]; missed: number };

/** A word in more posts than this finds no candidates. */
const COMMON = 400;
const LEAST_COSINE = 0.12;
const MOST_NEGATIVES = 8_000;

/**
 * Pairs of posts that share words, of which those that link to the same article in a shop are the same product.
 * `hardest` are the pairs to learn from: all that are the same, and the most alike that are not.
 */
export function pairPosts(posts: LabelledPost[]): PostPairs & { hardest: LabelledSet["pairs"] } {
  const rarity = rarityWithin(posts.map(({ title }) => title));
  const words = posts.map(({ title }) => [...new Set(offerWords(title))]);
  const norms = words.map((list) => Math.sqrt(list.reduce((sum, word) => sum + rarity(word) ** 2, 0)));
  const holders = new Map<string, number[]>();
  for (const [post, list] of words.entries())
    for (const word of list) {
      const others = holders.get(word);
      if (others) others.push(post);
      else holders.set(word, [post]);
    }
  const found: { pair: LabelledSet["pairs"][number]; cosine: number }[] = [];
  for (const [first, list] of words.entries()) {
    const sums = new Map<number, number>();
    for (const word of list) {
      const others = holders.get(word) ?? [];
      if (others.length > COMMON) continue;
      for (const other of others)
        if (other > first) sums.set(other, (sums.get(other) ?? 0) + rarity(word) ** 2);
    }
    for (const [second, sum] of sums) {
      const cosine = sum / ((norms[first] ?? 1) * (norms[second] ?? 1));
      const [one, two] = [posts[first], posts[second]];
      if (cosine < LEAST_COSINE || !one || !two) continue;
      const label = one.article === two.article ? 1 : 0;
      found.push({ pair: { left: { title: one.title }, right: { title: two.title }, label }, cosine });
    }
  }
  const same = found.filter(({ pair }) => pair.label === 1);
  const hardest = found
    .filter(({ pair }) => pair.label === 0)
    .toSorted((a, b) => b.cosine - a.cosine)
    .slice(0, MOST_NEGATIVES);
  return {
    pairs: found.map(({ pair }) => pair),
    hardest: [...same, ...hardest].map(({ pair }) => pair),
    missed: twins(posts) - same.length,
  };
}

/** How many pairs of posts link to the same article. */
function twins(posts: LabelledPost[]): number {
  const counts = Map.groupBy(posts, ({ article }) => article);
  return [...counts.values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
}
