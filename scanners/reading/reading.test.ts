import { describe, expect, test } from "vitest";
import { MAX_BODY_BYTES, whyRefused } from "./body-limits";
import { readCount } from "./number";
import { pageLocale } from "./page-locale";
import { readPrice } from "./price";
import { readRating } from "./rating";
import { cleanText, cleanUrl } from "./text";
import { decodeXml, readXml } from "./xml";

describe("counts", () => {
  test.each([
    ["15,569", "en-US", 15_569],
    ["92.284", "de-DE", 92_284],
    ["92.284", "en-US", 92_284],
    ["15,569", "de-DE", 15_569],
    ["(1.2K)", "en-US", 1_200],
    ["12 345", "fr-FR", 12_345],
    ["12\u202F345", "fr-FR", 12_345],
    ["1,23,456", "en-IN", 123_456],
    ["१,२३,४५६", "hi-IN", 123_456],
    ["1'234", "de-CH", 1_234],
    ["200+", "en-US", 200],
    ["200000+", "en-US", 200_000],
    ["2천+", "ko-KR", 2_000],
    ["2천+", "en-US", 2_000],
    ["1만+", "ko-KR", 10_000],
    ["2万+", "ja-JP", 20_000],
    ["2 mil+", "es-ES", 2_000],
    ["1,5 mil+", "pt-BR", 1_500],
    ["2 mil.", "cs-CZ", 2_000_000],
    ["2 тыс.+", "ru-RU", 2_000],
    ["20 N+", "vi-VN", 20_000],
    ["2 B+", "tr-TR", 2_000],
    ["2B+", "en-US", 2_000_000_000],
    ["2 लाख+", "hi-IN", 200_000],
    ["+٢٬٠٠٠", "ar-EG", 2_000],
    ["٢ ألف+", "ar-EG", 2_000],
    ["2 tys.+", "pl-PL", 2_000],
    ["1.234", "nonsense-locale-!", 1_234],
    ["0", "en-US", 0],
  ])("%s (%s) is %i", (text, locale, count) => {
    expect(readCount(text, locale)).toBe(count);
  });

  test.each([
    "",
    "many",
    "2 zillion",
    "4.5",
    "1,23",
    "12,34,5",
    "2000 to 5000",
    "99999999999999999999",
    "-5",
    "2 N+",
  ])("%s is no count rather than a wrong one", (text) => {
    expect(readCount(text, "en-US")).toBeUndefined();
  });
});

