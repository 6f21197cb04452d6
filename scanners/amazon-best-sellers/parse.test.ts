import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "./parse";
import { amazonPage, LAMP, offersPrice, pageOf, plainPrice, SEEN_AT, type TestCard } from "./testing";

const RECORDED = path.resolve(import.meta.dirname, "../../../shared/captures/amazon-best-sellers");
const recorded = (file: string) => parse(pageOf(readFileSync(path.join(RECORDED, file), "utf8")));

describe.skipIf(!existsSync(RECORDED))("recorded pages", () => {
  test("2026: thirty products and the ranks of twenty more, prices in the visitor's own currency", () => {
    const parsed = recorded("us-electronics-2026-07-19.html");
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 50, 0]);
    expect(parsed.items.map(({ rank }) => rank)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(parsed.items.map(({ unnamed }) => unnamed === true)).toEqual(
      Array.from({ length: 50 }, (_, index) => index >= 30),
    );
    expect(parsed.items[0]).toEqual({
      kind: "product",
      externalId: "B08JHCVHTY",
      title: "blink plus plan with monthly auto-renewal",
      url: "https://www.amazon.com/dp/B08JHCVHTY",
      imageUrl: "https://images-na.ssl-images-amazon.com/images/I/31YHGbJsldL._AC_UL900_SR900,600_.png",
      price: { amount: "21.70", currency: "AWG" },
      rank: 1,
      listSize: 100,
      rating: 4.4,
      reviewCount: 278_131,
      list: "Best Sellers in Electronics",
      category: "Electronics",
      seenAt: SEEN_AT,
    });
    const prices = Object.fromEntries(
      parsed.items.flatMap(({ rank, price }) => (price ? [[rank, `${price.currency} ${price.amount}`]] : [])),
    );
    expect(prices).toEqual({
      1: "AWG 21.70",
      8: "AWG 52.40",
      9: "AWG 18.06",
      10: "AWG 18.10",
      12: "AWG 25.32",
      14: "AWG 16.25",
      25: "AWG 72.38",
      27: "AWG 16.27",
      28: "AWG 23.51",
      29: "AWG 20.00",
    });
    expect(parsed.items[9]).toMatchObject({ externalId: "B0GRKC9NJP", rating: 4.6, reviewCount: 309 });
    expect(parsed.items[29]).toMatchObject({
      externalId: "B00NJ2M33I",
      title: "Sony ZX Series Wired On-Ear Headphones, Black MDR-ZX110",
      rating: 4.5,
      reviewCount: 100_119,
    });
    expect(parsed.items[30]).toEqual({
      kind: "product",
      externalId: "B0CNVCQZG1",
      title: "B0CNVCQZG1",
      unnamed: true,
      url: "https://www.amazon.com/dp/B0CNVCQZG1",
      rank: 31,
      listSize: 100,
      list: "Best Sellers in Electronics",
      category: "Electronics",
      seenAt: SEEN_AT,
    });
  });

  test("2022: another layout, the same thirty of fifty, in dollars", () => {
    const parsed = recorded("us-tools-2022-11.html");
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 50, 0]);
    expect(parsed.items.filter(({ unnamed }) => !unnamed)).toHaveLength(30);
    expect(parsed.items[2]).toMatchObject({
      externalId: "B0932M1666",
      rank: 3,
      price: { amount: "19.99", currency: "USD" },
      rating: 4.5,
      reviewCount: 48_878,
    });
    expect(parsed.items[0]).toMatchObject({
      externalId: "B08N5NQ869",
      rating: 4.6,
      reviewCount: 132_223,
      category: "Tools & Home Improvement",
    });
    expect(parsed.items[0]).not.toHaveProperty("price");
    expect(parsed.items.filter(({ price }) => price?.currency === "USD")).toHaveLength(15);
    expect(parsed.items[24]).toMatchObject({
      externalId: "B07Q2MKX5C",
      price: { amount: "99.00", currency: "USD" },
    });
  });
});

const one = (over: Partial<TestCard>, at: Parameters<typeof amazonPage>[1] = {}, locale = "en-US") =>
  parse(pageOf(amazonPage([{ ...LAMP, ...over }], at), { locale })).items[0];

