import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import { ORIGINS, SOURCE_IDS, type Origin, type SourceId } from "@/lib/core/words";
import { engagementOf } from "./engagement";
import { sightingStrength, type ScoredSighting } from "./sighting-strength";
import { trendScore, type TrendScoreInput } from "./trend-score";

const NOW = new Date("2026-11-22T12:00:00Z");

function ago(ms: number): string {
  return new Date(NOW.getTime() - ms).toISOString();
}

function score(sightings: ScoredSighting[], rest: Partial<TrendScoreInput> = {}): number {
  return trendScore({ sightings, distributions: {}, keywordMatches: [], now: NOW, ...rest }).score;
}

function seen(origin: Origin, figures: Partial<ScoredSighting> = {}, ageMs = 0): ScoredSighting {
  return { origin, seenAt: ago(ageMs), ...figures };
}

const figures = fc.record(
  {
    rank: fc.integer({ min: 1, max: 100 }),
    listSize: fc.constantFrom(10, 50, 100),
    upvotes: fc.integer({ min: 0, max: 50_000 }),
    comments: fc.integer({ min: 0, max: 5_000 }),
    views: fc.integer({ min: 0, max: 1e9 }),
    searchVolume: fc.integer({ min: 0, max: 1e7 }),
    growth: fc.record({ yoy: fc.double({ min: -1, max: 100, noNaN: true }) }),
    discountPercent: fc.integer({ min: 0, max: 90 }),
    reviewCount: fc.integer({ min: 0, max: 1e6 }),
  },
  { requiredKeys: [] },
);
const anySighting: fc.Arbitrary<ScoredSighting> = fc
  .tuple(fc.constantFrom(...ORIGINS), fc.integer({ min: 0, max: 20 * DAY_MS }), figures)
  .map(([origin, age, rest]) => seen(origin, rest, age));
const anyInput = fc.record({
  sightings: fc.array(anySighting, { maxLength: 12 }),
  distributions: fc.constant({
    reddit: { engagement: [10, 100, 300, 900, 4_000], strengths: [0.3, 0.5, 0.6, 0.8] },
    pinterest: { engagement: [], strengths: [0.7, 0.8, 0.9] },
  }),
  keywordMatches: fc.array(
    fc.record({ keyword: fc.string(), how: fc.constantFrom("exact" as const, "all-words" as const) }),
    {
      maxLength: 3,
    },
  ),
  now: fc.constant(NOW),
});

/** Numbers that a seed decides, 0–1 (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A figure around a middle, spread by factors of `spread`. */
function around(middle: number, spread: number, next: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return Math.round(middle * spread ** normal);
}