describe("prices", () => {
  test.each([
    ["$19.99", "en-US", "19.99", "USD"],
    ["$1,234.56", "en-US", "1234.56", "USD"],
    ["$1,234", "en-US", "1234.00", "USD"],
    ["24,99\u00A0€", "de-DE", "24.99", "EUR"],
    ["24,99 €", "en-US", "24.99", "EUR"],
    ["1.234,56 €", "de-DE", "1234.56", "EUR"],
    ["1.234 €", "en-US", "1234.00", "EUR"],
    ["1.299,–€", "de-DE", "1299.00", "EUR"],
    ["1 299,00 kr", "sv-SE", "1299.00", "SEK"],
    ["19€99", "fr-FR", "19.99", "EUR"],
    ["AED 897.65", "en-AE", "897.65", "AED"],
    ["AWG\u00A021.70", "en-US", "21.70", "AWG"],
    ["¥1,234", "ja-JP", "1234.00", "JPY"],
    ["¥1,234", "ja-JP", "1234.00", "JPY"],
    ["₹1,23,456.00", "en-IN", "123456.00", "INR"],
    ["R$ 1.234,56", "pt-BR", "1234.56", "BRL"],
    ["CHF 1’234.50", "de-CH", "1234.50", "CHF"],
    ["KWD 1.234", "en-KW", "1.23", "KWD"],
    ["$25.00", "en-CA", "25.00", "CAD"],
    ["CA$25.00", "en-US", "25.00", "CAD"],
    ["٨٩٧٫٦٥ د.إ", "ar-AE", "897.65", "AED"],
    ["US$ 20", "de-DE", "20.00", "USD"],
    ["\u200F٨٩٧٫٦٥ ر.س.\u200F", "ar-SA", "897.65", "SAR"],
    ["د.إ.\u200F ٨٩٧٫٦٥", "ar-AE", "897.65", "AED"],
    ["ج.م.\u200F 1,234.56", "ar-EG", "1234.56", "EGP"],
    ["1.234,56 TL", "tr-TR", "1234.56", "TRY"],
    ["1\u00A0234,56 zł", "pl-PL", "1234.56", "PLN"],
    ["￥1,234", "ja-JP", "1234.00", "JPY"],
    ["₹1,23,456", "en-IN", "123456.00", "INR"],
    ["$1,299.00", "es-MX", "1299.00", "MXN"],
    ["CLP 21,990", "en-US", "21990.00", "CLP"],
    ["€ 24,-", "nl-NL", "24.00", "EUR"],
    ["$.99", "en-US", "0.99", "USD"],
    ["US $12.99", "de-DE", "12.99", "USD"],
  ])("%s (%s) is %s %s", (text, locale, amount, currency) => {
    expect(readPrice(text, locale)).toEqual({ price: { amount, currency } });
  });

  test("two prices with a dash are a range", () => {
    expect(readPrice("$10.00 - $20.50", "en-US")).toEqual({
      priceRange: { low: "10.00", high: "20.50", currency: "USD" },
    });
    for (const text of ["9,99 € – 12,99 €", "9,99 € à 12,99 €", "9.99 - 12.99 €"]) {
      expect(readPrice(text, "fr-FR"), text).toEqual({
        priceRange: { low: "9.99", high: "12.99", currency: "EUR" },
      });
    }
    for (const dash of ["～", "〜", "-"]) {
      expect(readPrice(`￥1,234 ${dash} ￥2,345`, "ja-JP"), dash).toEqual({
        priceRange: { low: "1234.00", high: "2345.00", currency: "JPY" },
      });
    }
  });

  test.each([
    "",
    "24.99",
    "free",
    "XXQ 12.00",
    "19 offers from $12.99",
    "$20 - €30",
    "$30 - $20",
    "-$5.00",
    "$1.2.3",
    "20% off",
  ])("%s names no price: neither amount nor currency is made up", (text) => {
    expect(readPrice(text, "en-US")).toEqual({});
  });

  test("a dollar of an unknown country has no currency", () => {
    expect(readPrice("$20.00", "de-DE")).toEqual({});
    expect(readPrice("$20.00", "de-DE", "AU")).toEqual({ price: { amount: "20.00", currency: "AUD" } });
  });
});

