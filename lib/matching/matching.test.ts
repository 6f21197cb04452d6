import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORIGINS } from "@/lib/core/words";
import { asinOf } from "./asin";
import { canonicalUrl } from "./canonical-url";
import { categorise } from "./categorise";
import { identityKeys } from "./identity";
import { matchKeywords } from "./match-keywords";
import { normaliseTitle } from "./normalise-title";
import { isProductLike } from "./product-likeness";
import { TAXONOMY, taxonomyNode } from "./taxonomy";

const hostile = fc.oneof(
  fc.string({ maxLength: 300, unit: "binary" }),
  fc.constantFrom("((((((((", "a".repeat(50_000), "[$".repeat(5_000), "\\b(?:x+)+$"),
);

describe("normaliseTitle", () => {
  it.each([
    ["Split Keyboard", "SPLIT  keyboard!"],
    ["Split Keyboard [$79.99]", "Split keyboard"],
    ["[US] Split Keyboard - $79.99 (20% off)", "split keyboard"],
    ["Café Mug, 12 oz", "cafe mugs 12 ounces"],
    ["Water Bottle 24-Ounce", "water bottle 24oz"],
    ["Lamp (Sponsored)", "The Lamp"],
    ["Wi-Fi Camera", "wifi camera"],
    ['Monitor 27"', "monitor 27 inch"],
    ["Logi MX-500 mouse", "logi mx500 mouse"],
    ["Salt & Pepper mill", "salt and pepper mills"],
    ["Ｓｐｌｉｔ　ｋｅｙｂｏａｒｄ", "split keyboard"],
  ])("%s is %s", (one, other) => {
    expect(normaliseTitle(one)).toBe(normaliseTitle(other));
  });

  it.each([
    ["Phone 12 (64GB)", "Phone 12 (128GB)"],
    ["Vacuum V8", "Vacuum V10"],
    ["Candle 3 pack", "Candle 6 pack"],
    ["Mug (Black)", "Mug (White)"],
    ["Bottle 0.5 l", "Bottle 5 l"],
  ])("keeps %s apart from %s", (one, other) => {
    expect(normaliseTitle(one)).not.toBe(normaliseTitle(other));
  });

  it.each(["折りたたみ式ランプ", "лампа настольная", "टेबल लैंप", "مصباح مكتبي", "테이블 램프"])(
    "keeps letters of every script: %s",
    (title) => {
      expect(normaliseTitle(title)).not.toBe("");
    },
  );

  it("is stable, and never throws on hostile text", () => {
    fc.assert(
      fc.property(hostile, (title) => {
        expect(typeof normaliseTitle(title)).toBe("string");
      }),
    );
    for (const title of ["Café Mugs, 12 oz", "Wi-Fi Cameras 2 pack", "Knives & Dishes"]) {
      expect(normaliseTitle(normaliseTitle(title))).toBe(normaliseTitle(title));
    }
  });
});

describe("canonicalUrl and asinOf", () => {
  it.each([
    [
      "http://www.amazon.com/Some-Thing/dp/B0ABCDEFGH/ref=sr_1_1?ie=UTF8&qid=1",
      "https://www.amazon.com/dp/B0ABCDEFGH",
    ],
    ["https://www.amazon.co.uk/gp/product/0307352145?tag=x-20", "https://www.amazon.co.uk/dp/0307352145"],
    ["https://smile.amazon.com/gp/aw/d/b0abcdefgh", "https://www.amazon.com/dp/B0ABCDEFGH"],
    ["https://amazon.de/dp/B0ABCDEFGH?th=1", "https://www.amazon.de/dp/B0ABCDEFGH"],
    [
      "HTTP://Shop.Example.com:80/a//b/?utm_source=x&b=2&a=1&fbclid=z#top",
      "https://shop.example.com/a/b?a=1&b=2",
    ],
    ["https://user:secret@shop.example.com/p", "https://shop.example.com/p"],
    ["https://shop.example.com/", "https://shop.example.com"],
  ])("%s is %s", (url, canonical) => {
    expect(canonicalUrl(url)).toBe(canonical);
  });

  it.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example/b", "not a url", "", "//x"])(
    "refuses %s",
    (url) => {
      expect(canonicalUrl(url)).toBeNull();
    },
  );

  it("reads no ASIN from other hosts, searches and words of ten letters", () => {
    for (const url of [
      "https://amazon.com.evil.example/dp/B0ABCDEFGH",
      "https://notamazon.com/dp/B0ABCDEFGH",
      "https://www.amazon.com/s?k=B0ABCDEFGH",
      "https://www.amazon.com/dp/bestseller",
      "https://www.amazon.com/dp/B0ABCDEFGHIJ",
    ]) {
      expect(asinOf(url), url).toBeNull();
    }
  });

  it("comes back to itself", () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalUrl(url);
        expect(once).not.toBeNull();
        expect(canonicalUrl(once ?? "")).toBe(once);
      }),
    );
  });
});

