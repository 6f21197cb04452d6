import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Page } from "../scanner";
import { scanner } from "./index";
import { parse } from "./parse";

const RECORDED = path.resolve(
  import.meta.dirname,
  "../../../shared/captures/google-trends/us-2025-02-25-one-item.xml",
);
const seenAt = "2026-11-22T10:00:00.000Z";
const page = (body: string, over: Partial<Page> = {}): Page => ({
  url: "https://trends.google.com/trending/rss?geo=US",
  status: 200,
  headers: {},
  body,
  fetchedAt: seenAt,
  locale: "en-US",
  ...over,
});

/** Our own feed in Google's shape: no untouched recording of several entries is kept with the tests. */
const feed = (items: string, geo = "US") => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:ht="https://trends.google.com/trending/rss" version="2.0"><channel>
<title>Daily Search Trends</title><link>https://trends.google.com/trending/rss?geo=${geo}</link>${items}</channel></rss>`;
const item = (title: string, inner: string) =>
  `<item><title>${title}</title><link>https://trends.google.com/trending/rss?geo=US</link><description/>${inner}</item>`;

describe.skipIf(!existsSync(RECORDED))("the recorded feed", () => {
  test("gives its one term with traffic, winter time and news", () => {
    const parsed = parse(page(readFileSync(RECORDED, "utf8")));
    expect(parsed).toMatchObject({ kind: "items", rejects: [] });
    expect(parsed.items).toEqual([
      {
        kind: "term",
        externalId: "trend1",
        title: "trend1",
        imageUrl:
          "https://encrypted-tbn1.gstatic.com/images?q=tbn:ANd9GcSsGdm1ftf6kSRV_6TDut4L9IUtqC4-Agf_K5zwrPWlCH0wbc6hHFRZDDlsuRY",
        rank: 1,
        listSize: 1,
        searchVolume: 2000,
        trendStrength: "2000+",
        series: [["2025-02-25T21:20:00.000Z", 2000]],
        publishedAt: "2025-02-25T21:20:00.000Z",
        list: "Trending searches US",
        citations: [
          {
            url: "https://finance.yahoo.com/news/super-micro-stock-drops-as-nasdaq-deadline-to-avoid-delisting-approaches-200716294.html",
            title: "news Item 1",
          },
        ],
        seenAt,
      },
    ]);
  });
});

describe("a feed", () => {
  test("the offset of pubDate is read, in summer as in winter", () => {
    const parsed = parse(
      page(
        feed(
          item(
            "a",
            "<ht:approx_traffic>200+</ht:approx_traffic><pubDate>Thu, 8 Oct 2026 05:10:00 -0700</pubDate>",
          ) +
            item(
              "b",
              "<ht:approx_traffic>5000+</ht:approx_traffic><pubDate>Sun, 22 Nov 2026 05:10:00 -0800</pubDate>",
            ) +
            item("c", "<ht:approx_traffic>500+</ht:approx_traffic><pubDate>yesterday</pubDate>"),
        ),
      ),
    );
    expect(parsed.items.map(({ series }) => series)).toEqual([
      [["2026-10-08T12:10:00.000Z", 200]],
      [["2026-11-22T13:10:00.000Z", 5000]],
      undefined,
    ]);
    expect(parsed.items.map(({ rank, listSize, kind }) => [rank, listSize, kind])).toEqual([
      [1, 3, "term"],
      [2, 3, "term"],
      [3, 3, "term"],
    ]);
  });

  test("absent pictures, absent traffic and zero to three news items are what they are", () => {
    const news = (url: string) =>
      `<ht:news_item><ht:news_item_title>A &amp;amp; B</ht:news_item_title><ht:news_item_snippet/><ht:news_item_url>${url}</ht:news_item_url><ht:news_item_picture></ht:news_item_picture></ht:news_item>`;
    const parsed = parse(
      page(
        feed(
          item("bare", "") +
            item(
              "full",
              `<ht:picture></ht:picture>${news("https://a.example/1")}${news("javascript:x")}${news("https://a.example/3")}`,
            ),
        ),
      ),
    );
    expect(parsed.items[0]).toEqual({
      kind: "term",
      externalId: "bare",
      title: "bare",
      rank: 1,
      listSize: 2,
      list: "Trending searches US",
      seenAt,
    });
    expect(parsed.items[1]?.citations).toEqual([
      { url: "https://a.example/1", title: "A & B" },
      { url: "https://a.example/3", title: "A & B" },
    ]);
    expect(parsed.items[1]).not.toHaveProperty("imageUrl");
  });

  test("localised traffic is read by the page's locale, and by the feed's country where that does not know the word", () => {
    const traffic = (text: string, geo: string, locale: string) =>
      parse(page(feed(item("x", `<ht:approx_traffic>${text}</ht:approx_traffic>`), geo), { locale }))
        .items[0];
    expect(traffic("2천+", "KR", "en-US")).toMatchObject({ searchVolume: 2000, trendStrength: "2천+" });
    expect(traffic("20 N+", "VN", "en-US")).toMatchObject({ searchVolume: 20_000, trendStrength: "20 N+" });
    expect(traffic("5 mil+", "MX", "es-MX")).toMatchObject({ searchVolume: 5000 });
    // A Turkish "B" is a thousand, an English one a billion: the feed's country knows.
    expect(traffic("10 B+", "TR", "en-US")).toMatchObject({ searchVolume: 10_000 });
    expect(traffic("200.000+", "DE", "en-US")).toMatchObject({ searchVolume: 200_000 });
    expect(traffic("200 000+", "FR", "en-US")).toMatchObject({ searchVolume: 200_000 });
    expect(traffic("1 mil+", "BR", "en-US")).toMatchObject({ searchVolume: 1000 });
    expect(traffic("1万以上", "JP", "en-US")).toMatchObject({ searchVolume: 10_000 });
    expect(traffic("20 тыс.+", "RU", "en-US")).toMatchObject({ searchVolume: 20_000 });
    expect(traffic("1L+", "IN", "en-US")).toMatchObject({ searchVolume: 100_000 });
    const strange = traffic("zwölfzig+", "DE", "de-DE");
    expect(strange).toMatchObject({ trendStrength: "zwölfzig+" });
    expect(strange).not.toHaveProperty("searchVolume");
  });

  test("an entry without a term is rejected, and one said twice is kept once", () => {
    const parsed = parse(page(feed(item("", "") + item("Same", "") + item("same", ""))));
    expect(parsed.items.map(({ title }) => title)).toEqual(["Same"]);
    expect(parsed.rejects).toHaveLength(2);
  });

  test("a feed that breaks off does not turn half a word into a term", () => {
    const whole = feed(item("first", "") + item("second term", ""));
    const parsed = parse(page(whole.slice(0, whole.indexOf("second") + 4)));
    expect(parsed.items.map(({ title }) => title)).toEqual(["first"]);
    expect(parsed.rejects).toHaveLength(1);
  });
});

