import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Page } from "../scanner";
import { parse } from "./parse";
import { amazonPage, offersPrice, plainPrice, type TestCard } from "./testing";

const RECORDED = path.resolve(import.meta.dirname, "../../../shared/captures/amazon-best-sellers");
const seenAt = "2026-11-22T10:00:00.000Z";
const page = (body: string, over: Partial<Page> = {}): Page => ({
  url: "",
  status: 200,
  headers: {},
  body,
  fetchedAt: seenAt,
  locale: "en-US",
  ...over,
});
const recorded = (file: string) => parse(page(readFileSync(path.join(RECORDED, file), "utf8")));

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
      seenAt,
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
      seenAt,
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

const card: TestCard = {
  asin: "B0TEST0001",
  rank: 1,
  title: 'Lamp "Cloud" & stand',
  price: plainPrice("$19.99"),
  stars: "4.6 out of 5 stars",
  count: "15,569",
  image: "https://img.example/I/lamp",
};
const one = (over: Partial<TestCard>, at: Parameters<typeof amazonPage>[1] = {}, locale = "en-US") =>
  parse(page(amazonPage([{ ...card, ...over }], at), { locale })).items[0];

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
      amazonPage([card], { lang }).replace(/<link rel="canonical"[^>]*>/, "");
    const urlIn = (lang: string) => parse(page(nameless(lang), { url: "" })).items[0]?.url;
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
    const bare = parse(page(amazonPage([{ asin: "B0TEST0001", rank: 7, title: "Bare" }], { heading: "" })));
    expect(bare.items[0]).toEqual({
      kind: "product",
      externalId: "B0TEST0001",
      title: "Bare",
      url: "https://www.amazon.com/dp/B0TEST0001",
      rank: 7,
      category: "Things",
      seenAt,
    });
  });

  test("cards are joined to the list's data by ASIN, wherever they stand; those without a card have a rank and no name", () => {
    const cards = [3, 1, 2].map((rank) => ({ asin: `B0TEST000${rank}`, rank, title: `Thing ${rank}` }));
    const parsed = parse(page(amazonPage(cards, { uncarded: ["B0TEST0004", "B0TEST0005"] })));
    expect(parsed.items.map(({ externalId, rank, title }) => [externalId, rank, title])).toEqual([
      ["B0TEST0003", 3, "Thing 3"],
      ["B0TEST0001", 1, "Thing 1"],
      ["B0TEST0002", 2, "Thing 2"],
      ["B0TEST0004", 4, "B0TEST0004"],
      ["B0TEST0005", 5, "B0TEST0005"],
    ]);
    expect(parsed.items.map(({ unnamed }) => unnamed)).toEqual([undefined, undefined, undefined, true, true]);
    const rankless = parse(page(amazonPage(cards, { list: '[{"id":"B0TEST0009"}]' })));
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
    const parsed = parse(page(body.slice(0, body.lastIndexOf("of thing 2"))));
    expect(parsed.items.map(({ externalId }) => externalId)).toEqual(["B0TEST0001"]);
    expect(parsed.rejects[0]?.why).toMatch(/ends inside the card of B0TEST0002/);
  });

  test("a title whose end was lost does not take in what follows it", () => {
    const lost = amazonPage([{ ...card, title: "Cloud lamp" }]).replace(
      "Cloud lamp</div>",
      "Cloud <b>lamp</b>",
    );
    const [item] = parse(page(lost)).items;
    expect(item).toMatchObject({ title: "Cloud lamp", rating: 4.6, price: { amount: "19.99" } });
  });

  test("words of a block page in a title do not block a list", () => {
    expect(one({ title: "Mug: Enter the characters you see below" })?.title).toContain("Mug");
  });
});

