import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dangersIn, factsFromWebText, supplyTermsIn } from "./web-facts";

const read = (snippet: string) =>
  factsFromWebText([{ url: "https://example.com/a", title: "A page", snippet }]).map(
    ({ metric, value, unit, range }) =>
      range === null ? [metric, value, unit] : [metric, value, unit, range],
  );

describe("numbers that a page states", () => {
  it.each([
    ["There are about 140 competing listings.", [["competing-listings", 140, "count"]]],
    ["A search shows 2,400 similar listings today.", [["competing-listings", 2400, "count"]]],
    ["Roughly 3.2k active sellers offer it.", [["competing-listings", 3200, "count"]]],
    ["The best seller among them has 2,310 reviews.", [["review-count", 2310, "count"]]],
    ["The market leader collected 21 400 customer ratings.", [["review-count", 21400, "count"]]],
    ["Wholesale quote: $4.10 per unit at MOQ 100.", [["cost", 4.1, "USD"]]],
    ["Suppliers ask; a factory quoted 3,20 € per piece.", [["cost", 3.2, "EUR"]]],
    ["Supplier price USD 3.80–4.60 per unit.", [["cost", 4.6, "USD", [3.8, 4.6]]]],
    [
      "About 140 competing listings; the best seller has 980 reviews. Wholesale: £2 each.",
      [
        ["competing-listings", 140, "count"],
        ["review-count", 980, "count"],
        ["cost", 2, "GBP"],
      ],
    ],
  ])("%s", (snippet, facts) => expect(read(snippet)).toEqual(facts));

  it.each([
    "Sold for $24.99 at most shops.",
    "It has 312 reviews.",
    "Open 24 hours, 7 days a week.",
    "Wholesale is cheap here.",
    "The listings are many.",
    "",
  ])("takes no number from: %s", (snippet) => expect(read(snippet)).toEqual([]));

  it("keeps the sentence and the page of each number", () => {
    const [fact] = factsFromWebText([
      { url: "https://example.com/b", title: "T", snippet: "First. About 9 rival listings exist. Last." },
    ]);
    expect(fact).toMatchObject({ text: "About 9 rival listings exist.", url: "https://example.com/b" });
  });

  it("survives any text, quickly", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (snippet) => {
        for (const fact of factsFromWebText([{ url: "u", title: "t", snippet }]))
          expect(Number.isFinite(fact.value)).toBe(true);
      }),
      { numRuns: 300 },
    );
    const started = performance.now();
    for (const piece of [
      "1,",
      "1 ",
      "9",
      "wholesale $1",
      "best seller 1",
      "(a",
      "return rate ",
      "no recall ",
    ]) {
      const text = piece.repeat(50_000);
      factsFromWebText([{ url: "u", title: "t", snippet: text }]);
      supplyTermsIn(text);
      dangersIn(text);
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe("supply terms", () => {
  it.each([
    ["Wholesale quote: $4.10 per unit at MOQ 100.", { moq: 100, leadTimeDays: null, returnRate: null }],
    ["Lead time about 3 weeks, minimum order of 1,000.", { moq: 1000, leadTimeDays: 21, returnRate: null }],
    ["A 25-day lead time.", { moq: null, leadTimeDays: 25, returnRate: null }],
    ["Return rate around 6.5% in this group.", { moq: null, leadTimeDays: null, returnRate: 0.065 }],
    ["About 8% are returned.", { moq: null, leadTimeDays: null, returnRate: 0.08 }],
    ["About 6% of buyers send it back.", { moq: null, leadTimeDays: null, returnRate: 0.06 }],
    ["Nothing to read.", { moq: null, leadTimeDays: null, returnRate: null }],
  ])("%s", (text, terms) => expect(supplyTermsIn(text)).toEqual(terms));
});

describe("dangers", () => {
  it.each([
    ["The maker recalled 3,000 units in May.", ["safety-recall"]],
    ["A safety recall was announced after units caught fire.", ["safety-recall", "harm-to-health"]],
    ["It is banned from sale in two states.", ["banned-or-restricted"]],
    ["No safety recall is known.", []],
    ["There has never been a product recall.", []],
    ["Buyers recall fond memories.", []],
  ])("%s", (text, names) => expect(dangersIn(text)).toEqual(names));
});
