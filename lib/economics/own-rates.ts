import { z } from "zod";
import { BadRequestError } from "@/lib/core/errors";
import { ASSUMPTIONS, type Range } from "./assumptions";
import { AMAZON_REFERRAL } from "./fees/amazon";
import type { Confidence, FeeRow, FeeSchedule } from "./fees/bands";
import { EBAY_FINAL_VALUE } from "./fees/ebay";
import { FBA_SURCHARGE_BASIS_POINTS, FBA_SURCHARGE_SOURCE } from "./fees/fba";
import { SHOP_PAYMENT } from "./fees/meta";
import { TIKTOK_AFFILIATE, TIKTOK_REFERRAL } from "./fees/tiktok-shop";

/** Rates that a team puts in the place of ours, by the id of the rate: basis points or US cents, low ≤ likely ≤ high. */
const ownRate = z.object({
  low: z.int().nonnegative(),
  likely: z.int().nonnegative(),
  high: z.int().nonnegative(),
  /** Where the team has it from. */
  source: z.string(),
  /** The day it is of, ISO. */
  day: z.iso.date(),
});
export const ownRates = z.record(z.string(), ownRate);
export type OwnRates = Readonly<z.infer<typeof ownRates>>;

/** A rate that the calculation uses and a team may replace. */
export type Rate = {
  id: string;
  group: "Amazon" | "eBay" | "TikTok Shop" | "Facebook" | "Assumptions";
  label: string;
  /** `percent`: basis points; `usd`: US cents. */
  unit: "percent" | "usd";
  /** What holds now, for a person to read: "5% to $15, 10% to $20, 17% above, of the whole". */
  says: string;
  source: string;
  /** Null for an assumption of ours. */
  confidence: Confidence | null;
};

export const referralRateId = (marketplace: string, category: string) => `${marketplace}/${category}`;

/** Assumptions that a team may replace; weights are entered with the product. */
export const OWN_ASSUMPTIONS = [
  "freightByCost",
  "freightByKilogram",
  "duty",
  "packaging",
  "advertising",
  "returns",
  "returnsOfApparel",
  "returnRate",
  "returnLoss",
  "salesTax",
  "parcel",
  "parcelPerPound",
] as const;
export type OwnAssumption = (typeof OWN_ASSUMPTIONS)[number];

const LABELS: Record<OwnAssumption, readonly [label: string, unit: Rate["unit"]]> = {
  freightByCost: ["Freight, of the unit cost, where the weight is not known", "percent"],
  freightByKilogram: ["Freight for a kilogram", "usd"],
  duty: ["Duty, of the unit cost", "percent"],
  packaging: ["Packaging of an order", "usd"],
  advertising: ["Advertising, of the price", "percent"],
  returns: ["Returns, of the price", "percent"],
  returnsOfApparel: ["Returns of clothes and shoes, of the price", "percent"],
  returnRate: ["Orders that come back", "percent"],
  returnLoss: ["Lost of the price by an order that comes back", "percent"],
  salesTax: ["Sales tax on top of the price", "percent"],
  parcel: ["Sending a parcel of up to a pound", "usd"],
  parcelPerPound: ["Sending each further pound", "usd"],
};

