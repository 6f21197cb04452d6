import { describe, expect, test } from "vitest";
import { buildDossier, type DossierInput } from "./build-dossier";
import { statedEvidence, type StatedFact } from "./stated-evidence";

const AT = new Date("2026-03-02T10:00:00Z");
const by = { statedByName: "Ada", statedAt: AT, source: null };
const weight: StatedFact = { ...by, name: "weight", value: "0.4500", unit: "kg", words: null };
const category: StatedFact = {
  ...by,
  name: "category",
  value: null,
  unit: null,
  words: "Home & Kitchen > Drinkware",
};
const note: StatedFact = {
  ...by,
  name: "note",
  value: null,
  unit: null,
  words: "Our last order sold out.",
  source: "stock list",
};
const price = {
  input: "price",
  place: "all",
  likely: 29.9,
  unit: "EUR",
  note: "",
  byName: "Ben",
  at: AT.toISOString(),
} as const;

describe("what people state", () => {
  test("says who and when in words, and keeps the figure and its unit", () => {
    const items = statedEvidence([weight, category, note], [price]);
    expect(items.map(({ metric, value, unit, text }) => [metric, value, unit, text])).toEqual([
      ["price", 29.9, "EUR", "Price: 29.90 EUR, stated by Ben, 2026-03-02."],
      ["weight", 0.45, "kg", "Weight: 0.45 kg, stated by Ada, 2026-03-02."],
      ["category", null, null, "Category: Home & Kitchen > Drinkware, stated by Ada, 2026-03-02."],
      ["note", null, null, "Note: Our last order sold out., stated by Ada, 2026-03-02: stock list"],
    ]);
    expect(new Set(items.map(({ origin }) => origin))).toEqual(new Set(["person"]));
  });

  test("leaves out what holds on one marketplace alone, and the lines of the margin", () => {
    const lines = [
      { ...price, place: "ebay" },
      { ...price, input: "freight" },
      { ...price, input: "unit-cost" },
    ] as const;
    expect(statedEvidence([], lines)).toEqual([]);
  });
});

describe("a dossier with stated facts", () => {
  const input: DossierInput = {
    product: {
      id: 1,
      title: "Steel bottle",
      description: null,
      category: "Sports",
      trendScore: null,
      keywordMatch: [],
    },
    sightings: [],
    stated: { facts: [weight, category], statements: [price] },
    homeCurrency: "USD",
    now: AT,
  };

  test("puts the stated category in the place of ours, and numbers all items in a row", () => {
    const dossier = buildDossier(input);
    expect(dossier.category).toBe("Home & Kitchen > Drinkware");
    const categories = dossier.items.filter(({ metric }) => metric === "category");
    expect(categories.map(({ origin }) => origin)).toEqual(["person"]);
    expect(dossier.items.map(({ id }) => id)).toEqual(dossier.items.map((_, at) => `E${at + 1}`));
  });

  test("is as before where nobody has stated anything", () => {
    const { stated: _, ...nobody } = input;
    const dossier = buildDossier(nobody);
    expect(dossier.category).toBe("Sports");
    expect(dossier.items.filter(({ origin }) => origin === "person")).toEqual([]);
  });
});
