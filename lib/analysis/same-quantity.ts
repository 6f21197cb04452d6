/** Does a quantity of a claim say what a quantity of the evidence says? Units, scale, rounding and direction considered. */
import type { Quantity } from "./read-quantities";

type Reading = Quantity["readings"][number];

/** A number rounded as written may be this far off, as a fraction: 4.5 for 4.46, never 2,000 for 2,310. */
const MOST_ROUNDING = 0.05;
/** Weeks, months and years do not divide evenly: 52 weeks are a year, 13 weeks are three months. */
const CALENDAR_SLACK = 0.015;
/** Units of time from here on have no fixed length. */
const MONTH_DAYS = 28;
/** "Over 2,000" must be near enough to be the same statement. */
const FURTHEST_BOUND = 2;
const EXACT = 1e-9;

/** True when some reading of the claim agrees with some reading of the evidence. `claimDirection` is the claim's as a whole. */
export function isSameQuantity(claim: Quantity, evidence: Quantity): boolean {
  return claim.readings.some((said) =>
    evidence.readings.some((known) => compared(said, known).some((pair) => agrees(claim, evidence, pair))),
  );
}

/** The two values on one scale; empty when their dimensions cannot be compared. */
type Pair = { said: number; step: number; known: number; slack: number };

function compared(said: Reading, known: Reading): Pair[] {
  const straight: Pair = { said: said.value, step: said.step, known: known.value, slack: 0 };
  const [a, b] = [said.dimension, known.dimension];
  if (a.kind === "plain") return fromPlain(said, known, straight);
  switch (a.kind) {
    case "money":
      return b.kind === "money" && b.currency === a.currency ? [straight] : [];
    case "percent":
      if (b.kind === "percent") return [straight];
      if (b.kind === "fold") return [{ ...straight, known: (known.value - 1) * 100 }];
      // A fraction is written with decimals: 0.11 is 11%, but 11 listings are not 11%.
      return b.kind === "plain" && isFraction(known) ? [{ ...straight, known: known.value * 100 }] : [];
    case "fold":
      if (b.kind === "fold") return [straight];
      return b.kind === "percent" ? [{ ...straight, known: 1 + known.value / 100 }] : [];
    case "points":
      return b.kind === "points" ? [straight] : [];
    case "measure":
      return b.kind === "measure" && b.base === a.base ? [measured(said, a, known, b)] : [];
    case "count":
      return (b.kind === "count" && b.of === a.of) || b.kind === "plain" ? [straight] : [];
    case "stars":
      return b.kind === "stars" || (b.kind === "plain" && known.value <= 5) ? [straight] : [];
    case "rank":
      return b.kind === "rank" ? [straight] : [];
  }
}

/** A bare number says less than one with a unit: it may stand for it. */
function fromPlain(said: Reading, known: Reading, straight: Pair): Pair[] {
  if (known.dimension.kind === "percent" && isFraction(said)) {
    return [straight, { ...straight, said: said.value * 100, step: said.step * 100 }];
  }
  return [straight];
}

function isFraction({ value, step }: Reading): boolean {
  return step < 1 && Math.abs(value) <= 20;
}

type Measure = Extract<Reading["dimension"], { kind: "measure" }>;

function measured(said: Reading, of: Measure, known: Reading, knownOf: Measure): Pair {
  const straight = { said: said.value, step: said.step, known: known.value, slack: 0 };
  if (of.size === knownOf.size) return straight;
  const isCalendar = of.base === "day" && Math.max(of.size, knownOf.size) > MONTH_DAYS;
  return {
    ...straight,
    known: (known.value * knownOf.size) / of.size,
    slack: isCalendar ? CALENDAR_SLACK : 0,
  };
}

function agrees(claim: Quantity, evidence: Quantity, pair: Pair): boolean {
  const known = evidence.signed || pair.known < 0 ? Math.abs(pair.known) : pair.known;
  const knownDirection = pair.known < 0 ? -1 : evidence.direction;
  if (!sameDirection(claim, knownDirection, evidence.signed || pair.known < 0)) return false;
  const said = Math.abs(pair.said);
  if (near(said, known, EXACT) || near(said, known, pair.slack)) return true;
  return isRounding(said, known, pair.step, claim.hedge) || isBound(said, known, claim.hedge);
}

/** Up is not down. A bare number is no fall unless a word says so; a fall in words may be repeated as a bare number. */
function sameDirection(claim: Quantity, known: -1 | 0 | 1, knownBySign: boolean): boolean {
  if (claim.direction !== 0 && known !== 0) return claim.direction === known;
  if (known === -1 && knownBySign) return claim.direction === -1;
  return !(claim.signed && claim.direction === -1 && known !== -1);
}

function isRounding(said: number, known: number, step: number, hedge: Quantity["hedge"]): boolean {
  const off = Math.abs(said - known);
  if (off > MOST_ROUNDING * Math.abs(known)) return false;
  const place = hedge === "about" && Number.isInteger(said) ? Math.max(step, trailingPlace(said)) : step;
  return off <= place / 2 + EXACT;
}

/** 2,300 → 100: the place that a round number is rounded to. */
function trailingPlace(value: number): number {
  let place = 1;
  while (value !== 0 && value % (place * 10) === 0) place *= 10;
  return place;
}

function isBound(said: number, known: number, hedge: Quantity["hedge"]): boolean {
  if (hedge === "at-least") return known >= said && known <= said * FURTHEST_BOUND;
  return hedge === "at-most" && known <= said && said <= known * FURTHEST_BOUND;
}

function near(a: number, b: number, slack: number): boolean {
  return Math.abs(a - b) <= Math.max(EXACT, slack) * Math.max(1e-12, Math.abs(a), Math.abs(b));
}

/** Metrics whose value is a change or a balance: its sign says which way. */
export function isGrowth(metric: string): boolean {
  return metric.startsWith("growth-") || metric.endsWith("-change") || metric.startsWith("margin-");
}
