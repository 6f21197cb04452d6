import { describe, expect, it } from "vitest";
import type { EvidenceItem } from "@/lib/core/evidence";
import type { Statement } from "@/lib/core/statement";
import type { Basis } from "@/lib/economics/basis";
import { DEFAULT_EXCHANGE_RATES } from "@/lib/economics/exchange-rates";
import type { Stated, StatedFact } from "./stated-evidence";
import { marginEvidence, weighMargin } from "./weigh-margin";

const NOW = new Date("2026-03-02T10:00:00Z");
const item = (about: Partial<EvidenceItem>): EvidenceItem => ({
  id: "E1",
  metric: "price",
  origin: "amazon-best-sellers",
  text: "",
  value: null,
  unit: null,
  range: null,
  points: null,
  url: null,
  seenAt: NOW.toISOString(),
  ...about,
});
const price = (value: number, unit: string, origin: EvidenceItem["origin"] = "pinterest") =>
  item({ value, unit, origin });
const basis = (about: Partial<Basis> = {}): Basis => ({
  homeMarket: "amazon",
  rates: DEFAULT_EXCHANGE_RATES,
  ownRates: {},
  ...about,
});
const stated = (about: Partial<Statement>): Statement => ({
  input: "unit-cost",
  place: "all",
  low: 4,
  likely: 5,
  high: 6,
  unit: "USD",
  note: "",
  byName: "Ada",
  at: NOW.toISOString(),
  ...about,
});
const about = { title: "Steel tumbler", category: null, homeCurrency: "USD" };
const by = { source: null, statedByName: "Ada", statedAt: NOW };
type More = Partial<Omit<Parameters<typeof weighMargin>[1], "stated"> & Stated>;
const weigh = (items: EvidenceItem[], { statements = [], facts = [], ...more }: More = {}) =>
  weighMargin(items, { ...about, ...more, stated: { statements, facts } });

describe("the price that a margin is worked out with", () => {
  it("is the middle of the prices seen, in every currency that has a rate, of two the lower", () => {
    const seen = [price(30, "USD"), price(146.9, "AED"), price(89.5, "AWG"), price(1, "XTS")];
    // 30, 40 and 50 dollars.
    expect(weigh(seen).result).toMatchObject({ price: 40, priceOrigin: "market" });
    expect(weigh(seen.slice(0, 2)).result).toMatchObject({ price: 30 });
  });

  it("is what a person states, before what an agent suggests, on the marketplace it is stated for", () => {
    const suggested = { amount: "35.00", currency: "USD" };
    const statements = [
      stated({ input: "price", likely: 45 }),
      stated({ input: "price", place: "ebay", likely: 55 }),
    ];
    expect(weigh([price(30, "USD")], { price: suggested }).result).toMatchObject({
      price: 35,
      priceOrigin: "suggested",
    });
    const { result } = weigh([price(30, "USD")], { price: suggested, statements });
    expect(result).toMatchObject({ price: 45, priceOrigin: "person" });
    expect(result?.others.map(({ marketplace, price: on }) => [marketplace, on])).toEqual([
      ["ebay", 55],
      ["tiktok-shop", 45],
      ["meta", 45],
    ]);
  });

  it("does not count what a person said as a price seen: it may be taken back", () => {
    expect(weigh([price(30, "USD"), price(99, "USD", "person")]).result).toMatchObject({ price: 30 });
    expect(weigh([price(99, "USD", "person")])).toEqual({ cost: null, result: null });
  });
});

describe("the cost that a margin is worked out with", () => {
  const web = item({ metric: "cost", origin: "web", value: 7, unit: "USD", text: "Wholesale $7" });
  const origin = (items: EvidenceItem[], statements: Statement[] = []) =>
    weigh([price(40, "USD"), ...items], { statements }).cost?.origin;

  it("comes from a person, a quote, the web or our table, in this order", () => {
    expect(origin([])).toBe("table");
    expect(origin([web])).toBe("web");
    expect(origin([web], [stated({ input: "quote" })])).toBe("quote");
    expect(origin([web], [stated({ input: "quote" }), stated({})])).toBe("person");
  });

  it("is unknown without any of them, and then so is the margin", () => {
    expect(weigh([price(40, "USD")], { title: "Zzyzx qwv" })).toEqual({ cost: null, result: null });
  });

  it("leaves out figures of a currency without a rate", () => {
    expect(origin([{ ...web, unit: "XTS" }])).toBe("table");
  });
});

describe("what a run fixes when it starts", () => {
  it("decides the marketplace that the verdict goes by, the rates and the team's own fees", () => {
    const fixed = basis({
      homeMarket: "meta",
      rates: { EUR: { perUsd: 0.5, day: "2026-01-01", source: "then", pegged: false } },
      ownRates: {
        "meta/card": { low: 500, likely: 500, high: 500, source: "contract", day: "2026-01-01" },
      },
    });
    const { result } = weigh([price(20, "EUR")], { basis: fixed });
    expect(result).toMatchObject({ marketplace: "meta", price: 40, fees: { payment: 2.3 } });
    expect(result?.rates).toEqual(fixed.rates);
    expect(weigh([price(20, "EUR")], { homeCurrency: "GBP", basis: fixed }).result).toBeNull();
  });

  it("keeps the category that was worked out, for when a person takes theirs back", () => {
    const path = "Clothing, Shoes & Jewelry > Jewelry";
    const named: StatedFact = { ...by, name: "category", value: null, unit: null, words: path };
    const category = (more: More) => weigh([price(40, "USD")], more).result?.feeCategory;
    const own = category({ basis: basis() });
    expect(own).not.toBe(category({ facts: [named], basis: basis() }));
    expect(category({ category: path, basis: basis({ ownCategory: null }) })).toBe(own);
  });
});

describe("what a person states now", () => {
  const fulfilment = (items: EvidenceItem[], facts: StatedFact[]) =>
    weigh([price(40, "USD"), ...items], { facts }).result?.fees.fulfilment;

  it("is what the parcel weighs, whatever was stated when the run started", () => {
    const heavy: StatedFact = { ...by, name: "weight", value: "10.0000", unit: "lb", words: null };
    const then = item({ metric: "weight", origin: "person", value: 1, unit: "lb" });
    // $6.97 and 28 times 4 ounces above 3 pounds at $0.08.
    expect(fulfilment([then], [heavy])).toBe(9.21);
    expect(fulfilment([then], [])).toBe(4.6);
  });
});

describe("the calculation as evidence", () => {
  it("names a person's cost as theirs, once, and numbers on from the last item", () => {
    const items = [price(40, "USD")];
    const weighed = weigh(items, { statements: [stated({ note: "An invoice" })] });
    const first = marginEvidence(items, weighed, NOW);
    expect(first[0]).toMatchObject({
      id: "E2",
      metric: "cost",
      origin: "person",
      value: 5,
      range: [4, 6],
      text: "Unit cost that a person entered: 4.00 to 6.00, likely 5.00 USD. An invoice, Ada, 2026-03-02",
    });
    const again = marginEvidence([...items, ...first], weighed, NOW);
    expect(again.map(({ metric }) => metric)).not.toContain("cost");
  });
});
