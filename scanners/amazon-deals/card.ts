/** A card of a search page or of the deals page: where they name, price and rate a thing. */
import { toCents } from "@/lib/core/money";
import { asinInAddress, isAsin } from "../amazon-best-sellers/card";
import { countAtStart } from "../reading/number";
import type { Candidate } from "../reading/parser";
import { readPrice, type ReadPrice } from "../reading/price";
import { readRating } from "../reading/rating";
import { cleanText, cleanUrl } from "../reading/text";
import {
  classOf,
  firstLineIn,
  hasClass,
  nearest,
  ownTextOf,
  textIn,
  walk,
  type TreeElement,
} from "../reading/tree";
import { percentIn } from "./percent";

export type Shop = {
  origin: string;
  region: string | undefined;
  locale: string;
  seenAt: string;
  list: string;
};

/** Where a card stands among the cards of its page. */
export type Standing = { rank: number; listSize: number };

type Parts = {
  names: string[];
  prices: { text: string; struck: boolean }[];
  isRange: boolean;
  badges: string[];
  labels: string[];
  counts: string[];
  image: TreeElement | undefined;
  links: string[];
};

/** "Sponsored Ad - " and its like, which shops write before the name of a thing that paid for its place. */
const ADVERTISED =
  /^(?:sponsored ad|gesponserte anzeige|publicité sponsorisée|annuncio sponsorizzato|an[uú]ncio patrocinado|gesponsorde advertentie|sponsrad annons|reklama sponsorowana|sponsorlu reklam|スポンサー広告|إعلان ممول)\s*[-–—:]\s*/iu;

const isStruck = (element: TreeElement): boolean =>
  element.attribs["data-a-strike"] !== undefined || hasClass(element, "a-text-price");

function isBadge(element: TreeElement): boolean {
  return (
    element.attribs["data-component-type"] === "s-deal-badge" ||
    element.attribs["data-component"] === "dui-badge" ||
    /DEAL/.test(element.attribs["id"] ?? "") ||
    /(?:^|\s)(?:a-badge(?:-text)?|a-size-mini)(?:\s|$)/.test(classOf(element))
  );
}

function isReviewCount({ attribs }: TreeElement, classes: string): boolean {
  return (
    /customerReviews|product-reviews/.test(attribs["href"] ?? "") || /(?:^|\s)s-underline-text/.test(classes)
  );
}

/** Each price once: what is read aloud, else what is shown, without the label ("List Price: ") that some pages put before it. */
function priceIn(element: TreeElement): string {
  let spoken = "";
  let shown = "";
  walk(element, (part) => {
    if (hasClass(part, "a-offscreen")) spoken ||= cleanText(textIn(part), 100);
    else if (part.attribs["aria-hidden"] === "true") shown ||= cleanText(textIn(part), 100);
    return spoken === "";
  });
  return (spoken || shown).replace(/^[\p{L}\s.]{2,40}[:：]\s*/u, "");
}

function gather(card: TreeElement): Parts {
  const parts: Parts = {
    names: [],
    prices: [],
    isRange: false,
    badges: [],
    labels: [],
    counts: [],
    image: undefined,
    links: [],
  };
  walk(card, (element) => {
    const { name, attribs } = element;
    const classes = classOf(element);
    if (name === "h2")
      parts.names.push(cleanText(attribs["aria-label"] ?? "") || cleanText(firstLineIn(element)));
    else if (hasClass(element, "a-truncate-full")) parts.names.push(cleanText(firstLineIn(element)));
    // Beside the whole name stands one cut to fit: it is none.
    else if (hasClass(element, "a-truncate-cut")) return false;
    else if (/^title-[A-Z0-9]{10}$/.test(attribs["id"] ?? ""))
      parts.names.push(cleanText(ownTextOf(element)));
    if (name === "img" && !hasClass(parts.image ?? card, "s-image")) {
      if (parts.image === undefined || hasClass(element, "s-image")) parts.image = element;
    }
    if (name === "a" && attribs["href"] !== undefined) parts.links.push(attribs["href"]);
    if (hasClass(element, "a-price-range")) parts.isRange = true;
    if (hasClass(element, "a-price")) {
      parts.prices.push({
        text: priceIn(element),
        struck: nearest(element, card, isStruck) !== undefined,
      });
      return false;
    }
    if (isBadge(element)) parts.badges.push(cleanText(textIn(element), 200));
    if (attribs["aria-label"] !== undefined) parts.labels.push(attribs["aria-label"]);
    if (hasClass(element, "a-icon-alt")) parts.labels.push(textIn(element));
    if (isReviewCount(element, classes)) parts.counts.push(attribs["aria-label"] ?? "", textIn(element));
    return true;
  });
  return parts;
}

