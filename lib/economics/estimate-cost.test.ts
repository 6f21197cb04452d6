import { describe, expect, it } from "vitest";
import { estimateCost, type UnitCost } from "./estimate-cost";

function figure(origin: UnitCost["origin"], likely: number, currency = "USD"): UnitCost {
  return { low: likely * 0.9, likely, high: likely * 1.2, currency, origin, note: `${origin} ${likely}` };
}
const price = { amount: "40.00", currency: "USD" };

describe("estimateCost", () => {
  it("takes a person before a quote before the web before the table", () => {
    const all = [figure("web", 3), figure("quote", 2), figure("person", 1)];
    const estimate = (known: UnitCost[]) => estimateCost({ known, categoryId: "kitchen.drinkware", price });
    expect(estimate(all)).toMatchObject({ origin: "person", likely: 1 });
    expect(estimate(all.slice(0, 2))).toMatchObject({ origin: "quote", likely: 2 });
    expect(estimate(all.slice(0, 1))).toMatchObject({ origin: "web", likely: 3 });
    expect(estimate([])).toMatchObject({ origin: "table" });
  });

  it("spans several figures of one origin, the middle one likely", () => {
    const known = [figure("web", 2), figure("web", 5), figure("web", 3)];
    expect(estimateCost({ known, categoryId: null, price })).toMatchObject({ low: 1.8, likely: 3, high: 6 });
  });

  it("takes a person's last word, and leaves figures of other currencies out", () => {
    const known = [figure("person", 2), figure("person", 4)];
    expect(estimateCost({ known, categoryId: null, price })).toMatchObject({ likely: 4 });
    const mixed = [figure("web", 2), figure("web", 900, "INR")];
    expect(estimateCost({ known: mixed, categoryId: null, price })).toMatchObject({
      likely: 2,
      currency: "USD",
    });
  });

  it("labels the table as an estimate with its sources, as a range of the price", () => {
    const table = estimateCost({ known: [], categoryId: "kitchen.drinkware", price });
    expect(table?.note).toMatch(/estimate.*not a quote/i);
    expect(table?.low).toBeLessThan(table?.likely ?? 0);
    expect(table?.high).toBeLessThan(40);
  });

  it("knows nothing without a figure, a category or a price", () => {
    expect(estimateCost({ known: [], categoryId: null, price })).toBeNull();
    expect(estimateCost({ known: [], categoryId: "no.such", price })).toBeNull();
    expect(estimateCost({ known: [], categoryId: "kitchen.drinkware", price: null })).toBeNull();
    expect(
      estimateCost({ known: [figure("web", Number.NaN), figure("web", 0)], categoryId: null, price }),
    ).toBeNull();
  });
});
