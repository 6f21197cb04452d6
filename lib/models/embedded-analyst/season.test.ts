import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { trendDirection } from "@/lib/scanning/trend-direction";
import { forecastOf, peakMonthOf } from "./season";

type Points = [string, number][];

/** Weekly points from the first of January 2024 on. */
const weekly = (count: number, level: (week: number) => number): Points =>
  Array.from({ length: count }, (_, week) => [
    new Date(Date.UTC(2024, 0, 1 + week * 7)).toISOString().slice(0, 10),
    level(week),
  ]);

/** One peak a year, `width` weeks to each side of the week `top`, above a level of ten. */
const peaked =
  (top: number, width = 3) =>
  (week: number) =>
    10 + 90 * Math.exp(-(((week % 52) - top) ** 2) / (2 * width ** 2));

function forecast(points: Points, halfLife: number | null = null) {
  const trend = trendDirection(points);
  if (!trend) throw new Error("The series is too short.");
  return forecastOf(points, trend, halfLife);
}

describe("the month of the peak", () => {
  it.each([
    [2, 1],
    [24, 6],
    [37, 9],
    [49, 12],
  ])("of a peak in week %i is month %i", (week, month) => {
    expect(peakMonthOf(weekly(104, peaked(week)))).toBe(month);
  });

  it("does not depend on the unit of the values or on the order of the points", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 48 }), fc.integer({ min: 1, max: 5_000 }), (top, unit) => {
        const points = weekly(104, peaked(top));
        const scaled = points.map(([date, value]): [string, number] => [date, value * unit]).toReversed();
        expect(peakMonthOf(scaled)).toBe(peakMonthOf(points));
      }),
    );
  });

  it("is unknown without a date that can be read", () => {
    expect(peakMonthOf([])).toBeNull();
    expect(peakMonthOf([["soon", 4]])).toBeNull();
  });
});

describe("the forecast of a season ahead", () => {
  it("falls after the peak, and climbs towards it", () => {
    // Two whole years end at the turn of the year: a peak in week 46 has just passed, one in week 8 is about to come.
    expect(forecast(weekly(104, peaked(46)))).toBe("declining");
    expect(forecast(weekly(104, peaked(8)))).toBe("rising");
  });

  it("of a level series is stable, of one that triples every year rising", () => {
    expect(forecast(weekly(104, () => 40))).toBe("stable");
    expect(forecast(weekly(104, (week) => 10 * 3 ** (week / 52)))).toBe("rising");
  });

  it("goes on halving where a half-life was measured", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (halfLife) => {
        const points = weekly(104, (week) => 80 * 0.5 ** (week / halfLife));
        expect(forecast(points, halfLife)).toBe("declining");
      }),
    );
    expect(
      forecast(
        weekly(104, () => 40),
        400,
      ),
    ).toBe("stable");
  });

  it("is the same in any unit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 48 }), fc.integer({ min: 2, max: 900 }), (top, unit) => {
        const points = weekly(104, peaked(top));
        const scaled = points.map(([date, value]): [string, number] => [date, value * unit]);
        expect(forecast(scaled)).toBe(forecast(points));
      }),
      { numRuns: 40 },
    );
  });

  it("is unknown where a season is seen and last year's same weeks are not", () => {
    const points = weekly(104, peaked(46));
    const trend = trendDirection(points);
    expect(trend?.seasonal).toBe(true);
    if (trend) expect(forecastOf(points.slice(-30), trend, null)).toBeNull();
  });
});
