/** Finds the words of the taxonomy in a text. */
import { TAXONOMY, type TaxonomyNode } from "./taxonomy";
import { stem, titleWords } from "./title-words";

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
/** Everyday words in front of goods, for taking hashtags apart. */
const QUALIFIERS =
  `heated heating self mini portable magnetic satin silk wooden bamboo ceramic glass steel retro vintage cordless wireless
 electric smart solar foldable folding travel pocket giant tiny cute soft cozy fluffy crochet knit knitted handmade weighted cooling
 heatless waterproof insulated reusable adjustable ergonomic split open clip cloud moon star sunset sunrise galaxy mushroom vegan linen
 leather cotton velvet pastel pink black white gold silver rainbow neon stackable rechargeable automatic digital`.split(
    /\s+/,
  );

const PREPOSITIONS = new Set(["for", "with", "without", "of", "from", "fits", "compatible", "like"]);
const SEGMENT = /\s+[-–—|:/]\s+|[,;|()[\]{}]/u;

/** A phrase of ours as `titleWords` writes it; most are plain already, which the start of every process should not pay for. */
function wordsOf(phrase: string): string {
  return (/^[a-z ]+$/.test(phrase) ? phrase.split(" ").map(stem) : titleWords(phrase)).join(" ");
}

const PHRASES = new Map<string, TaxonomyNode[]>();
const SINGLE_WORDS = new Set<string>();
for (const node of TAXONOMY) {
  for (const phrase of new Set(node.words.map(wordsOf))) {
    const nodes = PHRASES.get(phrase);
    if (nodes) nodes.push(node);
    else PHRASES.set(phrase, [node]);
    for (const word of phrase.split(" ")) SINGLE_WORDS.add(word);
  }
}

const KNOWN_PARTS = new Set([...SINGLE_WORDS, ...QUALIFIERS]);
const SHORTEST_PART = 3;

/** True when the word occurs in the vocabulary of any category, alone or in a phrase. Expects a word of `titleWords`. */
export function isVocabularyWord(word: string): boolean {
  return SINGLE_WORDS.has(word);
}

/** All longest vocabulary phrases of a text, left to right, none overlapping another. */
export function vocabularyIn(text: string): VocabularyHit[] {
  return text
    .slice(0, 1_000)
    .split(SEGMENT)
    .map(titleWords)
    .filter((words) => words.length > 0)
    .flatMap((words, segment, all) => {
      const [only] = words;
      const isHashtag = all.length === 1 && words.length === 1 && only !== undefined;
      return hitsOf(isHashtag ? splitCompound(only) : words, segment);
    });
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

function longestAt(words: readonly string[], start: number): { nodes: TaxonomyNode[]; words: number } | null {
  for (let length = Math.min(LONGEST_PHRASE, words.length - start); length > 0; length -= 1) {
    const nodes = PHRASES.get(words.slice(start, start + length).join(" "));
    if (nodes) return { nodes, words: length };
  }
  return null;
}

/** Hashtags run together: "miniprojector" is "mini projector". All parts must be words we know, the last one goods. */
function splitCompound(word: string): string[] {
  if (word.length < 7 || word.length > 40 || SINGLE_WORDS.has(word) || !/^[a-z]+$/.test(word)) return [word];
  const parts = partsOf(word);
  if (!parts) return [word];
  const goods = parts.some((_, start) => PHRASES.has(parts.slice(start).join(" ")));
  return goods ? parts : [word];
}

/** The fewest known words that a run of letters is made of; null when some part is no known word. */
function partsOf(word: string): string[] | null {
  const best: (string[] | null)[] = [[]];
  for (let end = 1; end <= word.length; end += 1) {
    best[end] = null;
    for (let start = Math.max(0, end - 14); start <= end - SHORTEST_PART; start += 1) {
      const before = best[start];
      const part = stem(word.slice(start, end));
      if (!before || !KNOWN_PARTS.has(part)) continue;
      if (before.length + 1 < (best[end]?.length ?? Number.POSITIVE_INFINITY)) best[end] = [...before, part];
    }
  }
  return best[word.length] ?? null;
}
