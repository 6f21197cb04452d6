import type { Marketplace } from "@/lib/core/words";
import { ASSUMPTIONS, type Range } from "./assumptions";
import {
  AMAZON_EVERYTHING_ELSE,
  AMAZON_FULFILMENT_SOURCE,
  AMAZON_REFERRAL,
  amazonFulfilmentCents,
} from "./fees/amazon";
import { bandFeeCents, share, type FeeRow, type FeeSchedule } from "./fees/bands";
import { EBAY_BY_AMAZON_CATEGORY, EBAY_FINAL_VALUE, EBAY_MOST, ebayPerOrderCents } from "./fees/ebay";
import { META_SELLING, SHOP_PAYMENT } from "./fees/meta";
import {
  TIKTOK_AFFILIATE,
  TIKTOK_MOST,
  TIKTOK_REFERRAL,
  TIKTOK_REFUND_ADMINISTRATION,
  TIKTOK_REPORTED_BASIS_POINTS,
} from "./fees/tiktok-shop";

/** One cost of selling in US cents. */
export type FeeLine = Range & { id: FeeId; label: string; origin: "table" | "assumption"; source: string };
export type FeeId =
  | "referral"
  | "closing"
  | "per-order"
  | "fee-on-tax"
  | "fulfilment"
  | "payment"
  | "refund-administration"
  | "advertising";

/** Ounces, as a range where the weight is only assumed. */
export type Ounces = Range & { known: boolean };

/**
 * Everything a marketplace and the way to its buyer take of one sale at `priceCents`, in US cents. `category` is a name of
 * Amazon's fee table or of the marketplace's own; an unknown one is charged as everything else.
 */
export function marketplaceFees(input: {
  marketplace: Marketplace;
  category: string;
  priceCents: number;
  weight: Ounces;
}): FeeLine[] {
  const { marketplace, category, priceCents, weight } = input;
  switch (marketplace) {
    case "amazon":
      return [...amazonFees(category, priceCents, weight), advertising(priceCents)];
    case "ebay":
      return [...ebayFees(category, priceCents), parcel(weight), advertising(priceCents)];
    case "tiktok-shop":
      return [...tiktokFees(category, priceCents), parcel(weight)];
    case "meta":
      return [...metaFees(priceCents), parcel(weight), advertising(priceCents)];
  }
}

function amazonFees(category: string, priceCents: number, weight: Ounces): FeeLine[] {
  const row = rowOf(AMAZON_REFERRAL, category, AMAZON_EVERYTHING_ELSE);
  const lines = [
    exactly(
      "referral",
      `Referral fee (${row.category})`,
      bandFeeCents(row, priceCents),
      from(AMAZON_REFERRAL, row),
    ),
  ];
  if (row.closingCents > 0)
    lines.push(exactly("closing", "Closing fee", row.closingCents, from(AMAZON_REFERRAL, row)));
  // Whether a light thing is thin enough for the small tier is not known: the low bound hopes so.
  lines.push({
    id: "fulfilment",
    label: "Fulfilment by Amazon",
    low: amazonFulfilmentCents(weight.low, priceCents, true),
    likely: amazonFulfilmentCents(weight.likely, priceCents),
    high: amazonFulfilmentCents(weight.high, priceCents),
    origin: "table",
    source: AMAZON_FULFILMENT_SOURCE,
  });
  return lines;
}

function ebayFees(category: string, priceCents: number): FeeLine[] {
  const row = rowOf(EBAY_FINAL_VALUE, EBAY_BY_AMAZON_CATEGORY[category] ?? category, EBAY_MOST);
  const source = from(EBAY_FINAL_VALUE, row);
  const fee = bandFeeCents(row, priceCents);
  const { low, likely, high } = ASSUMPTIONS.salesTax;
  const onTax = (tax: number) => Math.max(0, bandFeeCents(row, priceCents + share(priceCents, tax)) - fee);
  return [
    exactly("referral", `Final value fee (${row.category})`, fee, source),
    exactly("per-order", "Fee per order", ebayPerOrderCents(row.category, priceCents), source),
    {
      id: "fee-on-tax",
      label: "Final value fee on sales tax",
      low: onTax(low),
      likely: onTax(likely),
      high: onTax(high),
      origin: "assumption",
      source: ASSUMPTIONS.salesTax.source,
    },
  ];
}

