import { DAY_MS } from "@/lib/core/clock";

/** How far a trend score can be trusted, and why, for the card that shows it. */
export type TrendConfidence = {
  /** 0.05–0.95. */
  value: number;
  because: string;
};

/** What stands behind a score. */
export type TrendBasis = {
  /** Sources that are no copies of one another, two lists of one shop being one. */
  independentSources: number;
  /** Whether any of them states a figure: a rank, votes, searches, growth. */
  measured: boolean;
  /** Whether a year of history or a yearly growth compares with the same season. */
  seasonKnown: boolean;
  /** Time from the first to the last look. */
  watchedMs: number;
  /** Time since the last look. */
  ageMs: number;
};

const BASE = 0.25;
const MEASURED = 0.15;
const SECOND_SOURCE = 0.15;
const THIRD_SOURCE = 0.1;
const SEASON = 0.2;
/** For three days of looks; less for less. */
const WATCHED = 0.1;
const WATCHED_ENOUGH_MS = 3 * DAY_MS;
/** What a look loses with every day that passes after it. */
const LOST_A_DAY = 0.05;

/**
 * Confidence in a trend score: the sum of what is known, of fixed shares. Our own scale, not a probability; each share is said
 * in `because`. Without a year of history the season is unknown, and the sentence says so.
 */
export function trendConfidence(basis: TrendBasis): TrendConfidence {
  const { independentSources, measured, seasonKnown, watchedMs, ageMs } = basis;
  const sum =
    BASE +
    (measured ? MEASURED : 0) +
    (independentSources > 1 ? SECOND_SOURCE : 0) +
    (independentSources > 2 ? THIRD_SOURCE : 0) +
    (seasonKnown ? SEASON : 0) +
    WATCHED * Math.min(1, watchedMs / WATCHED_ENOUGH_MS) -
    LOST_A_DAY * Math.floor(ageMs / DAY_MS);
  const days = Math.floor(watchedMs / DAY_MS);
  const old = Math.floor(ageMs / DAY_MS);
  const because = [
    independentSources > 1 ? `${independentSources} independent sources` : "one independent source",
    measured ? "with figures" : "without a figure",
    seasonKnown ? "compared with the same season a year ago" : "no year of history, so the season is unknown",
    days < 1 ? "first seen within a day" : `watched for ${days} ${days === 1 ? "day" : "days"}`,
    ...(old < 1 ? [] : [`last seen ${old} ${old === 1 ? "day" : "days"} ago`]),
  ].join("; ");
  return {
    value: Math.round(100 * Math.max(0.05, Math.min(0.95, sum))) / 100,
    because: `${capital(because)}.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
