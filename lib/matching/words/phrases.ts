/** What the taxonomy calls goods, written as `titleWords` writes a title. */
import { TAXONOMY, type TaxonomyNode } from "../taxonomy";
import { stem, titleWords } from "../title-words";

/** A phrase of ours as `titleWords` writes it; most are plain already, which the start of every process should not pay for. */
function wordsOf(phrase: string): string {
  return (/^[a-z ]+$/.test(phrase) ? phrase.split(" ").map(stem) : titleWords(phrase)).join(" ");
}

/** Phrase → the nodes that know things by it. */
export const PHRASES: ReadonlyMap<string, readonly TaxonomyNode[]> = collect();

function collect(): Map<string, TaxonomyNode[]> {
  const phrases = new Map<string, TaxonomyNode[]>();
  for (const node of TAXONOMY) {
    for (const phrase of new Set(node.words.map(wordsOf))) {
      const nodes = phrases.get(phrase);
      if (nodes) nodes.push(node);
      else phrases.set(phrase, [node]);
    }
  }
  return phrases;
}

const WORDS = new Set([...PHRASES.keys()].flatMap((phrase) => phrase.split(" ")));

/** True when the word occurs in the vocabulary of any category, alone or in a phrase. Expects a word of `titleWords`. */
export function isVocabularyWord(word: string): boolean {
  return WORDS.has(word);
}
