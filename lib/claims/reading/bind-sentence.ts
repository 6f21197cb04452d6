/** What the sentence around a number binds to it: whose it is, over which time, for each of what, compared with what. */
import { comparisonAt, type Comparison } from "./comparisons";
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
};

export const UNBOUND: Bound = {
  owners: NO_OWNERS,
  over: null,
  each: null,
  whole: null,
  qualifiers: [],
  isDenied: false,
  comparison: null,
};

const REACH = 80;

/** What is bound to each quantity. `written` is the text with its dates where they are blank in `text`. */
export function bindSentence(placed: readonly Placed[], text: string, written: string): Bound[] {
  const full = written.length === text.length ? written : text;
  const isYear = (at: number) => full !== text && text.slice(at, at + 4).trim() === "";
  const owners = ownersOf(full, placed, isYear);
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
    const isChange = kinds.some((kind) => kind === "percent" || kind === "fold" || kind === "points");
    return {
      owners: owners[index] ?? NO_OWNERS,
      over: spanAt(left, right, isTime ? "time" : isChange ? "change" : "level"),
      each: kinds.includes("money") || isTime ? eachAt(left, right) : null,
      whole: kinds.includes("percent") ? wholeAt(right) : null,
      qualifiers: qualifiersIn(quantity.around),
      isDenied: isDenied(left),
      comparison: isChange ? comparisonAt(left, right) : null,
    };
  });
}
