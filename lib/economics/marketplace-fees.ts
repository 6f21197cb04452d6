import type { Marketplace } from "@/lib/core/words";
import type { Range } from "./assumptions";
import { fulfilmentByAmazon, sending } from "./delivery";
import { AMAZON_EVERYTHING_ELSE, AMAZON_INDIVIDUAL_PLAN_CENTS, AMAZON_REFERRAL } from "./fees/amazon";
import { bandFeeCents, rowNamed, share, type Confidence, type FeeRow, type FeeSchedule } from "./fees/bands";
import { EBAY_BY_AMAZON_CATEGORY, EBAY_FINAL_VALUE, EBAY_MOST, ebayPerOrderCents } from "./fees/ebay";
import { META_SELLING, SHOP_PAYMENT } from "./fees/meta";
import {
  TIKTOK_AFFILIATE,
  TIKTOK_MOST,
  TIKTOK_NEW_SELLER_BASIS_POINTS,
  TIKTOK_REFERRAL,
  TIKTOK_REFUND_ADMINISTRATION,
  TIKTOK_REPORTED_BASIS_POINTS,
} from "./fees/tiktok-shop";
import { assumed, ownOf, referralRateId, type OwnRates } from "./own-rates";
import type { Parcel } from "./parcel";
import { exactly, shares } from "./ranges";

export type FeeId =
  | "referral"
  | "closing"
  | "per-order"
  | "fee-on-tax"
  | "fulfilment"
  | "surcharge"
  | "payment"
  | "refund-administration"
  | "advertising";

/** One cost of selling in US cents. */
export type FeeLine = Range & {
  id: FeeId;
  label: string;
  origin: "table" | "assumption" | "team";
  source: string;
  /** Of the fee table's row; null where no table says it. */
  confidence: Confidence | null;
};

/** A sale in US cents. `shipping` is what the buyer pays for it; `tax` is null where nobody has said how much it is. */
export type Sale = { price: number; shipping: number; tax: number | null };

export type FeeInput = {
  marketplace: Marketplace;
  /** A name of Amazon's fee table or of the marketplace's own; an unknown one is charged as everything else. */
  category: string;
  sale: Sale;
  parcel: Parcel;
  own: OwnRates;
  /** On Amazon: sent by Amazon, or by the merchant. */
  fulfilment: "fba" | "fbm";
  /** Amazon's individual selling plan takes a fee for each item. */
  individualPlan: boolean;
  /** TikTok Shop's rate of the first thirty days. */
  newSeller: boolean;
  /** Of the goods sold, how many come back, in basis points; null for the usual range. */
  returnRate: Range | null;
};

/** Everything a marketplace and the way to its buyer take of one sale. */
export function marketplaceFees(input: FeeInput): FeeLine[] {
  switch (input.marketplace) {
    case "amazon":
      return [...amazonFees(input), advertising(input)];
    case "ebay":
      return [...ebayFees(input), sending(input), advertising(input)];
    case "tiktok-shop":
      return [...tiktokFees(input), sending(input)];
    case "meta":
      return [...metaFees(input), sending(input), advertising(input)];
  }
}

/** The row of the marketplace's fee table that a category is charged by; null where the marketplace has no table. */
export function feeRow(marketplace: Marketplace, category: string): FeeRow | null {
  switch (marketplace) {
    case "amazon":
      return rowNamed(AMAZON_REFERRAL, category) ?? rowNamed(AMAZON_REFERRAL, AMAZON_EVERYTHING_ELSE);
    case "ebay": {
      const amazon = rowNamed(AMAZON_REFERRAL, category)?.category ?? "";
      return (
        rowNamed(EBAY_FINAL_VALUE, category) ??
        rowNamed(EBAY_FINAL_VALUE, EBAY_BY_AMAZON_CATEGORY[amazon] ?? EBAY_MOST)
      );
    }
    case "tiktok-shop":
      return rowNamed(TIKTOK_REFERRAL, category) ?? rowNamed(TIKTOK_REFERRAL, TIKTOK_MOST);
    case "meta":
      return null;
  }
}

type Referral = {
  row: FeeRow;
  cents: (base: number) => number;
  line: Pick<FeeLine, "origin" | "source" | "confidence">;
};

/** How the percentage fee is worked out: by the table, or by the rate that the team has put in the place of the row. */
function referral({ marketplace, category, own }: FeeInput, schedule: FeeSchedule): Referral {
  const row = feeRow(marketplace, category);
  if (!row) throw new RangeError(`The fee table of ${marketplace} has no row for everything else.`);
  const ours = ownOf(own, referralRateId(marketplace, row.category));
  if (ours) {
    const flat: FeeRow = { ...row, kind: "whole", bands: [[null, ours.likely]] };
    return {
      row,
      cents: (base) => bandFeeCents(flat, base),
      line: { origin: "team", source: ours.source, confidence: null },
    };
  }
  const source = `${schedule.source}; ${schedule.effective}${row.note ? `; ${row.note}` : ""}`;
  return {
    row,
    cents: (base) => bandFeeCents(row, base),
    line: { origin: "table", source, confidence: row.confidence },
  };
}

