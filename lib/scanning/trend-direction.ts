/** Which way a dated series goes, with the season taken out wherever a year of history allows it. */
import { DAY_MS } from "@/lib/core/clock";

export type TrendDirection = {
  direction: "rising" | "stable" | "declining";
  /** Expected change against the comparison, as a fraction: 0.2 is +20%. From −1 to 10. */
  score: number;
  /**
   * True when the series, freed of its trend, repeats itself a year later (asked from a year and a half of history on), or
   * (within about one year) is one short peak. False also where the history is too short to know.
   */
  seasonal: boolean;
  /** 0–1: how much history stands behind the answer. */
  confidence: number;
  /** One sentence on what was compared with what. */
  basis: string;
};

/** Above +15% is rising, below −13% is declining: the two are each other's inverse (1 / 1.15 = 0.87). */
const RISING = 0.15;
const DECLINING = -0.13;
const WEEK_MS = 7 * DAY_MS;
const SEASON_WEEKS = 13;
const YEAR_WEEKS = 52;
const LATEST_WEEKS = 4;
const LATEST_WEIGHT = 0.2;
/** With fewer points nothing is said, unless the caller wants even two of them read. */
const FEWEST_POINTS = 5;
/** Points further apart than this are months or quarters: each stands for the time up to the next. */
const LONGEST_WEEK_MS = 10 * DAY_MS;

/**
 * Direction of `points` ([ISO date or time, value], any order; daily, weekly or monthly). Null with fewer than `fewest` usable
 * points.
 *
 * With a year and thirteen weeks of history the last thirteen weeks are compared with the same thirteen a year earlier; from
 * about a year on, as many weeks as both ends share, at lower confidence; with less, only the recent velocity is given.
 */
export function trendDirection(
  points: readonly (readonly [string, number])[],
  fewest = FEWEST_POINTS,
): TrendDirection | null {
  const dated = usable(points);
  if (dated.length < Math.max(2, fewest)) return null;
  const weeks = byWeek(dated);
  if (weeks.length >= YEAR_WEEKS + SEASON_WEEKS) return againstLastYear(weeks);
  if (weeks.length >= YEAR_WEEKS - 4) return aboutOneYear(weeks);
  return velocity(dated, weeks.length);
}

function usable(points: readonly (readonly [string, number])[]): { at: number; value: number }[] {
  return points
    .map(([date, value]) => ({ at: Date.parse(date), value }))
    .filter((point) => Number.isFinite(point.at) && Number.isFinite(point.value))
    .toSorted((a, b) => a.at - b.at);
}

/**
 * Weekly means, oldest first, counted back from the end of what the last point stands for; gaps are
 * bridged.
 */
function byWeek(dated: readonly { at: number; value: number }[]): number[] {
  const last = dated.at(-1);
  const first = dated[0];
  if (!last || !first) return [];
  const end = last.at + reach(dated);
  const buckets = new Map<number, number[]>();
  for (const { at, value } of dated) {
    const age = Math.floor((end - at) / WEEK_MS);
    const bucket = buckets.get(age);
    if (bucket) bucket.push(value);
    else buckets.set(age, [value]);
  }
  const oldest = Math.floor((end - first.at) / WEEK_MS);
  // A date typed wrong by a century must not make millions of weeks.
  if (oldest > 60 * YEAR_WEEKS) return [];
  const weeks: (number | null)[] = [];
  for (let age = oldest; age >= 0; age -= 1) {
    const bucket = buckets.get(age);
    weeks.push(bucket ? mean(bucket) : null);
  }
  return end > last.at ? repeated(weeks, first.value) : bridged(weeks);
}

/** Every week without a value repeats the one before it: a month's value holds for the month. */
function repeated(weeks: readonly (number | null)[], first: number): number[] {
  let previous = first;
  return weeks.map((value) => {
    previous = value ?? previous;
    return previous;
  });
}

/** Weeks without a value lie on the straight line between those around them. */
function bridged(weeks: readonly (number | null)[]): number[] {
  const known = weeks.flatMap((value, week) => (value === null ? [] : [{ value, week }]));
  let next = 0;
  return weeks.map((value, week) => {
    if (value !== null) return value;
    while ((known[next]?.week ?? Infinity) < week) next += 1;
    const after = known[next];
    const before = known[next - 1];
    if (!before || !after) return (before ?? after)?.value ?? 0;
    return before.value + ((after.value - before.value) * (week - before.week)) / (after.week - before.week);
  });
}

/** How far beyond its own week the last point stands: the rest of its month where points come monthly. */
function reach(dated: readonly { at: number }[]): number {
  const gaps = dated
    .slice(1)
    .map((point, index) => point.at - (dated[index]?.at ?? point.at))
    .filter((gap) => gap > 0)
    .toSorted((a, b) => a - b);
  const usual = gaps[Math.floor(gaps.length / 2)] ?? 0;
  return usual > LONGEST_WEEK_MS && gaps.length > 1 ? Math.min(usual, 366 * DAY_MS) - WEEK_MS : 0;
}

