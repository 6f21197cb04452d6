import { offerWords } from "./same-product/offer";

/** Words of a title that are indexed; a title that goes on has said what it is. */
const MOST_WORDS = 40;
const MOST_CHARS = 100;
/** A word in at most so many titles is worth a look at each of them. It bounds the work whatever the size of the corpus. */
const RARE = 40;
/** So many rare words are looked up by themselves. */
const RARE_WORDS = 3;
/** Without enough rare words several together are asked for; the rarest of them stands in at most so many titles. */
const TOGETHER_RARE = 2_000;
const TOGETHER = 3;

/** The words of a title as they stand in the index: each once, in order. */
export function indexWords(title: string): string[] {
  return [...new Set(offerWords(title).map((word) => word.slice(0, MOST_CHARS)))].slice(0, MOST_WORDS);
}

/**
 * What to ask the index of titles for, to find those that may name the same thing: each of the rarest words by itself, and the
 * less rare ones together. `count` is the number of titles with a word. A word that no title holds finds nothing, and a title
 * of nothing but common words is not looked for at all: its twins are found by their keys, or by a person.
 */
export function searches(words: readonly string[], count: (word: string) => number): string[][] {
  const known = [...new Set(words)]
    .map((word) => ({ word, titles: count(word) }))
    .filter(({ titles }) => titles > 0)
    .toSorted((a, b) => a.titles - b.titles);
  const asked = known
    .filter(({ titles }) => titles <= RARE)
    .slice(0, RARE_WORDS)
    .map(({ word }) => [word]);
  if (asked.length >= RARE_WORDS) return asked;
  const rest = known.filter(({ titles }) => titles > RARE).slice(0, TOGETHER);
  const [rarest] = rest;
  if (rest.length > 1 && rarest && rarest.titles <= TOGETHER_RARE) asked.push(rest.map(({ word }) => word));
  return asked;
}
