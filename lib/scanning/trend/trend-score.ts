import { DAY_MS } from "@/lib/core/clock";
import { ORIGIN_LABELS } from "@/lib/core/words";
import type { ScoredSighting } from "./sighting-strength";
import {
  familyOf,
  independent,
  isCopy,
  sourcesOf,
  type Distributions,
  type SourceStrength,
} from "./source-strength";
import { trendConfidence, type TrendConfidence } from "./trend-confidence";

export type TrendScoreInput = {
  sightings: readonly ScoredSighting[];
  distributions: Distributions;
  keywordMatches: readonly { keyword: string; how: "exact" | "all-words" }[];
  now: Date;
};

/** One line of the breakdown: `value` is in points of the score, with two decimals, and may be negative. */
export type TrendScorePart = { name: string; label: string; value: number; detail: string };

/** How much of the room that is left another source can fill. Two of one shop tell less than two shops. */
const CORROBORATION = 0.4;
const CORROBORATION_OF_SAME_SHOP = 0.2;
const KEYWORD_WEIGHT = { exact: 0.15, "all-words": 0.08 };
const MOST_BY_KEYWORDS = 0.3;

/**
 * Trend score of a product, 0–100 with two decimals, and the parts it is made of: **the values of the parts add up to the
 * score exactly** (in hundredths). The strongest source counts whole; each further source fills part of the room that is
 * left, so corroboration adds and a repeated sighting does not; age takes away; a matched keyword fills part of the rest.
 * What the sources come to together is split among them by how much room each would fill (logarithms of what it leaves),
 * which does not depend on their order.
 * Scores mean the same across sources: the median new sighting of each lands near 50. No sighting is no score: 0, no parts, no
 * confidence.
 */
export function trendScore(input: TrendScoreInput): {
  score: number;
  parts: TrendScorePart[];
  confidence: TrendConfidence | null;
} {
  const sources = sourcesOf(input);
  if (sources.length === 0) return { score: 0, parts: [], confidence: null };

  const steps: { name: string; label: string; detail: string; total: number }[] = [];
  const fresh = ordered(sources, (source) => source.value);
  const together = combined(fresh, (source) => source.value);
  const weights = weightsOf(fresh);
  for (const [index, source] of fresh.entries()) {
    const total = together * weights.slice(0, index + 1).reduce((sum, weight) => sum + weight, 0);
    steps.push({ name: source.origin, label: ORIGIN_LABELS[source.origin], detail: source.detail, total });
  }
  const aged = combined(
    ordered(sources, (source) => source.value * source.recency),
    (source) => source.value * source.recency,
  );
  const days = Math.min(...sources.map((source) => source.ageMs)) / DAY_MS;
  steps.push({ name: "freshness", label: "Freshness", detail: `last seen ${ago(days)}`, total: aged });
  const keyword = keywordWeight(input.keywordMatches);
  if (keyword > 0) {
    steps.push({
      name: "keywords",
      label: "Trending keywords",
      detail: input.keywordMatches
        .map((match) => `“${match.keyword}” (${match.how === "exact" ? "exact" : "all words"})`)
        .join(", "),
      total: aged + (1 - aged) * keyword,
    });
  }

  let before = 0;
  const parts = steps.map(({ total, ...part }) => {
    const hundredths = Math.round(total * 10_000);
    const value = (hundredths - before) / 100;
    before = hundredths;
    return { ...part, value };
  });
  return {
    score: before / 100,
    parts: parts.filter((part) => part.name !== "freshness" || part.value !== 0),
    confidence: trendConfidence({
      independentSources: independent(sources),
      measured: sources.some((source) => source.measured),
      seasonKnown: sources.some((source) => source.seasonKnown),
      watchedMs:
        Math.max(...sources.map((source) => source.newest)) -
        Math.min(...sources.map((source) => source.oldest)),
      ageMs: Math.min(...sources.map((source) => source.ageMs)),
    }),
  };
}

function ordered(
  sources: readonly SourceStrength[],
  by: (source: SourceStrength) => number,
): SourceStrength[] {
  return sources.toSorted((a, b) => by(b) - by(a) || (a.origin < b.origin ? -1 : 1));
}

/** Total of sources in falling order, 0–1: the first counts whole, each further one fills part of the room left, a copy none. */
function combined(sources: readonly SourceStrength[], by: (source: SourceStrength) => number): number {
  let room = 1;
  for (const [index, source] of sources.entries()) {
    room *= 1 - shareOf(source, sources.slice(0, index)) * by(source);
  }
  return 1 - room;
}

/** The nearest that one source comes to filling all the room: its logarithm must stay finite. */
const MOST_OF_ROOM = 1 - 1e-6;

/** Each source's part of what they come to together, in their order; the parts add up to 1. */
function weightsOf(sources: readonly SourceStrength[]): number[] {
  const filled = sources.map((source, index) => {
    const part = Math.min(MOST_OF_ROOM, shareOf(source, sources.slice(0, index)) * source.value);
    return -Math.log1p(-part);
  });
  const sum = filled.reduce((total, one) => total + one, 0);
  return sum > 0 ? filled.map((one) => one / sum) : filled;
}

function shareOf(source: SourceStrength, stronger: readonly SourceStrength[]): number {
  if (stronger.length === 0) return 1;
  if (stronger.some((other) => isCopy(source, other))) return 0;
  const isSameShop = stronger.some((other) => familyOf(other.origin) === familyOf(source.origin));
  return isSameShop ? CORROBORATION_OF_SAME_SHOP : CORROBORATION;
}

function keywordWeight(matches: TrendScoreInput["keywordMatches"]): number {
  const room = matches.reduce((left, match) => left * (1 - KEYWORD_WEIGHT[match.how]), 1);
  return Math.min(MOST_BY_KEYWORDS, 1 - room);
}

function ago(days: number): string {
  if (days < 1) return "within a day";
  return days < 2 ? "a day ago" : `${Math.floor(days)} days ago`;
}
