/** One card of a list. Layouts differ in where things stand, not in what they are: one pass gathers every place they are known to stand. */
import { readCount } from "../reading/number";
import { readPrice, type ReadPrice } from "../reading/price";
import { readRating } from "../reading/rating";
import { cleanText, cleanUrl } from "../reading/text";
import { classOf, firstLineIn, hasClass, nearest, textIn, walk, type TreeElement } from "../reading/tree";

const ASIN = /^[A-Z0-9]{10}$/;

export function isAsin(text: unknown): text is string {
  return typeof text === "string" && ASIN.test(text);
}

/** The ASIN in a product's address, `/dp/…` or the older `/gp/product/…`. */
export function asinInAddress(href: string | undefined): string | undefined {
  return /\/(?:dp|gp\/product)\/([A-Z0-9]{10})(?:[/?#]|$)/.exec(href ?? "")?.[1];
}

export type Card = {
  element: TreeElement;
  asin: string | undefined;
  /** The rank on the card's own badge. */
  rank: number | undefined;
  titles: TreeElement[];
  image: TreeElement | undefined;
  prices: TreeElement[];
  /** Texts that may say stars: accessible labels, titles of links, and the icon's own words. */
  labels: string[];
  /** Where the number of ratings stands by itself. */
  counts: TreeElement[];
};

/** The hash before a class differs from page to page; "p13n-sc-price-animation-wrapper" is no price. */
const PRICE_CLASS = /(?:^|[\s_])p13n-sc-price(?:_\S*)?(?:\s|$)/;
const TITLE_CLASS = /line-clamp|p13n-sc-truncate|(?:^|\s)zg_title(?:\s|$)/;
const BADGE_CLASS = /(?:^|\s)(?:zg-bdg-text|zg-badge-text|zg_rankNumber)(?:\s|$)/;

/** The ASIN that 2017's layout writes into an element's data. */
function asinInMetadata(json: string | undefined): string | undefined {
  return /"asin"\s*:\s*"([A-Z0-9]{10})"/.exec(json ?? "")?.[1];
}

/** The rank on a badge: "#1", "Nr. 1", "1." */
function rankOn(badge: TreeElement): number | undefined {
  const rank = readCount(
    textIn(badge)
      .trim()
      .replace(/^\D{0,5}/, "")
      .replace(/\.$/, ""),
    "en-US",
  );
  return rank !== undefined && rank >= 1 && rank <= 1000 ? rank : undefined;
}

/** Gathers a card's parts. From 2025 the ASIN is an attribute, before it an id, before that only in the address. */
export function gatherCard(element: TreeElement): Card {
  const card: Card = {
    element,
    asin: undefined,
    rank: undefined,
    titles: [],
    image: undefined,
    prices: [],
    labels: [],
    counts: [],
  };
  const asins: (string | undefined)[] = [undefined, undefined, undefined, undefined];
  const look = (part: TreeElement): void => {
    const { attribs, name } = part;
    asins[0] ??= attribs["data-asin"] || undefined;
    asins[1] ??= hasClass(part, "p13n-sc-uncoverable-faceout") ? attribs["id"] : undefined;
    asins[2] ??= asinInMetadata(attribs["data-p13n-asin-metadata"]);
    if (name === "a") {
      asins[3] ??= asinInAddress(attribs["href"]);
      if (attribs["aria-label"] !== undefined) card.labels.push(attribs["aria-label"]);
      if (attribs["title"] !== undefined) card.labels.push(attribs["title"]);
    } else if (name === "img") card.image ??= part;
    const classes = classOf(part);
    if (classes === "") return;
    if (PRICE_CLASS.test(classes)) card.prices.push(part);
    if (TITLE_CLASS.test(classes)) card.titles.push(part);
    if (BADGE_CLASS.test(classes)) card.rank ??= rankOn(part);
    if (hasClass(part, "a-icon-alt")) card.labels.push(textIn(part));
    if (hasClass(part, "a-size-small")) card.counts.push(part);
  };
  look(element);
  walk(element, (part) => {
    look(part);
    return true;
  });
  card.asin = asins.find(isAsin);
  return card;
}

/** The title's own element (its class begins with a hash), else the picture's description. */
export function titleOf(card: Card): string {
  const [element] = card.titles;
  // A shortened text carries the whole one in an attribute.
  const title =
    element === undefined ? "" : cleanText(element.attribs["title"] ?? "") || cleanText(firstLineIn(element));
  return title || cleanText(card.image?.attribs["alt"] ?? "");
}

/** The largest of the sizes an image lists, else its plain address. */
export function imageOf(image: TreeElement | undefined): string | undefined {
  if (image === undefined) return undefined;
  try {
    const sizes: unknown = JSON.parse(image.attribs["data-a-dynamic-image"] ?? "{}");
    let largest: { url: string; area: number } | undefined;
    for (const [address, size] of Object.entries(sizes ?? {})) {
      const area = areaOf(size);
      const url = area > (largest?.area ?? 0) ? cleanUrl(address) : undefined;
      if (url !== undefined) largest = { url, area };
    }
    if (largest) return largest.url;
  } catch {
    // The attribute is a convenience of the page; the plain address remains.
  }
  return cleanUrl(image.attribs["src"]);
}

function areaOf(size: unknown): number {
  if (!Array.isArray(size)) return 0;
  const [width, height]: unknown[] = size;
  return typeof width === "number" && typeof height === "number" ? width * height : 0;
}

const isLine = (element: TreeElement): boolean => element.name === "a" || hasClass(element, "a-row");

/** An old price is struck through; the one in a secondary colour is that of other sellers' offers. */
const isAside = (element: TreeElement): boolean =>
  element.attribs["data-a-strike"] !== undefined ||
  hasClass(element, "a-color-secondary") ||
  hasClass(element, "a-text-strike") ||
  element.name === "del" ||
  element.name === "s";

/**
 * True where words stand in the price's own line, before it ("4 offers from", "19 Angebote ab") or, as some languages
 * order them, after it together with a number ("￥1,234から19件の出品", "1.234 TL'den başlayan 19 teklif").
 */
function saysOffers(text: string, line: string): boolean {
  const at = Math.max(line.indexOf(text), 0);
  const before = line.slice(0, at).replaceAll(/\p{Sc}|\b[A-Z]{3}\b/gu, "");
  if (/\p{L}{2,}/u.test(before)) return true;
  const after = line.slice(at + text.length).trimStart();
  return !after.startsWith("(") && /\p{L}{2,}/u.test(after) && /\p{N}/u.test(after.replaceAll(text, ""));
}

/**
 * The card's own price. "19 offers from $12.99" names the cheapest of other sellers' offers, used ones among them:
 * it is not the product's price and is left out, as is a struck-through one.
 */
export function priceOf(card: Card, locale: string, region: string | undefined): ReadPrice {
  const own = card.prices
    .filter((price) => nearest(price, card.element, isAside) === undefined)
    .map((price) => {
      const text = textIn(price);
      const around = nearest(price, card.element, isLine);
      return { text, line: around === undefined ? text : textIn(around) };
    })
    .filter(({ text, line }) => !saysOffers(text, line));
  const [one, two] = own;
  if (one === undefined) return {};
  const single = readPrice(one.text, locale, region);
  if (two === undefined || own.length > 2) return single;
  // Two prices are a range only where a dash joins them; otherwise the second repeats the first or is the old one.
  const between = one.line.slice(one.line.indexOf(one.text) + one.text.length).split(two.text)[0] ?? "";
  return /[-–—~～〜]/.test(between) ? readPrice(`${one.text} - ${two.text}`, locale, region) : single;
}

/** Stars and count: one label from 2025 (`title`) and 2026 (`aria-label`) on, two elements before. */
export function ratingOf(card: Card, locale: string): { rating?: number; reviewCount?: number } {
  const read = card.labels
    .map((label) => readRating(label, locale))
    .filter(({ rating }) => rating !== undefined);
  const best = read.find(({ reviewCount }) => reviewCount !== undefined) ?? read[0] ?? {};
  if (best.reviewCount !== undefined || best.rating === undefined) return best;
  for (const element of card.counts) {
    const stands =
      element.attribs["href"]?.includes("product-reviews") ||
      nearest(element, card.element, (around) => hasClass(around, "a-icon-row")) !== undefined;
    const count = stands ? readCount(textIn(element), locale) : undefined;
    if (count !== undefined) return { ...best, reviewCount: count };
  }
  return best;
}
