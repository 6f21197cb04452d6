/** One entry of the deals page's own JSON (`promotions.search.result/v1`): a product with its deal. Written from a description; no body of it was ever recorded. */
import { z } from "zod";
import { isAsin } from "../amazon-best-sellers/card";
import { looseList, loosely, looseNumber, looseText } from "../json-page";
import type { Candidate } from "../reading/parser";
import type { Page } from "../scanner";
import { endsOf, imageAt, imageIds, label, money, wordsOf } from "./entity-parts";
import { percentIn } from "./percent";

const badge = loosely(z.object({ entity: loosely(z.object({ label, messaging: label })), label }));

const option = z.object({
  dealBadge: badge,
  dealDetails: loosely(z.object({ entity: loosely(z.object({ dealPrice: money })), dealPrice: money })),
  price: loosely(
    z.object({
      entity: loosely(
        z.object({
          priceToPay: money,
          savings: loosely(z.object({ percentage: loosely(z.object({ value: looseNumber })) })),
        }),
      ),
    }),
  ),
});

const promotion = z.object({
  product: z.object({
    entity: z.object({
      asin: looseText,
      title: loosely(z.object({ entity: loosely(z.object({ displayString: looseText })) })),
      productImages: loosely(
        z.object({
          entity: loosely(
            z.object({
              altText: looseText,
              images: looseList(z.object({ hiRes: imageIds, lowRes: imageIds })),
            }),
          ),
        }),
      ),
      buyingOptions: looseList(option),
    }),
  }),
});

/** A product with its deal price and discount, or why the entry is none. Its name is mostly known by its picture's alone. */
export function readPromotion(
  entry: unknown,
  rank: number,
  listSize: number,
  page: Page,
  origin: string,
): Candidate["read"] {
  const product = promotion.safeParse(entry).data?.product.entity;
  const images = product?.productImages?.entity;
  const title = product?.title?.entity?.displayString ?? images?.altText;
  if (!isAsin(product?.asin) || title === undefined) return "The promotion has no ASIN or no title.";
  const [offer] = product.buyingOptions ?? [];
  const deal = offer?.dealDetails;
  const ends = endsOf(deal?.entity?.dealPrice ?? deal?.dealPrice) ?? endsOf(offer?.price?.entity?.priceToPay);
  const said = wordsOf(offer?.dealBadge?.entity?.label ?? offer?.dealBadge?.label);
  const stated = offer?.price?.entity?.savings?.percentage?.value;
  const discount =
    percentIn(said) ?? (stated !== undefined && stated > 0 && stated <= 100 ? stated : undefined);
  const imageUrl = images?.images?.map((image) => imageAt(image.hiRes ?? image.lowRes)).find(Boolean);
  return {
    kind: "product",
    externalId: product.asin,
    title,
    url: `${origin}/dp/${product.asin}`,
    ...(imageUrl !== undefined && { imageUrl }),
    ...(ends !== undefined &&
      (ends.low === ends.high
        ? { price: { amount: ends.low, currency: ends.currency } }
        : { priceRange: ends })),
    rank,
    listSize,
    ...(discount !== undefined && { discountPercent: discount }),
    list: "Deals",
    seenAt: page.fetchedAt,
  };
}
