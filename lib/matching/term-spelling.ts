import { normaliseKeyword } from "@/lib/core/keyword";
import { oneSpelling } from "./words/one-spelling";
import { readableTitle } from "./readable-title";
import { titleWords } from "./title-words";

export type TermSpelling = {
  /** The same for all spellings of a term: plural or singular, accents, run together, British or American. */
  key: string;
  /** The term in words, in the form that keywords have. */
  text: string;
  /** Spellings under which it may be known already, its own first. */
  forms: string[];
};

/** The tribe behind a word, as in "#perfumetok". */
const TRIBE = /(?<=\S)\s+tok$/u;

/** How a search term or a hashtag is spelt as a keyword; null when it holds no word. */
export function termSpelling(term: string): TermSpelling | null {
  const text = normaliseKeyword(readableTitle(term).toLowerCase().replace(TRIBE, ""));
  const words = titleWords(text ?? "");
  if (text === null || words.length === 0) return null;
  const singular = words.join(" ");
  const forms = [text, singular, pluralOf(singular), words.map(oneSpelling).join(" ")];
  return {
    key: words
      .map(oneSpelling)
      .join(" ")
      .replaceAll(/(?<=\p{L}) (?=\p{L})/gu, ""),
    text,
    forms: [...new Set(forms.flatMap((form) => normaliseKeyword(form) ?? []))],
  };
}

/** The plural of a term's last word, as cheaply as `stem` takes it off. */
function pluralOf(term: string): string {
  if (/[^aeiou]y$/.test(term)) return `${term.slice(0, -1)}ies`;
  return /(?:ch|sh|x|z|s)$/.test(term) ? `${term}es` : `${term}s`;
}
