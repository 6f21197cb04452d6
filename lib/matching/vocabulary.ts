/** Finds the words of the taxonomy in a text. */
import { TAXONOMY, type TaxonomyNode } from "./taxonomy";
import { titleWords } from "./title-words";

export type VocabularyHit = {
  node: TaxonomyNode;
  /** How many words of the text the phrase covers, where it begins, and in which part of the text. */
  words: number;
  start: number;
  segment: number;
  /** True when nothing of the segment follows it but what "for", "with" and the like introduce: the thing itself. */
  head: boolean;
  /** True behind "for", "with" and the like: what the thing goes with, not what it is. */
  behindPreposition: boolean;
};

const LONGEST_PHRASE = 4;
const PREPOSITIONS = new Set([
  "for",
  "with",
  "without",
  "in",
  "on",
  "of",
  "from",
  "by",
  "to",
  "fits",
  "compatible",
  "like",
  "and",
]);
const SEGMENT = /\s+[-–—|:/]\s+|[,;|()[\]{}]/u;

const PHRASES = new Map<string, TaxonomyNode[]>();
const SINGLE_WORDS = new Set<string>();
for (const node of TAXONOMY) {
  for (const phrase of new Set(node.words.map((word) => titleWords(word).join(" ")))) {
    const nodes = PHRASES.get(phrase);
    if (nodes) nodes.push(node);
    else PHRASES.set(phrase, [node]);
    for (const word of phrase.split(" ")) SINGLE_WORDS.add(word);
  }
}

/** True when the word occurs in the vocabulary of any category, alone or in a phrase. Expects a word of `titleWords`. */
export function isVocabularyWord(word: string): boolean {
  return SINGLE_WORDS.has(word);
}

/** All longest vocabulary phrases of a text, left to right, none overlapping another. */
export function vocabularyIn(text: string): VocabularyHit[] {
  return text
    .slice(0, 1_000)
    .split(SEGMENT)
    .map((part) => titleWords(part).flatMap(splitCompound))
    .filter((words) => words.length > 0)
    .flatMap((words, segment) => hitsOf(words, segment));
}

function hitsOf(words: readonly string[], segment: number): VocabularyHit[] {
  const preposition = words.findIndex((word) => PREPOSITIONS.has(word) && word !== "and");
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
        words: found.words,
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

function longestAt(words: readonly string[], start: number): { nodes: TaxonomyNode[]; words: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length -= 1) {
    const nodes = PHRASES.get(words.slice(start, start + length).join(" "));
    if (nodes) return { nodes, words: length };
  }
  return null;
}

/** Hashtags run together: "miniprojector" is "mini projector". Both halves must be words we know. */
function splitCompound(word: string): string[] {
  if (word.length < 8 || SINGLE_WORDS.has(word) || !/^[a-z]+$/.test(word)) return [word];
  for (let cut = word.length - 4; cut >= 3; cut -= 1) {
    const [left, right] = [word.slice(0, cut), titleWords(word.slice(cut)).join(" ")];
    if (SINGLE_WORDS.has(left) && PHRASES.has(right)) return [left, right];
    if (PHRASES.has(`${left} ${right}`)) return [left, right];
  }
  return [word];
}
