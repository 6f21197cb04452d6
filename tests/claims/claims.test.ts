/** Planted fabrications: what the claim checker must strike, and what it must let stand. */
import { beforeAll, describe, expect, it } from "vitest";
import { falsifyDigits, DIGIT_CHANGES } from "./falsify-digits";
import { claimsTable, sharesOf, type Measure } from "./measure";
import { seededRandom } from "./random";
import { measureReports } from "./report";

let measure: Measure;
beforeAll(async () => {
  measure = await measureReports();
}, 60_000);

describe("fabrications planted in reports", () => {
  it("are in at least 300 reports, in many ways, some of them an analyst's", () => {
    expect(measure.reports).toBeGreaterThanOrEqual(500);
    expect(measure.rows.length).toBeGreaterThanOrEqual(150);
    expect(measure.honest).toBeGreaterThan(5_000);
  });

  it("are struck: 99 of 100", () => {
    expect(sharesOf(measure).caught, claimsTable(measure).join("\n")).toBeGreaterThanOrEqual(0.99);
  });

  it("are struck in every way of altering: 9 of 10 at the least", () => {
    const weak = measure.rows.filter((row) => row.caught / row.planted < 0.9);
    expect(weak.map(({ alteration, missed }) => [alteration, ...missed.slice(0, 3)])).toEqual([]);
  });

  it("take at most 2 of 100 honest claims with them", () => {
    expect(sharesOf(measure).struck, measure.struck.slice(0, 20).join("\n")).toBeLessThanOrEqual(0.02);
  });
});

describe("a change of digits", () => {
  it("gives another number, or none", () => {
    const random = seededRandom(1);
    for (const text of ["It costs $24.99.", "12,480 reviews.", "Rank 7.", "0.11 come back."]) {
      for (const change of Object.values(DIGIT_CHANGES)) {
        expect(falsifyDigits({ text }, change, random)?.text).not.toBe(text);
      }
    }
    expect(falsifyDigits({ text: "About 12 days." }, () => "13", random)).toBeNull();
  });
});
