/** One card of a list. Four years of layouts differ in where things stand, not in what they are: each is looked for in turn. */
import type { Cheerio, CheerioAPI } from "cheerio/slim";
import { readPrice, type ReadPrice } from "../reading/price";
import { readRating } from "../reading/rating";
import { readCount } from "../reading/number";
import { cleanText, cleanUrl } from "../reading/text";

type Node = ReturnType<CheerioAPI> extends Cheerio<infer N> ? N : never;
export type CardNode = Cheerio<Node>;

const ASIN = /^[A-Z0-9]{10}$/;

export function isAsin(text: unknown): text is string {
  return typeof text === "string" && ASIN.test(text);
}

/** From 2025 an attribute, before it the id of the faceout, before that only the product's address. */
export function asinOf(card: CardNode): string | undefined {
  const href = card.find('a[href*="/dp/"]').first().attr("href");
  return [
    card.attr("data-asin"),
    card.find("[data-asin]").first().attr("data-asin"),
    card.find(".p13n-sc-uncoverable-faceout").first().attr("id"),
    /\/dp\/([A-Z0-9]{10})(?:[/?]|$)/.exec(href ?? "")?.[1],
  ].find(isAsin);
}

/** The rank on the card's badge, "#1" or "Nr. 1". */
export function badgeRankOf(card: CardNode): number | undefined {
  const text = card.find(".zg-bdg-text, .zg-badge-text").first().text();
  const rank = readCount(text.replace(/^\D{0,5}/, ""), "en-US");
  return rank !== undefined && rank >= 1 && rank <= 1000 ? rank : undefined;
}

/** The title's own element (its class begins with a hash), else the picture's description. */
export function titleOf(card: CardNode): string {
  const element = card.find('[class*="line-clamp"], [class*="p13n-sc-truncate"]').first().clone();
  element.find("script, style").remove();
  // A shortened text carries the whole one in an attribute.
  const title = cleanText(element.attr("title") ?? "") || cleanText(element.text());
  return title || cleanText(card.find("img").first().attr("alt") ?? "");
}

/** The largest of the sizes an image lists, else its plain address. */
export function imageOf(card: CardNode): string | undefined {
  const image = card.find("img").first();
  try {
    const sizes: unknown = JSON.parse(image.attr("data-a-dynamic-image") ?? "{}");
    const largest = Object.entries(sizes ?? {})
      .map(([url, size]: [string, unknown]) => ({ url: cleanUrl(url), area: areaOf(size) }))
      .filter(({ url, area }) => url !== undefined && area > 0)
      .toSorted((a, b) => b.area - a.area)[0];
    if (largest) return largest.url;
  } catch {
    // The attribute is a convenience of the page; the plain address remains.
  }
  return cleanUrl(image.attr("src"));
}

function areaOf(size: unknown): number {
  if (!Array.isArray(size)) return 0;
  const [width, height]: unknown[] = size;
  return typeof width === "number" && typeof height === "number" ? width * height : 0;
}

/** The hash before a class differs from page to page; "p13n-sc-price-animation-wrapper" is no price. */
const PRICE_CLASS = /(?:^|[\s_])p13n-sc-price(?:_\S*)?(?:\s|$)/;

/**
 * The card's own price. "19 offers from $12.99" names the cheapest of other sellers' offers, used ones among them:
 * it is not the product's price and is left out, as is a struck-through one.
 */
export function priceOf(
  $: CheerioAPI,
  card: CardNode,
  locale: string,
  region: string | undefined,
): ReadPrice {
  const plain = card
    .find('[class*="p13n-sc-price"]')
    .filter((_, element) => PRICE_CLASS.test($(element).attr("class") ?? ""))
    .filter(
      (_, element) => $(element).closest(".a-color-secondary, .a-text-strike, [data-a-strike]").length === 0,
    )
    .filter((_, element) => !saysOffers($(element)));
  const texts = plain.toArray().map((element) => $(element).text());
  const [one, two] = texts;
  if (one === undefined) return {};
  const single = readPrice(one, locale, region);
  if (two === undefined || texts.length > 2) return single;
  // Two prices are a range only where a dash joins them; otherwise the second repeats the first or is the old one.
  const around = plain.first().closest(".a-row, a").text();
  const joined = /[-–—]/.test(around.slice(around.indexOf(one) + one.length).split(two)[0] ?? "");
  return joined ? readPrice(`${one} - ${two}`, locale, region) : single;
}

/** True where words stand before the price in its own line: "4 offers from", "19 Angebote ab". */
function saysOffers(price: CardNode): boolean {
  const line = price.closest("a, .a-row").text();
  const before = line.slice(0, Math.max(line.indexOf(price.text()), 0));
  return /\p{L}{2,}/u.test(before.replaceAll(/\p{Sc}|\b[A-Z]{3}\b/gu, ""));
}

/** Stars and count: one label from 2025 (`title`) and 2026 (`aria-label`) on, two elements before. */
export function ratingOf(
  $: CheerioAPI,
  card: CardNode,
  locale: string,
): { rating?: number; reviewCount?: number } {
  const labels = card
    .find("a[aria-label], a[title], .a-icon-alt")
    .toArray()
    .flatMap((element) => [$(element).attr("aria-label"), $(element).attr("title"), $(element).text()]);
  const read = labels
    .map((label) => readRating(label ?? "", locale))
    .filter(({ rating }) => rating !== undefined);
  const best = read.find(({ reviewCount }) => reviewCount !== undefined) ?? read[0] ?? {};
  if (best.reviewCount !== undefined || best.rating === undefined) return best;
  const beside = card
    .find('.a-icon-row .a-size-small, a.a-size-small[href*="product-reviews"]')
    .toArray()
    .map((element) => readCount($(element).text(), locale))
    .find((count) => count !== undefined);
  return beside === undefined ? best : { ...best, reviewCount: beside };
}