describe("layouts that are described, not recorded (pages of our own)", () => {
  const whole = {
    externalId: "B0TEST0001",
    title: 'Lamp "Cloud" & stand',
    price: { amount: "19.99", currency: "USD" },
    rank: 1,
    rating: 4.6,
    reviewCount: 15_569,
  };

  test("2026 with its aria-label, and the largest of an image's sizes", () => {
    const label = "4.6 out of 5 stars, 15,569 ratings";
    expect(one({ label })).toMatchObject({
      ...whole,
      imageUrl: "https://img.example/I/lamp_900.jpg",
      category: "Things",
    });
  });

  test("2025 with rating and count in one link's title", () => {
    expect(one({ label: "3.9 out of 5 stars, 1,321 ratings" }, { layout: "2025" })).toMatchObject({
      rating: 3.9,
      reviewCount: 1321,
    });
  });

  test("2022 with two elements and the ASIN as an id", () => {
    expect(one({}, { layout: "2022" })).toMatchObject(whole);
  });

  test("2021 with an ordered list, a shortened title and no list data", () => {
    expect(one({ price: "$19.99" }, { layout: "2021" })).toMatchObject(whole);
  });

  test("German prices and ratings, also when the locale was not known", () => {
    const german = {
      price: plainPrice("1.234,99\u00A0€"),
      stars: "4,4 von 5 Sternen",
      count: "92.284",
      label: "4,4 von 5 Sternen, 92.284 Bewertungen",
    };
    for (const locale of ["de-DE", "en-US"]) {
      expect(one(german, { host: "www.amazon.de" }, locale)).toMatchObject({
        price: { amount: "1234.99", currency: "EUR" },
        rating: 4.4,
        reviewCount: 92_284,
        url: "https://www.amazon.de/dp/B0TEST0001",
      });
    }
  });

  test("a page that names no address is taken for the shop of its language's country", () => {
    const nameless = (lang: string) =>
      amazonPage([LAMP], { lang }).replace(/<link rel="canonical"[^>]*>/, "");
    const urlIn = (lang: string) => parse(pageOf(nameless(lang), { url: "" })).items[0]?.url;
    expect(urlIn("de-de")).toBe("https://www.amazon.de/dp/B0TEST0001");
    expect(urlIn("en-gb")).toBe("https://www.amazon.co.uk/dp/B0TEST0001");
    expect(urlIn("en")).toBe("https://www.amazon.com/dp/B0TEST0001");
  });

  test("the marketplace says whose dollar is meant, and never overrides a currency that is named", () => {
    expect(one({}, { host: "www.amazon.ca" })?.price).toEqual({ amount: "19.99", currency: "CAD" });
    expect(one({ price: plainPrice("AED 897.65") })?.price).toEqual({ amount: "897.65", currency: "AED" });
    expect(one({ price: plainPrice("19.99") })).not.toHaveProperty("price");
  });

  test.each(["19 offers from", "1 offer from", "19 Angebote ab", "3 ofertas desde"])(
    "%s another price is no plain price",
    (words) => {
      const item = one({ price: offersPrice(words, "$12.99") });
      expect(item).toMatchObject({ externalId: "B0TEST0001" });
      expect(item).not.toHaveProperty("price");
      expect(
        one({ price: `<div class="a-row">${words} <span class="p13n-sc-price">$12.99</span></div>` }),
      ).not.toHaveProperty("price");
    },
  );

  test("a price that occurs twice is one price; two joined by a dash are a range", () => {
    const two = (between: string, second: string) =>
      `<div class="a-row"><span class="p13n-sc-price">$10.00</span>${between}<span class="p13n-sc-price">${second}</span></div>`;
    expect(one({ price: two(" ", "$10.00") })?.price).toEqual({ amount: "10.00", currency: "USD" });
    expect(one({ price: two(" - ", "$20.00") })).toMatchObject({
      priceRange: { low: "10.00", high: "20.00", currency: "USD" },
    });
    const struck = `<div class="a-row"><span class="a-text-strike"><span class="p13n-sc-price">$30.00</span></span><span class="p13n-sc-price">$10.00</span></div>`;
    expect(one({ price: struck })?.price).toEqual({ amount: "10.00", currency: "USD" });
  });

  test("absent price, rating, count and picture stay absent", () => {
    const bare = parse(pageOf(amazonPage([{ asin: "B0TEST0001", rank: 7, title: "Bare" }], { heading: "" })));
    expect(bare.items[0]).toEqual({
      kind: "product",
      externalId: "B0TEST0001",
      title: "Bare",
      url: "https://www.amazon.com/dp/B0TEST0001",
      rank: 7,
      category: "Things",
      seenAt: SEEN_AT,
    });
  });

  test("cards are joined to the list's data by ASIN, wherever they stand; those without a card have a rank and no name", () => {
    const cards = [3, 1, 2].map((rank) => ({ asin: `B0TEST000${rank}`, rank, title: `Thing ${rank}` }));
    const parsed = parse(pageOf(amazonPage(cards, { uncarded: ["B0TEST0004", "B0TEST0005"] })));
    expect(parsed.items.map(({ externalId, rank, title }) => [externalId, rank, title])).toEqual([
      ["B0TEST0003", 3, "Thing 3"],
      ["B0TEST0001", 1, "Thing 1"],
      ["B0TEST0002", 2, "Thing 2"],
      ["B0TEST0004", 4, "B0TEST0004"],
      ["B0TEST0005", 5, "B0TEST0005"],
    ]);
    expect(parsed.items.map(({ unnamed }) => unnamed)).toEqual([undefined, undefined, undefined, true, true]);
    const rankless = parse(pageOf(amazonPage(cards, { list: '[{"id":"B0TEST0009"}]' })));
    expect(rankless.rejects.map(({ why }) => why)).toEqual([
      "No card: of B0TEST0009 not even the rank is known.",
    ]);
  });

  test("damaged list data leaves what the cards say themselves", () => {
    expect(one({}, { list: '[{"id":"B0TE' })).toMatchObject({ externalId: "B0TEST0001", rank: 1 });
    expect(
      one({}, { list: '[null,5,{"id":7},{"id":"B0TEST0001","metadataMap":{"render.zg.rank":"-3"}}]' }),
    ).toMatchObject({ rank: 1 });
  });

  test("a page that breaks off gives no half title", () => {
    const cards = [1, 2].map((rank) => ({
      asin: `B0TEST000${rank}`,
      rank,
      title: `The long name of thing ${rank}`,
    }));
    const body = amazonPage(cards);
    const parsed = parse(pageOf(body.slice(0, body.lastIndexOf("of thing 2"))));
    expect(parsed.items.map(({ externalId }) => externalId)).toEqual(["B0TEST0001"]);
    expect(parsed.rejects[0]?.why).toMatch(/ends inside the card of B0TEST0002/);
  });

  test("a title whose end was lost does not take in what follows it", () => {
    const lost = amazonPage([{ ...LAMP, title: "Cloud lamp" }]).replace(
      "Cloud lamp</div></span></a>",
      "Cloud <b>lamp</b>",
    );
    const [item] = parse(pageOf(lost)).items;
    expect(item).toMatchObject({ title: "Cloud lamp", rating: 4.6, price: { amount: "19.99" } });
  });

  test("words of a block page in a title do not block a list", () => {
    expect(one({ title: "Mug: Enter the characters you see below" })?.title).toContain("Mug");
  });
});

