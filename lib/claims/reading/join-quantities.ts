/** What neighbouring numbers of a sentence say together: ranges, one unit for two numbers, hours with minutes. */
import { PLAIN } from "./quantity-words";
import type { Placed, Quantity, Reading } from "./read-quantities";

const DASH = /^[%\p{L}\s]{0,10}?\s?(?:[-–—]|to|bis|and|und)\s?(?:(?:US|CA|AU|A|C)?[$€£¥₹]|[A-Z]{3}\s)?$/u;
const ENUMERATED = /^\s(?:and|or)\s(?:[$€£¥₹])?$/u;
const SIZES = /^\s?\p{L}{0,2}\s?(?:x|×|by)\s?$/iu;
const ANOTHER_WAY = /^%?\s?\([$€£¥₹]?$|^[^.;,\d]{0,16}\bor\s[$€£¥₹]?$/u;
/** "2 hours longer (14 instead of 12)". */
const ASIDE = /^\s?\p{L}+\s\p{L}+\s\((?:now\s|up to\s)?$|^\s(?:instead of|rather than)\s$/u;
/** "Rank 3, up from 8": both are ranks. */
const MOVED = /^[^.;\d]*\b(?:up|down|improved|slipped) from\s$/iu;
/** A range of what may be; "rose from 10 to 15" are two facts. */
const CHANGED = /\bfrom\s+(?:(?:US|CA|AU|A|C)?[$€£¥₹#]|[A-Z]{3}\s)?$/iu;

/** Joins neighbours in a list of quantities in order of the text. */
export function joinQuantities(text: string, found: readonly Placed[]): Placed[] {
  const joined: Placed[] = [];
  for (const next of found) {
    const last = joined.at(-1);
    const between = last ? text.slice(last.end, next.start) : "";
    const whole = last ? composed(last, next, between) : null;
    if (whole) {
      joined[joined.length - 1] = whole;
      continue;
    }
    if (last) shareUnit(text, last, next, between);
    // "A referral fee of 15% ($5.25)", "$6.99 a month or $59.88 a year": the words before the first are the second's as well.
    if (last && ANOTHER_WAY.test(between))
      next.quantity.around = `${last.quantity.around} ${next.quantity.around}`;
    joined.push(next);
  }
  // "30 x 20 x 10 cm": the unit behind the last reaches the first.
  for (const [index, one] of [...joined.entries()].toReversed()) {
    const next = joined[index + 1];
    if (next && isPlain(one.quantity) && SIZES.test(text.slice(one.end, next.start)))
      adopt(one.quantity, next.quantity);
  }
  return joined;
}

/** "1 h 30 min" is one length of time, "2 lb 4 oz" one weight: in the smaller unit. */
function composed(first: Placed, second: Placed, between: string): Placed | null {
  if (!/^\s?\p{L}+\s(?:and\s)?$|^(?:h|ft|lb)\s?$/iu.test(between) || /\b(?:to|or)\s$/iu.test(between))
    return null;
  const [a, b] = [measureIn(first.quantity), measureIn(second.quantity)];
  if (!a || !b || a.dimension.base !== b.dimension.base || a.dimension.zero !== undefined) return null;
  const isPart = a.dimension.size > b.dimension.size && b.value * b.dimension.size < a.dimension.size;
  if (!isPart || !Number.isInteger(a.value)) return null;
  const value = (a.value * a.dimension.size) / b.dimension.size + b.value;
  const readings: Reading[] = [{ value, step: b.step, dimension: b.dimension }];
  const raw = `${first.quantity.raw}${between}${second.quantity.raw}`;
  return { quantity: { ...first.quantity, raw, readings }, start: first.start, end: second.end };
}

function measureIn({ readings }: Quantity) {
  for (const { value, step, dimension } of readings) {
    if (dimension.kind === "measure") return { value, step, dimension };
  }
  return null;
}

/** "$15–20", "15 to 20 days", "between 15 and 20%", "10 x 8 cm": one unit stands for both numbers. */
function shareUnit(text: string, first: Placed, second: Placed, between: string): void {
  const lead = text.slice(Math.max(0, first.start - 24), first.start);
  const isBetween = /\b(?:between|zwischen)\s+(?:(?:US|CA|AU|A|C)?[$€£¥₹]|[A-Z]{3}\s)?$/iu.test(lead);
  const isAnd = /\b(?:and|und)\b/iu.test(between);
  // "Grew 14.2% to €812m" are two facts.
  const [a, b] = [first.quantity, second.quantity];
  const isOther = isPlain(b) ? isPercent(a) : !isPlain(a) && !isAlike(a, b);
  const isRange = DASH.test(between) && (!isAnd || isBetween) && !isOther;
  const isAside = ASIDE.test(between) && a.readings.every(({ dimension }) => dimension.kind === "measure");
  if (isAside && isPlain(b)) adopt(b, a);
  const isSize = SIZES.test(between) || MOVED.test(between);
  if (!isRange && !isSize && !ENUMERATED.test(between)) return;
  if (isPlain(a)) adopt(a, b);
  // "Up 12% to 2,310": a percentage that is written once is no unit of the other number.
  else if ((isRange || isSize) && isPlain(b) && !isPercent(a)) adopt(b, a);
  if (!isRange) return;
  a.around = b.around = `${a.around} ${b.around}`;
  for (const [one, other] of [
    [a, b],
    [b, a],
  ] as const) {
    one.hedge ??= other.hedge;
  }
  shareScale(a, b);
  const [low, high] = [a.readings[0]?.value ?? 0, b.readings[0]?.value ?? 0];
  if (low >= high || !isAlike(a, b)) return;
  const isSpan = !CHANGED.test(lead);
  a.range = { low, high, end: "low", isSpan };
  b.range = { low, high, end: "high", isSpan };
}

/** "2–3 million": the scale is written once. */
function shareScale(first: Quantity, second: Quantity): void {
  const { scale } = second;
  if (
    first.scale !== 1 ||
    scale === 1 ||
    first.readings.some(({ value }) => value * scale >= (second.readings[0]?.value ?? 0))
  )
    return;
  first.scale = scale;
  const [, length] = second.readings;
  const [own] = first.readings;
  // "2 to 3 m" is as ambiguous at both ends.
  if (
    own &&
    length?.dimension.kind === "measure" &&
    isPlain({ ...second, readings: [second.readings[0] ?? own] })
  ) {
    const { value, step } = own;
    first.readings = [
      { ...own, value: value * scale, step: step * scale },
      { value, step, dimension: length.dimension },
    ];
    return;
  }
  for (const reading of first.readings) {
    reading.value *= scale;
    reading.step *= scale;
  }
}

/** The unit of its neighbour. */
function adopt(plain: Quantity, from: Quantity): void {
  for (const reading of plain.readings) reading.dimension = from.readings[0]?.dimension ?? PLAIN;
  plain.noun = from.noun;
}

function isPlain({ readings }: Quantity): boolean {
  return readings.every(({ dimension }) => dimension.kind === "plain");
}

function isPercent({ readings }: Quantity): boolean {
  return readings.some(({ dimension }) => dimension.kind === "percent");
}

function isAlike(a: Quantity, b: Quantity): boolean {
  return JSON.stringify(a.readings[0]?.dimension) === JSON.stringify(b.readings[0]?.dimension);
}
