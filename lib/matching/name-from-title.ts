import { chanceOf } from "./names/fit-weights";
import { nameTokens, type NameToken } from "./names/name-tokens";
import { NAME_MODEL } from "./names/name-weights";
import { classesOf, type NameWordClass } from "./names/name-words";
import { vocabularyIn } from "./words/vocabulary";

export type TitleName = {
  name: string;
  /** 0–1: the overlap (F1 of words) with the real name that the weights expect. */
  confidence: number;
  /** Why these words, for a person to read. */
  because: string;
};

/** What `npm run names -- FILE.csv --train` learns: feature → weight in the logarithm of the odds. */
export type NameModel = {
  /** That a word of a title belongs to a name. */
  words: ReadonlyMap<string, number>;
  /** That a title names nothing. */
  nameless: ReadonlyMap<string, number>;
};

/** From this chance on a title is taken to name nothing: keeping a doubtful name costs less than losing a good one. */
const NAMELESS = 0.55;
/** One more word that the real name may have: keeps short certain names from winning over whole ones. */
const UNSEEN_WORDS = 1;
/** What a weak separator (dash, colon, comma) inside a name costs, in words. */
const CROSSING = 0.5;
/** A name longer than this is a sentence. */
const LONGEST_NAME = 24;
/** Classes of words that people talk with. */
const TALK: readonly NameWordClass[] = ["me", "you", "they", "ask", "be", "opinion", "trade", "find", "shop"];
/** Words that no name begins or ends with. */
const NOT_FIRST: readonly NameWordClass[] = ["join", "relative", "be", "me", "shop"];
const NOT_LAST: readonly NameWordClass[] = [
  "article",
  "join",
  "relative",
  "be",
  "me",
  "preposition",
  "trade",
  "shop",
];

type Span = { from: number; to: number; overlap: number };

/**
 * The product's name in a title that somebody wrote ("[Prime] Check out this split keyboard, only $89!" → "split keyboard"):
 * the run of words with the highest expected overlap with a shop's own name for the thing. Null where the title names nothing
 * ("I want this so badly").
 */
export function nameFromTitle(title: string, model: NameModel = NAME_MODEL): TitleName | null {
  const tokens = nameTokens(title);
  const found = likeliestName(title, tokens, model.words);
  // Words that end in a kind of goods, with a word in front that says which, name a thing however much talk is round them.
  if (!found || (goodsOf(found.name) !== "thing" && isNameless(title, tokens, found, model))) return null;
  const because =
    found.words === tokens.length
      ? "The whole title reads like a name."
      : `${found.words} of ${tokens.length} words read like a name; the rest is talk, price or place.`;
  return { name: found.name, confidence: Math.round(found.overlap * 100) / 100, because };
}

function isNameless(
  title: string,
  tokens: readonly NameToken[],
  found: FoundName,
  { nameless }: NameModel,
): boolean {
  return chanceOf(namelessFeatures(title, tokens, found), nameless) >= NAMELESS;
}

type FoundName = { name: string; overlap: number; words: number };

/** The likeliest name in a title, even in one that names nothing; null where no words are left to be one. */
export function likeliestName(
  title: string,
  tokens: readonly NameToken[],
  weights: ReadonlyMap<string, number>,
): FoundName | null {
  const found = bestSpan(
    tokens,
    tokens.map((token) => chanceOf(token.features, weights)),
  );
  const span = found ? trimmed(tokens, found) : null;
  const name = span ? textOf(title, tokens, span) : "";
  return span && /\p{L}/u.test(name) ? { name, overlap: span.overlap, words: span.to - span.from } : null;
}