function amazonFees(input: FeeInput): FeeLine[] {
  const { sale, individualPlan } = input;
  const { row, cents, line } = referral(input, AMAZON_REFERRAL);
  // Of media the shipping is not charged.
  const base = row.closingCents > 0 ? sale.price : sale.price + sale.shipping;
  const lines: FeeLine[] = [
    { ...line, id: "referral", label: `Referral fee (${row.category})`, ...exactly(cents(base)) },
  ];
  if (row.closingCents > 0)
    lines.push({ ...line, id: "closing", label: "Closing fee", ...exactly(row.closingCents) });
  if (individualPlan) {
    const source = "Amazon’s individual selling plan (sell.amazon.com/pricing), 2026";
    const fee = exactly(AMAZON_INDIVIDUAL_PLAN_CENTS);
    lines.push({
      id: "per-order",
      label: "Fee per item",
      ...fee,
      origin: "table",
      source,
      confidence: "high",
    });
  }
  return [...lines, ...(input.fulfilment === "fba" ? fulfilmentByAmazon(input) : [sending(input)])];
}

function ebayFees(input: FeeInput): FeeLine[] {
  const { sale, own } = input;
  const { row, cents, line } = referral(input, EBAY_FINAL_VALUE);
  const total = sale.price + sale.shipping + (sale.tax ?? 0);
  const fee = cents(total);
  const lines: FeeLine[] = [
    { ...line, id: "referral", label: `Final value fee (${row.category})`, ...exactly(fee) },
    { ...line, id: "per-order", label: "Fee per order", ...exactly(ebayPerOrderCents(row.category, total)) },
  ];
  if (sale.tax !== null) return lines;
  const { low, likely, high, source, own: team } = assumed("salesTax", own);
  const onTax = (rate: number) => Math.max(0, cents(total + share(sale.price, rate)) - fee);
  // Above a bound of a cliff the fee on more tax may be less.
  const [least = 0, middle = 0, most = 0] = [onTax(low), onTax(likely), onTax(high)].toSorted(
    (a, b) => a - b,
  );
  lines.push({
    id: "fee-on-tax",
    label: "Final value fee on sales tax",
    low: least,
    likely: middle,
    high: most,
    origin: team ? "team" : "assumption",
    source,
    confidence: null,
  });
  return lines;
}

function tiktokFees(input: FeeInput): FeeLine[] {
  const { sale, own, newSeller } = input;
  const { row, cents, line } = referral(input, TIKTOK_REFERRAL);
  const base = sale.price + sale.shipping;
  const fee = newSeller ? share(base, TIKTOK_NEW_SELLER_BASIS_POINTS) : cents(base);
  const reported =
    newSeller || line.origin === "team" ? fee : Math.max(fee, share(base, TIKTOK_REPORTED_BASIS_POINTS));
  const { basisPointsOfReferral, capCents } = TIKTOK_REFUND_ADMINISTRATION;
  const kept = Math.min(share(fee, basisPointsOfReferral), capCents);
  const comesBack = input.returnRate ?? assumed("returnRate", own);
  const creators = ownOf(own, "tiktok-shop/affiliate");
  return [
    {
      ...line,
      id: "referral",
      label: `Referral fee (${row.category})`,
      low: fee,
      likely: fee,
      high: reported,
    },
    {
      ...line,
      ...(own["assumption/returnRate"] ? { origin: "team", confidence: null } : {}),
      id: "refund-administration",
      label: "Fee kept on refunds",
      ...shares(kept, comesBack),
    },
    {
      id: "advertising",
      label: "Commission to creators",
      ...shares(sale.price, creators ?? TIKTOK_AFFILIATE),
      origin: creators ? "team" : "assumption",
      source: (creators ?? TIKTOK_AFFILIATE).source,
      confidence: null,
    },
  ];
}

function metaFees({ sale, own }: FeeInput): FeeLine[] {
  const card = ownOf(own, "meta/card");
  const order = ownOf(own, "meta/card-order");
  const paid = sale.price + sale.shipping + (sale.tax ?? 0);
  const fee =
    share(paid, card?.likely ?? SHOP_PAYMENT.basisPoints) + (order?.likely ?? SHOP_PAYMENT.perOrderCents);
  return [
    {
      id: "referral",
      label: "Selling fee",
      ...exactly(share(sale.price, META_SELLING.referralBasisPoints)),
      origin: "table",
      source: `${META_SELLING.source}; ${META_SELLING.effective}`,
      confidence: "official",
    },
    {
      id: "payment",
      label: "Card processing",
      ...exactly(fee),
      origin: card || order ? "team" : "table",
      source: card?.source ?? order?.source ?? SHOP_PAYMENT.source,
      confidence: card || order ? null : "high",
    },
  ];
}

function advertising({ sale, own }: FeeInput): FeeLine {
  const { source, own: team, ...rate } = assumed("advertising", own);
  const origin = team ? "team" : "assumption";
  return {
    id: "advertising",
    label: "Advertising",
    ...shares(sale.price, rate),
    origin,
    source,
    confidence: null,
  };
}
