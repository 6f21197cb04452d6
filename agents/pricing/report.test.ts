import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Dossier } from "@/lib/core/evidence";
import { check, type PricingReport } from "./report";

type Priced = Extract<PricingReport, { status: "ok" }>;

const item = (id: string, metric: "price" | "landed-cost" | "web", value: number | null) => ({
  id,
  metric,
  origin: "web" as const,
  text: value === null ? "A page about it." : `${metric} ${value} USD.`,
  value,
  unit: value === null ? null : "USD",
  range: null,
  points: null,
  url: null,
  seenAt: "2026-11-22T12:00:00.000Z",
});

const dossierOf = (price: number): Dossier => ({
  productId: 1,
  title: "A lamp",
  description: null,
  category: null,
  homeCurrency: "USD",
  builtAt: "2026-11-22T12:00:00.000Z",
  items: [item("E1", "price", price), item("E2", "landed-cost", price / 2), item("E3", "web", null)],
});

const reportOf = (price: number, change: Partial<Priced> = {}): Priced => ({
  status: "ok",
  score: 60,
  confidence: 0.4,
  summary: "Room.",
  findings: [],
  claims: [],
  suggestedPrice: { amount: price, currency: "USD" },
  floor: price / 2,
  ceiling: price,
  psychologicalPrice: null,
  elasticity: null,
  anchors: [{ amount: price, currency: "USD", evidence: "E1" }],
  ...change,
});

const prices = fc.integer({ min: 200, max: 90_000 }).map((cents) => cents / 100);
const shares = (min: number, max: number) => fc.double({ min, max, noNaN: true });

describe("a price between floor and ceiling, with an anchor that is observed", () => {
  it("is right at any height, with an ending up to a tenth away", () => {
    fc.assert(
      fc.property(prices, shares(0.91, 1.09), (price, share) => {
        expect(check(reportOf(price, { psychologicalPrice: price * share }), dossierOf(price))).toEqual([]);
      }),
    );
  });

  it("is wrong once the ending is further away, or under the floor", () => {
    fc.assert(
      fc.property(prices, shares(1.11, 5), (price, share) => {
        const far = check(reportOf(price, { psychologicalPrice: price * share }), dossierOf(price));
        expect(far).toEqual(["The price ending is more than a tenth away from the suggestion."]);
        const under = reportOf(price, { floor: price, psychologicalPrice: price * 0.95 });
        expect(check(under, dossierOf(price))).toEqual(["The price ending is below the floor."]);
      }),
    );
  });

  it("is wrong outside of floor and ceiling, whichever way", () => {
    fc.assert(
      fc.property(prices, shares(1.01, 9), (price, share) => {
        const low = reportOf(price, { floor: price * share, ceiling: null });
        expect(check(low, dossierOf(price))).toEqual(["The suggested price is below the floor."]);
        const high = reportOf(price, { floor: null, ceiling: price / share });
        expect(check(high, dossierOf(price))).toEqual(["The suggested price is above the ceiling."]);
      }),
    );
  });
});

describe("an anchor", () => {
  const anchored = (anchor: Priced["anchors"][number]) =>
    check(reportOf(20, { anchors: [anchor] }), dossierOf(20));

  it.each<[string, Priced["anchors"][number], string[]]>([
    ["is a price as its item holds it", { amount: 20, currency: "USD", evidence: "E1" }, []],
    ["may stand in the text of a page", { amount: 21, currency: "USD", evidence: "E3" }, []],
    [
      "is not another amount",
      { amount: 25, currency: "USD", evidence: "E1" },
      ["The anchor of 25 USD does not stand in E1."],
    ],
    [
      "is not another currency",
      { amount: 20, currency: "EUR", evidence: "E1" },
      ["The anchor of 20 EUR does not stand in E1."],
    ],
    [
      "is not a cost",
      { amount: 10, currency: "USD", evidence: "E2" },
      ["The anchor E2 is a landed-cost, not a price that buyers see."],
    ],
    [
      "exists",
      { amount: 20, currency: "USD", evidence: "E9" },
      ["An anchor names E9, which does not exist."],
    ],
  ])("%s", (_, anchor, problems) => expect(anchored(anchor)).toEqual(problems));

  it("must stand behind every suggestion, in a currency with a code", () => {
    const bare = reportOf(20, { anchors: [], suggestedPrice: { amount: 20, currency: "dollars" } });
    expect(check(bare, dossierOf(20))).toEqual([
      '"dollars" is no currency code.',
      "A price is suggested and no anchor is named.",
    ]);
    const ending = reportOf(20, { suggestedPrice: null, psychologicalPrice: 19.99 });
    expect(check(ending, dossierOf(20))).toEqual(["A price ending is given without a suggestion."]);
  });
});
