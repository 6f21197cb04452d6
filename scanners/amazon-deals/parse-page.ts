/** Reads deals off a page: search results filtered to deals, or the deals page as a browser shows it. */
import { BLOCK_SIGNS } from "../amazon-best-sellers/block-signs";
import { marketplaceOf, originOfLanguage } from "../amazon-best-sellers/marketplaces";
import { pageLocale } from "../reading/page-locale";
import { blocked, empty, gather, unknown, whyBlocked } from "../reading/parser";
import { cleanText } from "../reading/text";
import { hasClass, isWhole, readTree, textIn, walk, type TreeElement } from "../reading/tree";
import type { Page, Parsed } from "../scanner";
import { readCard, type Shop } from "./card";

const NOTHING_FOUND =
  /no results for|keine ergebnisse für|aucun résultat|nessun risultato|ning[uú]n resultado|geen resultaten|inga resultat|brak wyników|sonuç bulunamadı|nenhum resultado|検索に一致する商品はありません|لا توجد نتائج/i;

/** A genuine result page is many times larger. */
const SMALLEST_GENUINE_PAGE = 20_000;

/** A search page shows sixty cards at most; the deals page, collected while scrolling, a few hundred. */
const MAX_CARDS = 500;

function isCard({ attribs }: TreeElement): boolean {
  if (attribs["data-asin"] === undefined) return false;
  // Search pages mark places without a product by an empty ASIN.
  return attribs["data-component-type"] === "s-search-result"
    ? attribs["data-asin"] !== ""
    : attribs["data-testid"] === "product-card";
}

type Outline = {
  lang: string | undefined;
  canonical: string | undefined;
  cards: TreeElement[];
  main: TreeElement | undefined;
};

function outlineOf(body: string): Outline {
  const outline: Outline = { lang: undefined, canonical: undefined, cards: [], main: undefined };
  walk(readTree(body), (element) => {
    const { name, attribs } = element;
    if (name === "script" || name === "style") return false;
    if (isCard(element)) {
      if (outline.cards.length < MAX_CARDS) outline.cards.push(element);
      return false;
    }
    if (name === "html") outline.lang ??= attribs["lang"];
    else if (name === "link" && attribs["rel"] === "canonical") outline.canonical ??= attribs["href"];
    else if (hasClass(element, "s-main-slot")) outline.main ??= element;
    return true;
  });
  return outline;
}

function shopOf({ lang, canonical }: Outline, page: Page): Shop {
  const market = marketplaceOf(canonical ?? "") ?? marketplaceOf(page.url);
  const department = URL.parse(page.url)?.searchParams.get("i") ?? "";
  return {
    origin: market?.origin ?? originOfLanguage(lang) ?? "https://www.amazon.com",
    region: market?.region,
    locale: pageLocale(lang, market?.region, page.locale),
    seenAt: page.fetchedAt,
    list: cleanText(`Deals ${department}`, 200),
  };
}

export function parsePage(page: Page): Parsed {
  const outline = outlineOf(page.body);
  const { cards, main } = outline;
  if (cards.length > 0) {
    const shop = shopOf(outline, page);
    return gather(
      cards.map((card, index) => {
        const read = isWhole(card, page.body)
          ? readCard(card, { rank: index + 1, listSize: cards.length }, shop)
          : `The page ends inside the card of ${card.attribs["data-asin"] ?? ""}.`;
        return { entry: typeof read === "string" ? textIn(card).slice(0, 500) : "", read };
      }),
    );
  }
  const why = whyBlocked(page, BLOCK_SIGNS);
  if (why !== undefined) return blocked(why);
  if (main !== undefined && NOTHING_FOUND.test(textIn(main).slice(0, 20_000))) return empty();
  return page.body.length < SMALLEST_GENUINE_PAGE && /amazon/i.test(page.body)
    ? blocked("Amazon answered with a short page that holds no results.")
    : unknown("This page holds no search results.");
}
