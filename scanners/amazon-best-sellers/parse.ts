/** Reads a best-seller page: rank and ASIN from the list's own data, everything else from the cards joined to it. */
import { load, type CheerioAPI } from "cheerio/slim";
import { blocked, empty, gather, parser, unknown, whyBlocked, type Candidate } from "../reading/parser";
import { cleanText } from "../reading/text";
import type { Page, Parsed } from "../scanner";
import { BLOCK_SIGNS, NOTHING_LISTED } from "./block-signs";
import { asinOf, badgeRankOf, imageOf, isAsin, priceOf, ratingOf, titleOf, type CardNode } from "./card";
import { marketplaceOf } from "./marketplaces";

/** Genuine lists are ten times larger; a page below it without a list is something else. */
const SMALLEST_GENUINE_PAGE = 20_000;

/** A page holds fifty at most; more are somebody's attempt to keep us busy. */
const MAX_CARDS = 200;

const CARDS = "#gridItemRoot, ol#zg-ordered-list > li.zg-item-immersion";

type Entry = { asin: string; rank: number | undefined };
type Place = { list: string; category: string; origin: string; region: string | undefined; listSize: number };

/** The list's own data: every ASIN with its rank, cards or not. Empty when absent or damaged. */
function readRecsList($: CheerioAPI): Entry[] {
  const entries: Entry[] = [];
  const add = (value: unknown): void => {
    if (typeof value !== "object" || value === null || !("id" in value) || !isAsin(value.id)) return;
    const map: unknown = "metadataMap" in value ? value.metadataMap : undefined;
    const stated: unknown =
      typeof map === "object" && map !== null && "render.zg.rank" in map ? map["render.zg.rank"] : undefined;
    const rank = typeof stated === "string" && /^[1-9]\d{0,3}$/.test(stated) ? Number(stated) : undefined;
    entries.push({ asin: value.id, rank });
  };
  $("[data-client-recs-list]").each((_, element) => {
    try {
      const list: unknown = JSON.parse($(element).attr("data-client-recs-list") ?? "");
      if (Array.isArray(list)) list.forEach(add);
    } catch {
      // Damaged data leaves the cards, which carry ASIN and rank themselves.
    }
  });
  return entries;
}

/** False when the page ends inside the card: what was read from it may be half a title. */
function isWhole(card: CardNode, html: string): boolean {
  const node = card.get(0);
  const end = node && "endIndex" in node ? node.endIndex : undefined;
  return typeof end === "number" && /<\/[a-z]+\s*>$/i.test(html.slice(Math.max(0, end - 12), end + 1));
}

function placeOf($: CheerioAPI, page: Page, listed: number): Place {
  const canonical = marketplaceOf($('link[rel="canonical"]').attr("href") ?? "");
  const market = canonical ?? marketplaceOf(page.url);
  const headings = $("h1")
    .toArray()
    .map((element) => cleanText($(element).text(), 200));
  // The chosen category's own words, without the "(Current)" that screen readers hear.
  const chosen = $('[class*="zg-selected"], .zg_selected').first().clone();
  chosen.children().remove();
  const pages = $(".a-pagination li")
    .toArray()
    .map((element) => Number($(element).text().trim()));
  return {
    list: headings.at(-1) ?? "",
    category: cleanText(chosen.text(), 200),
    origin: market?.origin ?? "https://www.amazon.com",
    region: market?.region,
    listSize: Math.max(1, ...pages.filter((number) => number >= 1 && number <= 10)) * listed,
  };
}

function readCard($: CheerioAPI, card: CardNode, entry: Entry, place: Place, page: Page): Candidate["read"] {
  const title = titleOf(card);
  if (!title) return `The card of ${entry.asin} has no title.`;
  const rank = entry.rank ?? badgeRankOf(card);
  const imageUrl = imageOf(card);
  return {
    kind: "product",
    externalId: entry.asin,
    title,
    url: `${place.origin}/dp/${entry.asin}`,
    ...(imageUrl !== undefined && { imageUrl }),
    ...priceOf($, card, page.locale, place.region),
    ...(rank !== undefined && { rank }),
    ...(rank !== undefined && place.listSize >= rank && { listSize: place.listSize }),
    ...ratingOf($, card, page.locale),
    ...(place.list && { list: place.list }),
    ...(place.category && { category: place.category }),
    seenAt: page.fetchedAt,
  };
}

/** Why a page without cards is not a list. */
function withoutCards(page: Page, hasList: boolean): Parsed {
  const why = whyBlocked(page, BLOCK_SIGNS);
  if (why !== undefined) return blocked(why);
  if (NOTHING_LISTED.test(page.body)) return empty();
  if (hasList) return blocked("Amazon answered with a list without products.");
  const small = page.body.length < SMALLEST_GENUINE_PAGE;
  return small && /amazon/i.test(page.body)
    ? blocked("Amazon answered with a short page that holds no list.")
    : unknown("This page holds no best-seller list.");
}

/** The page in one element that nothing in it can close: thousands of top-level elements take the reader minutes. */
function wrapped(body: string): string {
  const taken = body.match(/whole-page-*/gi) ?? [];
  const longest = taken.reduce((length, name) => Math.max(length, name.length), 0);
  return `<${"whole-page".padEnd(longest + 1, "-")}>${body}`;
}

function read(page: Page): Parsed {
  const html = wrapped(page.body);
  const $ = load(html, { xml: { xmlMode: false, withEndIndices: true } });
  const cards = $(CARDS)
    .toArray()
    .slice(0, MAX_CARDS)
    .map((element) => ({ card: $(element), asin: asinOf($(element)) }));
  if (cards.length === 0) return withoutCards(page, $("[data-client-recs-list]").length > 0);

  const listed = readRecsList($);
  const place = placeOf($, page, Math.max(listed.length, cards.length));
  const rankOf = new Map(listed.map((entry) => [entry.asin, entry.rank]));
  const carded = new Set(cards.map(({ asin }) => asin));
  const readOne = (card: CardNode, asin: string | undefined): Candidate["read"] => {
    if (asin === undefined) return "The card has no ASIN.";
    if (!isWhole(card, html)) return `The page ends inside the card of ${asin}.`;
    return readCard($, card, { asin, rank: rankOf.get(asin) }, place, page);
  };
  const fromCards = cards.map(({ card, asin }): Candidate => ({
    entry: card.text(),
    read: readOne(card, asin),
  }));
  // The page loads the last twenty by script: their ASIN and rank are known, their names are not.
  const uncarded = listed
    .filter(({ asin }) => !carded.has(asin))
    .map((entry): Candidate => ({
      entry,
      read: `No card: ${entry.asin} is known only by its rank ${entry.rank ?? "(unknown)"}.`,
    }));
  return gather([...fromCards, ...uncarded]);
}

export const parse = parser(() => "html", read);
