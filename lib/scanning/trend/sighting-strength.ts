import type { Sighting } from "@/lib/core/sighting";
import type { Origin } from "@/lib/core/words";
import { engagementOf } from "./engagement";
import { trendDirection } from "../trend-direction";

/** The figures of a sighting that say how strongly its origin speaks for it. */
export type ScoredSighting = { origin: Origin; seenAt: string } & Partial<
  Pick<
    Sighting,
    | "rank"
    | "listSize"
    | "upvotes"
    | "comments"
    | "views"
    | "searchVolume"
    | "growth"
    | "growthIsBound"
    | "series"
    | "citations"
    | "discountPercent"
    | "reviewCount"
  >
>;

export type Strength = {
  /** 0–1; the median new sighting of an origin lies near 0.5. */
  value: number;
  /** What was read, for a person: "rank 3 of 50; 2,310 votes and comments, above 91% of its recent sightings". */
  detail: string;
  /** Whether any figure was read. */
  measured: boolean;
  /** Whether one of them compares with the same season a year ago. */
  seasonKnown: boolean;
};

/** A list whose length is not stated is taken to be this long. */
const USUAL_LIST = 50;
/** How many figures of our own weigh as much as the prior below. */
const PRIOR_WEIGHT = 20;
/** Natural logarithm: one step of spread is a factor of about four and a half. */
const PRIOR_SPREAD = 1.5;
/** A series of which `trendDirection` is this sure reaches back to the same season. */
const YEARLY_CONFIDENCE = 0.5;
const GROWTH_WINDOWS = [
  { window: "yoy", says: "year on year", weight: 1 },
  { window: "mom", says: "month on month, season unknown", weight: 0.6 },
  { window: "wow", says: "week on week, season unknown", weight: 0.4 },
] as const;
/** A discount in the middle of deal pages, in percent, and the width of the middle. */
const USUAL_DISCOUNT = 25;
const DISCOUNT_WIDTH = 12;

/**
 * Where the middle of an origin's engagement lies until our own sightings say so. Reddit: median votes of 1,998 top posts of
 * two product subreddits, 2013 (about 300), with their comments. The others are round assumptions that wash out.
 */
const PRIOR_MEDIAN: Record<Origin, { middle: number; measure: string }> = {
  "amazon-best-sellers": { middle: 5_000, measure: "reviews" },
  "amazon-deals": { middle: 2_000, measure: "reviews" },
  tiktok: { middle: 1_000_000, measure: "views" },
  reddit: { middle: 370, measure: "votes and comments" },
  "google-trends": { middle: 1_000, measure: "searches" },
  instagram: { middle: 5_000, measure: "likes and comments" },
  pinterest: { middle: 1_000, measure: "searches" },
  web: { middle: 1_000, measure: "mentions" },
  person: { middle: 1_000, measure: "mentions" },
};

/** What being named is worth where no figure stands beside it: a list says more than a mention. */
const NAMED_ONLY: Partial<Record<Origin, number>> = { web: 0.4, person: 0.3 };

/**
 * How strongly a sighting speaks for its product within its own origin: the weighted mean of its rank in its list, its
 * engagement against `recent` (the origin's own recent figures), growth, the direction of its series and its discount,
 * whichever it states. Never falls when one of these figures improves.
 */
export function sightingStrength(sighting: ScoredSighting, recent: readonly number[]): Strength {
  const signals = [
    rankSignal(sighting),
    engagementSignal(sighting, recent),
    growthSignal(sighting),
    seriesSignal(sighting),
    discountSignal(sighting),
  ].filter((signal) => signal !== null);
  const weight = signals.reduce((sum, signal) => sum + signal.weight, 0);
  if (weight === 0) {
    const value = NAMED_ONLY[sighting.origin] ?? 0.5;
    return { value, detail: "named, without figures", measured: false, seasonKnown: false };
  }
  return {
    measured: true,
    seasonKnown: signals.some((signal) => signal.seasonKnown === true),
    value: signals.reduce((sum, signal) => sum + signal.value * signal.weight, 0) / weight,
    detail: signals.map((signal) => signal.detail).join("; "),
  };
}

type Signal = Pick<Strength, "value" | "detail"> & { weight: number; seasonKnown?: boolean };

function rankSignal({ rank, listSize }: ScoredSighting): Signal | null {
  if (rank === undefined || !(rank > 0)) return null;
  const size = Math.max(listSize ?? USUAL_LIST, 1);
  // A rank beyond the stated list is the end of the list, however far beyond.
  const value = 1 - (Math.min(rank, size) - 0.5) / size;
  return { value, weight: 1, detail: `rank ${rank} of ${listSize ?? `about ${USUAL_LIST}`}` };
}

function engagementSignal(sighting: ScoredSighting, recent: readonly number[]): Signal | null {
  const figure = engagementOf(sighting);
  if (figure === null || !Number.isFinite(figure)) return null;
  const { middle, measure } = PRIOR_MEDIAN[sighting.origin];
  const below = recent.filter((other) => other < figure).length;
  const equal = recent.filter((other) => other === figure).length;
  const prior = logistic(Math.log(Math.max(figure, 1) / middle) / PRIOR_SPREAD);
  const value = (below + equal / 2 + prior * PRIOR_WEIGHT) / (recent.length + PRIOR_WEIGHT);
  // Reviews pile up over years: they show demand, not a trend.
  const weight = measure === "reviews" ? 0.5 : 1;
  return {
    value,
    weight,
    detail: `${grouped(figure)} ${measure}, above ${percent(value)} of its recent sightings`,
  };
}

function growthSignal({ growth, growthIsBound = [] }: ScoredSighting): Signal | null {
  // A year is compared with the same season; a month or a week is not.
  for (const { window, says, weight } of GROWTH_WINDOWS) {
    const figure = growth?.[window];
    if (figure === undefined) continue;
    if (!Number.isFinite(figure)) return null;
    const atLeast = growthIsBound.includes(window) ? "more than " : "";
    const detail = `${atLeast}${signedPercent(figure)} ${says}`;
    return { value: ofChange(figure), weight, detail, seasonKnown: window === "yoy" };
  }
  return null;
}

function seriesSignal({ series }: ScoredSighting): Signal | null {
  const trend = series ? trendDirection(series) : null;
  if (!trend) return null;
  const value = 0.5 + (ofChange(trend.score) - 0.5) * trend.confidence;
  return {
    value,
    weight: 1,
    seasonKnown: trend.confidence >= YEARLY_CONFIDENCE,
    detail: `${trend.direction}${trend.seasonal ? ", seasonal" : ""} (${signedPercent(trend.score)})`,
  };
}

function discountSignal({ discountPercent }: ScoredSighting): Signal | null {
  if (discountPercent === undefined) return null;
  return {
    value: logistic((discountPercent - USUAL_DISCOUNT) / DISCOUNT_WIDTH),
    weight: 0.5,
    detail: `${Math.round(discountPercent)}% off`,
  };
}

/** A relative change on 0–1: none is the middle, fourfold is about 0.8, all gone is 0. */
function ofChange(fraction: number): number {
  return 0.5 + 0.5 * Math.tanh(Math.log(1 + Math.max(-1, fraction)) / 2);
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

function percent(fraction: number): string {
  return `${Math.round(fraction * 100)}%`;
}

function signedPercent(fraction: number): string {
  return `${fraction > 0 ? "+" : ""}${grouped(Math.round(fraction * 100))}%`;
}

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function grouped(value: number): string {
  return WHOLE.format(value);
}
