import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Offer } from "./offer";
import { rarityFromCounts, rarityWithin } from "./rarity";
import { sameProduct } from "./same-product";

const COMMON = [
  "camera",
  "digital",
  "black",
  "wireless",
  "usb",
  "case",
  "sony",
  "logitech",
  "mouse",
  "bottle",
  "pack",
];
/** A shop of a thousand titles in which the common words are common. */
const rarity = rarityFromCounts({ documents: 1_000, count: (word) => (COMMON.includes(word) ? 120 : 1) });
const compare = (left: string | Offer, right: string | Offer) =>
  sameProduct(asOffer(left), asOffer(right), rarity);
const asOffer = (said: string | Offer): Offer => (typeof said === "string" ? { title: said } : said);

describe("rarity", () => {
  it("lies between 0 and 1 and falls with the number of titles that hold the word", () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), (documents, a, b) => {
        const [few, many] = [Math.min(a, b, documents), Math.min(Math.max(a, b), documents)];
        const counts = new Map([
          ["few", few],
          ["many", many],
        ]);
        const of = rarityFromCounts({ documents, count: (word) => counts.get(word) ?? 0 });
        expect(of("few")).toBeGreaterThanOrEqual(of("many"));
        expect(of("many")).toBeGreaterThanOrEqual(0);
        expect(of("unseen")).toBe(1);
      }),
    );
  });

  it("counts a title once, however often it is given", () => {
    const once = rarityWithin(["blue lamp", "red lamp"]);
    const often = rarityWithin(["blue lamp", "blue lamp", "red lamp", "blue lamp"]);
    expect(often("lamp")).toBe(once("lamp"));
    expect(often("blue")).toBe(once("blue"));
    expect(often("blue")).toBeGreaterThan(often("lamp"));
  });
});

describe("the same product", () => {
  it.each([
    [
      "a model number that one side writes apart",
      "Panasonic Hands-Free Headset KXTCA86",
      "Panasonic KX-TCA86 Headset",
    ],
    [
      "a model number with a colour behind it",
      "Sony Cyber-shot Camera DSCW120P pink",
      "Sony DSC-W120 Cyber-shot pink",
    ],
    [
      "a name written in one word",
      "Encore Print Shop Pro Publisher 22",
      "Encore PrintShop Pro Publisher v22",
    ],
    ["a misspelling", "Ceiling Mount Bike Hoist", "Celing Mount Bike Hoist [$13.30]"],
    [
      "units written differently",
      "Hydro Nalgene Sustain bottle 32 oz",
      "Nalgene Sustain 32-ounce Hydro Bottle",
    ],
  ])("is told through %s", (_, left, right) => {
    expect(compare(left, right)).toMatchObject({ same: true });
  });

  it.each([
    ["another model number", "Linksys EtherFast Switch EZXS88W", "Linksys EtherFast Switch EZXS55W"],
    ["another size", "SanDisk Cruzer Micro 8GB flash drive", "SanDisk Cruzer Micro 4 GB flash drive"],
    ["another colour of a cartridge", "HP 920xl cyan ink CD972AN", "HP 920xl magenta ink CD973AN"],
    ["another thing of the same brand", "Logitech wireless mouse", "Logitech keyboard case"],
  ])("is not told of %s", (_, left, right) => {
    expect(compare(left, right)).toMatchObject({ same: false, merge: false });
  });

  it("is likelier at the same price than at three times the price", () => {
    const at = (amount: number) => ({
      title: "Thunderhead rain shower head",
      price: { amount, currency: "USD" },
    });
    const near = compare(at(89.95), at(89.95));
    const far = compare(at(89.95), at(270));
    expect(near.probability).toBeGreaterThan(far.probability);
  });

  it("does not compare prices in different currencies", () => {
    const at = (currency: string, amount: number) => ({
      title: "Thunderhead rain shower head",
      price: { amount, currency },
    });
    const none = compare("Thunderhead rain shower head", "Thunderhead rain shower head");
    expect(compare(at("JPY", 12_000), at("USD", 80)).probability).toBe(none.probability);
  });

  it("reads the price of a post from its title", () => {
    const posted = compare(
      "Fred Cool Shooters Shot Glass Mold [Prime] [$9.06]",
      "Fred Shot Glass Mold - $29.20",
    );
    const silent = compare("Fred Cool Shooters Shot Glass Mold [Prime]", "Fred Shot Glass Mold");
    expect(posted.probability).toBeLessThan(silent.probability);
    expect(posted.because.join()).toContain("prices differ: 9.06 / 29.2");
  });
});

