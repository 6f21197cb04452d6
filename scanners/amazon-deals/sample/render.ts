/** The sample world as Amazon's deals: a search page filtered to deals, and events of many products. */
import type { Page } from "../../scanner";
import { DAY_MS } from "@/lib/core/clock";
import { imageAddress, sampleAsin } from "../../world/addresses";
import { rankedIn, reviewsBy } from "../../world/attention";
import { escapeMarkup, grouped } from "../../world/markup";
import type { Bystander, Product } from "../../world/thing";

type Deal = { product: Product; title: string; was: number };

function card({ product, title, was }: Deal, index: number, day: number): string {
  const asin = sampleAsin(product.slug);
  const name = escapeMarkup(title);
  const image = imageAddress(product.slug);
  const link = `/${title.replaceAll(/[^A-Za-z0-9]+/g, "-").slice(0, 40)}/dp/${asin}/ref=sr_1_${index + 1}?qid=0&amp;sr=1-${index + 1}`;
  const percent = Math.round((1 - product.price / was) * 100);
  const count = grouped(reviewsBy(product, day));
  return (
    `<div role="listitem" data-asin="${asin}" data-index="${index + 2}" data-uuid="00000000-0000-4000-8000-000000000000" data-component-type="s-search-result" class="sg-col-4-of-24 s-result-item s-asin sg-col s-widget-spacing-small">` +
    `<div class="a-section a-spacing-base"><span data-component-type="s-product-image" class="rush-component"><a class="a-link-normal s-no-outline" tabindex="-1" href="${link}">` +
    `<div class="a-section aok-relative s-image-square-aspect"><img class="s-image" src="${image}" srcset="${image} 1x" alt="${name}" data-image-index="${index + 1}"></div></a></span>` +
    `<div class="a-section a-spacing-small"><div data-cy="title-recipe"><a class="a-link-normal s-line-clamp-4 s-link-style a-text-normal" href="${link}"><h2 aria-label="${name}" class="a-size-base-plus a-spacing-none a-color-base a-text-normal"><span>${name}</span></h2></a></div>` +
    `<div data-cy="reviews-block"><div class="a-row a-size-small"><a aria-label="${product.rating.toFixed(1)} out of 5 stars, rating details" class="a-popover-trigger a-declarative"><i class="a-icon a-icon-star-small"><span class="a-icon-alt">${product.rating.toFixed(1)} out of 5 stars</span></i></a> ` +
    `<a aria-label="${count} ratings" class="a-link-normal s-underline-text s-underline-link-text" href="${link}#customerReviews"><span class="a-size-base s-underline-text">${count}</span></a></div></div>` +
    `<div data-cy="price-recipe"><span data-component-type="s-deal-badge"><span class="a-badge-label"><span class="a-badge-text">${percent}% off</span></span><span class="a-badge-text">Limited time deal</span></span>` +
    `<a class="a-link-normal s-no-hover" href="${link}"><span class="a-price" data-a-size="xl" data-a-color="base"><span class="a-offscreen">$${product.price.toFixed(2)}</span><span aria-hidden="true"><span class="a-price-symbol">$</span>${product.price.toFixed(2)}</span></span>` +
    `<div class="a-section aok-inline-block"><span class="a-size-base a-color-secondary">List: </span><span class="a-price a-text-price" data-a-size="b" data-a-strike="true" data-a-color="secondary"><span class="a-offscreen">$${was.toFixed(2)}</span><span aria-hidden="true">$${was.toFixed(2)}</span></span></div></a></div>` +
    `</div></div></div>`
  );
}

function searchPage(deals: Deal[], day: number): string {
  return (
    `<!doctype html><html lang="en-us"><head><meta charset="utf-8"><title>Amazon.com: Today's Deals</title><link rel="canonical" href="https://www.amazon.com/s"></head><body>` +
    `<div id="search"><span data-component-type="s-search-results" class="rush-component s-latency-cf-section"><div class="s-main-slot s-result-list s-search-results sg-row">` +
    `${deals.map((deal, index) => card(deal, index, day)).join("")}</div></span></div></body></html>`
  );
}

const money = (amount: number) => ({ amount: amount.toFixed(2), currencyCode: "USD" });
const says = (percent: number) => ({
  fragments: [{ text: "Up to " }, { text: String(percent) }, { text: "% off" }],
});

/** Both discounts say "up to" and disagree, as they do in life. */
function event(thing: Bystander, title: string, day: number, fetchedAt: Date): unknown {
  const [low, high] = thing.priceRange ?? [1, 1];
  const [message, badge] = thing.discounts ?? [0, 0];
  const began = new Date(fetchedAt.getTime() - (day + 1) * DAY_MS);
  return {
    type: "deal/v1",
    entity: {
      id: thing.slug,
      details: {
        type: "deal.details/v1",
        entity: {
          title,
          type: "DEAL_OF_THE_DAY",
          images: [{ physicalId: thing.slug, extension: "svg", width: 384, height: 384 }],
          price: {
            details: { dealPrice: { moneyValueOrRange: { range: { min: money(low), max: money(high) } } } },
            message: says(message),
          },
          landingPage: { url: `/deal/${thing.slug}?showVariations=true` },
          startTime: { value: began.toISOString() },
          endTime: { value: new Date(fetchedAt.getTime() + DAY_MS).toISOString() },
        },
      },
      status: { type: "deal.status/v1", entity: { state: "AVAILABLE" } },
      badge: {
        type: "deal.badge/v1",
        entity: { label: { content: says(badge) }, messaging: { content: { fragments: [{ text: title }] } } },
      },
    },
  };
}

/** The search page and the events beside it. */
export function render(day: number, fetchedAt: Date): Page[] {
  const ranked = rankedIn("amazon-deals", day);
  const deals = ranked.flatMap(({ thing, as }) =>
    thing.kind === "product" ? [{ product: thing, title: as.title, was: as.was }] : [],
  );
  const events = ranked.flatMap(({ thing, as }) =>
    thing.kind === "product" ? [] : [event(thing, as.title, day, fetchedAt)],
  );
  const rest = { status: 200, fetchedAt: fetchedAt.toISOString(), locale: "en-US" };
  return [
    {
      ...rest,
      url: "https://www.amazon.com/s?rh=p_n_deal_type%3A23566064011",
      headers: { "content-type": "text/html;charset=UTF-8" },
      body: searchPage(deals, day),
    },
    {
      ...rest,
      url: "https://www.amazon.com/api/marketplaces/ATVPDKIKX0DER/deals",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ type: "collection(deal/v1)/v1", entities: events }),
    },
  ];
}
