import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import { ORIGIN_LABELS, type Origin } from "@/lib/core/words";
import { sightingStrength, type ScoredSighting, type Strength } from "./sighting-strength";

export type TrendScoreInput = {
  sightings: readonly ScoredSighting[];
  /** Each origin's own recent engagement figures, whatever the product. */
  distributions: Partial<Record<Origin, { engagement: readonly number[] }>>;
  keywordMatches: readonly { keyword: string; how: "exact" | "all-words" }[];
  now: Date;
};

/** One line of the breakdown: `value` is in points of the score, with two decimals, and may be negative. */
export type TrendScorePart = { name: string; label: string; value: number; detail: string };

/** Sightings of one origin this close together are one look at it. */
const ONE_LOOK_MS = 6 * HOUR_MS;
/** After so long without being seen, an origin's word is worth half. */
const HALF_LIFE_MS = 7 * DAY_MS;
/** How much of the room that is left another source can fill. Two of one shop tell less than two shops. */
const CORROBORATION = 0.4;
const CORROBORATION_OF_SAME_SHOP = 0.2;
/** How far climbing or falling since earlier looks moves a strength towards its end. */
const MOMENTUM = 0.4;
const KEYWORD_WEIGHT = { exact: 0.15, "all-words": 0.08 };
const MOST_BY_KEYWORDS = 0.3;

/**
 * Trend score of a product, 0–100 with two decimals, and the parts it is made of: **the values of the parts add up to the
 * score exactly** (in hundredths). The strongest source gives its strength; each further source fills part of the room that is
 * left, so corroboration adds and a repeated sighting does not; age takes away; a matched keyword fills part of the rest.
 * Scores mean the same across sources: the median new sighting of each lands near 50. No sighting is no score: 0, no parts.
 */
export function trendScore(input: TrendScoreInput): { score: number; parts: TrendScorePart[] } {
  const sources = sourcesOf(input);
  if (sources.length === 0) return { score: 0, parts: [] };

  const steps: { name: string; label: string; detail: string; total: number }[] = [];
  const fresh = ordered(sources, (source) => source.value);
  for (const [index, source] of fresh.entries()) {
    const total = combined(fresh.slice(0, index + 1), (one) => one.value);
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
  };
}

type SourceStrength = Strength & { origin: Origin; recency: number; ageMs: number };

function sourcesOf({ sightings, distributions, now }: TrendScoreInput): SourceStrength[] {
  const byOrigin = Map.groupBy(
    sightings.filter((sighting) => Number.isFinite(Date.parse(sighting.seenAt))),
    (sighting) => sighting.origin,
  );
  return [...byOrigin].map(([origin, seen]) => {
    const recent = distributions[origin]?.engagement ?? [];
    const newest = Math.max(...seen.map((sighting) => Date.parse(sighting.seenAt)));
    const isCurrent = (sighting: ScoredSighting) => newest - Date.parse(sighting.seenAt) <= ONE_LOOK_MS;
    // Standing in two lists of one source is said once, by the better place.
    const current = seen
      .filter(isCurrent)
      .map((sighting) => sightingStrength(sighting, recent))
      .reduce((best, strength) => (strength.value > best.value ? strength : best));
    const earlier = seen
      .filter((sighting) => !isCurrent(sighting))
      .map((sighting) => sightingStrength(sighting, recent).value);
    const ageMs = Math.max(0, now.getTime() - newest);
    return { origin, ...withMomentum(current, earlier), ageMs, recency: 0.5 ** (ageMs / HALF_LIFE_MS) };
  });
}

/** Moves a strength up or down by how it compares with the mean of earlier looks. Unchanged when nothing changed. */
function withMomentum(current: Strength, earlier: readonly number[]): Strength {
  if (earlier.length === 0) return current;
  const change = current.value - earlier.reduce((sum, value) => sum + value, 0) / earlier.length;
  const room = change > 0 ? 1 - current.value : current.value;
  const value = current.value + room * MOMENTUM * Math.tanh(2 * change);
  if (Math.abs(change) < 0.05) return { ...current, value };
  return { value, detail: `${current.detail}; ${change > 0 ? "climbing" : "falling"} since earlier looks` };
}

function ordered(
  sources: readonly SourceStrength[],
  by: (source: SourceStrength) => number,
): SourceStrength[] {
  return sources.toSorted((a, b) => by(b) - by(a) || (a.origin < b.origin ? -1 : 1));
}

/** Total of sources in falling order, 0–1: the first counts whole, each further one fills part of the room left. */
function combined(sources: readonly SourceStrength[], by: (source: SourceStrength) => number): number {
  const shops = new Set<string>();
  let room = 1;
  for (const [index, source] of sources.entries()) {
    const shop = source.origin.split("-")[0] ?? source.origin;
    const share = index === 0 ? 1 : shops.has(shop) ? CORROBORATION_OF_SAME_SHOP : CORROBORATION;
    room *= 1 - share * by(source);
    shops.add(shop);
  }
  return 1 - room;
}

function keywordWeight(matches: TrendScoreInput["keywordMatches"]): number {
  const room = matches.reduce((left, match) => left * (1 - KEYWORD_WEIGHT[match.how]), 1);
  return Math.min(MOST_BY_KEYWORDS, 1 - room);
}

function ago(days: number): string {
  if (days < 1) return "within a day";
  return days < 2 ? "a day ago" : `${Math.floor(days)} days ago`;
}
