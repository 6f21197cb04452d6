import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MARKETPLACES } from "@/lib/core/words";
import { TAXONOMY } from "@/lib/matching/taxonomy";
import type { UnitCost } from "./estimate-cost";
import { DEFAULT_EXCHANGE_RATES as rates } from "./exchange-rates";
import { AMAZON_REFERRAL } from "./fees/amazon";
import { bandFeeCents, type FeeRow } from "./fees/bands";
import { EBAY_FINAL_VALUE, ebayPerOrderCents } from "./fees/ebay";
import { TIKTOK_REFERRAL } from "./fees/tiktok-shop";
import { landedMargin } from "./landed-margin";

const QUOTE: UnitCost = {
  low: 7,
  likely: 8,
  high: 10,
  currency: "USD",
  origin: "quote",
  note: "A supplier's quote.",
};

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

function fees(marketplace: (typeof MARKETPLACES)[number], category: string, amount: string) {
  return margin({ marketplace, category, price: { amount, currency: "USD" } }).fees;
}

describe("golden fees, to the cent", () => {
  it.each([
    // Amazon: clothing is a cliff (5%, 10%, 17% of the whole), electronics accessories are marginal.
    ["amazon", "Clothing and Accessories", "15.00", 0.75],
    ["amazon", "Clothing and Accessories", "15.01", 1.5],
    ["amazon", "Clothing and Accessories", "20.00", 2],
    ["amazon", "Clothing and Accessories", "20.01", 3.4],
    ["amazon", "Electronics Accessories", "100.00", 15],
    ["amazon", "Electronics Accessories", "150.00", 19],
    ["amazon", "Jewelry", "300.00", 52.5],
    ["amazon", "Watches", "2000.00", 255],
    ["amazon", "Furniture", "250.00", 35],
    ["amazon", "Beauty, Health and Personal Care", "10.00", 0.8],
    ["amazon", "Beauty, Health and Personal Care", "10.01", 1.5],
    ["amazon", "Fine Art", "4.00", 1],
    ["amazon", "Home and Kitchen", "1.00", 0.3],
    ["amazon", "no such category", "40.00", 6],
    ["amazon", "consumer electronics", "40.00", 3.2],
    // eBay: most 13.6%, athletic shoes 8% of the whole from $150.
    ["ebay", "Most categories", "100.00", 13.6],
    ["ebay", "Most categories", "8000.00", 1031.75],
    ["ebay", "Books & Magazines", "20.00", 3.06],
    ["ebay", "Coins & Paper Money > Bullion", "8000.00", 560],
    ["ebay", "Women’s Bags & Handbags", "2000.01", 180],
    ["ebay", "NFT", "100.00", 5],
    ["ebay", "Athletic Shoes", "149.99", 20.4],
    ["ebay", "Athletic Shoes", "150.00", 12],
    ["ebay", "Watches", "2000.00", 215],
    ["tiktok-shop", "Most categories", "50.00", 3],
    ["tiktok-shop", "Premium Jewelry", "50.00", 2.5],
    ["tiktok-shop", "pre-owned", "20000.00", 800],
    ["meta", "anything", "50.00", 0],
  ] as const)("%s, %s at $%s takes $%s", (marketplace, category, amount, referral) => {
    expect(fees(marketplace, category, amount).referral).toBe(referral);
  });

  it("adds the closing fee of media and no minimum", () => {
    expect(fees("amazon", "Books / DVD / Music / Software / Video", "1.00")).toMatchObject({
      referral: 0.15,
      closing: 1.8,
    });
  });

  it("adds eBay's fee per order by price, and none for dear athletic shoes", () => {
    expect(fees("ebay", "Most categories", "10.00").perOrder).toBe(0.3);
    expect(fees("ebay", "Most categories", "10.01").perOrder).toBe(0.4);
    expect(ebayPerOrderCents("Athletic Shoes", 15_000)).toBe(0);
  });

  it("charges shipping that the buyer pays, of media on Amazon alone not, and on eBay tax as well", () => {
    const shipped = { price: { amount: "20.00", currency: "USD" }, shipping: 5, tax: 2 };
    expect(margin({ ...shipped, category: "Toys and Games" }).fees.referral).toBe(3.75);
    expect(margin({ ...shipped, category: "Books" }).fees.referral).toBe(3);
    const ebay = margin({ ...shipped, marketplace: "ebay" }).fees;
    expect(ebay).toMatchObject({ referral: 3.67, perOrder: 0.4, onTax: 0 });
    expect(margin({ ...shipped, marketplace: "tiktok-shop" }).fees.referral).toBe(1.5);
  });

  it("takes a fee an item on the individual plan, and the rate of new sellers where told to", () => {
    expect(margin({ individualPlan: true }).fees.perOrder).toBe(0.99);
    expect(margin({ marketplace: "tiktok-shop", newSeller: true }).fees.referral).toBe(1.2);
  });

  it("says the row that was charged and how sure it is", () => {
    expect(margin({ category: "Clothing & Accessories (incl. activewear)" })).toMatchObject({
      feeCategory: "Clothing and Accessories",
      confidence: "official",
    });
    expect(margin({ marketplace: "tiktok-shop" })).toMatchObject({ confidence: "low" });
    expect(margin({ marketplace: "meta" })).toMatchObject({ feeCategory: null, confidence: null });
  });

  it("takes card processing on one's own shop behind Meta", () => {
    expect(fees("meta", "", "100.00").payment).toBe(3.2);
  });
});

