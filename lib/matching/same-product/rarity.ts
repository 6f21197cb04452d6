import { isVocabularyWord } from "../words/phrases";
import { offerWords } from "./offer";

/** Titles that are thought beside those at hand, so that a handful of titles is no whole shop: in some of them stand the names of goods. */
const IMAGINED = 100;
const IMAGINED_WITH_GOODS = 4;

/**
 * How much it says that two offers share this word: 0 where every title holds it, 1 where no other does. Inverse document
 * frequency (K. Spärck Jones, A statistical interpretation of term specificity, 1972), divided by its maximum so that
 * corpora of different sizes compare.
 */
export type Rarity = (token: string) => number;

/** Rarity from counts kept elsewhere: `documents` titles in all, `count` of them with the word (as offerWords writes it). */
export function rarityFromCounts({
  documents,
  count,
}: {
  documents: number;
  count: (token: string) => number;
}): Rarity {
  const all = documents + IMAGINED + 2;
  return (token) => {
    const imagined = isVocabularyWord(token) ? IMAGINED_WITH_GOODS : 0;
    return Math.log(all / (Math.max(0, count(token)) + imagined + 1)) / Math.log(all);
  };
}

/** Rarity within these titles; a title that is given twice counts once. */
export function rarityWithin(titles: Iterable<string>): Rarity {
  const distinct = new Set(titles);
  const counts = new Map<string, number>();
  for (const title of distinct)
    for (const word of new Set(offerWords(title))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return rarityFromCounts({ documents: distinct.size, count: (token) => counts.get(token) ?? 0 });
}
