/** Does a quantity of a claim say what a quantity of the evidence says? Units, scale, rounding and direction considered. */
import type { Hedge } from "../reading/quantity-context";
import type { Quantity, Reading } from "../reading/read-quantities";
import { isSameBound } from "./same-bound";
import { isOtherSubject } from "../reading/subject-words";

/** A number rounded as written may be this far off, as a fraction: 4.5 for 4.46, never 2,000 for 2,310. */
const MOST_ROUNDING = 0.05;
/** Weeks, months and years do not divide evenly: 52 weeks are a year, 13 weeks are three months. */
const CALENDAR_SLACK = 0.015;
/** Units of time from here on have no fixed length. */
const MONTH_DAYS = 28;
/** "Over 2,000" must be near enough to be the same statement, and "between 10 and 15" narrow enough. */
const FURTHEST_BOUND = 2;
const EXACT = 1e-9;

/** True when some reading of the claim agrees with some reading of the evidence, and nothing around the two contradicts. */
export function isSameQuantity(claim: Quantity, evidence: Quantity): boolean {
  if (isOtherSubject(claim.about, evidence.about)) return false;
  const isOtherPart = claim.move !== null && evidence.move !== null && claim.move !== evidence.move;
  if (isOtherPart && !isFold(claim)) return false;
  if (!isSameBound(claim, evidence)) return false;
  return pairsOf(claim, evidence).some((pair) => agrees(claim, evidence, pair));
}

/** "Shrank to 0.4x" is the size of a change, wherever it ends. */
function isFold({ readings }: Quantity): boolean {
  return readings.every(({ dimension }) => dimension.kind === "fold");
}

/** True when the two state one amount, each as precisely as it is written; direction and bounds aside. */
export function isSameAmount(one: Quantity, other: Quantity): boolean {
  const near = (pair: Pair) => {
    const [a, b] = [Math.abs(pair.said), Math.abs(pair.known)];
    return isClose(a, b, Math.max(EXACT, pair.slack)) || isRounding(a, b, pair.step, null);
  };
  return pairsOf(one, other).some(near) || pairsOf(other, one).some(near);
}

/** True when both have a dimension in which they could be compared, whatever their amounts. */
export function isComparable(one: Quantity, other: Quantity): boolean {
  return pairsOf(one, other).length > 0 || pairsOf(other, one).length > 0;
}

/** True when the claim's could be told from the other: both are of one dimension. */
export function isOfKind(claim: Quantity, other: Quantity): boolean {
  return pairsOf(claim, other).length > 0;
}

/** The two values on one scale. */
type Pair = { said: number; step: number; known: number; slack: number; isTemperature?: boolean };

/** All readings of the two that can be compared; empty where their dimensions differ. */
function pairsOf(claim: Quantity, evidence: Quantity): Pair[] {
  const fall = evidence.direction === -1 ? -1 : 1;
  const isChange = evidence.direction !== 0;
  const below = evidence.signed && evidence.direction === -1 ? -1 : 1;
  return claim.readings.flatMap((said) =>
    evidence.readings.flatMap((known) => {
      const { kind } = said.dimension;
      // A noun that no table knows is still another thing than one that a table knows.
      if (kind === "count" && known.dimension.kind === "plain" && evidence.noun !== null) return [];
      if (kind === "plain" && claim.noun !== null && known.dimension.kind !== "plain") return [];
      return compared(
        said,
        known.dimension.kind === "measure" && known.dimension.zero !== undefined
          ? { ...known, value: known.value * below }
          : known,
        fall,
        isChange,
      );
    }),
  );
}