function tiktokFees(category: string, priceCents: number): FeeLine[] {
  const row = rowOf(TIKTOK_REFERRAL, category, TIKTOK_MOST);
  const fee = bandFeeCents(row, priceCents);
  const reported = Math.max(fee, share(priceCents, TIKTOK_REPORTED_BASIS_POINTS));
  const kept = Math.min(
    share(fee, TIKTOK_REFUND_ADMINISTRATION.basisPointsOfReferral),
    TIKTOK_REFUND_ADMINISTRATION.capCents,
  );
  const source = from(TIKTOK_REFERRAL, row);
  return [
    {
      id: "referral",
      label: `Referral fee (${row.category})`,
      low: fee,
      likely: fee,
      high: reported,
      origin: "table",
      source,
    },
    {
      id: "refund-administration",
      label: "Fee kept on refunds",
      ...shares(kept, ASSUMPTIONS.returnRate),
      origin: "table",
      source,
    },
    {
      id: "advertising",
      label: "Commission to creators",
      ...shares(priceCents, TIKTOK_AFFILIATE),
      origin: "assumption",
      source: "Set by the seller, usually 10–30% of the price",
    },
  ];
}

function metaFees(priceCents: number): FeeLine[] {
  const payment = share(priceCents, SHOP_PAYMENT.basisPoints) + SHOP_PAYMENT.perOrderCents;
  return [
    exactly(
      "referral",
      "Selling fee",
      share(priceCents, META_SELLING.referralBasisPoints),
      `${META_SELLING.source}; ${META_SELLING.effective}`,
    ),
    exactly("payment", "Card processing", payment, SHOP_PAYMENT.source),
  ];
}

function advertising(priceCents: number): FeeLine {
  const { source, ...rate } = ASSUMPTIONS.advertising;
  return {
    id: "advertising",
    label: "Advertising",
    ...shares(priceCents, rate),
    origin: "assumption",
    source,
  };
}

function parcel(weight: Ounces): FeeLine {
  const { parcel: first, parcelPerPound: further } = ASSUMPTIONS;
  const pounds = (ounces: number) => Math.max(0, Math.ceil(ounces / 16) - 1);
  return {
    id: "fulfilment",
    label: "Shipping to the buyer",
    low: first.low + pounds(weight.low) * further.low,
    likely: first.likely + pounds(weight.likely) * further.likely,
    high: first.high + pounds(weight.high) * further.high,
    origin: "assumption",
    source: first.source,
  };
}

/** The same part, low to high, of an amount. */
export function shares(cents: number, basisPoints: Range): Range {
  return {
    low: share(cents, basisPoints.low),
    likely: share(cents, basisPoints.likely),
    high: share(cents, basisPoints.high),
  };
}

function exactly(id: FeeId, label: string, cents: number, source: string): FeeLine {
  return { id, label, low: cents, likely: cents, high: cents, origin: "table", source };
}

function rowOf(schedule: FeeSchedule, category: string, otherwise: string): FeeRow {
  const wanted = category.trim().toLowerCase();
  const row =
    schedule.rows.find((candidate) => candidate.category.toLowerCase() === wanted) ??
    schedule.rows.find((candidate) => candidate.category === otherwise);
  if (!row) throw new RangeError(`The fee table has no row “${otherwise}”.`);
  return row;
}

function from(schedule: FeeSchedule, row: FeeRow): string {
  return `${schedule.source}; ${schedule.effective}; confidence ${row.confidence}${row.note ? `; ${row.note}` : ""}`;
}