test("a feed kept from its former address is read alike", () => {
  const former = "https://trends.google.com/trends/trendingsearches/daily";
  const body = feed(item("kettle", "<ht:approx_traffic>200,000+</ht:approx_traffic>"));
  const parsed = parse(page(body.replaceAll("https://trends.google.com/trending/rss", former)));
  expect(parsed.items).toMatchObject([
    { title: "kettle", searchVolume: 200_000, list: "Trending searches US" },
  ]);
});

describe("what is no feed of trends", () => {
  test.each([
    ["empty", feed(""), 200],
    [
      "blocked",
      '<html><form action="https://consent.google.com/save" method="POST">Before you continue</form></html>',
      200,
    ],
    [
      "blocked",
      "<html><body>Our systems have detected unusual traffic from your computer network.</body></html>",
      200,
    ],
    [
      "blocked",
      '<html><form action="https://consent.google.com/save"><input name="continue" value="https://trends.google.com/trending/rss?geo=DE"></form></html>',
      200,
    ],
    [
      "blocked",
      "<html><head><title>https://trends.google.com/trending/rss?geo=US</title></head><body>Our systems have detected unusual traffic from your computer network.</body></html>",
      200,
    ],
    ["blocked", "<!DOCTYPE html><html lang=en><title>Error 429 (Too Many Requests)!!1</title>", 200],
    ["blocked", "", 429],
    ["unknown", "", 200],
    ["unknown", "<html><body>Hello</body></html>", 200],
    ["unknown", '{"items":[]}', 200],
    ["unknown", "<rss><channel><item><title>Somebody's blog</title></item></channel></rss>", 200],
    ["unknown", feed("").slice(0, 200), 200],
    ["unknown", `<!DOCTYPE rss [<!ENTITY a "x">]>${feed(item("&a;", ""))}`, 200],
  ])("is %s, never zero terms (case %#)", (kind, body, status) => {
    const parsed = parse(page(body, { status }));
    expect(parsed.kind).toBe(kind);
    expect(parsed.items).toEqual([]);
  });
});

test("one feed is asked for per country, and the consent page may be followed to be recognised", () => {
  const ctx = { now: new Date(), locale: "en-US", credentials: {}, memory: {} };
  expect(scanner.first({ ...ctx, config: { wholeList: false } }).map(({ url }) => url)).toEqual([
    "https://trends.google.com/trending/rss?geo=US",
  ]);
  const [us, kr] = scanner.first({ ...ctx, config: { geos: ["US", "KR"], mode: "live" } });
  expect(us?.redirectHosts).toContain("consent.google.com");
  expect(kr?.key).toBe("trending/KR");
  expect(() => scanner.first({ ...ctx, config: { geos: ["usa"] } })).toThrow(/country codes such as US/);
});