function compared(said: Reading, known: Reading, fall: 1 | -1, isChange: boolean): Pair[] {
  const straight: Pair = { said: said.value, step: said.step, known: known.value, slack: 0 };
  const [a, b] = [said.dimension, known.dimension];
  switch (a.kind) {
    case "plain":
      // A bare number says less than one with a unit: it may stand for it, a fraction for a percentage too.
      return b.kind === "percent" && isFraction(said)
        ? [straight, { ...straight, said: said.value * 100, step: said.step * 100 }]
        : [straight];
    case "money":
      return b.kind === "money" && b.currency === a.currency ? [straight] : [];
    case "percent":
      if (b.kind === "percent") return [straight];
      if (b.kind === "fold") return [{ ...straight, known: (known.value - 1) * 100 }];
      // A fraction is written with decimals: 0.11 is 11%, but 11 listings are not 11%.
      return b.kind === "plain" && isFraction(known) ? [{ ...straight, known: known.value * 100 }] : [];
    case "fold":
      if (b.kind === "fold") return [straight];
      if (b.kind === "percent") return [{ ...straight, known: 1 + (fall * known.value) / 100 }];
      // A growth of 3.2, written as a fraction, is 4.2-fold.
      return b.kind === "plain" && isChange && isFraction(known)
        ? [{ ...straight, known: 1 + fall * known.value }]
        : [];
    case "points":
      return b.kind === "points" ? [straight] : [];
    case "measure":
      return b.kind === "measure" && b.base === a.base ? [measured(straight, a, b)] : [];
    case "count":
      return (b.kind === "count" && b.of === a.of) || b.kind === "plain" ? [straight] : [];
    case "score":
      return (b.kind === "score" && b.of === a.of) || (b.kind === "plain" && known.value <= a.of)
        ? [straight]
        : [];
    case "rank":
      return b.kind === "rank" ? [straight] : [];
  }
}

function isFraction({ value, step }: Reading): boolean {
  return step < 1 && Math.abs(value) <= 20;
}

type Measure = Extract<Reading["dimension"], { kind: "measure" }>;

function measured(straight: Pair, of: Measure, knownOf: Measure): Pair {
  if (of.size === knownOf.size && of.zero === knownOf.zero) return straight;
  const known = (straight.known * knownOf.size + (knownOf.zero ?? 0) - (of.zero ?? 0)) / of.size;
  const isCalendar = of.base === "day" && Math.max(of.size, knownOf.size) > MONTH_DAYS;
  return { ...straight, known, slack: isCalendar ? CALENDAR_SLACK : 0, isTemperature: of.zero !== undefined };
}

function agrees(claim: Quantity, evidence: Quantity, pair: Pair): boolean {
  const isFall = pair.known < 0 || (evidence.signed && !pair.isTemperature);
  const known = isFall ? Math.abs(pair.known) : pair.known;
  const direction = pair.known < 0 ? -1 : pair.isTemperature ? 0 : evidence.direction;
  if (!isSameDirection(claim, direction, isFall)) return false;
  if (claim.direction === 1 && direction === 0 && isDiscount(evidence) && !isDiscount(claim)) return false;
  if (isLevelToldAsChange(claim, evidence)) return false;
  if (isOpposite(claim.hedge, evidence.hedge)) return false;
  const said = Math.abs(pair.said);
  if (isClose(said, known, Math.max(EXACT, pair.slack))) return !isStrictBoundOf(claim, evidence);
  if (!isBound(claim.hedge) && isRounding(said, known, pair.step, claim.hedge)) return true;
  return (
    keepsBound(said, known, claim.hedge, evidence) ||
    holdsKnown(claim, evidence, known) ||
    isAmid(claim, evidence, pair)
  );
}

/** Up is not down. A bare number is no fall unless a word says so; a fall in words may be repeated as a bare number. */
function isSameDirection(claim: Quantity, known: -1 | 0 | 1, knownBySign: boolean): boolean {
  if (claim.direction !== 0 && known !== 0) return claim.direction === known;
  // "−30%" at a price is a discount of 30%.
  if (known === -1 && knownBySign) {
    return claim.direction === -1 || (claim.direction === 0 && isDiscount(claim));
  }
  return !(claim.signed && claim.direction === -1 && known !== -1);
}

/** A share is no rise: what the evidence tells of no change did not change by so much. */
function isLevelToldAsChange(claim: Quantity, evidence: Quantity): boolean {
  if (claim.direction === 0 || evidence.direction !== 0 || claim.bound.comparison) return false;
  if (!evidence.readings.every(({ dimension }) => dimension.kind === "percent")) return false;
  return !isDiscount(evidence) && (evidence.bound.whole !== null || evidence.bound.qualifiers.length > 0);
}

const isDiscount = ({ about }: Quantity) => about.includes("discount");
const isLower = (hedge: Hedge | null) => hedge === "at-least" || hedge === "more-than";
const isUpper = (hedge: Hedge | null) => hedge === "at-most" || hedge === "less-than";
const isBound = (hedge: Hedge | null) => isLower(hedge) || isUpper(hedge);