const rows: FeeRow[] = [...AMAZON_REFERRAL.rows, ...EBAY_FINAL_VALUE.rows, ...TIKTOK_REFERRAL.rows];
const price = fc.integer({ min: 1, max: 2_000_000 });

describe("fee bands", () => {
  it("are never negative, never above the price, never below the minimum", () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), price, (row, cents) => {
        const fee = bandFeeCents(row, cents);
        expect(Number.isInteger(fee)).toBe(true);
        expect(fee).toBeGreaterThanOrEqual(Math.min(cents, row.minimumCents));
        expect(fee).toBeLessThanOrEqual(cents);
      }),
    );
  });

  it("are continuous and never fall where marginal: a cent more of price is at most a cent more of fee", () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows.filter((row) => row.kind === "marginal")), price, (row, cents) => {
        const step = bandFeeCents(row, cents + 1) - bandFeeCents(row, cents);
        expect(step).toBeGreaterThanOrEqual(0);
        expect(step).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("jump at every bound where whole: the next rate takes all of the price", () => {
    for (const row of rows.filter((candidate) => candidate.kind === "whole")) {
      for (const [index, [bound, rate]] of row.bands.entries()) {
        const next = row.bands[index + 1];
        if (bound === null || !next) continue;
        expect(bandFeeCents(row, bound)).toBe(Math.round((bound * rate) / 10_000));
        expect(bandFeeCents(row, bound + 1)).toBe(Math.round(((bound + 1) * next[1]) / 10_000));
      }
    }
  });

  it("have rising bounds that end open, and a date and a source", () => {
    for (const row of rows) {
      const bounds = row.bands.map(([bound]) => bound ?? Number.POSITIVE_INFINITY);
      expect(bounds.at(-1), row.category).toBe(Number.POSITIVE_INFINITY);
      expect(bounds.toSorted((a, b) => a - b)).toEqual(bounds);
    }
    for (const schedule of [AMAZON_REFERRAL, EBAY_FINAL_VALUE, TIKTOK_REFERRAL]) {
      expect(schedule.effective).toMatch(/^2026-\d\d-\d\d$/);
      expect(schedule.source).not.toBe("");
    }
  });

  it("know the fee category of every node of the taxonomy", () => {
    const known = AMAZON_REFERRAL.rows.map((row) => row.category);
    for (const node of TAXONOMY) expect(known, node.id).toContain(node.amazonFeeCategory);
  });
});

