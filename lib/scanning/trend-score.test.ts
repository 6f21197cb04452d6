import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import { ORIGINS, SOURCE_IDS, type Origin } from "@/lib/core/words";
import type { ScoredSighting } from "./sighting-strength";
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
  distributions: fc.constant({ reddit: { engagement: [10, 100, 300, 900, 4_000] } }),
  keywordMatches: fc.array(
    fc.record({ keyword: fc.string(), how: fc.constantFrom("exact" as const, "all-words" as const) }),
    {
      maxLength: 3,
    },
  ),
  now: fc.constant(NOW),
});

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