/** Every rate that a team may replace, as it holds without them. */
export function listRates(): Rate[] {
  return [
    ...schedule("amazon", "Amazon", AMAZON_REFERRAL),
    single("amazon/surcharge", "Amazon", "Fuel and logistics surcharge on FBA", "percent", {
      likely: FBA_SURCHARGE_BASIS_POINTS,
      source: FBA_SURCHARGE_SOURCE,
      confidence: "high",
    }),
    ...schedule("ebay", "eBay", EBAY_FINAL_VALUE),
    ...schedule("tiktok-shop", "TikTok Shop", TIKTOK_REFERRAL),
    {
      id: "tiktok-shop/affiliate",
      group: "TikTok Shop",
      label: "Commission to creators",
      unit: "percent",
      says: spanned(TIKTOK_AFFILIATE, "percent"),
      source: TIKTOK_AFFILIATE.source,
      confidence: null,
    },
    single("meta/card", "Facebook", "Card processing in one’s own shop", "percent", {
      likely: SHOP_PAYMENT.basisPoints,
      source: SHOP_PAYMENT.source,
      confidence: "high",
    }),
    single("meta/card-order", "Facebook", "Card processing, for each order", "usd", {
      likely: SHOP_PAYMENT.perOrderCents,
      source: SHOP_PAYMENT.source,
      confidence: "high",
    }),
    ...OWN_ASSUMPTIONS.map((key): Rate => {
      const [label, unit] = LABELS[key];
      const { source, ...range } = ASSUMPTIONS[key];
      const says = spanned(range, unit);
      return { id: `assumption/${key}`, group: "Assumptions", label, unit, says, source, confidence: null };
    }),
  ];
}

/** A team's own rate. Throws BadRequestError for an id that no rate has, or amounts out of order. */
export function checkOwnRate(id: string, { low, likely, high }: Range): void {
  const rate = listRates().find((candidate) => candidate.id === id);
  if (!rate) throw new BadRequestError("There is no such rate: choose one of the list.");
  if (low > likely || likely > high)
    throw new BadRequestError("Low must not be above likely, nor likely above high.");
  if (rate.unit === "percent" && high > 10_000)
    throw new BadRequestError("A rate in percent is at most 100.");
}

/** The range of an assumption: the team's where it has one. */
export function assumed(key: OwnAssumption, own: OwnRates): Range & { source: string; own: boolean } {
  const given = ownOf(own, `assumption/${key}`);
  return given ? { ...given, own: true } : { ...ASSUMPTIONS[key], own: false };
}

/** A team's own rate of an id, its source with the day; undefined where it has none. */
export function ownOf(own: OwnRates, id: string): (Range & { source: string }) | undefined {
  const given = Object.hasOwn(own, id) ? own[id] : undefined;
  if (!given) return undefined;
  const { low, likely, high, source, day } = given;
  return { low, likely, high, source: `The team’s own rate of ${day}: ${source}` };
}

/** "17%" of 1700 basis points, "$0.30" of 30 cents. */
export function sayRate(value: number, unit: Rate["unit"]): string {
  return unit === "percent" ? `${value / 100}%` : `$${(value / 100).toFixed(2)}`;
}

function spanned({ low, likely, high }: Range, unit: Rate["unit"]): string {
  return `${sayRate(low, unit)} to ${sayRate(high, unit)}, likely ${sayRate(likely, unit)}`;
}

function single(
  id: string,
  group: Rate["group"],
  label: string,
  unit: Rate["unit"],
  { likely, source, confidence }: { likely: number; source: string; confidence: Confidence },
): Rate {
  return { id, group, label, unit, says: sayRate(likely, unit), source, confidence };
}

function schedule(marketplace: string, group: Rate["group"], of: FeeSchedule): Rate[] {
  return of.rows.map((row) => ({
    id: referralRateId(marketplace, row.category),
    group,
    label: row.category,
    unit: "percent",
    says: sayRow(row),
    source: `${of.source}; ${of.effective}${row.note ? `; ${row.note}` : ""}`,
    confidence: row.confidence,
  }));
}

function sayRow({ kind, bands, minimumCents, closingCents }: FeeRow): string {
  const parts = bands.map(([upTo, rate]) =>
    upTo === null
      ? `${sayRate(rate, "percent")}${bands.length > 1 ? " above" : ""}`
      : `${sayRate(rate, "percent")} to ${sayRate(upTo, "usd")}`,
  );
  const how =
    bands.length === 1 ? "" : kind === "whole" ? ", of the whole price" : ", each part at its own rate";
  const least = minimumCents > 0 ? `, at least ${sayRate(minimumCents, "usd")}` : "";
  const closing = closingCents > 0 ? `, and ${sayRate(closingCents, "usd")} an item` : "";
  return `${parts.join(", ")}${how}${least}${closing}`;
}
