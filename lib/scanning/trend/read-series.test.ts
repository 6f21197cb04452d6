import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSeries } from "./read-series";

const read = (points: unknown) => readSeries(JSON.stringify({ id: "a", points })).points;

describe("readSeries", () => {
  it("reads numbers, numbers as text and bounds, and leaves gaps out", () => {
    const day = "2026-03-02";
    const at = "2026-03-02T00:00:00.000Z";
    for (const [written, figure] of [
      [7, 7],
      ["7", 7],
      ["1,234.5", 1_234.5],
      ["<1", 1],
      [">10,000", 10_000],
      ["10,000+", 10_000],
      ["85%", 85],
      [10_001, 10_001],
      ["-3e2", -300],
    ] as const) {
      expect(read([[day, written]])).toEqual([[at, figure]]);
    }
    expect(
      read([
        [day, null],
        [day, ""],
        [day, " "],
      ]),
    ).toEqual([]);
  });

  it("reads days, months, ISO weeks and Unix times", () => {
    const dates = ["2026-03-02", "2026-03", "2026-W10", 1_772_409_600, 1_772_409_600_000];
    expect(read(dates.map((date) => [date, 1])).map(([at]) => at.slice(0, 10))).toEqual([
      "2026-03-02",
      "2026-03-01",
      "2026-03-02",
      "2026-03-02",
      "2026-03-02",
    ]);
  });

  it("says what is wrong with a line", () => {
    expect(() => readSeries("{")).toThrow(SyntaxError);
    expect(() => readSeries("[]")).toThrow(RangeError);
    expect(() => readSeries('{"id":"a"}')).toThrow(/points/);
    expect(() => readSeries('{"points":[]}')).toThrow(/id/);
    expect(() => read([["2026-03-02"]])).toThrow(RangeError);
    expect(() => read([["soon", 1]])).toThrow(/"soon" is not a date/);
    expect(() => read([["2026-03-02", "many"]])).toThrow(/"many" is not a number/);
  });

  it("never fails in another way, whatever the line", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (text) => {
          try {
            for (const [at, value] of readSeries(text).points) {
              expect(Date.parse(at)).not.toBeNaN();
              expect(Number.isFinite(value)).toBe(true);
            }
          } catch (thrown) {
            expect(thrown instanceof SyntaxError || thrown instanceof RangeError).toBe(true);
          }
        },
      ),
    );
  });
});