describe("ratings", () => {
  test.each([
    ["4.6 out of 5 stars", "en-US", { rating: 4.6 }],
    ["4.6 out of 5 stars, 15,569 ratings", "en-US", { rating: 4.6, reviewCount: 15_569 }],
    ["4,4 von 5 Sternen", "de-DE", { rating: 4.4 }],
    ["4,4 von 5 Sternen, 92.284 Bewertungen", "de-DE", { rating: 4.4, reviewCount: 92_284 }],
    ["4,5 sur 5 étoiles, 1 234 évaluations", "fr-FR", { rating: 4.5, reviewCount: 1_234 }],
    ["5つ星のうち4.5、1,234個の評価", "ja-JP", { rating: 4.5, reviewCount: 1_234 }],
    ["5 yıldız üzerinden 4,4", "tr-TR", { rating: 4.4 }],
    ["٤٫٥ من ٥ نجوم", "ar-AE", { rating: 4.5 }],
    ["4,4 su 5 stelle, 1.321 voti", "it-IT", { rating: 4.4, reviewCount: 1_321 }],
    ["4,4 z 5 gwiazdek, 1\u00A0234 ocen", "pl-PL", { rating: 4.4, reviewCount: 1_234 }],
    ["5 yıldız üzerinden 4,4, 1.234 puan", "tr-TR", { rating: 4.4, reviewCount: 1_234 }],
    ["5 में से 4.4 स्टार", "hi-IN", { rating: 4.4 }],
    ["5점 만점에 4.4점", "ko-KR", { rating: 4.4 }],
    ["星5つ中の4.5", "ja-JP", { rating: 4.5 }],
    ["5-க்கு 4.5", "ta-IN", { rating: 4.5 }],
    ["4,5 von 5 Sternen, 1,2 Tsd. Bewertungen", "de-DE", { rating: 4.5, reviewCount: 1_200 }],
    ["5つ星のうち4.5、1.2万個の評価", "ja-JP", { rating: 4.5, reviewCount: 12_000 }],
    ["4.5 out of 5 stars, 1.2 lakh ratings", "en-IN", { rating: 4.5, reviewCount: 120_000 }],
    ["4.4 من 5 نجوم، 1,234 تقييم", "ar-AE", { rating: 4.4, reviewCount: 1_234 }],
    ["5.0 out of 5 stars, 1.2K ratings", "en-US", { rating: 5, reviewCount: 1_200 }],
    ["5 out of 5 stars", "en-US", { rating: 5 }],
  ])("%s (%s)", (text, locale, rating) => {
    expect(readRating(text, locale)).toEqual(rating);
  });

  test.each([
    "",
    "4.6",
    "46 out of 5 stars",
    "5 stars, 4 ratings",
    "5 stars are 4.5% of the ratings",
    "4.6 out of 10",
    "Ratings: 12, 5",
  ])("%s says no rating", (text) => {
    expect(readRating(text, "en-US")).toEqual({});
  });
});

describe("the locale of a page", () => {
  test.each([
    ["de-de", "DE", "en-US", "de-DE"],
    ["en-gb", "DE", "de-DE", "en-GB"],
    ["ar", "SA", "en-US", "ar-SA"],
    [undefined, "FR", "en-US", "fr-FR"],
    [undefined, "US", "en-US", "en-US"],
    [undefined, "IN", "en-IN", "en-IN"],
    [undefined, undefined, "sv-SE", "sv-SE"],
    ["{{lang}}", "JP", "en-US", "ja-JP"],
    ["pt_BR", undefined, "en-US", "pt-BR"],
  ])("lang %s of a shop in %s, asked for in %s, is read as %s", (lang, region, asked, locale) => {
    expect(pageLocale(lang, region, asked)).toBe(locale);
  });
});

describe("text and addresses", () => {
  test("control, invisible and direction-changing characters are gone, and a cut never splits a character", () => {
    expect(cleanText("a\u0000b\u202Ec\u200Bd\n\n e")).toBe("a bcd e");
    expect(cleanText("\uD800x").isWellFormed()).toBe(true);
    expect(cleanText(`${"x".repeat(499)}🎉`)).toBe("x".repeat(499));
  });

  test("only web addresses pass, without sign-in data", () => {
    expect(cleanUrl("https://user:pw@example.com/a")).toBe("https://example.com/a");
    expect(cleanUrl("/a?b=1", "https://example.com")).toBe("https://example.com/a?b=1");
    for (const bad of [
      "javascript:alert(1)",
      "data:text/html,x",
      "self",
      "default",
      "nsfw",
      "",
      "http://",
      "ftp://example.com",
      `https://example.com/${"a".repeat(1001)}`,
    ]) {
      expect(cleanUrl(bad), bad).toBeUndefined();
    }
  });

  test("XML is unescaped exactly once, and a document type is refused", () => {
    expect(decodeXml("&amp;lt; &#39;&#x41; &unknown; &#0; &#1114112;")).toBe(
      "&lt; 'A &unknown; &#0; &#1114112;",
    );
    expect(readXml('<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>')).toBeUndefined();
  });
});

