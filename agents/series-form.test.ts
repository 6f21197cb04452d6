import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openSeries, seriesForm } from "./series-form";

const day = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10);

describe("a series in few characters", () => {
  it("names the first day and the step of a weekly course, and keeps a missing week open", () => {
    expect(
      seriesForm([
        ["2025-01-01", 12.3456],
        ["2025-01-08", 13],
        ["2025-01-22", 20],
      ]),
    ).toEqual({ from: "2025-01-01", everyDays: 7, values: [12.35, 13, null, 20] });
  });

  it("keeps pairs where there is no step", () => {
    const points: [string, number][] = [
      ["2025-01-01", 1],
      ["2025-01-02", 2],
      ["2025-06-01", 3],
    ];
    expect(seriesForm(points)).toEqual(points);
    expect(seriesForm([["week 1", 1]])).toEqual([["week 1", 1]]);
  });

  it("comes back as it was, whatever days it has", () => {
    const days = fc.uniqueArray(fc.integer({ min: 19_000, max: 21_000 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(days, fc.array(fc.integer({ min: 0, max: 999 }), { minLength: 60 }), (numbers, values) => {
        const points = numbers
          .toSorted((a, b) => a - b)
          .map((number, at): [string, number] => [day(number), values[at] ?? 0]);
        expect(openSeries(seriesForm(points))).toEqual(points);
      }),
    );
  });
});