describe("identityKeys", () => {
  it("shares a key between an Amazon list and a post that links to the item", () => {
    const list = identityKeys({
      origin: "amazon-best-sellers",
      externalId: "B0ABCDEFGH",
      title: "Norvik Split Keyboard",
    });
    const post = identityKeys({
      origin: "reddit",
      externalId: "t3_abc",
      title: "My hands love this thing",
      url: "https://www.amazon.com/x/dp/B0ABCDEFGH?tag=y",
    });
    expect(list.filter((key) => post.includes(key))).toEqual(["asin:B0ABCDEFGH"]);
  });

  it("shares a key between a hashtag and its words, but keeps numbers apart", () => {
    const keys = (title: string) => identityKeys({ origin: "tiktok", externalId: title, title });
    expect(keys("#splitkeyboards")).toEqual(keys("Split keyboard"));
    expect(keys("Puzzle 1 000")).not.toEqual(keys("Puzzle 10 00"));
  });

  it("shares a key between wordings that differ in noise only", () => {
    const keys = (title: string) => identityKeys({ origin: "pinterest", externalId: title, title });
    expect(keys("Split keyboard")).toEqual(keys("SPLIT KEYBOARDS ($79)"));
  });

  it.each(["lamp", "Keyboards", "best gift idea", "2026", "new deal", "$19.99", "viral", "!!!"])(
    "gives “%s” no key",
    (title) => {
      expect(identityKeys({ origin: "tiktok", externalId: "1", title })).toEqual([]);
    },
  );

  it.each(["zirconetta", "mx500 mouse", "ランプ台座", "split keyboard"])(
    "gives “%s” a title key",
    (title) => {
      expect(identityKeys({ origin: "tiktok", externalId: "1", title })).toHaveLength(1);
    },
  );

  it.each([
    "https://trends.google.com/trending/rss?geo=US",
    "https://www.amazon.com/gp/bestsellers/electronics",
    "https://www.reddit.com/r/gadgets",
    "https://shop.example.com/",
    "https://shop.example.com/search?q=lamp",
  ])("takes no identity from the list %s", (url) => {
    expect(identityKeys({ origin: "google-trends", externalId: "x", title: "lamp", url })).toEqual([]);
  });

  it("keeps two posts of one subreddit apart and one post together", () => {
    const key = (url: string) => identityKeys({ origin: "reddit", externalId: "x", title: "lamp", url });
    expect(key("https://www.reddit.com/r/gadgets/comments/abc/x/")).toEqual(
      key("https://reddit.com/r/gadgets/comments/abc/x?ref=share"),
    );
    expect(key("https://www.reddit.com/r/gadgets/comments/abc/x/")).not.toEqual(
      key("https://www.reddit.com/r/gadgets/comments/abd/x/"),
    );
  });

  it("never throws on hostile text", () => {
    fc.assert(
      fc.property(hostile, hostile, fc.constantFrom(...ORIGINS), (title, url, origin) => {
        for (const key of identityKeys({ title, url, externalId: title.slice(0, 20), origin }))
          expect(key).toMatch(/^(asin|url|title):./su);
      }),
    );
  });
});

