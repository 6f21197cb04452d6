/** The sample world as Amazon's best-seller pages, in the layout of 2026. */
import type { Page } from "../../scanner";
import { sampleAsin, imageAddress } from "../../world/addresses";
import { rankedIn, reviewsBy } from "../../world/attention";
import { escapeMarkup, grouped } from "../../world/markup";
import { AMAZON_LISTS, type AmazonList, type Product } from "../../world/thing";

type Listed = { product: Product; title: string; rank: number };

function isList(slug: string): slug is AmazonList {
  return slug in AMAZON_LISTS;
}

function recsList(entries: Listed[]): string {
  return escapeMarkup(
    JSON.stringify(
      entries.map(({ product, rank }) => ({
        id: sampleAsin(product.slug),
        metadataMap: {
          "render.zg.rank": String(rank),
          "render.zg.bsms.currentSalesRank": "",
          "render.zg.bsms.percentageChange": "",
          "render.zg.bsms.twentyFourHourOldSalesRank": "",
        },
        linkParameters: {},
      })),
    ),
  );
}

function card({ product, title, rank }: Listed, day: number, list: AmazonList): string {
  const asin = sampleAsin(product.slug);
  const image = imageAddress(product.slug);
  const name = escapeMarkup(title);
  const words = title.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 40);
  const link = `/${words}/dp/${asin}/ref=zg_bs_g_${list}_d_sccl_${rank}/000-0000000-0000000?psc=1`;
  const count = grouped(reviewsBy(product, day));
  return (
    `<li class="zg-no-numbers"><span class="a-list-item"><div id="gridItemRoot" class="a-column a-span12 a-text-center _sMpLe_grid-column_1aB2c">` +
    `<div id="p13n-asin-index-${rank - 1}" class="a-cardui _sMpLe_grid-cell_3dE4f expandableGrid p13n-grid-content"><div data-asin="${asin}">` +
    `<div class="a-section zg-bdg-ctr"><div class="a-section zg-bdg-body aok-float-left"><span class="zg-bdg-text">#${rank}</span></div></div>` +
    `<div class="zg-grid-general-faceout"><span><div id="${asin}" class="p13n-sc-uncoverable-faceout">` +
    `<a aria-hidden="true" class="a-link-normal aok-block" tabindex="-1" href="${link}"><div class="a-section a-spacing-mini">` +
    `<img alt="${name}" src="${image}" class="a-dynamic-image p13n-sc-dynamic-image p13n-product-image" height="200px" ` +
    `data-a-dynamic-image="${escapeMarkup(JSON.stringify({ [image]: [384, 384] }))}" style="max-width:300px;max-height:200px"></div></a>` +
    `<div><div><a class="a-link-normal aok-block" href="${link}" role="link"><span><div class="_sMpLe_p13n-sc-css-line-clamp-3_5gH6i">${name}</div></span></a>` +
    `<div class="a-row"><div class="a-icon-row"><a aria-label="${product.rating.toFixed(1)} out of 5 stars, ${count} ratings" class="a-link-normal" href="/product-reviews/${asin}/ref=zg_bs_g_${list}_d_sccl_${rank}_cr/000-0000000-0000000">` +
    `<i aria-hidden="true" class="a-icon a-icon-star-small aok-align-top"><span class="a-icon-alt">${product.rating.toFixed(1)} out of 5 stars</span></i> <span aria-hidden="true" class="a-size-small">${count}</span></a></div></div>` +
    `<div class="a-row"><a class="a-link-normal aok-block a-text-normal" href="${link}" role="link"><div class="a-row"><span class="a-size-base a-color-price">` +
    `<span class="_sMpLe_p13n-sc-price_7jK8l">$${product.price.toFixed(2)}</span></span></div></a></div></div></div></div></span></div></div></div></div></span></li>`
  );
}

function menu(current: AmazonList): string {
  const entries = Object.entries(AMAZON_LISTS).map(([slug, name]) =>
    slug === current
      ? `<div role="treeitem" class="_sMpLe_zg-browse-item_9mN0o"><span class="_sMpLe_zg-selected_1pQ2r">${escapeMarkup(name)}</span></div>`
      : `<div role="treeitem" class="_sMpLe_zg-browse-item_9mN0o"><a href="/Best-Sellers/zgbs/${slug}/ref=zg_bs_nav_${slug}_0">${escapeMarkup(name)}</a></div>`,
  );
  return `<div id="zg-left-col" role="tree">${entries.join("")}</div>`;
}

function listPage(list: AmazonList, entries: Listed[], day: number): string {
  const name = escapeMarkup(AMAZON_LISTS[list]);
  return (
    `<!doctype html><html lang="en-us" class="a-no-js"><head><meta charset="utf-8"><title>Amazon Best Sellers: Best ${name}</title>` +
    `<link rel="canonical" href="https://www.amazon.com/Best-Sellers/zgbs/${list}"></head><body class="a-aui_us">` +
    `<div id="zg">${menu(list)}<div id="zg-right-col"><div id="CardInstanceSample" class="ive-aw"><div class="_sMpLe_card-title_3sT4u">` +
    `<h1 class="a-size-large a-spacing-medium a-text-bold">Best Sellers in ${name}</h1></div><div class="a-cardui" data-a-card-type="basic">` +
    `<div class="p13n-desktop-grid" data-client-recs-list="${recsList(entries)}" data-index-offset="30" data-reftag="zg_bs_g_${list}" data-offset="50" data-faceoutkataname="GeneralFaceout">` +
    `<ol class="a-ordered-list a-vertical p13n-gridRow _sMpLe_grid-row_5vW6x">${entries.map((entry) => card(entry, day, list)).join("")}</ol>` +
    `</div></div></div></div></div></body></html>`
  );
}

/** One page for each list. */
export function render(day: number, fetchedAt: Date): Page[] {
  const ranked = rankedIn("amazon-best-sellers", day);
  return Object.keys(AMAZON_LISTS)
    .filter(isList)
    .map((list): Page => {
      const entries = ranked
        .flatMap(({ thing, as }) =>
          thing.kind === "product" && as.list === list ? [{ product: thing, title: as.title }] : [],
        )
        .map((entry, index) => ({ ...entry, rank: index + 1 }));
      return {
        url: `https://www.amazon.com/gp/bestsellers/${list}`,
        status: 200,
        headers: { "content-type": "text/html;charset=UTF-8" },
        body: listPage(list, entries, day),
        fetchedAt: fetchedAt.toISOString(),
        locale: "en-US",
      };
    });
}
