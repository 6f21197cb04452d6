import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { scanner } from "./index";
import { percentIn } from "./percent";
import { pageOf, SEEN_AT } from "./testing";

const RECORDED = path.resolve(
  import.meta.dirname,
  "../../../shared/captures/amazon-deals/in-deals-v1-2023-10-13.json",
);

describe.skipIf(!existsSync(RECORDED))("recorded deals", () => {
  test("all thirty are events of many products, with their range and without a discount of their own", () => {
    const url = "https://www.amazon.in/api/marketplaces/A21TJRUUN4KGV/deals";
    const parsed = scanner.parse(pageOf(readFileSync(RECORDED, "utf8"), { url, locale: "en-IN" }));
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 30, 0]);
    expect(parsed.items[0]).toEqual({
      kind: "event",
      externalId: "8dec3002",
      title: "Power and Hand Tools",
      url: "https://www.amazon.in/deal/8dec3002?showVariations=true",
      imageUrl: "https://m.media-amazon.com/images/I/71lxtQkcznL.jpg",
      priceRange: { low: "38.00", high: "64500.00", currency: "INR" },
      rank: 1,
      listSize: 30,
      list: "Deals",
      seenAt: SEEN_AT,
    });
    expect(parsed.items[11]).toMatchObject({
      title: "Exciting Offers on Home Lighting",
      priceRange: { low: "42.13", high: "19998.00" },
    });
    expect(parsed.items[29]).toMatchObject({
      externalId: "9e1989d4",
      title: "Deals On Packaging & Shipping Supplies",
      rank: 30,
    });
    // Saved without its address, it still says whose deals they are.
    const nameless = scanner.parse(pageOf(readFileSync(RECORDED, "utf8"), { url: "" }));
    expect(nameless.items.map(({ url: at }) => at)).toEqual(parsed.items.map(({ url: at }) => at));
    for (const item of parsed.items) {
      expect(item.kind).toBe("event");
      expect(item.discountPercent).toBeUndefined();
      expect(item.price).toBeUndefined();
    }
  });
});

// No filtered search page and no answer of the Creators API was ever recorded: both are written from descriptions.
const card = (asin: string, title: string, inside: string) =>
  `<div data-asin="${asin}" data-component-type="s-search-result" class="s-result-item"><img class="s-image" src="https://img.example/s.jpg" srcset="https://img.example/1.jpg 1x, https://img.example/3.jpg 3x">` +
  `<h2 class="a-size-mini"><span>Acme</span></h2><a href="/x/dp/${asin}/ref=sr_1_1"><h2 aria-label="${title}"><span>${title}</span></h2></a>${inside}</div>`;
const search = (cards: string) =>
  `<!doctype html><html><body><div class="s-main-slot s-result-list">${cards}</div></body></html>`;
const price = (text: string) =>
  `<span class="a-price"><span class="a-offscreen">${text}</span><span aria-hidden="true">${text}</span></span>`;
const struck = (text: string) =>
  `<span class="a-price a-text-price" data-a-strike="true"><span class="a-offscreen">${text}</span></span>`;