/** The last thirteen weeks, and with a fifth of the weight the last four, which notice a turn sooner. */
function againstLastYear(weeks: readonly number[]): TrendDirection {
  const seasonal = (span: number) =>
    growthRate(
      mean(weeks.slice(-span - YEAR_WEEKS, -YEAR_WEEKS)),
      mean(weeks.slice(-span)),
      0.1 * mean(weeks.slice(-YEAR_WEEKS)),
    );
  const score = bounded(
    Math.exp((1 - LATEST_WEIGHT) * seasonal(SEASON_WEEKS) + LATEST_WEIGHT * seasonal(LATEST_WEEKS)) - 1,
  );
  return {
    direction: directionOf(score),
    score,
    seasonal: repeatsYearly(weeks),
    confidence: weeks.length >= 2 * YEAR_WEEKS ? 0.85 : 0.75,
    basis: "The last 13 weeks against the same 13 weeks a year earlier.",
  };
}

/** The weeks that a year and a bit hold twice, at least two: the same season one year apart, but little of it. */
function aboutOneYear(weeks: readonly number[]): TrendDirection {
  const span = Math.max(2, weeks.length - YEAR_WEEKS);
  const before = mean(weeks.slice(0, span));
  const score = bounded(
    Math.exp(growthRate(before, mean(weeks.slice(-span)), 0.2 * mean(weeks.slice(-YEAR_WEEKS)))) - 1,
  );
  return {
    direction: directionOf(score),
    score,
    seasonal: isOnePeak(weeks.slice(-YEAR_WEEKS)),
    confidence: 0.5 + (0.2 * (span - 2)) / SEASON_WEEKS,
    basis: `The last ${span} weeks against the first ${span} of about one year of history, the nearest to the same season.`,
  };
}

function velocity(dated: readonly { value: number }[], weeks: number): TrendDirection {
  const third = Math.max(dated.length < 4 ? 1 : 2, Math.floor(dated.length / 3));
  const values = dated.map((point) => point.value);
  const score = change(mean(values.slice(0, third)), mean(values.slice(-third)));
  return {
    direction: directionOf(score),
    score,
    seasonal: false,
    confidence: Math.min(0.3, 0.1 + dated.length / 200),
    basis: `Recent velocity only, over ${weeks <= 1 ? "one week" : `${weeks} weeks`}: too short to know the season.`,
  };
}

function directionOf(score: number): TrendDirection["direction"] {
  if (score > RISING) return "rising";
  return score < DECLINING ? "declining" : "stable";
}

/** Relative change as a fraction; from nothing to something is the upper bound. */
function change(before: number, after: number): number {
  if (before <= 0) return after > 0 ? 10 : 0;
  return bounded(after / before - 1);
}

/** Logarithm of the growth. `ground` is added to both sides, so that small counts do not shout. */
function growthRate(before: number, after: number, ground: number): number {
  const least = 1e-9;
  return Math.log((Math.max(0, after + ground) + least) / (Math.max(0, before + ground) + least));
}

function bounded(fraction: number): number {
  return Math.max(-1, Math.min(10, fraction));
}

/** Correlation of the series, freed of its trend, with itself a year earlier, above one half. */
function repeatsYearly(weeks: readonly number[]): boolean {
  if (weeks.length < 1.5 * YEAR_WEEKS) return false;
  const ground = 0.1 * Math.max(0, mean(weeks)) + 1e-9;
  const level = weeks.map((value) => Math.log(Math.max(0, value) + ground));
  const bare = withoutLine(level);
  return correlation(bare.slice(0, -YEAR_WEEKS), bare.slice(YEAR_WEEKS)) > 0.5;
}

/** What is left of a series when its straight line (least squares) is taken away: two rising lines are alike, but no season. */
function withoutLine(values: readonly number[]): number[] {
  const middle = (values.length - 1) / 2;
  const level = mean(values);
  let product = 0;
  let square = 0;
  for (const [index, value] of values.entries()) {
    product += (index - middle) * (value - level);
    square += (index - middle) ** 2;
  }
  const slope = square === 0 ? 0 : product / square;
  return values.map((value, index) => value - level - slope * (index - middle));
}

/** Within one year: two months hold at least half of everything. */
function isOnePeak(weeks: readonly number[]): boolean {
  const total = weeks.reduce((sum, value) => sum + Math.max(0, value), 0);
  if (total <= 0) return false;
  const window = 9;
  let best = 0;
  for (let start = 0; start + window <= weeks.length; start += 1) {
    best = Math.max(
      best,
      weeks.slice(start, start + window).reduce((sum, value) => sum + Math.max(0, value), 0),
    );
  }
  return best / total >= 0.5;
}

function correlation(left: readonly number[], right: readonly number[]): number {
  const meanLeft = mean(left);
  const meanRight = mean(right);
  let product = 0;
  let squareLeft = 0;
  let squareRight = 0;
  for (const [index, value] of left.entries()) {
    const a = value - meanLeft;
    const b = (right[index] ?? meanRight) - meanRight;
    product += a * b;
    squareLeft += a * a;
    squareRight += b * b;
  }
  return squareLeft === 0 || squareRight === 0 ? 0 : product / Math.sqrt(squareLeft * squareRight);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
