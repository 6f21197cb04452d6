/** What TikTok Shop in the United States takes. Public figures disagree: the official one is likely, the reported rise is the high bound. */
import type { FeeRow, FeeSchedule } from "./bands";

function row(
  category: string,
  kind: FeeRow["kind"],
  bands: FeeRow["bands"],
  also: readonly string[] = [],
): FeeRow {
  return { category, kind, bands, minimumCents: 0, closingCents: 0, confidence: "low", also };
}

export const TIKTOK_MOST = "Most categories";

export const TIKTOK_REFERRAL: FeeSchedule = {
  effective: "2026-08-30",
  currency: "USD",
  source:
    "TikTok Shop US referral fee (seller-us.tiktok.com, knowledge 5982454398175018), 6% of customer payment and platform discount without tax; " +
    "trade reports of August 2026 speak of 8%",
  rows: [
    row(TIKTOK_MOST, "whole", [[null, 600]], ["Everything else", "Other", "Default"]),
    row("Premium Jewelry", "whole", [[null, 500]], ["Fine Jewelry", "Jewelry premium"]),
    row(
      "Pre-Owned",
      "marginal",
      [
        [1_000_000, 500],
        [null, 300],
      ],
      ["Pre-owned luxury", "Preowned"],
    ),
    row(
      "Collectibles",
      "marginal",
      [
        [1_000_000, 600],
        [null, 300],
      ],
      ["Entertainment Collectibles", "Collectible Coins"],
    ),
  ],
};

/** The rate that trade reports name and no official page confirms. */
export const TIKTOK_REPORTED_BASIS_POINTS = 800;

/** What a new seller pays in the first 30 days. */
export const TIKTOK_NEW_SELLER_BASIS_POINTS = 300;

/** Kept of the referral fee on a refund: a fifth, at most $5 per SKU. */
export const TIKTOK_REFUND_ADMINISTRATION = { basisPointsOfReferral: 2_000, capCents: 500 } as const;

/** Commission to creators, in basis points of the price. The seller sets it; 10 to 30% is usual. */
export const TIKTOK_AFFILIATE = {
  low: 1_000,
  likely: 1_500,
  high: 3_000,
  source: "Set by the seller, usually 10–30% of the price",
} as const;
