import type { Range } from "./assumptions";
import { share } from "./fees/bands";

/** The same part, low to high, of an amount. */
export function shares(cents: number, basisPoints: Range): Range {
  return eachShare(exactly(cents), basisPoints);
}

/** Low of low, likely of likely, high of high. */
export function eachShare(amounts: Range, basisPoints: Range): Range {
  return {
    low: share(amounts.low, basisPoints.low),
    likely: share(amounts.likely, basisPoints.likely),
    high: share(amounts.high, basisPoints.high),
  };
}

/** An amount that does not vary. */
export function exactly(cents: number): Range {
  return { low: cents, likely: cents, high: cents };
}
