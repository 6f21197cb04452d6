/** The web of the sample world: what shops, wholesalers and papers there write about its products. */
import { DAY_MS } from "@/lib/core/clock";
import { webAddress } from "./addresses";
import { chance } from "./attention";
import { grouped } from "./markup";
import type { Product } from "./thing";
import { PRODUCTS } from "./things";

export type SampleWebResult = {
  url: string;
  title: string;
  snippet: string;
  /** ISO date. */
  date: string;
};

/** More words than any real query has; the rest is not read. */
const MOST_WORDS = 120;

function wordsOf(text: string): string[] {
  const words =
    text
      .slice(0, 2_000)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  // Singular and plural are one word here.
  return words.slice(0, MOST_WORDS).map((word) => (word.length > 3 ? word.replace(/s$/, "") : word));
}

function wordingsOf({ seen }: Product): string[] {
  return [
    seen["amazon-best-sellers"]?.title,
    seen["amazon-deals"]?.title,
    seen.reddit?.title,
    seen.instagram?.caption.split("\n")[0],
    seen.tiktok?.tag,
  ].filter((wording) => wording !== undefined);
}

/** How surely a query means a product: its whole name, its brand, or the whole of one of its wordings. 0 is not at all. */
function meaning(product: Product, query: ReadonlySet<string>): number {
  const holdsAll = (text: string) => {
    const words = wordsOf(text);
    return words.length > 0 && words.every((word) => query.has(word));
  };
  const byName = holdsAll(product.name) ? 10 + wordsOf(product.name).length : 0;
  const byBrand = holdsAll(product.brand) ? 8 : 0;
  const byWording = wordingsOf(product).some(holdsAll) ? 9 : 0;
  return byName + byBrand + byWording;
}

function dated(now: Date, key: string, most: number): string {
  return new Date(now.getTime() - DAY_MS * (2 + Math.floor(most * chance(key)))).toISOString().slice(0, 10);
}

function resultsFor({ slug, name, web }: Product, now: Date): SampleWebResult[] {
  if (web === undefined) return [];
  const { listings, leaderReviews, quote, returnPercent, note } = web;
  const market = [
    listings === undefined
      ? ""
      : `A count across marketplaces finds about ${grouped(listings)} competing listings for ${name}.`,
    leaderReviews === undefined ? "" : `The best seller among them has ${grouped(leaderReviews)} reviews.`,
  ];
  const sourcing = [
    quote === undefined
      ? ""
      : `Wholesale quote: $${quote.unit.toFixed(2)} per unit at MOQ ${grouped(quote.moq)}.`,
  ];
  const safety = [
    returnPercent === undefined ? "" : `About ${returnPercent}% of buyers send it back.`,
    note ?? "",
  ];
  const pages = [
    { section: "market", title: `Market check: ${name}`, sentences: market, most: 9 },
    { section: "sourcing", title: `Wholesale offers: ${name}`, sentences: sourcing, most: 20 },
    { section: "safety", title: `Returns and complaints: ${name}`, sentences: safety, most: 28 },
  ] as const;
  return pages.flatMap(({ section, title, sentences, most }) => {
    const snippet = sentences.filter(Boolean).join(" ");
    return snippet === ""
      ? []
      : [{ url: webAddress(section, slug), title, snippet, date: dated(now, `${slug}/${section}`, most) }];
  });
}

/** Up to three results about the one product that the query's words mean; none when they mean none. */
export function searchSampleWeb(query: string, now: Date): SampleWebResult[] {
  const words = new Set(wordsOf(query));
  const best = PRODUCTS.map((product) => ({ product, score: meaning(product, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)[0];
  return best === undefined ? [] : resultsFor(best.product, now);
}
