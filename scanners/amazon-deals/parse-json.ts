/** Reads deals as JSON: the Creators API's search, and the older deal entities, most of which are events of many products. */
import { z } from "zod";
import type { Sighting } from "@/lib/core/sighting";
import { isAsin } from "../amazon-best-sellers/card";
import { marketplaceOf } from "../amazon-best-sellers/marketplaces";
import {
  deniedByStatus,
  looseId,
  loosely,
  looseNumber,
  looseText,
  looseUrl,
  readJsonPage,
} from "../json-page";
import { blocked, empty, gather, unknown, type Candidate } from "../reading/parser";
import { cleanText, cleanUrl } from "../reading/text";
import type { Page, Parsed } from "../scanner";

const currency = loosely(z.string().regex(/^[A-Z]{3}$/));

const apiItem = z.object({
  asin: looseText,
  detailPageURL: looseUrl,
  itemInfo: loosely(z.object({ title: loosely(z.object({ displayValue: looseText })) })),
  images: loosely(z.object({ primary: loosely(z.object({ large: loosely(z.object({ url: looseUrl })) })) })),
  offersV2: loosely(
    z.object({
      listings: z
        .array(
          z.object({
            isBuyBoxWinner: loosely(z.boolean()),
            price: loosely(
              z.object({
                money: loosely(z.object({ amount: looseNumber, currency })),
                savings: loosely(z.object({ percentage: looseNumber })),
              }),
            ),
          }),
        )
        .catch([]),
    }),
  ),
});

const fragments = loosely(z.array(z.object({ text: loosely(z.string()) })));
const label = loosely(z.object({ content: loosely(z.object({ fragments })) }));
const bound = loosely(z.object({ amount: looseNumber, currencyCode: currency }));

const dealEntity = z.object({
  entity: z.object({
    id: looseId,
    details: z.object({
      entity: z.object({
        title: looseText,
        images: loosely(z.array(z.object({ physicalId: looseText, extension: looseText }))),
        landingPage: loosely(z.object({ url: loosely(z.string()) })),
        price: loosely(
          z.object({
            details: loosely(
              z.object({
                dealPrice: loosely(
                  z.object({
                    moneyValueOrRange: loosely(
                      z.object({
                        range: loosely(z.object({ min: bound, max: bound })),
                        value: bound,
                      }),
                    ),
                  }),
                ),
              }),
            ),
            message: loosely(z.object({ fragments })),
          }),
        ),
      }),
    }),
    badge: loosely(z.object({ entity: loosely(z.object({ label, messaging: label })) })),
  }),
});

const answer = z.object({
  searchResult: loosely(z.object({ items: loosely(z.array(z.unknown())) })),
  entities: loosely(z.array(z.unknown())),
  access_token: loosely(z.string()),
  errors: loosely(z.array(z.object({ code: looseText, message: looseText }))),
  message: looseText,
  reason: looseText,
  error: looseText,
});

function amountOf(value: number | undefined): string | undefined {
  return value !== undefined && value >= 0 && value < 1e10 ? value.toFixed(2) : undefined;
}

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

const textOf = (parts: { text?: string | undefined }[] | undefined): string =>
  cleanText(
    parts
      ?.slice(0, 20)
      .map((part) => part.text ?? "")
      .join("") ?? "",
    200,
  );

/**
 * One price or a range. A range is an event of many products, and its "up to" discount belongs to one of them at most;
 * message and badge even disagree on it. So only a single-priced deal has a discount here.
 */
function readDeal(entry: unknown, rank: number, listSize: number, page: Page): Candidate["read"] {
  const { data } = dealEntity.safeParse(entry);
  const { id, details, badge } = data?.entity ?? {};
  const title = details?.entity.title;
  if (id === undefined || details === undefined || title === undefined)
    return "The deal has no id or no title.";
  const money = details.entity.price?.details?.dealPrice?.moneyValueOrRange;
  const low = money?.range?.min ?? money?.value;
  const high = money?.range?.max ?? money?.value;
  const [least, most] = [amountOf(low?.amount), amountOf(high?.amount)];
  const code =
    low?.currencyCode !== undefined && low.currencyCode === high?.currencyCode ? low.currencyCode : undefined;
  const url = cleanUrl(
    details.entity.landingPage?.url,
    marketplaceOf(page.url)?.origin ?? "https://www.amazon.com",
  );
  const asin = /\/dp\/([A-Z0-9]{10})(?:[/?]|$)/.exec(url ?? "")?.[1];
  const single = asin !== undefined && least !== undefined && least === most;
  const said =
    textOf(badge?.entity?.label?.content?.fragments) || textOf(details.entity.price?.message?.fragments);
  const discount = single ? /^-?(\d{1,2})\s?%/.exec(said)?.[1] : undefined;
  const image = details.entity.images?.find(
    ({ physicalId, extension }) => physicalId !== undefined && extension !== undefined,
  );
  const imageUrl =
    image && cleanUrl(`https://m.media-amazon.com/images/I/${image.physicalId}.${image.extension}`);
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
  if (least === undefined || most === undefined || code === undefined || Number(least) > Number(most))
    return base;
  if (!single) return { ...base, priceRange: { low: least, high: most, currency: code } };
  return {
    ...base,
    price: { amount: least, currency: code },
    ...(discount !== undefined && { discountPercent: Number(discount) }),
  };
}

/** Items of the Creators API, deal entities, the token of a keyed scan, or a refusal. */
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
  const deals = data.entities;
  if (deals)
    return gather(
      deals.map((entry, index) => ({ entry, read: readDeal(entry, index + 1, deals.length, page) })),
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