/** What is asked now; a struck-through price is what was asked before. Two of them are a range over variations. */
function pricesOf(parts: Parts, shop: Shop): { now: ReadPrice; before: ReadPrice } {
  const read = (struck: boolean): ReadPrice => {
    const [one, two] = parts.prices.filter((price) => price.struck === struck && price.text !== "");
    if (one === undefined) return {};
    const range = !struck && two !== undefined && parts.isRange;
    return readPrice(range ? `${one.text} - ${two.text}` : one.text, shop.locale, shop.region);
  };
  return { now: read(false), before: read(true) };
}

/** The badge's own percentage, else what the two prices say; undefined when neither does. */
function discountOf(parts: Parts, now: ReadPrice, before: ReadPrice): number | undefined {
  const said = parts.badges.map(percentIn).find((percent) => percent !== undefined);
  if (said !== undefined) return said;
  if (!now.price || !before.price || now.price.currency !== before.price.currency) return undefined;
  const [is, was] = [toCents(now.price.amount), toCents(before.price.amount)];
  return was > is && is > 0 ? Math.round((1 - is / was) * 100) : undefined;
}

/** Stars from one label, the count from another: "4.4 out of 5 stars, rating details" and "(15,569)". */
function ratingOf(parts: Parts, locale: string): { rating?: number; reviewCount?: number } {
  const rating = parts.labels
    .map((label) => readRating(label.slice(0, 200), locale).rating)
    .find((value) => value !== undefined);
  if (rating === undefined) return {};
  const reviewCount = parts.counts
    .map((text) => {
      const found = countAtStart(cleanText(text, 100).replace(/^\(/, ""), locale);
      return found && /^[\p{L}\p{M}\s.)+]{0,60}$/u.test(found.rest) ? found.count : undefined;
    })
    .find((count) => count !== undefined);
  return { rating, ...(reviewCount !== undefined && { reviewCount }) };
}

function imageOf(image: TreeElement | undefined): string | undefined {
  const largest = image?.attribs["srcset"]?.slice(0, 5_000).split(/,\s/).at(-1)?.trim().split(/\s/)[0];
  return cleanUrl(largest) ?? cleanUrl(image?.attribs["src"]);
}

/** An event's own id, in its address. */
function dealIn(links: readonly string[]): string | undefined {
  return links.map((link) => /\/deal\/([A-Za-z0-9]{4,40})(?:[/?#]|$)/.exec(link)?.[1]).find(Boolean);
}

/**
 * One card as a sighting, or why it is none. A card of the deals page that leads to a deal and to no product shows
 * an event of many products.
 */
export function readCard(card: TreeElement, { rank, listSize }: Standing, shop: Shop): Candidate["read"] {
  const parts = gather(card);
  const stated = card.attribs["data-asin"];
  const toProduct = parts.links.some((link) => asinInAddress(link) !== undefined);
  const deal = toProduct ? undefined : (dealIn(parts.links) ?? card.attribs["data-deal-id"]);
  const asin = deal === undefined && isAsin(stated) ? stated : undefined;
  const id = deal ?? asin;
  if (id === undefined) return "The card has no ASIN.";
  // The longest name: fashion cards put the brand into a heading of its own.
  const longest = parts.names.toSorted((a, b) => b.length - a.length)[0] ?? "";
  const title = longest.replace(ADVERTISED, "");
  if (!title) return `The card of ${id} has no title.`;
  const { now, before } = pricesOf(parts, shop);
  const imageUrl = imageOf(parts.image);
  const discountPercent = asin === undefined ? undefined : discountOf(parts, now, before);
  return {
    kind: asin === undefined ? "event" : "product",
    externalId: id,
    title,
    url: asin === undefined ? `${shop.origin}/deal/${id}` : `${shop.origin}/dp/${id}`,
    ...(imageUrl !== undefined && { imageUrl }),
    // One price on an event's card is that of its cheapest product.
    ...(asin === undefined ? now.priceRange && { priceRange: now.priceRange } : now),
    rank,
    listSize,
    ...(discountPercent !== undefined && { discountPercent }),
    ...ratingOf(parts, shop.locale),
    list: shop.list,
    seenAt: shop.seenAt,
  };
}
