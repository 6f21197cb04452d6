import { oneSpelling } from "./words/one-spelling";
import { readableTitle } from "./readable-title";
import { titleWords } from "./title-words";

export type KeywordMatch = { id: number; keyword: string; how: "exact" | "all-words" };

/** Scripts written without spaces between words: there a keyword may stand inside a longer run. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * The keywords that a title matches: `exact` when the keyword's words stand in it one after the other, `all-words` when all
 * of them stand somewhere. Whole words only; a plural matches its singular, "colour" matches
 * "color", a hashtag its words. Exact matches come first, then the order given.
 */
export function matchKeywords(
  title: string,
  keywords: readonly { id: number; keyword: string }[],
): KeywordMatch[] {
  const words = wordsOf(title);
  const present = new Set(words);
  const run = ` ${words.join(" ")} `;
  const exact: KeywordMatch[] = [];
  const allWords: KeywordMatch[] = [];
  for (const { id, keyword, wanted } of prepared(keywords)) {
    if (wanted.length === 0) continue;
    if (stands(wanted.join(" "), run)) exact.push({ id, keyword, how: "exact" });
    else if (
      wanted.length > 1 &&
      wanted.every((word) => present.has(word) || (UNSPACED.test(word) && run.includes(word)))
    ) {
      allWords.push({ id, keyword, how: "all-words" });
    }
  }
  return [...exact, ...allWords];
}

/** Hashtags taken apart, plurals made singular, one spelling of what two countries spell differently. */
const wordsOf = (text: string): string[] => titleWords(readableTitle(text)).map(oneSpelling);

type Prepared = { id: number; keyword: string; wanted: string[] };
const PREPARED = new WeakMap<readonly object[], Prepared[]>();

/** The same list of keywords meets many titles: its words are taken apart once. */
function prepared(keywords: readonly { id: number; keyword: string }[]): Prepared[] {
  const known = PREPARED.get(keywords);
  if (known) return known;
  const fresh = keywords.map(({ id, keyword }) => ({ id, keyword, wanted: wordsOf(keyword) }));
  PREPARED.set(keywords, fresh);
  return fresh;
}

function stands(phrase: string, run: string): boolean {
  return run.includes(` ${phrase} `) || (UNSPACED.test(phrase) && run.includes(phrase));
}