describe("every marketplace in its own writing (pages of our own)", () => {
  test.each([
    [
      "www.amazon.de",
      "de-de",
      "1.234,56\u00A0€",
      "4,4 von 5 Sternen, 92.284 Bewertungen",
      "1234.56",
      "EUR",
      92_284,
    ],
    ["www.amazon.de", "en-gb", "€1,234.56", "4.4 out of 5 stars, 92,284 ratings", "1234.56", "EUR", 92_284],
    [
      "www.amazon.fr",
      "fr-fr",
      "1\u202F234,56\u00A0€",
      "4,4 sur 5 étoiles, 1\u202F321 évaluations",
      "1234.56",
      "EUR",
      1_321,
    ],
    ["www.amazon.it", "it-it", "1.234,56 €", "4,4 su 5 stelle, 1.321 voti", "1234.56", "EUR", 1_321],
    [
      "www.amazon.es",
      "es-es",
      "1.234,56 €",
      "4,4 de 5 estrellas, 1.321 valoraciones",
      "1234.56",
      "EUR",
      1_321,
    ],
    [
      "www.amazon.nl",
      "nl-nl",
      "€ 1.234,56",
      "4,4 van 5 sterren, 1.321 beoordelingen",
      "1234.56",
      "EUR",
      1_321,
    ],
    [
      "www.amazon.se",
      "sv-se",
      "1\u00A0234,56\u00A0kr",
      "4,4 av 5 stjärnor, 1\u00A0321 betyg",
      "1234.56",
      "SEK",
      1_321,
    ],
    [
      "www.amazon.pl",
      "pl-pl",
      "1\u00A0234,56\u00A0zł",
      "4,4 z 5 gwiazdek, 1\u00A0321 ocen",
      "1234.56",
      "PLN",
      1_321,
    ],
    [
      "www.amazon.com.tr",
      "tr-tr",
      "1.234,56TL",
      "5 yıldız üzerinden 4,4, 1.321 puan",
      "1234.56",
      "TRY",
      1_321,
    ],
    ["www.amazon.co.jp", "ja-jp", "￥1,234", "5つ星のうち4.4、1,321個の評価", "1234.00", "JPY", 1_321],
    [
      "www.amazon.in",
      "en-in",
      "₹1,23,456.00",
      "4.4 out of 5 stars, 1,23,456 ratings",
      "123456.00",
      "INR",
      123_456,
    ],
    ["www.amazon.in", "hi-in", "₹1,234.56", "5 में से 4.4 स्टार, 1,321 रेटिंग", "1234.56", "INR", 1_321],
    [
      "www.amazon.com.br",
      "pt-br",
      "R$\u00A01.234,56",
      "4,4 de 5 estrelas, 1.321 avaliações",
      "1234.56",
      "BRL",
      1_321,
    ],
    [
      "www.amazon.com.mx",
      "es-mx",
      "$1,234.56",
      "4.4 de 5 estrellas, 1,321 calificaciones",
      "1234.56",
      "MXN",
      1_321,
    ],
    [
      "www.amazon.ca",
      "fr-ca",
      "1\u00A0234,56\u00A0$",
      "4,4 sur 5 étoiles, 1\u00A0321 évaluations",
      "1234.56",
      "CAD",
      1_321,
    ],
    [
      "www.amazon.ae",
      "en-ae",
      "AED\u00A0897.65",
      "4.4 out of 5 stars, 1,321 ratings",
      "897.65",
      "AED",
      1_321,
    ],
    [
      "www.amazon.ae",
      "ar-ae",
      "\u200F٨٩٧٫٦٥ د.إ.\u200F",
      "٤٫٤ من ٥ نجوم، ١٬٣٢١ تقييم",
      "897.65",
      "AED",
      1_321,
    ],
    ["www.amazon.sa", "ar-sa", "897.65 ريال", "4.4 من 5 نجوم، 1,321 تقييم", "897.65", "SAR", 1_321],
    ["www.amazon.com", "en-us", "AWG\u00A021.70", "4.4 out of 5 stars, 1,321 ratings", "21.70", "AWG", 1_321],
  ])("%s in %s: %s", (host, lang, price, label, amount, currency, reviewCount) => {
    const written = { price: plainPrice(price), label, stars: label.split(/,\s|、|،/)[0] ?? "" };
    const body = amazonPage([{ ...card, ...written, count: "" }], { host, lang });
    // Whatever was asked for, the page's own language decides.
    for (const locale of ["en-US", "de-DE"]) {
      expect(parse(page(body, { locale })).items[0]).toMatchObject({
        price: { amount, currency },
        rating: 4.4,
        reviewCount,
        url: `https://${host}/dp/B0TEST0001`,
      });
    }
  });

  test.each([
    ["ja-jp", "￥1,234", "￥1,234から19件の出品"],
    ["tr-tr", "1.234,56TL", "1.234,56TL'den başlayan 19 teklif"],
    ["fr-fr", "12,99\u00A0€", "19 offres à partir de 12,99\u00A0€"],
    ["it-it", "12,99\u00A0€", "19 offerte da 12,99\u00A0€"],
    ["pl-pl", "12,99\u00A0zł", "19 ofert od 12,99\u00A0zł"],
    ["ar-ae", "AED 12.99", "19 عرض من AED 12.99"],
  ])("in %s, %s of other sellers is no plain price", (lang, price, line) => {
    const [before, after] = line.split(price);
    const row = `<div class="a-row">${before}<span class="p13n-sc-price">${price}</span>${after}</div>`;
    expect(one({ price: row }, { lang, host: "www.amazon.com" })).not.toHaveProperty("price");
  });
});

