/** Reads a search page filtered to deals: its cards, which differ from those of the best-seller lists. */
import { load, type CheerioAPI } from "cheerio/slim";
import { toCents } from "@/lib/core/money";
import { BLOCK_SIGNS } from "../amazon-best-sellers/block-signs";
import { isAsin, type CardNode } from "../amazon-best-sellers/card";
import { marketplaceOf } from "../amazon-best-sellers/marketplaces";
import { readCount } from "../reading/number";
import { blocked, empty, gather, unknown, whyBlocked, type Candidate } from "../reading/parser";
import { readPrice, type ReadPrice } from "../reading/price";
import { readRating } from "../reading/rating";
import { cleanText, cleanUrl } from "../reading/text";
import type { Page, Parsed } from "../scanner";

const CARDS = '[data-component-type="s-search-result"][data-asin]';

const NOTHING_FOUND = /no results for|keine ergebnisse für|aucun résultat|nessun risultato|ningún resultado/i;

/** A genuine result page is many times larger. */
const SMALLEST_GENUINE_PAGE = 20_000;

/** A result page shows sixty cards at most. */
const MAX_CARDS = 200;

/** A page is one element and a few beside it; thousands at the top take the selector engine minutes. */
const MAX_TOP_LEVEL = 1_000;

/** The longest heading: fashion cards put the brand into one of its own. */
function titleOf($: CheerioAPI, card: CardNode): string {
  const headings = card
    .find("h2")
    .toArray()
    .map((element) => cleanText($(element).attr("aria-label") ?? "") || cleanText($(element).text()));
  return (headings.toSorted((a, b) => b.length - a.length)[0] ?? "").replace(
    /^(?:sponsored ad|gesponserte anzeige)\s*[-–]\s*/i,
    "",
  );
}

type Context = { page: Page; region: string | undefined; origin: string };

/** What is asked now; a struck-through price is what was asked before. Two of them are a range over variations. */
function pricesOf($: CheerioAPI, card: CardNode, context: Context): { now: ReadPrice; before: ReadPrice } {
  const read = (struck: boolean) => {
    const texts = card
      .find(".a-price")
      .filter((_, element) => ($(element).is("[data-a-strike], .a-text-price") ? struck : !struck))
      .toArray()
      .map((element) => cleanText($(element).find(".a-offscreen").first().text()))
      .filter(Boolean);
    const [one, two] = texts;
    if (one === undefined) return {};
    const range = !struck && two !== undefined && card.find(".a-price-range").length > 0;
    return readPrice(range ? `${one} - ${two}` : one, context.page.locale, context.region);
  };
  return { now: read(false), before: read(true) };
}

/** The badge's own percentage, else what the two prices say; undefined when neither does. */
function discountOf(card: CardNode, now: ReadPrice, before: ReadPrice): number | undefined {
  const badge = card
    .find('[data-component-type="s-deal-badge"], [id*="DEAL"], .a-badge-text, .a-badge')
    .text();
  const said = /(?:^|\D)(\d{1,2})\s?%/.exec(badge.slice(0, 500))?.[1];
  if (said !== undefined) return Number(said);
  if (!now.price || !before.price || now.price.currency !== before.price.currency) return undefined;
  const [is, was] = [toCents(now.price.amount), toCents(before.price.amount)];
  return was > is && is > 0 ? Math.round((1 - is / was) * 100) : undefined;
}

/** Stars from one label, the count from another: "4.4 out of 5 stars, rating details" and "(15,569)". */
function ratingOf($: CheerioAPI, card: CardNode, locale: string): { rating?: number; reviewCount?: number } {
  const labels = card
    .find("[aria-label], .a-icon-alt")
    .toArray()
    .flatMap((element) => [$(element).attr("aria-label") ?? "", $(element).text()]);
  const rating = labels
    .map((label) => readRating(label.slice(0, 200), locale).rating)
    .find((value) => value !== undefined);
  if (rating === undefined) return {};
  const counts = card
    .find('a[href*="customerReviews"], a[href*="product-reviews"], .s-underline-text')
    .toArray()
    .flatMap((element) => [$(element).attr("aria-label") ?? "", $(element).text()])
    .map((text) =>
      readCount(
        text.replace(/\s*(?:global )?(?:ratings?|reviews?|bewertungen)\s*$/i, "").replace(/^\((.*)\)$/, "$1"),
        locale,
      ),
    );
  const reviewCount = counts.find((count) => count !== undefined);
  return { rating, ...(reviewCount !== undefined && { reviewCount }) };
}

function imageOf(card: CardNode): string | undefined {
  const image = card.find("img.s-image").first();
  const largest = image.attr("srcset")?.slice(0, 5_000).split(",").at(-1)?.trim().split(/\s/)[0];
  return cleanUrl(largest) ?? cleanUrl(image.attr("src"));
}

/** False when the page ends inside the card: what was read from it may be half a title. */
function isWhole(card: CardNode, body: string): boolean {
  const node = card.get(0);
  const end = node && "endIndex" in node ? node.endIndex : undefined;
  return typeof end === "number" && /<\/[a-z]+\s*>$/i.test(body.slice(Math.max(0, end - 12), end + 1));
}

function readCard(
  $: CheerioAPI,
  card: CardNode,
  rank: number,
  listSize: number,
  context: Context,
): Candidate["read"] {
  const asin = card.attr("data-asin");
  if (!isAsin(asin)) return "The card has no ASIN.";
  if (!isWhole(card, context.page.body)) return `The page ends inside the card of ${asin}.`;
  const title = titleOf($, card);
  if (!title) return `The card of ${asin} has no title.`;
  const { now, before } = pricesOf($, card, context);
  const imageUrl = imageOf(card);
  const discountPercent = discountOf(card, now, before);
  const department = URL.parse(context.page.url)?.searchParams.get("i") ?? "";
  return {
    kind: "product",
    externalId: asin,
    title,
    url: `${context.origin}/dp/${asin}`,
    ...(imageUrl !== undefined && { imageUrl }),
    ...now,
    rank,
    listSize,
    ...(discountPercent !== undefined && { discountPercent }),
    ...ratingOf($, card, context.page.locale),
    list: cleanText(`Deals ${department}`, 200),
    seenAt: context.page.fetchedAt,
  };
}

/** Every card of the page, in its order. */
export function parseSearch(page: Page): Parsed {
  const $ = load(page.body, { xml: { xmlMode: false, withEndIndices: true } });
  if ($.root().contents().length > MAX_TOP_LEVEL) return unknown("This is no page: it has no single root.");
  const cards = $(CARDS)
    .toArray()
    .slice(0, MAX_CARDS)
    .map((element) => $(element))
    .filter((card) => card.attr("data-asin") !== "");
  if (cards.length > 0) {
    const market = marketplaceOf($('link[rel="canonical"]').attr("href") ?? "") ?? marketplaceOf(page.url);
    const context = { page, region: market?.region, origin: market?.origin ?? "https://www.amazon.com" };
    return gather(
      cards.map((card, index) => ({
        entry: card.text().slice(0, 500),
        read: readCard($, card, index + 1, cards.length, context),
      })),
    );
  }
  const why = whyBlocked(page, BLOCK_SIGNS);
  if (why !== undefined) return blocked(why);
  const main = $(".s-main-slot");
  if (main.length > 0 && NOTHING_FOUND.test(main.text().slice(0, 20_000))) return empty();
  return page.body.length < SMALLEST_GENUINE_PAGE && /amazon/i.test(page.body)
    ? blocked("Amazon answered with a short page that holds no results.")
    : unknown("This page holds no search results.");
}
