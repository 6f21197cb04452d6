/** Reads deals as JSON: the Creators API's search, and the older deal entities, most of which are events of many products. */
import { z } from "zod";
import type { Sighting } from "@/lib/core/sighting";
import { isAsin } from "../amazon-best-sellers/card";
import { marketplaceOf, originById } from "../amazon-best-sellers/marketplaces";
import {
  deniedByStatus,
  looseId,
  looseList,
  loosely,
  looseNumber,
  looseText,
  looseUrl,
  readJsonPage,
} from "../json-page";
import { blocked, empty, gather, unknown, type Candidate } from "../reading/parser";
import { cleanUrl } from "../reading/text";
import type { Page, Parsed } from "../scanner";
import { amountOf, currency, endsOf, imageAt, imageIds, label, money, wordsOf } from "./entity-parts";
import { percentIn } from "./percent";
import { readPromotion } from "./promotion";

const apiItem = z.object({
  asin: looseText,
  detailPageURL: looseUrl,
  itemInfo: loosely(z.object({ title: loosely(z.object({ displayValue: looseText })) })),
  images: loosely(z.object({ primary: loosely(z.object({ large: loosely(z.object({ url: looseUrl })) })) })),
  offersV2: loosely(
    z.object({
      listings: looseList(
        z.object({
          isBuyBoxWinner: loosely(z.boolean()),
          price: loosely(
            z.object({
              money: loosely(z.object({ amount: looseNumber, currency })),
              savings: loosely(z.object({ percentage: looseNumber })),
            }),
          ),
        }),
      ),
    }),
  ),
});

const fragments = loosely(z.object({ fragments: looseList(z.object({ text: loosely(z.string()) })) }));

const dealEntity = z.object({
  entity: z.object({
    id: looseId,
    details: z.object({
      entity: z.object({
        title: looseText,
        images: looseList(imageIds),
        landingPage: loosely(z.object({ url: loosely(z.string()) })),
        price: loosely(
          z.object({
            details: loosely(z.object({ dealPrice: money })),
            message: fragments,
          }),
        ),
      }),
    }),
    badge: loosely(z.object({ entity: loosely(z.object({ label, messaging: label })) })),
  }),
});

const promotions = loosely(z.object({ rankedPromotions: loosely(z.array(z.unknown())) }));

const answer = z.object({
  entity: promotions,
  rankedPromotions: loosely(z.array(z.unknown())),
  searchResult: loosely(z.object({ items: loosely(z.array(z.unknown())) })),
  entities: loosely(z.array(z.unknown())),
  access_token: loosely(z.string()),
  errors: looseList(z.object({ code: looseText, message: looseText })),
  message: looseText,
  reason: looseText,
  error: looseText,
});

/** A share in percent as a shop may state it; anything outside 0–100 is as if it were absent. */
function percentOf(value: number | undefined): number | undefined {
  return value !== undefined && value >= 0 && value <= 100 ? value : undefined;
}

function readItem(entry: unknown, rank: number, listSize: number, page: Page): Candidate["read"] {
  const { data } = apiItem.safeParse(entry);
  const title = data?.itemInfo?.title?.displayValue;
  if (!isAsin(data?.asin) || title === undefined) return "The item has no ASIN or no title.";
  const listings = data?.offersV2?.listings ?? [];
  const offer = (listings.find((listing) => listing.isBuyBoxWinner) ?? listings[0])?.price;
  const amount = amountOf(offer?.money?.amount);
  const code = offer?.money?.currency;
  const discountPercent = percentOf(offer?.savings?.percentage);
  const origin = marketplaceOf(data?.detailPageURL ?? "")?.origin ?? "https://www.amazon.com";
  const imageUrl = data?.images?.primary?.large?.url;
  return {
    kind: "product",
    externalId: data.asin,
    title,
    // The API's own address carries the partner's tag.
    url: `${origin}/dp/${data.asin}`,
    ...(imageUrl !== undefined && { imageUrl }),
    ...(amount !== undefined && code !== undefined && { price: { amount, currency: code } }),
    rank,
    listSize,
    ...(discountPercent !== undefined && { discountPercent }),
    list: "Deals",
    seenAt: page.fetchedAt,
  };
}

/**
 * One price or a range. A range is an event of many products, and its "up to" discount belongs to one of them at most;
 * message and badge even disagree on it. So only a single-priced deal has a discount here.
 */
function readDeal(
  entry: unknown,
  rank: number,
  listSize: number,
  page: Page,
  origin: string,
): Candidate["read"] {
  const { data } = dealEntity.safeParse(entry);
  const { id, details, badge } = data?.entity ?? {};
  const title = details?.entity.title;
  if (id === undefined || details === undefined || title === undefined)
    return "The deal has no id or no title.";
  const ends = endsOf(details.entity.price?.details?.dealPrice);
  const url = cleanUrl(details.entity.landingPage?.url, origin);
  const asin = /\/dp\/([A-Z0-9]{10})(?:[/?]|$)/.exec(url ?? "")?.[1];
  const single = asin !== undefined && ends !== undefined && ends.low === ends.high;
  const said = wordsOf(badge?.entity?.label) || wordsOf({ content: details.entity.price?.message });
  const discount = single ? percentIn(said) : undefined;
  const imageUrl = details.entity.images?.map(imageAt).find(Boolean);
  const base: Sighting = {
    kind: single ? "product" : "event",
    externalId: single ? asin : id,
    title,
    ...(url !== undefined && { url }),
    ...(imageUrl !== undefined && { imageUrl }),
    rank,
    listSize,
    list: "Deals",
    seenAt: page.fetchedAt,
  };
  if (ends === undefined) return base;
  if (!single) return { ...base, priceRange: ends };
  return {
    ...base,
    price: { amount: ends.low, currency: ends.currency },
    ...(discount !== undefined && { discountPercent: discount }),
  };
}

/** The shop whose deals a page holds: by its address, else by the first marketplace that the page itself names. */
function originOf({ url, body }: Page): string {
  return originById(url) ?? marketplaceOf(url)?.origin ?? originById(body) ?? "https://www.amazon.com";
}

/** Items of the Creators API, promotions of the deals page, deal entities, the token of a keyed scan, or a refusal. */
export function parseJson(page: Page): Parsed {
  const json = readJsonPage(page);
  if ("outcome" in json) return json.outcome;
  const { data } = answer.safeParse(json.value);
  if (data === undefined) return unknown("Amazon answered JSON that is not an object.");
  const items = data.searchResult?.items;
  if (items)
    return gather(
      items.map((entry, index) => ({ entry, read: readItem(entry, index + 1, items.length, page) })),
    );
  const origin = originOf(page);
  const deals = data.entities;
  if (deals)
    return gather(
      deals.map((entry, index) => ({ entry, read: readDeal(entry, index + 1, deals.length, page, origin) })),
    );
  const promoted = data.entity?.rankedPromotions ?? data.rankedPromotions;
  if (promoted)
    return gather(
      promoted.map((entry, index) => ({
        entry,
        read: readPromotion(entry, index + 1, promoted.length, page, origin),
      })),
    );
  // The token of a keyed scan has no entries by nature.
  if (data.access_token !== undefined) return empty();
  const said = data.errors?.[0]?.message ?? data.message ?? data.reason ?? data.error;
  if (data.errors?.[0]?.code === "NoResults") return empty();
  if (deniedByStatus(page.status))
    return blocked(`Amazon refused (HTTP ${page.status}): ${said ?? "no reason given"}`);
  return unknown(
    said === undefined
      ? "Amazon's answer holds neither items nor deals."
      : `Amazon answered an error: ${said}`,
  );
}
