/** Reads a best-seller page: rank and ASIN from the list's own data, everything else from the cards joined to it. */
import { blocked, empty, gather, parser, unknown, whyBlocked, type Candidate } from "../reading/parser";
import { pageLocale } from "../reading/page-locale";
import { isWhole, readTree, textIn } from "../reading/tree";
import type { Page, Parsed } from "../scanner";
import { BLOCK_SIGNS, NOTHING_LISTED } from "./block-signs";
import { gatherCard, imageOf, isAsin, priceOf, ratingOf, titleOf, type Card } from "./card";
import { marketplaceOf, originOfLanguage } from "./marketplaces";
import { outlineOf, type Outline } from "./outline";

/** Genuine lists are ten times larger; a page below it without a list is something else. */
const SMALLEST_GENUINE_PAGE = 20_000;

type Entry = { asin: string; rank: number | undefined };
type Place = {
  list: string;
  category: string;
  origin: string;
  region: string | undefined;
  locale: string;
  listSize: number;
};

function entryOf(value: unknown): Entry | undefined {
  if (typeof value !== "object" || value === null || !("id" in value) || !isAsin(value.id)) return undefined;
  const map: unknown = "metadataMap" in value ? value.metadataMap : undefined;
  const stated: unknown =
    typeof map === "object" && map !== null && "render.zg.rank" in map ? map["render.zg.rank"] : undefined;
  const rank = /^[1-9]\d{0,3}$/.test(String(stated)) ? Number(stated) : undefined;
  return { asin: value.id, rank };
}

/** The list's own data: every ASIN with its rank, cards or not. Empty when absent or damaged. */
function readRecsLists(recsLists: readonly string[]): Entry[] {
  return recsLists.flatMap((json) => {
    try {
      const list: unknown = JSON.parse(json);
      return Array.isArray(list) ? list.map(entryOf).filter((entry) => entry !== undefined) : [];
    } catch {
      // Damaged data leaves the cards, which carry ASIN and rank themselves.
      return [];
    }
  });
}

function placeOf(outline: Outline, page: Page, listed: readonly Entry[]): Place {
  const market = marketplaceOf(outline.canonical ?? "") ?? marketplaceOf(page.url);
  const size = outline.pages * Math.max(listed.length, outline.cards.length);
  return {
    list: outline.heading,
    category: outline.category,
    origin: market?.origin ?? originOfLanguage(outline.lang) ?? "https://www.amazon.com",
    region: market?.region,
    locale: pageLocale(outline.lang, market?.region, page.locale),
    // The last page of a list is shorter than the others, and its ranks go beyond what it seems to hold.
    listSize: outline.pages > 1 ? Math.max(size, ...listed.map(({ rank }) => rank ?? 0)) : size,
  };
}

/** What an entry's rank and list are worth, with or without a card. */
const standing = (rank: number | undefined, place: Place) => ({
  ...(rank !== undefined && { rank }),
  ...(rank !== undefined && place.listSize >= rank && { listSize: place.listSize }),
  ...(place.list && { list: place.list }),
  ...(place.category && { category: place.category }),
});

function readCard(card: Card, entry: Entry, place: Place, page: Page): Candidate["read"] {
  const title = titleOf(card);
  if (!title) return `The card of ${entry.asin} has no title.`;
  const imageUrl = imageOf(card.image);
  return {
    kind: "product",
    externalId: entry.asin,
    title,
    url: `${place.origin}/dp/${entry.asin}`,
    ...(imageUrl !== undefined && { imageUrl }),
    ...priceOf(card, place.locale, place.region),
    ...ratingOf(card, place.locale),
    ...standing(entry.rank ?? card.rank, place),
    seenAt: page.fetchedAt,
  };
}

/** Why a page without cards is not a list. */
function withoutCards(page: Page, hasList: boolean): Parsed {
  if (page.status === 404 || page.status === 410) return unknown("Amazon knows no list at this address.");
  const why = whyBlocked(page, BLOCK_SIGNS);
  if (why !== undefined) return blocked(why);
  if (NOTHING_LISTED.test(page.body)) return empty();
  if (hasList) return blocked("Amazon answered with a list without products.");
  if (/^https?:\/\/[^/]+\/(?:ref=[^/]*)?(?:[?#]|$)/.test(page.url)) {
    return blocked("Amazon sent us to its front page instead of the list.");
  }
  const small = page.body.length < SMALLEST_GENUINE_PAGE;
  return small && /amazon/i.test(page.body)
    ? blocked("Amazon answered with a short page that holds no list.")
    : unknown("This page holds no best-seller list.");
}

function read(page: Page): Parsed {
  const outline = outlineOf(readTree(page.body));
  if (outline.cards.length === 0) return withoutCards(page, outline.recsLists.length > 0);
  const listed = readRecsLists(outline.recsLists);
  const place = placeOf(outline, page, listed);
  const rankOf = new Map(listed.map(({ asin, rank }) => [asin, rank]));
  const cards = outline.cards.map(gatherCard);
  const readOne = (card: Card): Candidate["read"] => {
    if (card.asin === undefined) return "The card has no ASIN.";
    if (!isWhole(card.element, page.body)) return `The page ends inside the card of ${card.asin}.`;
    return readCard(card, { asin: card.asin, rank: rankOf.get(card.asin) }, place, page);
  };
  const fromCards = cards.map((card): Candidate => {
    const outcome = readOne(card);
    // Only what is not kept is shown, and a card's whole text is long.
    return { entry: typeof outcome === "string" ? textIn(card.element) : card.asin, read: outcome };
  });
  const carded = new Set(cards.map(({ asin }) => asin));
  const uncarded = listed
    .filter(({ asin }) => !carded.has(asin))
    .map((entry): Candidate => ({ entry, read: readUncarded(entry, place, page) }));
  return gather([...fromCards, ...uncarded]);
}

/**
 * The page loads its last twenty by script: their ASIN and rank are known, their names are not. Such a sighting is
 * marked, carries its ASIN for a title, and tells the rank of a product that was seen by name before.
 */
function readUncarded({ asin, rank }: Entry, place: Place, page: Page): Candidate["read"] {
  if (rank === undefined) return `No card: of ${asin} not even the rank is known.`;
  return {
    kind: "product",
    externalId: asin,
    title: asin,
    unnamed: true,
    url: `${place.origin}/dp/${asin}`,
    ...standing(rank, place),
    seenAt: page.fetchedAt,
  };
}

export const parse = parser(() => "html", read);