describe("an automatic merge", () => {
  const at = (title: string, amount: number | null) => ({
    title,
    price: amount === null ? null : { amount, currency: "USD" },
  });

  it("wants every word on both sides, or the same price", () => {
    const title = "Southwest Barbasol Can Safe";
    expect(compare(at(title, 8.95), at(`${title} (4.3 Stars)`, 8.95)).merge).toBe(true);
    expect(compare(at(title, null), at(title, null)).merge).toBe(true);
    expect(compare(at(title, 8.95), at(title, 12)).merge).toBe(false);
    expect(compare(at(title, 8.95), at(`${title} double walled hidden`, 8.95)).merge).toBe(true);
    expect(compare(at(title, null), at(`${title} double walled hidden`, null)).merge).toBe(false);
  });

  it("never joins things whose numbers differ, however much else they share", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 99 }), (one, other) => {
        fc.pre(one !== other);
        const title = (count: number) => `Hirt Alpina Airhead Assorted Flavors ${count} pack`;
        const { merge, because } = compare(at(title(one), 16.49), at(title(other), 16.49));
        expect(merge).toBe(false);
        expect(because.join()).toContain(`sizes differ: ${one} pack / ${other} pack`);
      }),
    );
  });

  it("does not join titles of a single common word", () => {
    expect(compare("camera", "camera").merge).toBe(false);
  });
});

const title = fc
  .array(
    fc.oneof(
      fc.constantFrom(...COMMON, "mx500", "12oz", "24", "$9.99", "(4.5 stars)"),
      fc.string({ maxLength: 12 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((words) => words.join(" "));
const offer: fc.Arbitrary<Offer> = fc.record(
  {
    title,
    brand: fc.option(fc.constantFrom("Sony", "Logitech", "")),
    model: fc.option(fc.constantFrom("MX-500", "CD972AN#140", "")),
    price: fc.option(
      fc.record({ amount: fc.double({ min: 0, max: 1e6, noNaN: true }), currency: fc.constant(null) }),
    ),
    description: fc.option(fc.string({ maxLength: 40 })),
  },
  { requiredKeys: ["title"] },
);

describe("laws for any two offers", () => {
  it("answers alike in either order, with a probability, and merges only what is the same", () => {
    fc.assert(
      fc.property(offer, offer, (left, right) => {
        const one = sameProduct(left, right, rarity);
        const other = sameProduct(right, left, rarity);
        expect(other.probability).toBeCloseTo(one.probability, 10);
        expect(other.merge).toBe(one.merge);
        expect(one.probability).toBeGreaterThanOrEqual(0);
        expect(one.probability).toBeLessThanOrEqual(1);
        expect(one.same).toBe(one.probability >= 0.5);
        if (one.merge) expect(one.same).toBe(true);
        expect(one.because.length).toBeLessThanOrEqual(3);
      }),
      { numRuns: 300 },
    );
  });

  it("takes time that grows with the length of hostile text, not with its square", () => {
    const hostile = `${"a-".repeat(5_000)} ${"$9".repeat(5_000)} ${"4.5 stars with ".repeat(2_000)}`;
    const before = performance.now();
    compare({ title: hostile, description: hostile }, { title: hostile, description: hostile });
    expect(performance.now() - before).toBeLessThan(1_000);
  });
});