describe("a search page filtered to deals", () => {
  test("a card gives price, discount, rating and count; the old price is not the price", () => {
    const inside =
      `<span class="a-badge-text">23% off</span>${price("$34.99")}${struck("$45.49")}` +
      `<a aria-label="4.4 out of 5 stars, rating details"><i><span class="a-icon-alt">4.4 out of 5 stars</span></i></a><a href="#customerReviews" aria-label="15,569 ratings" class="s-underline-text"><span>(15.6K)</span></a>`;
    expect(
      scanner.parse(pageOf(search(card("B0DEALS001", "Split keyboard, wireless", inside)))).items,
    ).toEqual([
      {
        kind: "product",
        externalId: "B0DEALS001",
        title: "Split keyboard, wireless",
        url: "https://www.amazon.com/dp/B0DEALS001",
        imageUrl: "https://img.example/3.jpg",
        price: { amount: "34.99", currency: "USD" },
        rank: 1,
        listSize: 1,
        discountPercent: 23,
        rating: 4.4,
        reviewCount: 15_569,
        list: "Deals electronics",
        seenAt: SEEN_AT,
      },
    ]);
  });

  test("without a badge the two prices say the discount, without either nothing does", () => {
    const cards =
      card("B0DEALS001", "One thing", price("$30.00") + struck("$40.00")) +
      card("B0DEALS002", "Two things", price("$30.00")) +
      card("B0DEALS003", "Three things", "");
    const { items } = scanner.parse(pageOf(search(cards)));
    expect(items.map(({ discountPercent, price: asked }) => [discountPercent, asked?.amount])).toEqual([
      [25, "30.00"],
      [undefined, "30.00"],
      [undefined, undefined],
    ]);
  });

  test("a price range over variations is a range", () => {
    const range = `<span class="a-price-range">${price("$10.00")}<span>-</span>${price("$24.50")}</span>`;
    const [item] = scanner.parse(pageOf(search(card("B0DEALS001", "Socks", range)))).items;
    expect(item).toMatchObject({
      kind: "product",
      priceRange: { low: "10.00", high: "24.50", currency: "USD" },
    });
    expect(item?.price).toBeUndefined();
  });

  test("a price that is shown and not read aloud is read as it is shown", () => {
    const shown = `<span class="a-price"><span class="a-offscreen"> </span><span aria-hidden="true"><span class="a-price-symbol">$</span><span class="a-price-whole">34<span class="a-price-decimal">.</span></span><span class="a-price-fraction">99</span></span></span>`;
    const [item] = scanner.parse(pageOf(search(card("B0DEALS001", "Kettle", shown)))).items;
    expect(item?.price).toEqual({ amount: "34.99", currency: "USD" });
  });

  test("a German page is read in its own writing", () => {
    const inside = `${price("1.234,56 €")}<i><span class="a-icon-alt">4,4 von 5 Sternen</span></i><a class="s-underline-text" href="#customerReviews">92.284</a>`;
    const german = pageOf(search(card("B0DEALS001", "Gesponserte Anzeige – Kaffeemaschine", inside)), {
      url: "https://www.amazon.de/s?i=kitchen",
      locale: "de-DE",
    });
    expect(scanner.parse(german).items[0]).toMatchObject({
      title: "Kaffeemaschine",
      url: "https://www.amazon.de/dp/B0DEALS001",
      price: { amount: "1234.56", currency: "EUR" },
      rating: 4.4,
      reviewCount: 92_284,
    });
  });

  test("cards without an ASIN or a title are rejects, and a cut card is not half read", () => {
    const whole = search(
      card("bad-asin", "X", "") + card("B0DEALS001", "", "") + card("B0DEALS002", "Kept", ""),
    );
    const parsed = scanner.parse(pageOf(whole.replaceAll("<span>Acme</span>", "")));
    expect(parsed.items.map(({ title }) => title)).toEqual(["Kept"]);
    expect(parsed.rejects).toHaveLength(2);
    const body = search(card("B0DEALS001", "First", "") + card("B0DEALS002", "A long second title", ""));
    const cut = scanner.parse(pageOf(body.slice(0, body.lastIndexOf("second title"))));
    expect(cut.items.map(({ title }) => title)).toEqual(["First"]);
  });

  test.each([
    ["the robot check", "<html><p>Enter the characters you see below</p></html>", 200, "blocked"],
    [
      "the soft gate",
      "<html>amazon <p>Click the button below to continue shopping</p></html>",
      200,
      "blocked",
    ],
    ["a short page of Amazon's without results", "<html><title>Amazon.com</title></html>", 200, "blocked"],
    ["an error", "<html>amazon</html>", 503, "blocked"],
    ["a search that finds nothing", search("<span>No results for</span>"), 200, "empty"],
    ["somebody else's page", `<html><body>${"hello ".repeat(5000)}</body></html>`, 200, "unknown"],
    ["nothing", "", 200, "unknown"],
  ])("%s is %s", (_, body, status, kind) => {
    expect(scanner.parse(pageOf(body, { status })).kind).toBe(kind);
  });
});

describe("the deals page as a browser shows it (cards of our own)", () => {
  const dealCard = (id: string, title: string, link: string, inside: string) =>
    `<div data-testid="product-card" data-asin="${id}" class="ProductCard-module__card_x"><a data-testid="product-card-link" href="${link}"><img src="https://img.example/1.jpg" alt="${title}"></a>` +
    `<div data-component="dui-badge"><span class="a-size-mini">40% off</span><span class="a-size-mini">Limited time deal</span></div>${inside}` +
    `<p id="title-${id}"><span class="a-truncate"><span class="a-truncate-full a-offscreen">${title}</span><span class="a-truncate-cut">${title.slice(0, 5)}…</span></span></p></div>`;
  const deals = (cards: string) =>
    pageOf(`<!doctype html><html lang="en-us"><body>${cards}</body></html>`, {
      url: "https://www.amazon.com/deals",
    });

  test("a card that leads to a product is one, with its labelled price", () => {
    const inside = price("Deal Price: $23.99") + struck("List Price: $39.99");
    const { items } = scanner.parse(
      deals(dealCard("B0DEALS001", "Cork yoga mat", "/Cork/dp/B0DEALS001?x=1", inside)),
    );
    expect(items).toEqual([
      {
        kind: "product",
        externalId: "B0DEALS001",
        title: "Cork yoga mat",
        url: "https://www.amazon.com/dp/B0DEALS001",
        imageUrl: "https://img.example/1.jpg",
        price: { amount: "23.99", currency: "USD" },
        rank: 1,
        listSize: 1,
        discountPercent: 40,
        list: "Deals",
        seenAt: SEEN_AT,
      },
    ]);
  });

  test("a card that leads to a deal is an event, without a price or a discount of its own", () => {
    const [item] = scanner.parse(
      deals(
        dealCard(
          "B0DEALS002",
          "Yoga mats and blocks",
          "https://www.amazon.com/deal/8dec3002?x=1",
          price("$9.99"),
        ),
      ),
    ).items;
    expect(item).toMatchObject({
      kind: "event",
      externalId: "8dec3002",
      title: "Yoga mats and blocks",
      url: "https://www.amazon.com/deal/8dec3002",
    });
    expect([item?.price, item?.priceRange, item?.discountPercent]).toEqual([undefined, undefined, undefined]);
  });
});

describe("discounts in badges", () => {
  test.each([
    ["23% off", 23],
    ["-23 %", 23],
    ["%23 indirim", 23],
    ["٢٣٪ خصم", 23],
    ["23％OFF", 23],
    ["Up to 40% off", undefined],
    ["Bis zu 40 %", undefined],
    ["Limited time deal", undefined],
    ["12.23% off", undefined],
    ["100% cotton", undefined],
  ])("%s is %s", (badge, percent) => {
    expect(percentIn(badge)).toBe(percent);
  });
});
