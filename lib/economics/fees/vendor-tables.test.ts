/** Our tables against the dated copy of the vendors' own that is kept beside the repository; skipped where it is not there. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { feeRow } from "../marketplace-fees";
import { AMAZON_INDIVIDUAL_PLAN_CENTS } from "./amazon";
import { bandFeeCents, type FeeRow } from "./bands";
import { ebayPerOrderCents } from "./ebay";
import { FBA_SURCHARGE_BASIS_POINTS, fulfilmentCents, type SizeTier } from "./fba";
import { META_SELLING, SHOP_PAYMENT } from "./meta";
import {
  TIKTOK_NEW_SELLER_BASIS_POINTS,
  TIKTOK_REFUND_ADMINISTRATION,
  TIKTOK_REPORTED_BASIS_POINTS,
} from "./tiktok-shop";

const FILE = path.resolve(import.meta.dirname, "../../../../shared/data/fees/fee_schedules_2026.json");

const bands = z.array(z.tuple([z.number().nullable(), z.number()]));
const vendorRow = z.object({
  category: z.string(),
  kind: z.enum(["flat", "whole", "marginal"]),
  rates: bands,
  minimum: z.number().optional(),
  closingFee: z.number().default(0),
  confidence: z.string().optional(),
});
const tabled = z.array(z.tuple([z.number(), z.number(), z.number(), z.number()]));
const base = z.tuple([z.number(), z.number(), z.number()]);
const stepped = z.object({ base, perLbAboveFirst: z.number() });
const vendors = z.object({
  amazon_us: z.object({
    defaultMinimum: z.number(),
    individualPlanPerItem: z.number(),
    referral: z.array(vendorRow),
    fba_fulfilment_nonpeak_nonapparel_2026: z.object({
      fuelAndLogisticsSurcharge: z.object({ rate: z.number() }),
      small_standard_oz: tabled,
      large_standard_oz: tabled,
      large_standard_lb: tabled,
      large_standard_3_to_20lb: z.object({ base }),
      small_bulky: stepped,
      large_bulky: stepped,
      extra_large_0_50: stepped,
      extra_large_50_70: z.object({ base, perLbAbove51: z.number() }),
      extra_large_70_150: z.object({ base, perLbAbove71: z.number() }),
      extra_large_150_plus: z.object({ base, perLbAbove151: z.number() }),
    }),
  }),
  ebay_us_no_store: z.object({ rates: z.array(vendorRow), perOrderFee: z.record(z.string(), z.number()) }),
  tiktok_shop_us: z.object({
    referral: z.object({ default: z.number(), alternatives: z.array(z.object({ rate: z.number() })) }),
    preOwned: bands,
    collectibles: bands,
    jewelryPremium: z.number(),
    newSeller: z.object({ rate: z.number() }),
    refundAdminFee: z.object({ rateOfReferral: z.number(), capPerSku: z.number() }),
  }),
  meta: z.object({ shopsSellingFee: z.number() }),
  shopify_us: z.object({ plans: z.object({ Basic: z.object({ card: z.tuple([z.number(), z.number()]) }) }) }),
});
type VendorRow = z.infer<typeof vendorRow>;

const cents = (amount: number) => Math.round(amount * 100);
const basisPoints = (rate: number) => Math.round(rate * 10_000);

/** The vendor's fee worked out apart from ours: in exact hundredths of a cent, rounded half up. */
function vendorFee({ kind, rates, minimum = 0 }: VendorRow, price: number): number {
  let below = 0;
  let exact = 0n;
  for (const [upTo, rate] of rates) {
    const top = upTo === null ? Number.POSITIVE_INFINITY : cents(upTo);
    if (kind === "marginal") {
      exact += BigInt(Math.max(0, Math.min(price, top) - below) * basisPoints(rate));
      below = Math.min(price, top);
    } else if (price <= top && price > below) {
      exact = BigInt(price * basisPoints(rate));
    }
    if (kind !== "marginal") below = top;
  }
  return Math.min(price, Math.max(Number((exact + 5_000n) / 10_000n), cents(minimum)));
}

/** Prices about every bound, and between. */
function pricesOf({ rates }: VendorRow): number[] {
  const about = rates.flatMap(([upTo]) => (upTo === null ? [] : [-1, 0, 1].map((by) => cents(upTo) + by)));
  return [1, 99, 199, 200, 999, 1_000, 1_001, 2_999, 9_999, 33_333, 123_457, 2_000_000, ...about];
}

function sameFees(row: FeeRow | null, vendor: VendorRow) {
  expect(row, vendor.category).not.toBeNull();
  if (!row) return;
  for (const price of pricesOf(vendor)) {
    expect(bandFeeCents(row, price), `${vendor.category} at ${price} cents`).toBe(vendorFee(vendor, price));
  }
}

