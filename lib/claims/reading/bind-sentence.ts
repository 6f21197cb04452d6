/** What the sentence around a number binds to it: whose it is, over which time, for each of what, compared with what. */
import { comparisonAt, type Comparison } from "./comparisons";
import { nearWordsOf } from "./near-words";
import { NO_OWNERS, ownersOf, type Owners } from "./owners";
import { isDenied, qualifiersIn } from "./qualifier-words";
import type { Placed } from "./read-quantities";
import { eachAt, wholeAt } from "./shares-and-rates";
import { spanAt, type TimeSpan } from "./time-spans";

export type Bound = {
  owners: Owners;
  over: TimeSpan | null;
  /** "unit", "order", "click": what it is told for each of. */
  each: string | null;
  /** What it is a share of. */
  whole: string | null;
  /** "Average", "women", "black": the words that set it apart from another of its kind. */
  qualifiers: string[];
  isDenied: boolean;
  comparison: Comparison | null;
  /** Stems of the words of its own part of the sentence. */
  near: string[];
  /** The number of pieces that a price holds for. */
  tier: number | null;
};

export const UNBOUND: Bound = {
  owners: NO_OWNERS,
  over: null,
  each: null,
  whole: null,
  qualifiers: [],
  isDenied: false,
  comparison: null,
  near: [],
  tier: null,
};

const REACH = 80;
const IN_ALL = /^[^.;,\d]{0,24}\b(?:in total|altogether|on average)\b/iu;

/** What is bound to each quantity. `written` is the text with its dates where they are blank in `text`. */
export function bindSentence(placed: readonly Placed[], text: string, written: string): Bound[] {
  const full = written.length === text.length ? written : text;
  const isYear = (at: number) => full !== text && text.slice(at, at + 4).trim() === "";
  const owners = ownersOf(full, placed, isYear);
  const near = nearWordsOf(full, placed);
  return placed.map((one, index): Bound => {
    const { quantity } = one;
    // What is said of a range is said of both its ends.
    const start = quantity.range?.end === "high" ? (placed[index - 1]?.start ?? one.start) : one.start;
    const end = quantity.range?.end === "low" ? (placed[index + 1]?.end ?? one.end) : one.end;
    const left = full.slice(Math.max(0, start - REACH), start);
    const right = full.slice(end, end + REACH);
    const kinds = quantity.readings.map(({ dimension }) => dimension.kind);
    const isTime = quantity.readings.some(
      ({ dimension }) => dimension.kind === "measure" && dimension.base === "day",
    );
    const isLevel = kinds.every((kind) => kind === "score" || kind === "rank");
    const isChange = kinds.some((kind) => kind === "percent" || kind === "fold" || kind === "points");
    return {
      owners: owners[index] ?? NO_OWNERS,
      over: spanAt(left, right, isTime ? "time" : isChange ? "change" : isLevel ? "level" : "amount"),
      each: kinds.includes("money") || isTime ? eachAt(left, right) : null,
      whole: kinds.includes("percent") ? wholeAt(right) : null,
      qualifiers: qualifiersIn(`${quantity.around} ${IN_ALL.exec(right)?.[0] ?? ""}`),
      isDenied: isDenied(left),
      tier: kinds.includes("money") ? tierOf(full, placed, index) : null,
      near: near[index] ?? [],
      comparison: isChange ? comparisonAt(left, right) : null,
    };
  });
}

const FOR_SO_MANY =
  /^[^.;,\d]{0,32}\b(?:at|for|from|above|over|moq(?: of)?|orders? of|ordering|buying)\s(?:an?\s)?(?:(?:order|minimum|moq)\s(?:of\s)?)?$/iu;
const SO_MANY_BEFORE = /\b(?:at|for|from|orders? of|ordering|buying)\s$/iu;

/** "$3.85 at 500 pcs", "at 500 pieces each costs $3.85": how many must be ordered for the price. */
function tierOf(text: string, placed: readonly Placed[], index: number): number | null {
  const [last, own, next] = [placed[index - 1], placed[index], placed[index + 1]];
  if (own && next && isPieces(next) && FOR_SO_MANY.test(text.slice(own.end, next.start))) return sizeOf(next);
  if (!own || !last || !isPieces(last)) return null;
  const isBefore =
    SO_MANY_BEFORE.test(text.slice(Math.max(0, last.start - 24), last.start)) &&
    /^[^.;,\d]{0,48}$/u.test(text.slice(last.end, own.start)) &&
    !placed
      .slice(0, index - 1)
      .some((one) => one.quantity.readings.some(({ dimension }) => dimension.kind === "money"));
  return isBefore ? sizeOf(last) : null;
}

const sizeOf = ({ quantity }: Placed) => quantity.readings[0]?.value ?? null;

function isPieces({ quantity }: Placed): boolean {
  return quantity.readings.some(
    ({ dimension }) => dimension.kind === "plain" || (dimension.kind === "count" && dimension.of === "unit"),
  );
}