describe("matchKeywords", () => {
  const keywords = ["split keyboard", "keyboard", "mini projector", "matcha", "ランプ", "a+b (c", ""].map(
    (keyword, index) => ({ id: index + 1, keyword }),
  );
  const matched = (title: string) =>
    matchKeywords(title, keywords).map(({ keyword, how }) => `${keyword}: ${how}`);

  it("tells a phrase from scattered words", () => {
    expect(matched("Norvik Split Keyboards, wireless")).toEqual(["split keyboard: exact", "keyboard: exact"]);
    expect(matched("Keyboard with split layout")).toEqual(["keyboard: exact", "split keyboard: all-words"]);
  });

  it("matches whole words only", () => {
    expect(matched("Matchar keyboardist")).toEqual([]);
    expect(matched("MATCHA whisk")).toEqual(["matcha: exact"]);
  });

  it("finds keywords in scripts without spaces and never runs a keyword as a pattern", () => {
    expect(matched("折りたたみ式ランプ台")).toEqual(["ランプ: exact"]);
    fc.assert(
      fc.property(hostile, hostile, (title, keyword) => {
        const found = matchKeywords(title, [{ id: 7, keyword }]);
        expect(found.every((one) => one.id === 7 && one.keyword === keyword)).toBe(true);
      }),
    );
  });
});

describe("categorise", () => {
  it.each([
    ["Norvik Ergonomic Split Keyboard for Mac, 9 inch separation", "computers.keyboards"],
    ["#miniprojector", "electronics.projectors"],
    ["Insulated Stainless Steel Water Bottle with Straw, 24 oz", "kitchen.drinkware"],
    ["Orthopaedic dog bed with pillow", "pets.dogs"],
    ["Silicone case for phone 15", "accessories.phone-cases"],
    ["Vitamin C serum for face", "beauty.skincare"],
    ["Weighted plush dinosaur", "toys.plush"],
    ["Women's high waist leggings", "apparel.bottoms"],
    ["Walking pad under desk treadmill", "sports.fitness"],
    ["Matcha whisk set", "kitchen.coffee"],
  ])("%s → %s", (title, id) => {
    expect(categorise(title)?.id).toBe(id);
  });

  it("knows nothing of people, news and empty text", () => {
    for (const text of ["nobel peace prize", "Taylor Swift", "", "!!!", "collision"])
      expect(categorise(text)).toBeNull();
  });

  it("is surer of a phrase than of one common word, and sure between 0 and 1", () => {
    expect(categorise("split keyboard")?.confidence).toBeGreaterThan(categorise("keyboard")?.confidence ?? 1);
    fc.assert(
      fc.property(hostile, (text) => {
        const confidence = categorise(text)?.confidence ?? 0;
        expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
    );
  });
});

describe("isProductLike", () => {
  const product = (title: string, kind: Parameters<typeof isProductLike>[0]["kind"] = "term") =>
    isProductLike({ kind, title }).product;

  it.each([
    "split keyboard",
    "miniprojector",
    "christmas lights",
    "dog harness",
    "sunset lamp",
    "matcha whisk",
  ])("takes the term “%s” for a product", (title) => {
    expect(product(title)).toBe(true);
  });

  it.each([
    "nobel peace prize",
    "lakers vs celtics",
    "Taylor Swift tour",
    "christmas",
    "shoes",
    "gift card",
    "election results",
    "haydenpanettiere",
    "collision",
    "stanley cup final",
  ])("does not take the term “%s” for one", (title) => {
    expect(product(title)).toBe(false);
  });

  it("takes a shop's products, but nothing that cannot be shipped, no event and no category", () => {
    expect(product("Norvik X200", "product")).toBe(true);
    expect(product("Streaming Plan with monthly auto-renewal", "product")).toBe(false);
    expect(product("Up to 40% off split keyboards", "event")).toBe(false);
    expect(product("T_SHIRTS", "category")).toBe(false);
  });

  it("says why", () => {
    expect(isProductLike({ kind: "term", title: "split keyboard" }).why).toContain("Keyboards");
    expect(isProductLike({ kind: "term", title: "election results" }).why).toContain("election");
  });
});

describe("the taxonomy", () => {
  it("has at most 300 nodes with unique ids, words, and a cost ratio that says where it comes from", () => {
    expect(TAXONOMY.length).toBeGreaterThan(100);
    expect(TAXONOMY.length).toBeLessThanOrEqual(300);
    expect(new Set(TAXONOMY.map((node) => node.id)).size).toBe(TAXONOMY.length);
    for (const node of TAXONOMY) {
      expect(taxonomyNode(node.id)).toBe(node);
      expect(
        node.words.every((word) => word !== ""),
        node.id,
      ).toBe(true);
      const { low, likely, high, source } = node.costRatio;
      expect(0 < low && low < likely && likely < high && high < 1, node.id).toBe(true);
      expect(source).toContain("Census");
    }
  });
});