function isOpposite(claim: Hedge | null, known: Hedge | null): boolean {
  return (isLower(claim) && isUpper(known)) || (isUpper(claim) && isLower(known));
}

/** "More than 12" is not said of exactly 12, unless the evidence has a bound or a range itself. */
function isStrictBoundOf({ hedge }: Quantity, evidence: Quantity): boolean {
  if (hedge !== "more-than" && hedge !== "less-than") return false;
  return evidence.hedge === null && evidence.range?.end !== (hedge === "more-than" ? "low" : "high");
}

function isRounding(said: number, known: number, step: number, hedge: Hedge | null): boolean {
  const off = Math.abs(said - known);
  if (off > MOST_ROUNDING * Math.abs(known) || (hedge === "nearly" && known > said)) return false;
  // "About a third" is said of 32%: a third has no last decimal that could be rounded to.
  if (hedge === "about" && said !== Number(said.toPrecision(9))) return true;
  const place = hedge === "about" ? Math.max(step, roundPlace(said)) : step;
  return off <= place / 2 + EXACT || (hedge === "nearly" && isNearly(said, known));
}

/** 2,300 → 100, 1,250 → 50, 27.50 → 0.1: the place that a round number is rounded to. */
function roundPlace(value: number): number {
  const digits = Number(value.toPrecision(9));
  if (!Number.isInteger(digits)) return Number.isInteger(Number((digits * 10).toPrecision(9))) ? 0.1 : 0;
  let place = 1;
  while (digits !== 0 && digits % (place * 10) === 0) place *= 10;
  return digits > 10 * place && digits % (place * 5) === 0 ? place * 5 : place;
}

/** "Nearly 1,250" is said of a little less than a number of few digits. */
function isNearly(said: number, known: number): boolean {
  return known < said && said - known <= MOST_ROUNDING * said && Number(said.toPrecision(3)) === said;
}

function keepsBound(said: number, known: number, hedge: Hedge | null, evidence: Quantity): boolean {
  const end = evidence.range?.end;
  if (!isRoundBound(said, known)) return false;
  if (isLower(hedge)) return end !== "high" && known >= said && known <= said * FURTHEST_BOUND;
  if (!isUpper(hedge) || end === "low" || known > said) return false;
  // "Top 10" is true of every better place.
  return (
    said <= known * FURTHEST_BOUND || evidence.readings.some(({ dimension }) => dimension.kind === "rank")
  );
}

/** A bound that is not the number itself is a rounder one, or a small count: "within 50 hours" for 48, never 84. */
function isRoundBound(said: number, known: number): boolean {
  const digits = (value: number) =>
    String(value)
      .replace(/e.*$/u, "")
      .replace(".", "")
      .replace(/^0+|0+$/gu, "").length;
  const isSmall = Number.isInteger(said) && said <= 12;
  return isSmall || said % 5 === 0 || digits(said) < digits(Number(known.toPrecision(12)));
}

/** "Between 10 and 15" says something true of 12, as long as it says something. */
function holdsKnown({ range }: Quantity, evidence: Quantity, known: number): boolean {
  if (!range?.isSpan || evidence.range !== null || evidence.hedge !== null) return false;
  return range.low < known && known < range.high && range.high <= range.low * FURTHEST_BOUND;
}

/** "About 12" of "10 to 15": said to be a rounding, and inside. A bare 12 is made up. */
function isAmid({ hedge, range }: Quantity, evidence: Quantity, { said, known }: Pair): boolean {
  if (hedge !== "about" || range !== null || evidence.range === null) return false;
  const own = evidence.range.end === "low" ? evidence.range.low : evidence.range.high;
  const size = own === 0 ? 1 : known / own;
  return evidence.range.low * size < said && said < evidence.range.high * size;
}

function isClose(a: number, b: number, slack: number): boolean {
  return Math.abs(a - b) <= slack * Math.max(1e-12, Math.abs(a), Math.abs(b));
}

/** Metrics whose value is a change or a balance: its sign says which way. */
export function isGrowth(metric: string): boolean {
  return metric.startsWith("growth-") || metric.endsWith("-change") || metric.startsWith("margin-");
}
