import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isSpike, median, percentUp } from "./velocity";

describe("percentUp", () => {
  it("counts as Amazon does: from 15 to 7 is 114% up, from 7 to 14 is 50% down", () => {
    expect(Math.round(percentUp(15, 7))).toBe(114);
    expect(percentUp(7, 14)).toBe(-50);
    expect(percentUp(9, 9)).toBe(0);
  });

  const movers = path.resolve(
    import.meta.dirname,
    "../../../../shared/data/amazon/clean_movers_shakers_all_category_20251025.csv",
  );
  it.skipIf(!existsSync(movers))(
    "agrees with every mover that states both ranks (shared/data/amazon)",
    () => {
      // The ranks and the percent stand among the last nine columns, none of which is quoted.
      const rows = readFileSync(movers, "utf8")
        .trim()
        .split("\n")
        .slice(1)
        .map((line) => line.split(",").slice(-9).map(Number));
      const stated = rows.filter(([percent, now, before]) => Boolean(percent && now && before));
      expect(stated.length).toBeGreaterThan(20);
      for (const [percent = 0, now = 0, before = 0] of stated) {
        expect(Math.abs(percentUp(before, now) - percent)).toBeLessThanOrEqual(1);
      }
    },
  );
});

describe("isSpike", () => {
  it("needs four earlier figures, and a figure far above them", () => {
    expect(isSpike([100, 100, 100], 10_000)).toBe(false);
    expect(isSpike([100, 110, 90, 105], 10_000)).toBe(true);
    expect(isSpike([100, 110, 90, 105], 130)).toBe(false);
    expect(isSpike([10, 1_000, 50, 4_000], 5_000)).toBe(false);
  });

  it("stays one when the figure rises further, and is none below the middle", () => {
    const figure = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(figure, { maxLength: 20 }), figure, figure, (earlier, now, more) => {
        if (isSpike(earlier, now)) expect(isSpike(earlier, now + more)).toBe(true);
        if (earlier.length > 0 && now <= median(earlier)) expect(isSpike(earlier, now)).toBe(false);
      }),
    );
  });
});
