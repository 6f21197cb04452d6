/** What short histories of our own scans tell: how far a rank moved, and whether a figure stands out. */

/** How much a rank rose, in percent, as Amazon's movers list counts: 100 × (before − now) / now. From 15 to 7 is 114. */
export function percentUp(before: number, now: number): number {
  return (100 * (before - now)) / now;
}

/** With fewer earlier figures nothing stands out from them. */
const FEWEST_EARLIER = 4;
/** Robust deviations above the middle from which a figure is a spike. */
const SPIKE = 3.5;
/** Median absolute deviation → standard deviation of a normal distribution. */
const TO_DEVIATION = 1.4826;
/** A quiet history must not make a spike of every ripple: a factor of at least about 1.3 for each deviation. */
const LEAST_DEVIATION = Math.log(1.3);

/**
 * True when `now` stands out above `earlier` (positive figures, such as votes): more than 3.5 robust deviations above their
 * median, on the logarithm (Iglewicz and Hoaglin 1993 name 3.5 for the modified z-score). Never with fewer than four figures.
 */
export function isSpike(earlier: readonly number[], now: number): boolean {
  const logs = earlier.filter((figure) => figure >= 0).map((figure) => Math.log1p(figure));
  if (logs.length < FEWEST_EARLIER || !(now >= 0)) return false;
  const middle = median(logs);
  const spread = TO_DEVIATION * median(logs.map((value) => Math.abs(value - middle)));
  return Math.log1p(now) - middle > SPIKE * Math.max(spread, LEAST_DEVIATION);
}

/** The middle value, or the mean of the two middle ones; NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[half - 1] ?? Number.NaN, sorted[half] ?? Number.NaN];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