/** A list of each source as it comes: what stands in it is chosen by the source, so most of it grows. */
const LISTS: Record<SourceId, (next: () => number, at: number) => Partial<ScoredSighting>> = {
  "amazon-best-sellers": (next, at) => ({ rank: at + 1, listSize: 60, reviewCount: around(19_000, 6, next) }),
  "amazon-deals": (next) => ({
    discountPercent: 15 + Math.round(next() * 50),
    reviewCount: around(1_800, 8, next),
  }),
  tiktok: (next, at) => ({
    rank: at + 1,
    listSize: 100,
    views: around(40_000_000, 4, next),
    growth: { wow: next() * 3 },
  }),
  reddit: (next, at) => ({
    rank: at + 1,
    listSize: 60,
    upvotes: around(900, 3, next),
    comments: around(60, 3, next),
  }),
  "google-trends": (next) => ({
    searchVolume: 10 ** (3 + Math.floor(next() * 3)),
    growth: { wow: 1 + next() * 9 },
  }),
  instagram: (next) => ({ upvotes: around(20_000, 5, next), comments: around(300, 4, next) }),
  pinterest: (next, at) => ({
    rank: (at % 20) + 1,
    listSize: 20,
    growth: { yoy: 0.3 + next() * 20, mom: next() * 3, wow: next() },
    series: Array.from({ length: 52 }, (_, week): [string, number] => [
      ago((52 - week) * 7 * DAY_MS),
      20 + week * next() + 10 * next(),
    ]),
  }),
};

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe("trendScore", () => {
  it("adds its parts up to the score exactly, between 0 and 100 with two decimals", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = trendScore(input);
        const hundredths = result.parts.reduce((sum, part) => sum + Math.round(part.value * 100), 0);
        expect(hundredths).toBe(Math.round(result.score * 100));
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
        expect(result.score).toBe(Math.round(result.score * 100) / 100);
        for (const part of result.parts) expect(part.detail).not.toBe("");
      }),
      { numRuns: 200 },
    );
  });

  it("has no score and no parts without a sighting", () => {
    expect(
      trendScore({
        sightings: [],
        distributions: {},
        keywordMatches: [{ keyword: "x", how: "exact" }],
        now: NOW,
      }),
    ).toEqual({
      score: 0,
      parts: [],
      confidence: null,
    });
  });

  it.each(SOURCE_IDS)("puts the median new sighting of %s near 50", (origin) => {
    const middle = [30, 90, 200, 400, 900];
    const distributions = { [origin]: { engagement: Array.from({ length: 40 }, () => middle).flat() } };
    const measured = score([seen(origin, { rank: 25, listSize: 50, upvotes: 200 })], { distributions });
    expect(measured).toBeGreaterThan(42);
    expect(measured).toBeLessThan(58);
    expect(score([seen(origin)])).toBe(50);
  });

  it.each(SOURCE_IDS)("puts the middle of a whole list of %s near 50, and keeps its spread", (origin) => {
    for (const seed of [1, 2, 3]) {
      const next = numbersFrom(seed);
      const list = Array.from({ length: 60 }, (_, at) => seen(origin, LISTS[origin](next, at)));
      const engagement = list.flatMap((one) => engagementOf(one) ?? []);
      const strengths = list.map((one) => sightingStrength(one, engagement).value);
      const scores = list.map((one) =>
        score([one], { distributions: { [origin]: { engagement, strengths } } }),
      );
      expect(medianOf(scores)).toBeGreaterThan(45);
      expect(medianOf(scores)).toBeLessThan(55);
      expect(Math.max(...scores)).toBeGreaterThan(65);
      expect(Math.min(...scores)).toBeLessThan(35);
    }
  });

  it("gives a Reddit post above 78% of its peers in place and votes about 78", () => {
    const engagement = Array.from({ length: 100 }, (_, index) => 10 * 1.08 ** index);
    const points = score([seen("reddit", { upvotes: 4_000, comments: 180, rank: 6, listSize: 25 })], {
      distributions: { reddit: { engagement } },
    });
    expect(points).toBeGreaterThan(74);
    expect(points).toBeLessThan(82);
  });

  it("is raised by another source and not by a copy", () => {
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...SOURCE_IDS), figures, (input, origin, rest) => {
        const before = trendScore(input).score;
        const isNew = !input.sightings.some((sighting) => sighting.origin === origin);
        const added = trendScore({ ...input, sightings: [...input.sightings, seen(origin, rest)] }).score;
        if (isNew) expect(added).toBeGreaterThanOrEqual(before);
        const copies = input.sightings.map((sighting) => ({ ...sighting }));
        expect(trendScore({ ...input, sightings: [...input.sightings, ...copies] }).score).toBeCloseTo(
          before,
          1,
        );
      }),
      { numRuns: 150 },
    );
    const one = [seen("reddit", { rank: 5 })];
    expect(score([...one, seen("tiktok", { rank: 25 })])).toBeGreaterThan(score(one) + 1);
    expect(score([...one, seen("reddit", { rank: 5 }, HOUR_MS)])).toBe(score(one));
  });

  it("does not count a web page that only repeats what a source said", () => {
    const web = (...urls: string[]) => seen("web", { citations: urls.map((url) => ({ url })) });
    const one = [seen("reddit", { rank: 5 })];
    const post = "https://www.reddit.com/r/gadgets/comments/1abc";
    expect(score([...one, web(post)])).toBe(score(one));
    expect(score([...one, web(post, "https://example.com/review")])).toBeGreaterThan(score(one));
    expect(score([...one, web("https://www.tiktok.com/@a/video/1")])).toBeGreaterThan(score(one));
  });

  it("says how far it can be trusted, and why", () => {
    const confidence = (...sightings: ScoredSighting[]) =>
      trendScore({ sightings, distributions: {}, keywordMatches: [], now: NOW }).confidence;
    const first = confidence(seen("reddit", { rank: 5 }));
    expect(first).toEqual({
      value: 0.4,
      because:
        "One independent source; with figures; no year of history, so the season is unknown; first seen within a day.",
    });
    const second = confidence(seen("reddit", { rank: 5 }), seen("pinterest", { growth: { yoy: 0.4 } }));
    expect(second?.value).toBeGreaterThan(first?.value ?? 1);
    expect(second?.because).toContain("2 independent sources");
    expect(second?.because).toContain("same season a year ago");
    const list = confidence(seen("amazon-deals", { rank: 5 }), seen("amazon-best-sellers", { rank: 5 }));
    expect(list?.because).toContain("One independent source");
    const old = confidence(seen("reddit", { rank: 5 }, 4 * DAY_MS));
    expect(old?.value).toBeLessThan(first?.value ?? 0);
    expect(old?.because).toContain("last seen 4 days ago");
  });

  it("names a bound as a bound, a climb by its percent, and a spike", () => {
    const parts = (...sightings: ScoredSighting[]) =>
      trendScore({ sightings, distributions: {}, keywordMatches: [], now: NOW }).parts[0]?.detail;
    expect(parts(seen("pinterest", { growth: { yoy: 100 }, growthIsBound: ["yoy"] }))).toBe(
      "more than +10,000% year on year",
    );
    const climb = parts(
      seen("amazon-best-sellers", { rank: 15, listSize: 50 }, DAY_MS),
      seen("amazon-best-sellers", { rank: 7, listSize: 50 }),
    );
    expect(climb).toContain("114% up from rank 15");
    const quiet = [90, 110, 100, 95, 105].map((upvotes, day) =>
      seen("reddit", { upvotes }, (day + 1) * DAY_MS),
    );
    expect(parts(...quiet, seen("reddit", { upvotes: 900 }))).toContain("a spike");
    expect(parts(...quiet, seen("reddit", { upvotes: 120 }))).not.toContain("spike");
  });

  it("believes two shops more than two lists of one shop", () => {
    const first = seen("amazon-best-sellers", { rank: 5 });
    expect(score([first, seen("pinterest", { rank: 5 })])).toBeGreaterThan(
      score([first, seen("amazon-deals", { rank: 5 })]),
    );
  });

  it("never falls when the newest figures improve", () => {
    const better = fc.constantFrom<(one: ScoredSighting) => ScoredSighting>(
      (one) => ({ ...one, ...(one.rank && { rank: Math.max(1, one.rank - 3) }) }),
      (one) => ({ ...one, ...(one.upvotes !== undefined && { upvotes: one.upvotes + 500 }) }),
      (one) => ({ ...one, ...(one.views !== undefined && { views: one.views * 3 }) }),
      (one) => ({ ...one, ...(one.growth?.yoy !== undefined && { growth: { yoy: one.growth.yoy + 0.5 } }) }),
      (one) => ({
        ...one,
        ...(one.discountPercent !== undefined && { discountPercent: one.discountPercent + 5 }),
      }),
    );
    fc.assert(
      fc.property(
        anyInput,
        fc.constantFrom(...SOURCE_IDS),
        figures,
        better,
        (input, origin, rest, improve) => {
          const others = input.sightings;
          const newest = seen(origin, rest);
          const before = trendScore({ ...input, sightings: [...others, newest] }).score;
          expect(
            trendScore({ ...input, sightings: [...others, improve(newest)] }).score,
          ).toBeGreaterThanOrEqual(before);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("fades with time and is raised by keywords, most by an exact one", () => {
    const look = { rank: 5, listSize: 50 };
    expect(score([seen("reddit", look, 7 * DAY_MS)])).toBeCloseTo(score([seen("reddit", look)]) / 2, 1);
    const base = score([seen("reddit", look)]);
    const all = score([seen("reddit", look)], {
      keywordMatches: [{ keyword: "split keyboard", how: "all-words" }],
    });
    const exact = score([seen("reddit", look)], {
      keywordMatches: [{ keyword: "split keyboard", how: "exact" }],
    });
    expect(all).toBeGreaterThan(base);
    expect(exact).toBeGreaterThan(all);
  });

  it("rewards climbing and punishes falling since earlier looks", () => {
    const now = seen("reddit", { rank: 10, listSize: 50 });
    const climbed = score([seen("reddit", { rank: 45, listSize: 50 }, 2 * DAY_MS), now]);
    const fallen = score([seen("reddit", { rank: 1, listSize: 50 }, 2 * DAY_MS), now]);
    expect(climbed).toBeGreaterThan(score([now]));
    expect(fallen).toBeLessThan(score([now]));
  });

  it("is not carried by a season: a collapsed peak scores below a steady series", () => {
    const weekly = (value: (week: number) => number): [string, number][] =>
      Array.from({ length: 52 }, (_, week) => [
        new Date(NOW.getTime() - (52 - week) * 7 * DAY_MS).toISOString(),
        value(week),
      ]);
    const collapsed = seen("pinterest", { series: weekly((week) => (week < 4 ? 90 : 6)) });
    const steady = seen("pinterest", { series: weekly(() => 50) });
    expect(score([collapsed])).toBeLessThan(score([steady]));
  });
});