describe.skipIf(!existsSync(FILE))("the vendors' own fee tables", () => {
  const read = () => vendors.parse(JSON.parse(readFileSync(FILE, "utf8")));

  it("have our referral fee in every row of Amazon's, to the cent, with its closing fee and confidence", () => {
    const { referral, defaultMinimum, individualPlanPerItem } = read().amazon_us;
    expect(referral.length).toBeGreaterThan(30);
    for (const vendor of referral) {
      const row = feeRow("amazon", vendor.category);
      sameFees(row, { ...vendor, minimum: vendor.minimum ?? defaultMinimum });
      expect(row?.category, vendor.category).toBe(vendor.category);
      expect(row?.confidence, vendor.category).toBe(vendor.confidence);
      expect(row?.closingCents, vendor.category).toBe(cents(vendor.closingFee));
    }
    expect(AMAZON_INDIVIDUAL_PLAN_CENTS).toBe(cents(individualPlanPerItem));
  });

  it("have our final value fee in every row of eBay's, under eBay's name of it", () => {
    const { rates, perOrderFee } = read().ebay_us_no_store;
    for (const vendor of rates) sameFees(feeRow("ebay", vendor.category), vendor);
    expect(ebayPerOrderCents("", 1_000)).toBe(cents(perOrderFee["<=10.00"] ?? 0));
    expect(ebayPerOrderCents("", 1_001)).toBe(cents(perOrderFee[">10.00"] ?? 0));
  });

  it("have our fees of TikTok Shop, Meta and the shop behind it", () => {
    const { tiktok_shop_us: tiktok, meta, shopify_us: shopify } = read();
    const row = (category: string, kind: VendorRow["kind"], rates: VendorRow["rates"]) =>
      sameFees(feeRow("tiktok-shop", category), { category, kind, rates, closingFee: 0 });
    row("Most categories", "flat", [[null, tiktok.referral.default]]);
    row("Premium Jewelry", "flat", [[null, tiktok.jewelryPremium]]);
    row("Pre-Owned", "marginal", tiktok.preOwned);
    row("Collectibles", "marginal", tiktok.collectibles);
    expect(tiktok.referral.alternatives.map(({ rate }) => basisPoints(rate))).toContain(
      TIKTOK_REPORTED_BASIS_POINTS,
    );
    expect(TIKTOK_NEW_SELLER_BASIS_POINTS).toBe(basisPoints(tiktok.newSeller.rate));
    expect(TIKTOK_REFUND_ADMINISTRATION).toEqual({
      basisPointsOfReferral: basisPoints(tiktok.refundAdminFee.rateOfReferral),
      capCents: cents(tiktok.refundAdminFee.capPerSku),
    });
    expect(META_SELLING.referralBasisPoints).toBe(basisPoints(meta.shopsSellingFee));
    const [rate, order] = shopify.plans.Basic.card;
    expect([SHOP_PAYMENT.basisPoints, SHOP_PAYMENT.perOrderCents]).toEqual([basisPoints(rate), cents(order)]);
  });

  it("have our FBA fees in every tier, weight and price band", () => {
    const fba = read().amazon_us.fba_fulfilment_nonpeak_nonapparel_2026;
    const same = (tier: SizeTier, ounces: number, fees: readonly number[]) => {
      const ours = [999, 1_000, 5_000, 5_001].map((price) => fulfilmentCents(tier, ounces, price));
      const [low = 0, middle = 0, high = 0] = fees;
      expect(ours, `${tier}, ${ounces} oz`).toEqual([low, middle, middle, high].map(cents));
    };
    for (const [upTo, ...fees] of fba.small_standard_oz) same("small-standard", upTo, fees);
    for (const [upTo, ...fees] of fba.large_standard_oz) same("large-standard", upTo, fees);
    for (const [upTo, ...fees] of fba.large_standard_lb) same("large-standard", upTo * 16, fees);
    const above = (fees: readonly number[], more: number) => fees.map((fee) => fee + more);
    same("large-standard", 3 * 16 + 8, above(fba.large_standard_3_to_20lb.base, 0.16));
    for (const [tier, row] of [
      ["small-bulky", fba.small_bulky],
      ["large-bulky", fba.large_bulky],
      ["extra-large", fba.extra_large_0_50],
    ] as const) {
      same(tier, 16, row.base);
      same(tier, 11 * 16, above(row.base, 10 * row.perLbAboveFirst));
    }
    same("extra-large", 61 * 16, above(fba.extra_large_50_70.base, 10 * fba.extra_large_50_70.perLbAbove51));
    same(
      "extra-large",
      81 * 16,
      above(fba.extra_large_70_150.base, 10 * fba.extra_large_70_150.perLbAbove71),
    );
    const heaviest = fba.extra_large_150_plus;
    same("extra-large", 161 * 16, above(heaviest.base, 10 * heaviest.perLbAbove151));
    expect(FBA_SURCHARGE_BASIS_POINTS).toBe(basisPoints(fba.fuelAndLogisticsSurcharge.rate));
  });
});