describe("landedMargin", () => {
  it("is null for want of a cost, and then nothing has landed", () => {
    const unknown = margin({ cost: null });
    expect(unknown.margin).toBeNull();
    expect(unknown.landed).toBeNull();
    expect(unknown.fees.referral).toBe(6);
    expect(unknown.lines.map((line) => line.id)).not.toContain("unit-cost");
  });

  it("is the price less the landed cost, in percent, worst first", () => {
    const { landed, margin: percent, price: amount } = margin();
    if (!landed || !percent) throw new Error("a cost was given");
    expect(percent.likely).toBeCloseTo(((amount - landed.likely) / amount) * 100, 1);
    expect(percent.low).toBeLessThan(percent.likely);
    expect(percent.high).toBeGreaterThan(percent.likely);
  });

  it("adds its lines up to the landed cost, on every marketplace and in every currency", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MARKETPLACES),
        fc.constantFrom("USD", "EUR", "AED", "INR", "JPY"),
        fc.constantFrom("USD", "EUR", "GBP"),
        fc.constantFrom(...TAXONOMY.map((node) => node.id), null),
        fc.integer({ min: 100, max: 500_000 }),
        fc.integer({ min: 0, max: 100_000 }),
        fc.option(
          fc.record({
            value: fc.double({ min: 0.1, max: 100, noNaN: true }),
            unit: fc.constantFrom("oz", "lb", "kg"),
          }),
        ),
        (marketplace, currency, homeCurrency, category, cents, costCents, weight) => {
          const cost: UnitCost = {
            ...QUOTE,
            low: costCents / 200,
            likely: costCents / 100,
            high: costCents / 50,
            currency,
          };
          const result = margin({
            marketplace,
            homeCurrency,
            category,
            cost,
            weight,
            price: { amount: (cents / 100).toFixed(2), currency },
          });
          for (const bound of ["low", "likely", "high"] as const) {
            const total = result.lines.reduce((sum, line) => sum + Math.round(line[bound] * 100), 0);
            expect(total).toBe(Math.round((result.landed?.[bound] ?? Number.NaN) * 100));
          }
          for (const line of result.lines) {
            expect(line.low).toBeGreaterThanOrEqual(0);
            expect(line.low).toBeLessThanOrEqual(line.likely);
            expect(line.likely).toBeLessThanOrEqual(line.high);
            expect(line.source).not.toBe("");
          }
        },
      ),
    );
  });

  it("falls when the cost rises and rises with the price inside a band", () => {
    const dear = margin({ cost: { ...QUOTE, likely: 9, high: 11 } });
    expect(dear.margin?.likely).toBeLessThan(margin().margin?.likely ?? 0);
    const raised = margin({ price: { amount: "45.00", currency: "USD" } });
    expect(raised.margin?.likely).toBeGreaterThan(margin().margin?.likely ?? 100);
  });

  it("works out fees in dollars and answers in the home currency", () => {
    const home = margin({ price: { amount: "146.90", currency: "AED" }, homeCurrency: "EUR" });
    expect(home.currency).toBe("EUR");
    expect(home.price).toBeCloseTo(38.5, 1);
    expect(home.fees.referral).toBeCloseTo(6 / 1.0389, 2);
  });

  it.each([
    ["AED", "897.65", 300],
    ["JPY", "8980.00", 899],
  ])("keeps a cost that is stated in %s to the cent", (currency, amount, likely) => {
    const cost = {
      low: likely - 10,
      likely,
      high: likely + 10,
      currency,
      origin: "person",
      note: "",
    } as const;
    const home = margin({ price: { amount, currency }, homeCurrency: currency, cost });
    expect(home.lines.find((line) => line.id === "unit-cost")).toMatchObject({
      low: likely - 10,
      likely,
      high: likely + 10,
    });
  });

  it("names the origin of every line", () => {
    const cost = margin().lines.find((line) => line.id === "unit-cost");
    expect(cost).toMatchObject({ origin: "quote", source: "A supplier's quote.", likely: 8 });
    expect(margin().lines.find((line) => line.id === "duty")).toMatchObject({ origin: "assumption" });
  });

  it("refuses what cannot be calculated, and says what to change", () => {
    expect(() => margin({ price: { amount: "0.00", currency: "USD" } })).toThrow(/above zero/);
    expect(() => margin({ price: { amount: "5.00", currency: "XTS" } })).toThrow(/XTS/);
    expect(() => margin({ cost: { ...QUOTE, low: 9, likely: 8 } })).toThrow(/low, likely and high/);
    expect(() => margin({ cost: { ...QUOTE, likely: Number.NaN } })).toThrow(/low, likely and high/);
    expect(() => margin({ weight: { value: 0, unit: "kg" } })).toThrow(/weight/);
    expect(() => margin({ dimensions: { length: 1, width: -1, height: 1, unit: "in" } })).toThrow(/side/);
    expect(() => margin({ shipping: -1 })).toThrow(/Shipping/);
    expect(() => margin({ returnsRate: 101 })).toThrow(/0 to 100/);
  });
});
