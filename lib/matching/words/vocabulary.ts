/** Finds the words of the taxonomy in a text. */
import { isVocabularyWord, PHRASES } from "./phrases";
import { splitHashtag } from "./split-hashtag";
import type { TaxonomyNode } from "../taxonomy";
import { titleWords } from "../title-words";

export type VocabularyHit = {
  node: TaxonomyNode;
  phrase: string;
  /** How many words of the text the phrase covers, where it begins, and in which part of the text. */
  words: number;
  start: number;
  segment: number;
  /** Words of the whole segment, hashtags taken apart. */
  of: number;
  /** True when nothing of the segment follows it but what "for", "with" and the like introduce: the thing itself. */
  head: boolean;
  /** True behind "for", "with" and the like: what the thing goes with, not what it is. */
  behindPreposition: boolean;
};

const LONGEST_PHRASE = 4;
const PREPOSITIONS = new Set(["for", "with", "without", "of", "from", "fits", "compatible", "like"]);
const SEGMENT = /\s+[-–—|:/]\s+|[,;|()[\]{}]/u;

/** All longest vocabulary phrases of a text, left to right, none overlapping another. */
export function vocabularyIn(text: string): VocabularyHit[] {
  return text
    .slice(0, 1_000)
    .split(SEGMENT)
    .map((segment) => ({ segment, words: titleWords(segment) }))
    .filter(({ words }) => words.length > 0)
    .flatMap(({ segment, words }, index, all) =>
      hitsOf(all.length === 1 && words.length === 1 ? partsOf(segment, words) : words, index),
    );
}

/** Hashtags run together: "miniprojector" is "mini projector". Taken apart only where goods end it. */
function partsOf(segment: string, whole: string[]): string[] {
  if (whole.some(isVocabularyWord)) return whole;
  const { words, isKnown } = splitHashtag(segment.trim());
  const parts = titleWords(words.join(" "));
  // Behind a name only a longer word is sure to be one: "handicap" is no cap.
  const isSure = isKnown || (words.at(-1)?.length ?? 0) >= 4;
  const goods = parts.some((_, start) => PHRASES.has(parts.slice(start).join(" ")));
  return isSure && goods ? parts : whole;
}

function hitsOf(words: readonly string[], segment: number): VocabularyHit[] {
  const preposition = words.findIndex((word) => PREPOSITIONS.has(word));
  const headEnd = preposition > 0 ? preposition : words.length;
  const hits: VocabularyHit[] = [];
  let start = 0;
  while (start < words.length) {
    const found = longestAt(words, start);
    if (!found) {
      start += 1;
      continue;
    }
    const end = start + found.words;
    for (const node of found.nodes) {
      hits.push({
        node,
        phrase: words.slice(start, end).join(" "),
        words: found.words,
        of: words.length,
        start,
        segment,
        head: end === headEnd,
        behindPreposition: preposition >= 0 && start > preposition,
      });
    }
    start = end;
  }
  return hits;
}

function longestAt(
  words: readonly string[],
  start: number,
): { nodes: readonly TaxonomyNode[]; words: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length -= 1) {
    const nodes = PHRASES.get(words.slice(start, start + length).join(" "));
    if (nodes) return { nodes, words: length };
  }
  return null;
}
