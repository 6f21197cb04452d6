import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MARKETPLACES } from "@/lib/core/words";
import type { UnitCost } from "./estimate-cost";
import { DEFAULT_EXCHANGE_RATES as rates } from "./exchange-rates";
import { AMAZON_REFERRAL } from "./fees/amazon";
import { EBAY_FINAL_VALUE } from "./fees/ebay";
import { TIKTOK_REFERRAL } from "./fees/tiktok-shop";
import { landedMargin } from "./landed-margin";
import type { LineOverride } from "./line-overrides";
import { listRates } from "./own-rates";

const QUOTE: UnitCost = {
  low: 7,
  likely: 8,
  high: 10,
  currency: "USD",
  origin: "quote",
  note: "A supplier's quote.",
};
const rows = [...AMAZON_REFERRAL.rows, ...EBAY_FINAL_VALUE.rows, ...TIKTOK_REFERRAL.rows];

/** Of a thing for the kitchen at $40 on Amazon, unless said otherwise. */
function margin(change: Partial<Parameters<typeof landedMargin>[0]> = {}) {
  return landedMargin({
    marketplace: "amazon",
    category: "Home and Kitchen",
    price: { amount: "40.00", currency: "USD" },
    cost: QUOTE,
    homeCurrency: "USD",
    rates,
    ...change,
  });
}

describe("what is stated in the place of a line", () => {
  const stated = (line: LineOverride["line"], likely: number, about: Partial<LineOverride> = {}) => ({
    line,
    low: likely,
    likely,
    high: likely,
    unit: "USD",
    note: "An invoice",
    ...about,
  });
  const lineOf = (id: string, ...overrides: LineOverride[]) =>
    margin({ overrides }).lines.find((line) => line.id === id);

  it("takes its place, says what was there before, and brings along no part of it", () => {
    expect(lineOf("duty", stated("duty", 1.5))).toMatchObject({
      likely: 1.5,
      origin: "person",
      source: "An invoice",
      before: { low: 0, likely: 0.8, high: 3 },
    });
    expect(lineOf("payment", stated("payment", 1))).toMatchObject({ likely: 1, before: null });
    expect(lineOf("surcharge", stated("fulfilment", 4))).toBeUndefined();
    expect(margin({ marketplace: "ebay", overrides: [stated("referral", 5)] }).fees).toMatchObject({
      referral: 5,
      onTax: 0,
    });
  });

  it("is a percentage of the unit cost for freight and duty, of the price for all else", () => {
    const percent = { unit: "%" };
    expect(lineOf("freight", stated("freight", 10, percent))).toMatchObject({
      low: 0.7,
      likely: 0.8,
      high: 1,
    });
    expect(lineOf("returns", stated("returns", 10, percent))).toMatchObject({ low: 4, likely: 4, high: 4 });
    expect(margin({ cost: null, overrides: [stated("freight", 10, percent)] }).landed).toBeNull();
  });

  it("counts as the last word said, and comes in any currency that has a rate", () => {
    expect(lineOf("packaging", stated("packaging", 1), stated("packaging", 2))).toMatchObject({
      likely: 2,
      before: { likely: 0.6 },
    });
    expect(lineOf("packaging", stated("packaging", 3.67, { unit: "AED" }))).toMatchObject({ likely: 1 });
    expect(() => lineOf("packaging", stated("packaging", 1, { unit: "XTS" }))).toThrow(/XTS/);
    expect(() => lineOf("packaging", stated("packaging", -1))).toThrow(/Packaging/);
  });
});

describe("the team's own rates", () => {
  const own = (id: string, likely: number, about: { low?: number; high?: number } = {}) => ({
    [id]: { low: likely, likely, high: likely, source: "our contract", day: "2026-05-01", ...about },
  });

  it("go before the table's row they name, and no other", () => {
    const ownRates = own("amazon/Home and Kitchen", 1_000);
    const line = margin({ ownRates }).lines.find(({ id }) => id === "referral");
    expect(line).toMatchObject({
      likely: 4,
      origin: "team",
      source: expect.stringContaining("our contract"),
    });
    expect(margin({ ownRates, category: "Furniture" }).fees.referral).toBe(6);
    expect(margin({ ownRates, marketplace: "ebay" }).fees.referral).toBe(5.44);
  });

  it("replace every assumption, surcharge, card fee and commission that the list names", () => {
    for (const { id, unit } of listRates()) {
      const ownRates = own(id, unit === "percent" ? 1_234 : 567);
      const results = MARKETPLACES.flatMap((marketplace) =>
        ["Clothing and Accessories", "Home and Kitchen", id.slice(id.indexOf("/") + 1)].flatMap((category) =>
          [undefined, { value: 3, unit: "lb" } as const].flatMap((weight) =>
            [undefined, 10].map((returnsRate) =>
              margin({ marketplace, category, weight, returnsRate, ownRates }),
            ),
          ),
        ),
      );
      const used = results.some(({ lines }) => lines.some(({ origin }) => origin === "team"));
      expect(used, id).toBe(true);
    }
  });
});

describe("the laws of the margin", () => {
  const input = {
    marketplace: fc.constantFrom(...MARKETPLACES),
    category: fc.constantFrom(...rows.map((row) => row.category)),
    cents: fc.integer({ min: 100, max: 900_000 }),
    cost: fc.integer({ min: 0, max: 100_000 }),
    pounds: fc.option(fc.double({ min: 0.1, max: 200, noNaN: true }), { nil: undefined }),
    side: fc.option(fc.double({ min: 0.1, max: 60, noNaN: true }), { nil: undefined }),
  };
  const weigh = (given: {
    marketplace: (typeof MARKETPLACES)[number];
    category: string;
    cents: number;
    cost: number;
    pounds: number | undefined;
    side: number | undefined;
  }) =>
    margin({
      marketplace: given.marketplace,
      category: given.category,
      price: { amount: (given.cents / 100).toFixed(2), currency: "USD" },
      cost: { ...QUOTE, low: given.cost / 100, likely: given.cost / 100, high: given.cost / 100 },
      weight: given.pounds === undefined ? null : { value: given.pounds, unit: "lb" },
      dimensions:
        given.side === undefined
          ? null
          : { length: given.side, width: given.side, height: given.side / 2, unit: "in" },
    });

  it("keep low, likely and high in order in every line, in the sum and in the margin", () => {
    fc.assert(
      fc.property(fc.record(input), (given) => {
        const { lines, landed, margin: percent } = weigh(given);
        for (const range of [...lines, landed, percent]) {
          expect(range?.low).toBeLessThanOrEqual(range?.likely ?? Number.NaN);
          expect(range?.likely).toBeLessThanOrEqual(range?.high ?? Number.NaN);
        }
        for (const line of lines) expect(line.low, line.id).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it("leave less the more a unit costs", () => {
    fc.assert(
      fc.property(fc.record(input), fc.integer({ min: 1, max: 50_000 }), (given, more) => {
        const dearer = weigh({ ...given, cost: given.cost + more });
        expect(dearer.margin?.likely).toBeLessThanOrEqual(weigh(given).margin?.likely ?? Number.NaN);
      }),
    );
  });
});
