/** One page of every wire format that is read: the samples, which are always there, cut to few entries so that copies stay quick. */
import { SOURCE_IDS, type SourceId } from "@/lib/core/words";
import type { Page } from "../scanner";
import { samplePages } from "../world";

export type Subject = { source: SourceId; name: string; page: Page };

const NOW = new Date("2026-11-22T10:00:00.000Z");
const LAST_DAY = 13;
/** Entries kept of a sample page. */
const ENTRIES = 8;

const samplesOf = (source: SourceId): Page[] => samplePages(source, LAST_DAY, NOW);

const pageOf = (over: Partial<Page>): Page => ({
  url: "",
  status: 200,
  headers: {},
  body: "",
  fetchedAt: NOW.toISOString(),
  locale: "en-US",
  ...over,
});

/** The first entries of markup, with what stands before and after them all. */
function fewer(body: string, start: RegExp, end: string): string {
  const parts = body.split(start);
  const last = parts.at(-1) ?? "";
  const tail = last.slice(last.lastIndexOf(end) + end.length);
  return parts.length <= ENTRIES + 2 ? body : parts.slice(0, ENTRIES + 1).join("") + tail;
}

/** The first entries of every array of a JSON tree. */
function shortened(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, ENTRIES).map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, shortened(entry)]));
}

function short(body: string): string {
  if (/^\s*[[{]/.test(body)) return JSON.stringify(shortened(JSON.parse(body)));
  if (body.includes('id="gridItemRoot"')) return fewer(body, /(?=<li class="zg-no-numbers">)/, "</li>");
  if (body.includes("s-search-result")) return fewer(body, /(?=<div role="listitem")/, "</div></div></div>");
  if (body.includes("<entry>")) return fewer(body, /(?=<entry>)/, "</entry>");
  return fewer(body, /(?=<item>)/, "</item>");
}

/** What tells one format from another at the same source: its address without what varies, and its first bytes. */
const formatOf = ({ url, body }: Page): string =>
  `${URL.parse(url)?.pathname.replaceAll(/\d+|[A-Z]{2}\b|\/[a-z-]+$/g, "") ?? ""} ${body.slice(0, 12)}`;

/** Formats that a scan of the sample world does not come by. */
const BESIDE: Subject[] = [
  {
    source: "amazon-deals",
    name: "the Creators API",
    page: pageOf({
      url: "https://creatorsapi.amazon/catalog/v1/searchItems",
      body: JSON.stringify({
        searchResult: {
          items: [1, 2, 3, 4].map((n) => ({
            asin: `B0DAMAGE0${n}`,
            itemInfo: { title: { displayValue: `Sturdy thing number ${n}` } },
            offersV2: {
              listings: [
                { price: { money: { amount: n + 0.5, currency: "USD" }, savings: { percentage: 20 } } },
              ],
            },
          })),
        },
      }),
    }),
  },
  {
    source: "amazon-deals",
    name: "the deals page",
    page: pageOf({
      url: "https://www.amazon.com/deals",
      body: `<html lang="en-us"><body>${[1, 2, 3, 4].map((n) => `<div data-testid="product-card" data-asin="B0DAMAGE0${n}"><a href="/x/dp/B0DAMAGE0${n}"><img alt="" src="https://img.example/${n}.jpg"></a><span class="a-size-mini">2${n}% off</span><p id="title-B0DAMAGE0${n}"><span class="a-truncate-full">Sturdy thing number ${n}</span></p><span class="a-price"><span class="a-offscreen">$${n}.99</span></span></div>`).join("")}</body></html>`,
    }),
  },
  {
    source: "amazon-deals",
    name: "promotions",
    page: pageOf({
      url: "https://data.amazon.com/api/marketplaces/ATVPDKIKX0DER/promotions",
      body: JSON.stringify({
        entity: {
          rankedPromotions: [1, 2, 3, 4].map((n) => ({
            product: {
              entity: {
                asin: `B0DAMAGE0${n}`,
                productImages: { entity: { altText: `Sturdy thing number ${n}`, images: [] } },
                buyingOptions: [],
              },
            },
          })),
        },
      }),
    }),
  },
  {
    source: "reddit",
    name: "an API listing",
    page: pageOf({
      url: "https://oauth.reddit.com/r/gadgets/top",
      body: JSON.stringify({
        kind: "Listing",
        data: {
          after: null,
          children: [1, 2, 3, 4].map((n) => ({
            kind: "t3",
            data: {
              name: `t3_d${n}`,
              title: `Sturdy thing number ${n}`,
              permalink: `/r/gadgets/comments/d${n}/`,
              url: `https://shop.example/${n}`,
              subreddit: "gadgets",
              score: n * 10,
              num_comments: n,
              stickied: false,
              is_self: false,
              thumbnail: "self",
            },
          })),
        },
      }),
    }),
  },
];

/** Every source's formats, each once. */
export function subjects(): Subject[] {
  const sampled = SOURCE_IDS.flatMap((source) => {
    const seen = new Map<string, Page>();
    for (const page of samplesOf(source)) {
      const format = formatOf(page);
      if (!seen.has(format)) seen.set(format, { ...page, body: short(page.body) });
    }
    return [...seen.values()].map((page, index): Subject => ({ source, name: `sample ${index + 1}`, page }));
  });
  return [...sampled, ...BESIDE];
}
