/** Falsifications of the digits of a true claim. Each gives another number than the one written, or null. */
import type { Said } from "./fact-kind";
import type { Random } from "./random";

type Change = (digits: string, random: Random) => string | null;

const at = (text: string, index: number, char: string) => text.slice(0, index) + char + text.slice(index + 1);
const places = (text: string) => [...text.matchAll(/\d/g)].map((match) => match.index);

export const DIGIT_CHANGES: Record<string, Change> = {
  "digit changed": (text, random) => {
    const index = random.pick(places(text));
    return at(text, index, String((Number(text[index]) + random.whole(1, 9)) % 10));
  },
  "digits swapped": (text) => {
    const found = places(text);
    for (const [order, index] of found.entries()) {
      const next = found[order + 1];
      if (next === undefined || text[index] === text[next]) continue;
      return at(at(text, index, text[next] ?? ""), next, text[index] ?? "");
    }
    return null;
  },
  "digit dropped": (text) => (/^\d{2,}$/.test(text) ? text.slice(0, -1) : null),
  "digit added": (text) => (/^\d+$/.test(text) ? `${text}0` : null),
  "first digit raised": (text) => (/^[1-8]/.test(text) ? at(text, 0, String(Number(text[0]) + 1)) : null),
  "decimal point moved": (text) => {
    const match = /^(\d+)\.(\d)(\d*)$/.exec(text);
    return match?.[3] ? `${match[1]}${match[2]}.${match[3]}` : null;
  },
  "decimal point lost": (text) => (/^\d+\.(?!\d{3}$)\d+$/.test(text) ? text.replace(".", "") : null),
};

const NUMBER = /\d[\d.,]*\d|\d/;

/** Sentences that may stay true of another number. */
const LOOSE = /\b(?:about|some|roughly|top|up to|starts|under|over|more than|at least)\b/i;

/** The claim with its first number changed; null where it cannot be, or might still be true. */
export function falsifyDigits(said: Said, change: Change, random: Random): Said | null {
  const match = NUMBER.exec(said.text);
  if (!match || LOOSE.test(said.text)) return null;
  const other = change(match[0], random);
  if (other === null || Number(other.replaceAll(",", "")) === Number(match[0].replaceAll(",", "")))
    return null;
  const text = said.text.slice(0, match.index) + other + said.text.slice(match.index + match[0].length);
  return { text };
}