/** What tells a title that names nothing: how sure the best name is and how it looks, and how much of the title is talk. */
export function namelessFeatures(
  title: string,
  tokens: readonly NameToken[],
  found: FoundName | null,
): string[] {
  const name = found?.name ?? "";
  const classes = new Set<string>(tokens.flatMap((token) => classesOf(token.word)));
  const open = tokens.filter((token) => classesOf(token.word).length === 0).length;
  const capitals = name.match(/(?<!\p{L})\p{Lu}/gu)?.length ?? 0;
  return [
    "bias",
    `overlap:${Math.min(12, Math.round((found?.overlap ?? 0) * 20))}`,
    `capitals:${Math.min(2, capitals)}`,
    /\d/.test(name) ? "digits" : "no digits",
    vocabularyIn(name).length > 0 ? "goods" : "no goods",
    /[$€£([]/.test(title) ? "priced" : "unpriced",
    `words:${Math.min(5, Math.floor(tokens.length / 4))}`,
    `open:${Math.min(4, open)}`,
    ...TALK.filter((one) => classes.has(one)).map((one) => `says:${one}`),
  ];
}

/** Whether a name says a kind of goods: as the thing itself behind another word, as one word, or not at all. */
function goodsOf(name: string): "thing" | "word" | "none" {
  const hits = vocabularyIn(name);
  if (hits.some((hit) => hit.head && hit.of >= 2)) return "thing";
  return hits.length > 0 ? "word" : "none";
}

/** The run of words with the highest expected F1, of those that cross no bar. Null for no words. */
function bestSpan(tokens: readonly NameToken[], chances: readonly number[]): Span | null {
  const wanted = chances.reduce((sum, chance) => sum + chance, 0) + UNSEEN_WORDS;
  let best: Span | null = null;
  for (let from = 0; from < tokens.length; from += 1) {
    let inside = 0;
    let crossed = 0;
    for (let to = from; to < Math.min(tokens.length, from + LONGEST_NAME); to += 1) {
      const token = tokens[to];
      if (to > from && token?.barred) break;
      if (to > from && token?.segment !== tokens[to - 1]?.segment) crossed += CROSSING;
      inside += chances[to] ?? 0;
      const overlap = (2 * inside) / (to - from + 1 + wanted + crossed);
      if (!best || overlap > best.overlap) best = { from, to: to + 1, overlap };
    }
  }
  return best;
}

/**
 * Without the words at both ends that no name begins or ends with, and without talk that leads up to an article ("check out
 * this …"); null when nothing but such words is left.
 */
function trimmed(tokens: readonly NameToken[], { from, to, overlap }: Span): Span | null {
  const classes = (at: number) => classesOf(tokens[at]?.word ?? "");
  const is = (at: number, wanted: readonly NameWordClass[]) =>
    classes(at).some((one) => wanted.includes(one));
  let [first, last] = [from, to];
  let talk = first;
  while (talk < last && classes(talk).length > 0) talk += 1;
  for (let at = first; at < talk; at += 1) {
    const article = is(at, ["article"]) && !(at === from && tokens[at]?.word === "the");
    if (article) first = at + 1;
  }
  while (first < last && is(first, NOT_FIRST)) first += 1;
  // "… after 300" is a measure of something that is not said.
  if (last - 2 > first && /^\d+$/.test(tokens[last - 1]?.word ?? "") && is(last - 2, ["preposition"]))
    last -= 2;
  while (first < last && is(last - 1, NOT_LAST)) last -= 1;
  const names = tokens.slice(first, last).some((token) => classesOf(token.word).length === 0);
  return names ? { from: first, to: last, overlap } : null;
}

/** The words as they stand in the title, with the closing mark that belongs to an opening one inside. */
function textOf(title: string, tokens: readonly NameToken[], { from, to }: Span): string {
  const text = title.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
  const end = tokens[to - 1]?.end ?? 0;
  const inch = /\d$/.test(text) && /^["”″]/.test(title.slice(end)) ? title.slice(end, end + 1) : "";
  const whole = `${text}${inch}`;
  const quotes = whole.match(/["“”]/gu)?.length ?? 0;
  return (quotes % 2 === 1 && !inch ? whole.replaceAll(/(?<!\d)["“”]/gu, " ") : whole)
    .replaceAll(/\s+/gu, " ")
    .trim();
}
