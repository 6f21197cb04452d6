import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeScale } from "./time-scale";

const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 50_000 })), {
    maxLength: 15,
  })
  .map((pairs) => pairs.map(([from, length]) => ({ from, to: from + length })));
const whole = { from: 0, to: 1_050_000 };

describe("the time of a run on a width of 100", () => {
  it("is true to scale where no wait is long", () => {
    const { at, shortened } = timeScale({ from: 0, to: 100 }, [
      { from: 0, to: 40 },
      { from: 50, to: 100 },
    ]);
    expect([0, 20, 45, 50, 100].map(at)).toEqual([0, 20, 45, 50, 100]);
    expect(shortened).toBe(false);
  });

  it("shortens a wait of a day between two calls of a second, and says so", () => {
    const day = 86_400_000;
    const { at, shortened } = timeScale({ from: 0, to: day + 2_000 }, [
      { from: 0, to: 1_000 },
      { from: day + 1_000, to: day + 2_000 },
    ]);
    expect(shortened).toBe(true);
    expect(at(1_000)).toBeCloseTo(100 / 3, 6);
    expect(at(day + 1_000)).toBeCloseTo(200 / 3, 6);
    expect(at(day + 2_000)).toBe(100);
  });

  it("stands at the beginning where the whole has no length, and holds to scale where nothing was done", () => {
    expect(timeScale({ from: 5, to: 5 }, []).at(5)).toBe(0);
    expect(timeScale({ from: 0, to: 10 }, []).at(5)).toBe(50);
  });

  it("never leaves the width, never goes back, and ends at its end", () => {
    fc.assert(
      fc.property(spans, fc.array(fc.integer({ min: -10, max: 1_060_000 })), (busy, times) => {
        const { at } = timeScale(whole, busy);
        const places = times.toSorted((a, b) => a - b).map(at);
        expect(places.every((place) => place >= 0 && place <= 100)).toBe(true);
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(at(whole.to)).toBeCloseTo(100, 6);
      }),
    );
  });

  it("draws equal work equally long, wherever it stands", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2_000, max: 900_000 }), (later) => {
        const { at } = timeScale(whole, [
          { from: 0, to: 1_000 },
          { from: later, to: later + 1_000 },
        ]);
        expect(at(later + 1_000) - at(later)).toBeCloseTo(at(1_000) - at(0), 6);
      }),
    );
  });
});
