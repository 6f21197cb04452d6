import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chargedOunces, fulfilmentCents, SIZE_TIERS, sizeTier } from "./fba";

describe("the size tier", () => {
  it.each([
    [16, [15, 12, 0.75], "small-standard"],
    [16.1, [15, 12, 0.75], "large-standard"],
    [16, [15, 12, 0.76], "large-standard"],
    [320, [18, 14, 8], "large-standard"],
    [320.1, [18, 14, 8], "small-bulky"],
    [48, [18.1, 14, 8], "small-bulky"],
    [800, [37, 28, 18], "small-bulky"],
    [160, [37.1, 28, 18], "large-bulky"],
    [160, [59, 20, 15], "large-bulky"],
    // Length and girth above 130 inches.
    [160, [59, 20, 16], "extra-large"],
    [801, [20, 10, 10], "extra-large"],
  ] as const)("of %s oz and %j inches is %s", (ounces, inches, tier) => {
    expect(sizeTier(ounces, inches)).toBe(tier);
  });
});

describe("the fulfilment fee", () => {
  it.each([
    ["small-standard", 2, 999, 243],
    ["small-standard", 2, 1_000, 332],
    ["small-standard", 2.1, 1_000, 342],
    ["large-standard", 16, 5_000, 460],
    ["large-standard", 16, 5_001, 486],
    ["large-standard", 48, 2_500, 667],
    // $0.08 for each 4 oz above 3 lb.
    ["large-standard", 52, 2_500, 705],
    ["large-standard", 53, 2_500, 713],
    // $0.38 for each pound above the first.
    ["small-bulky", 16, 2_500, 755],
    ["small-bulky", 32, 2_500, 793],
    ["large-bulky", 160, 2_500, 1_277],
    ["extra-large", 480, 999, 3_658],
    ["extra-large", 832, 2_500, 3_807],
    ["extra-large", 1_152, 2_500, 5_207],
    ["extra-large", 2_432, 2_500, 19_514],
  ] as const)("of %s, %s oz at %s cents is %s cents", (tier, ounces, price, cents) => {
    expect(fulfilmentCents(tier, ounces, price)).toBe(cents);
  });

  it("never falls as the weight rises within a tier, nor as the price does", () => {
    fc.assert(
      fc.property(
        // Above 50 pounds the largest tier begins a lower table of its own.
        fc.constantFrom(...SIZE_TIERS.filter((tier) => tier !== "extra-large")),
        fc.double({ min: 0.1, max: 800, noNaN: true }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (tier, ounces, more, price, dearer) => {
          const fee = fulfilmentCents(tier, ounces, price);
          expect(fee).toBeGreaterThan(0);
          expect(fulfilmentCents(tier, ounces + more, price)).toBeGreaterThanOrEqual(fee);
          expect(fulfilmentCents(tier, ounces, price + dearer)).toBeGreaterThanOrEqual(fee);
        },
      ),
    );
  });

  it("charges the volume where it weighs more, but of the smallest and the heaviest the unit alone", () => {
    expect(chargedOunces("large-standard", 16, [13.9, 10, 5])).toBeCloseTo(80, 9);
    expect(chargedOunces("small-standard", 2, [15, 12, 0.75])).toBe(2);
    expect(chargedOunces("extra-large", 3_000, [90, 40, 40])).toBe(3_000);
    expect(chargedOunces("extra-large", 100, [90, 40, 40])).toBe(2_400);
  });
});
