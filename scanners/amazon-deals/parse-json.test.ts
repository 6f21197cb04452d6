import { describe, expect, test } from "vitest";
import { scanner } from "./index";
import { pageOf, SEEN_AT } from "./testing";

describe("the deals page's own JSON", () => {
  const promotion = (over: object) => ({
    product: {
      entity: {
        asin: "B0DEALS001",
        productImages: {
          entity: {
            altText: "Cork yoga mat",
            images: [{ hiRes: { physicalId: "71abc", extension: "jpg" } }],
          },
        },
        buyingOptions: [
          {
            dealBadge: { entity: { label: { content: { fragments: [{ text: "31" }, { text: "% off" }] } } } },
            price: {
              entity: {
                priceToPay: { moneyValueOrRange: { value: { amount: "27.5", currencyCode: "USD" } } },
              },
            },
          },
        ],
        ...over,
      },
    },
  });

  test("is read entry by entry", () => {
    const parsed = scanner.parse(
      pageOf({ entity: { rankedPromotions: [promotion({}), promotion({ asin: null }), 7] } }),
    );
    expect(parsed.rejects).toHaveLength(2);
    expect(parsed.items).toEqual([
      {
        kind: "product",
        externalId: "B0DEALS001",
        title: "Cork yoga mat",
        url: "https://www.amazon.com/dp/B0DEALS001",
        imageUrl: "https://m.media-amazon.com/images/I/71abc.jpg",
        price: { amount: "27.50", currency: "USD" },
        rank: 1,
        listSize: 3,
        discountPercent: 31,
        list: "Deals",
        seenAt: SEEN_AT,
      },
    ]);
    expect(scanner.parse(pageOf({ entity: { rankedPromotions: [] } })).kind).toBe("empty");
  });
});

describe("an answer of the Creators API", () => {
  const item = (over: object) => ({
    asin: "B0DEALS001",
    detailPageURL: "https://www.amazon.co.uk/dp/B0DEALS001?tag=partner-21",
    itemInfo: { title: { displayValue: "Cork yoga mat" } },
    images: {
      primary: { large: { url: "https://m.media-amazon.com/images/I/a.jpg", height: 500, width: 500 } },
    },
    offersV2: {
      listings: [
        {
          isBuyBoxWinner: true,
          price: {
            money: { amount: 27.5, currency: "GBP", displayAmount: "£27.50" },
            savings: { percentage: 31 },
          },
          dealDetails: { badge: "Limited time deal" },
        },
      ],
    },
    ...over,
  });

  test("items carry price and saving, and an address without the partner's tag", () => {
    const parsed = scanner.parse(
      pageOf(
        { searchResult: { totalResultCount: 1, items: [item({})] } },
        { url: "https://creatorsapi.amazon/catalog/v1/searchItems" },
      ),
    );
    expect(parsed.items).toEqual([
      {
        kind: "product",
        externalId: "B0DEALS001",
        title: "Cork yoga mat",
        url: "https://www.amazon.co.uk/dp/B0DEALS001",
        imageUrl: "https://m.media-amazon.com/images/I/a.jpg",
        price: { amount: "27.50", currency: "GBP" },
        rank: 1,
        listSize: 1,
        discountPercent: 31,
        list: "Deals",
        seenAt: SEEN_AT,
      },
    ]);
  });

  test("one offer that is nothing costs the others nothing", () => {
    const [listing] = item({}).offersV2.listings;
    const offersV2 = { listings: [null, listing, 7] };
    const parsed = scanner.parse(pageOf({ searchResult: { items: [item({ offersV2 })] } }));
    expect(parsed.items[0]?.price).toEqual({ amount: "27.50", currency: "GBP" });
  });

  test("an item without an offer has no price, one without a title is a reject", () => {
    const parsed = scanner.parse(
      pageOf({
        searchResult: { items: [item({ offersV2: null }), item({ asin: "B0DEALS002", itemInfo: {} })] },
      }),
    );
    expect(parsed.items).toHaveLength(1);
    expect(parsed.items[0]?.price).toBeUndefined();
    expect(parsed.rejects).toHaveLength(1);
  });

  test("refusals are blocked, no results are empty, the token has no entries", () => {
    expect(
      scanner.parse(pageOf({ message: "Not eligible", reason: "AssociateNotEligible" }, { status: 403 })),
    ).toMatchObject({ kind: "blocked", why: expect.stringContaining("Not eligible") });
    expect(scanner.parse(pageOf({ errors: [{ code: "NoResults", message: "No results found" }] })).kind).toBe(
      "empty",
    );
    expect(scanner.parse(pageOf({ access_token: "secret", expires_in: 3600 }))).toEqual({
      kind: "empty",
      items: [],
      rejects: [],
    });
    expect(scanner.parse(pageOf({ surprise: true })).kind).toBe("unknown");
  });
});