describe("cards of layouts nobody described", () => {
  test("what every layout has inside its card is enough, with the rank of the list's data", () => {
    const known = amazonPage([LAMP, { ...LAMP, asin: "B0TEST0002", rank: 2, title: "Second" }]);
    const parsed = parse(pageOf(known.replaceAll('id="gridItemRoot"', 'class="new-root"')));
    expect(parsed.items.map(({ externalId, rank, title }) => [externalId, rank, title])).toEqual([
      ["B0TEST0001", 1, 'Lamp "Cloud" & stand'],
      ["B0TEST0002", 2, "Second"],
    ]);
  });

  test("the layout of 2017", () => {
    const body = `<html lang="en-us"><h1 id="zg_listTitle">Best Sellers in Things</h1><div class="zg_itemImmersion"><div class="zg_rankDiv"><span class="zg_rankNumber">3.</span></div><div class="zg_itemWrapper" data-p13n-asin-metadata='{"ref":"zg_bs","asin":"B0TEST0003"}'><a href="/gp/product/B0TEST0003"><div class="p13n-sc-truncate p13n-sc-line-clamp-2"> Old lamp </div></a><a href="/product-reviews/B0TEST0003" title="4.1 out of 5 stars"><span class="a-icon-alt">4.1 out of 5 stars</span></a><a class="a-size-small a-link-normal" href="/product-reviews/B0TEST0003">1,321</a><span class="p13n-sc-price">$9.99</span></div></div></html>`;
    expect(parse(pageOf(body, { url: "https://www.amazon.com/gp/bestsellers/x" })).items[0]).toMatchObject({
      externalId: "B0TEST0003",
      rank: 3,
      title: "Old lamp",
      rating: 4.1,
      reviewCount: 1_321,
      price: { amount: "9.99", currency: "USD" },
      list: "Best Sellers in Things",
    });
  });

  test("the second page's ranks belong to a list of a hundred", () => {
    const pager =
      '<ul class="a-pagination"><li>←</li><li><a>1</a></li><li class="a-selected"><a>2</a></li></ul>';
    const body = amazonPage([{ ...LAMP, rank: 51 }], { uncarded: ["B0TEST0002"] }).replace(
      "</body>",
      `${pager}</body>`,
    );
    const [item] = parse(pageOf(body.replaceAll("&quot;2&quot;", "&quot;97&quot;"))).items;
    expect(item).toMatchObject({ rank: 51, listSize: 97 });
  });
});
