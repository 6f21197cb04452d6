import type { Prepared, Word } from "./prepare";

/** Words that two offers share, exactly or nearly (`strength` 0 to 1), and the words that only one of them has. */
export type Alignment = {
  shared: { left: Word; right: Word; strength: number }[];
  leftOnly: Word[];
  rightOnly: Word[];
};

/** How alike two words must be to count as misspellings of each other (Dice coefficient of their letter pairs). */
const LEAST_DICE = 0.7;
const SHORTEST_MISSPELT = 5;
const SHORTEST_ABBREVIATION = 3;
const SHORTEST_MODEL_STEM = 4;
const SHORTEST_JOINED = 5;
/** A word that the other side says in its description or brand is no difference. */
const EXPLAINED = 0.6;

function dice(left: string, right: string): number {
  if (Math.abs(left.length - right.length) > 3) return 0;
  const pairs = new Map<string, number>();
  for (let at = 0; at + 2 <= left.length; at += 1) {
    const pair = left.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let at = 0; at + 2 <= right.length; at += 1) {
    const pair = right.slice(at, at + 2);
    const count = pairs.get(pair) ?? 0;
    if (count > 0) {
      common += 1;
      pairs.set(pair, count - 1);
    }
  }
  return (2 * common) / (left.length + right.length - 2);
}

function isAbbreviation(short: string, long: string): boolean {
  if (short.length < SHORTEST_ABBREVIATION || short.length >= long.length || short[0] !== long[0])
    return false;
  if (long.startsWith(short)) return true;
  if (/[aeiou]/.test(short.slice(1)) || long.length < 5) return false;
  let at = 0;
  for (const letter of long) if (letter === short[at]) at += 1;
  return at === short.length;
}

/** How far two different words may be the same: 0, or how sure that is. Numbers are the same or not. */
function likeness(left: Word, right: Word): number {
  if (left.kind === "number" || right.kind === "number") return numberLikeness(left, right);
  const [short, long] =
    left.text.length <= right.text.length ? [left.text, right.text] : [right.text, left.text];
  if (left.kind === "model" || right.kind === "model") {
    const stem = short.length >= SHORTEST_MODEL_STEM && /\d/.test(short) && long.startsWith(short);
    return stem && long.length - short.length <= 4 ? 0.8 : 0;
  }
  if (isAbbreviation(short, long)) return 0.7;
  if (short.length < SHORTEST_MISSPELT) return 0;
  const similar = dice(short, long);
  return similar >= LEAST_DICE ? similar : 0;
}

function numberLikeness(left: Word, right: Word): number {
  const [ours, theirs] = [left, right].map(({ text }) => /^v?(\d+(?:\.\d+)?)(\D*)$/u.exec(text));
  if (!ours || !theirs) return 0;
  if (ours[2] && theirs[2] && ours[2] !== theirs[2]) return 0;
  return Number(ours[1]) === Number(theirs[1]) ? 0.9 : 0;
}

/** Words of one side that the other writes together or apart: "print shop" and "printshop". */
function writtenTogether(words: Word[], other: Prepared): Set<Word> {
  const found = new Set<Word>();
  for (const [index, word] of words.entries()) {
    const next = words[index + 1];
    const longEnough = word.text.length >= (word.kind === "model" ? SHORTEST_MODEL_STEM : SHORTEST_JOINED);
    if (longEnough && other.compact.includes(word.text)) found.add(word);
    if (next && word.text.length + next.text.length >= SHORTEST_JOINED) {
      const joined = word.text + next.text;
      if (other.words.some(({ text }) => text === joined)) found.add(word).add(next);
    }
  }
  return found;
}

/** Greedy alignment of two offers' words: equal ones first, then model numbers with another ending,
 * those written together, and the most alike. */
export function align(left: Prepared, right: Prepared): Alignment {
  const theirs = new Map(right.words.map((word) => [word.text, word]));
  const shared: Alignment["shared"] = [];
  const ours = new Set(left.words);
  const rest = new Set(right.words);
  for (const word of left.words) {
    const equal = theirs.get(word.text);
    if (!equal) continue;
    shared.push({ left: word, right: equal, strength: 1 });
    ours.delete(word);
    rest.delete(equal);
  }
  shared.push(...pairAlike(ours, rest, ({ kind }) => kind === "model"));
  for (const word of writtenTogether(left.words, right))
    if (ours.delete(word)) shared.push({ left: word, right: word, strength: 0.9 });
  for (const word of writtenTogether(right.words, left))
    if (rest.delete(word)) shared.push({ left: word, right: word, strength: 0.9 });
  shared.push(...pairAlike(ours, rest, ({ kind }) => kind !== "model"));
  return { shared, leftOnly: unexplained(ours, right), rightOnly: unexplained(rest, left) };
}

/** Pairs each of our words with the most alike of theirs, and takes both out of what is left. */
function pairAlike(ours: Set<Word>, theirs: Set<Word>, which: (word: Word) => boolean): Alignment["shared"] {
  const shared: Alignment["shared"] = [];
  for (const word of [...ours].filter(which)) {
    let best: Word | null = null;
    let strength = 0;
    for (const candidate of theirs) {
      const alike = likeness(word, candidate);
      if (alike > strength) [best, strength] = [candidate, alike];
    }
    if (!best) continue;
    shared.push({ left: word, right: best, strength });
    ours.delete(word);
    theirs.delete(best);
  }
  return shared;
}

function unexplained(words: Set<Word>, other: Prepared): Word[] {
  return [...words].map((word) =>
    other.background.has(word.text) ? { ...word, rarity: word.rarity * (1 - EXPLAINED) } : word,
  );
}