test("feeds made from HTML keep its characters", () => {
  expect(decodeXml("caf&eacute;&nbsp;&mdash; &Eacute;clair &AMP; &amp;eacute; &notaname;")).toBe(
    "café\u00A0— Éclair & &eacute; &notaname;",
  );
});

describe("limits before a tree is built", () => {
  const nest = (open: string, close: string, levels: number) => open.repeat(levels) + close.repeat(levels);

  test.each([
    ["html", "<div>", "</div>"],
    ["xml", "<a>", "</a>"],
    ["json", "[", "]"],
    ["json", '{"a":', "}"],
  ] as const)("%s nested 500 levels deep passes and 501 is refused (%s)", (kind, open, close) => {
    expect(whyRefused(nest(open, close, 500), kind)).toBeUndefined();
    expect(whyRefused(nest(open, close, 501), kind)).toMatch(/deeper than 500/);
    expect(whyRefused(open.repeat(501), kind)).toMatch(/deeper than 500/);
  });

  test("end tags that close nothing hide no depth", () => {
    expect(whyRefused("<div></x>".repeat(501), "html")).toMatch(/deeper/);
  });

  test("what only looks like nesting is not counted", () => {
    for (const body of [
      "<p>a".repeat(2000),
      "<br>".repeat(2000),
      "<li>x".repeat(2000),
      `<script>${"<div>".repeat(2000)}</script>`,
      `<!--${"<div>".repeat(2000)}-->`,
      `<a title="${"<div>".repeat(2000)}">x</a>`,
      `<svg>${'<path d="M0"/>'.repeat(2000)}</svg>`,
      `<ul>${"<li><p>x".repeat(2000)}</ul>`.replaceAll("<li><p>x", "<li><p>x</p>"),
      "<b>x</b>".repeat(2000),
    ]) {
      expect(whyRefused(body, "html"), body.slice(0, 30)).toBeUndefined();
    }
    expect(whyRefused(JSON.stringify({ text: "[".repeat(2000), quote: '"[\\' }), "json")).toBeUndefined();
    expect(whyRefused(`<a><![CDATA[${"<b>".repeat(2000)}]]></a>`, "xml")).toBeUndefined();
  });

  test("a body of more than 100,000 tags is refused however small it is", () => {
    expect(whyRefused("<p>".repeat(100_000), "html")).toBeUndefined();
    expect(whyRefused("<p>".repeat(100_001), "html")).toMatch(/more than 100000 tags/);
    expect(whyRefused("<a/>".repeat(100_001), "xml")).toMatch(/more than 100000 tags/);
  });

  test("a body above 3 MB is refused by its bytes, not its characters", () => {
    expect(whyRefused("x".repeat(MAX_BODY_BYTES), "html")).toBeUndefined();
    expect(whyRefused("x".repeat(MAX_BODY_BYTES + 1), "html")).toMatch(/larger than 3 MB/);
    expect(whyRefused("語".repeat(1_100_000), "html")).toMatch(/larger than 3 MB/);
  });

  test.each([
    ["html", "<div>".repeat(499) + "</x>".repeat(700_000)],
    ["html", "<".repeat(2_900_000)],
    ["html", "<!--".repeat(700_000)],
    ["html", "<a b=".repeat(580_000)],
    ["html", '<a b="'.repeat(480_000)],
    ["html", "<script>".repeat(370_000)],
    ["json", '"\\'.repeat(1_400_000)],
    ["xml", "<![CDATA[".repeat(330_000)],
  ] as const)("the scan of a hostile %s body stays linear (case %#)", (kind, body) => {
    const before = process.threadCpuUsage();
    whyRefused(body, kind);
    expect(process.threadCpuUsage(before).user / 1000).toBeLessThan(1000);
  });
});