describe("cards of layouts nobody described", () => {
  test("what every layout has inside its card is enough, with the rank of the list's data", () => {
    const known = amazonPage([card, { ...card, asin: "B0TEST0002", rank: 2, title: "Second" }]);
    const parsed = parse(page(known.replaceAll('id="gridItemRoot"', 'class="new-root"')));
    expect(parsed.items.map(({ externalId, rank, title }) => [externalId, rank, title])).toEqual([
      ["B0TEST0001", 1, 'Lamp "Cloud" & stand'],
      ["B0TEST0002", 2, "Second"],
    ]);
  });

  test("the layout of 2017", () => {
    const body = `<html lang="en-us"><h1 id="zg_listTitle">Best Sellers in Things</h1><div class="zg_itemImmersion"><div class="zg_rankDiv"><span class="zg_rankNumber">3.</span></div><div class="zg_itemWrapper" data-p13n-asin-metadata='{"ref":"zg_bs","asin":"B0TEST0003"}'><a href="/gp/product/B0TEST0003"><div class="p13n-sc-truncate p13n-sc-line-clamp-2"> Old lamp </div></a><a href="/product-reviews/B0TEST0003" title="4.1 out of 5 stars"><span class="a-icon-alt">4.1 out of 5 stars</span></a><a class="a-size-small a-link-normal" href="/product-reviews/B0TEST0003">1,321</a><span class="p13n-sc-price">$9.99</span></div></div></html>`;
    expect(parse(page(body, { url: "https://www.amazon.com/gp/bestsellers/x" })).items[0]).toMatchObject({
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
    const body = amazonPage([{ ...card, rank: 51 }], { uncarded: ["B0TEST0002"] }).replace(
      "</body>",
      `${pager}</body>`,
    );
    const [item] = parse(page(body.replaceAll("&quot;2&quot;", "&quot;97&quot;"))).items;
    expect(item).toMatchObject({ rank: 51, listSize: 97 });
  });
});

describe("what is no list", () => {
  const captcha = `<html><!-- To discuss automated access to Amazon data please contact api-services-support@amazon.com. --><body><h4>Enter the characters you see below</h4><form method="get" action="/errors/validateCaptcha"></form></body></html>`;
  const gate = (text: string) =>
    `<html><head><title>Amazon</title></head><body>${text}<form><button>…</button></form></body></html>`;
  test.each([
    ["blocked", captcha, 200],
    ["blocked", gate("Click the button below to continue shopping"), 200],
    ["blocked", gate("Klicke auf die Schaltfläche unten, um mit dem Einkauf fortzufahren"), 200],
    ["blocked", gate("Fai clic sul pulsante qui sotto per continuare lo shopping"), 200],
    ["blocked", gate("다음 버튼을 클릭하세요"), 200],
    ["blocked", gate("Cliquez sur le bouton ci-dessous pour continuer vos achats"), 200],
    ["blocked", gate("下のボタンをクリックしてショッピングを続けてください"), 200],
    [
      "blocked",
      `<html>${gate("Klik op de onderstaande knop om verder te winkelen")}${"<p>x</p>".repeat(4000)}</html>`,
      200,
    ],
    [
      "blocked",
      `<html>${gate("Haz clic en el botón de abajo para seguir comprando")}${"<p>x</p>".repeat(4000)}</html>`,
      200,
    ],
    ["unknown", "<html><title>Page Not Found</title><body>Looking for something? amazon</body></html>", 404],
    [
      "blocked",
      '<html><title>Sorry! Something went wrong!</title><body><a href="/dogsofamazon">Meet the dogs of Amazon</a></body></html>',
      503,
    ],
    ["blocked", '<html><form name="signIn" action="https://www.amazon.com/ap/signin"></form></html>', 200],
    ["blocked", "", 503],
    ["blocked", amazonPage([], { uncarded: ["B0TEST0001"] }), 200],
    ["blocked", amazonPage([]), 200],
    [
      "empty",
      amazonPage([], { heading: "Sorry, there are no best sellers available in this category" }),
      200,
    ],
    ["unknown", "", 200],
    ["unknown", "{}", 200],
    ["unknown", "<html><body>Hello</body></html>", 200],
    ["unknown", `<html><title>Amazon</title>${"<p>a new layout</p>".repeat(2000)}</html>`, 200],
    ["unknown", '<div id="gridItemRoot"><div>no asin, no title</div></div>', 200],
  ])("is %s, never zero products (case %#)", (kind, body, status) => {
    const parsed = parse(page(body, { status }));
    expect(parsed.kind).toBe(kind);
    expect(parsed.items).toEqual([]);
  });

  test.each(["https://www.amazon.com/", "https://www.amazon.de/ref=cs_503_link?x=1"])(
    "the front page instead of a list (%s) is blocked, however large",
    (url) => {
      const front = `<html><title>Amazon</title>${"<p>a carousel</p>".repeat(3000)}</html>`;
      expect(parse(page(front, { url }))).toMatchObject({
        kind: "blocked",
        why: expect.stringMatching(/front page/),
      });
      expect(parse(page(front, { url: `${url.slice(0, 23)}gp/bestsellers/x` })).kind).toBe("unknown");
    },
  );
});
