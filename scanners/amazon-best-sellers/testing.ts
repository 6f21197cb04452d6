/** Pages in Amazon's layouts, written by us for tests: the layouts are described, few of them are recorded. */
import type { Page } from "../scanner";

export type TestCard = {
  asin: string;
  rank: number;
  title: string;
  /** HTML of the price row, or absent. */
  price?: string;
  /** "4.6 out of 5 stars" in the page's language. */
  stars?: string;
  /** "15,569" as shown, and the whole label of later layouts. */
  count?: string;
  label?: string;
  image?: string;
};

/** A page of Amazon's without an address, asked for in American English unless `over` says otherwise. */
export const pageOf = (body: string, over: Partial<Page> = {}): Page => ({
  url: "",
  status: 200,
  headers: {},
  body,
  fetchedAt: SEEN_AT,
  locale: "en-US",
  ...over,
});

export const SEEN_AT = "2026-11-22T10:00:00.000Z";

export type TestLayout = "2021" | "2022" | "2025" | "2026";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

/** A price row as the layouts since 2022 have it: a hashed class inside an animation wrapper whose class looks alike. */
export const plainPrice = (text: string): string =>
  `<div class="a-row"><div class="_cDEzb_p13n-sc-price-animation-wrapper_3PzN2"><a class="a-link-normal" href="#"><div class="a-row"><span class="a-size-base a-color-price"><span class="_cDEzb_p13n-sc-price_3mJ9Z">${text}</span></span></div></a></div></div>`;

export const offersPrice = (words: string, text: string): string =>
  `<div class="a-row"><a class="a-link-normal" href="#"><span class="a-color-secondary">${words} <span><span class="p13n-sc-price">${text}</span></span></span></a></div>`;

function rating(card: TestCard, layout: TestLayout): string {
  if (card.stars === undefined) return "";
  const label =
    card.label === undefined ? "" : `${layout === "2026" ? "aria-label" : "title"}="${card.label}"`;
  const count = card.count === undefined ? "" : `<span class="a-size-small">${card.count}</span>`;
  const shown = layout === "2025" ? "" : `<span class="a-icon-alt">${card.stars}</span>`;
  return `<div class="a-icon-row"><a ${label} class="a-link-normal" href="/product-reviews/${card.asin}"><i class="a-icon">${shown}</i> ${layout === "2025" ? "" : count}</a></div>`;
}

function image(card: TestCard): string {
  if (card.image === undefined) return "";
  const sizes = {
    [`${card.image}_300.jpg`]: [300, 200],
    [`${card.image}_900.jpg`]: [900, 600],
    [`${card.image}_600.jpg`]: [600, 400],
  };
  return `<img alt="${escaped(card.title)}" src="${card.image}_300.jpg" data-a-dynamic-image="${escaped(JSON.stringify(sizes))}">`;
}

function render(card: TestCard, layout: TestLayout): string {
  if (layout === "2021") {
    return `<li class="zg-item-immersion"><span class="zg-badge-text">#${card.rank}</span><a href="/x/dp/${card.asin}/ref=zg_bs"><div class="p13n-sc-truncated" title="${escaped(card.title)}">${escaped(card.title.slice(0, 20))}…</div></a><a class="a-link-normal" title="${card.stars ?? ""}" href="/product-reviews/${card.asin}"><span class="a-icon-alt">${card.stars ?? ""}</span></a><a class="a-size-small a-link-normal" href="/product-reviews/${card.asin}">${card.count ?? ""}</a><a href="#"><span class="a-size-base a-color-price"><span class="p13n-sc-price">${card.price ?? ""}</span></span></a></li>`;
  }
  const asinAttribute = layout === "2022" ? "" : `data-asin="${card.asin}"`;
  return `<div id="gridItemRoot" class="a-column"><div ${asinAttribute}><span class="zg-bdg-text">#${card.rank}</span><div class="zg-grid-general-faceout"><div id="${card.asin}" class="p13n-sc-uncoverable-faceout"><a href="/x/dp/${card.asin}/ref=zg_bs_1?psc=1">${image(card)}</a><a href="/x/dp/${card.asin}/ref=zg_bs_1?psc=1"><span><div class="_cDEzb_p13n-sc-css-line-clamp-3_g3dy1">${escaped(card.title)}</div></span></a>${rating(card, layout)}${card.price ?? ""}</div></div></div></div>`;
}

/** A whole page: `uncarded` are ASINs that only the list's data knows. */
export function amazonPage(
  cards: readonly TestCard[],
  over: {
    layout?: TestLayout;
    host?: string;
    /** `<html lang>` */
    lang?: string;
    uncarded?: readonly string[];
    heading?: string;
    list?: string;
  } = {},
): string {
  const layout = over.layout ?? "2026";
  const listed = [
    ...cards.map(({ asin, rank }) => ({ id: asin, rank })),
    ...(over.uncarded ?? []).map((id, index) => ({ id, rank: cards.length + index + 1 })),
  ];
  const recs =
    over.list ??
    JSON.stringify(
      listed.map(({ id, rank }) => ({
        id,
        metadataMap: { "render.zg.rank": String(rank), "render.zg.bsms.percentageChange": "" },
        linkParameters: {},
      })),
    );
  const body = cards.map((card) => render(card, layout)).join("\n");
  const grid =
    layout === "2021"
      ? `<ol id="zg-ordered-list">${body}</ol>`
      : `<div class="p13n-desktop-grid" data-client-recs-list="${escaped(recs)}"><div class="p13n-gridRow">${body}</div></div>`;
  return `<!doctype html><html lang="${over.lang ?? "en-us"}"><head><title>Amazon Best Sellers</title><link rel="canonical" href="https://${over.host ?? "www.amazon.com"}/Best-Sellers/zgbs/x"></head><body><h1>${over.heading ?? "Best Sellers in Things"}</h1><span class="_x_style_zg-selected__1SfhQ">Things<span class="hidden">(Current)</span></span>${grid}<div id="endOfList"></div></body></html>`;
}

/** One product with all that a card can say. */
export const LAMP: TestCard = {
  asin: "B0TEST0001",
  rank: 1,
  title: 'Lamp "Cloud" & stand',
  price: plainPrice("$19.99"),
  stars: "4.6 out of 5 stars",
  count: "15,569",
  image: "https://img.example/I/lamp",
};
