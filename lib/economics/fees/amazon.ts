/** What Amazon.com takes: referral, closing and FBA fulfilment fees of 2026, in US dollars. */
import type { Confidence, FeeRow, FeeSchedule } from "./bands";

const MINIMUM_CENTS = 30;

function flat(category: string, basisPoints: number, confidence: Confidence, note?: string): FeeRow {
  const row: FeeRow = {
    category,
    kind: "whole",
    bands: [[null, basisPoints]],
    minimumCents: MINIMUM_CENTS,
    closingCents: 0,
    confidence,
  };
  return note ? { ...row, note } : row;
}

function banded(
  category: string,
  kind: FeeRow["kind"],
  bands: FeeRow["bands"],
  confidence: Confidence,
  note?: string,
): FeeRow {
  const row: FeeRow = { category, kind, bands, minimumCents: MINIMUM_CENTS, closingCents: 0, confidence };
  return note ? { ...row, note } : row;
}

export const AMAZON_EVERYTHING_ELSE = "Most categories / Everything else";

export const AMAZON_REFERRAL: FeeSchedule = {
  effective: "2026-01-15",
  currency: "USD",
  source:
    "Amazon selling fees (sell.amazon.com/pricing), referral fees unchanged for 2026; base is the total sales price without tax",
  rows: [
    flat(AMAZON_EVERYTHING_ELSE, 1500, "high"),
    flat("Amazon Device Accessories", 4500, "high"),
    banded(
      "Appliances - Compact",
      "marginal",
      [
        [30_000, 1500],
        [null, 800],
      ],
      "high",
    ),
    flat("Appliances - Full-size", 800, "high"),
    flat("Automotive and Powersports", 1200, "high"),
    banded(
      "Baby Products",
      "whole",
      [
        [1_000, 800],
        [null, 1500],
      ],
      "high",
    ),
    flat("Backpacks, Handbags, Luggage", 1500, "high"),
    flat("Base Equipment Power Tools", 1200, "high"),
    banded(
      "Beauty, Health and Personal Care",
      "whole",
      [
        [1_000, 800],
        [null, 1500],
      ],
      "high",
    ),
    { ...flat("Books / DVD / Music / Software / Video", 1500, "high"), minimumCents: 0, closingCents: 180 },
    flat("Business, Industrial and Scientific", 1200, "high"),
    banded(
      "Clothing and Accessories",
      "whole",
      [
        [1_500, 500],
        [2_000, 1000],
        [null, 1700],
      ],
      "official",
    ),
    banded(
      "Collectible Coins",
      "marginal",
      [
        [25_000, 1500],
        [100_000, 1000],
        [null, 600],
      ],
      "medium",
    ),
    flat("Computers", 800, "high"),
    flat("Consumer Electronics", 800, "high"),
    banded(
      "Electronics Accessories",
      "marginal",
      [
        [10_000, 1500],
        [null, 800],
      ],
      "high",
    ),
    banded(
      "Entertainment Collectibles",
      "marginal",
      [
        [10_000, 2000],
        [100_000, 1000],
        [null, 600],
      ],
      "low",
      "Rates above $100 seen in part only.",
    ),
    {
      ...banded(
        "Fine Art",
        "marginal",
        [
          [10_000, 2000],
          [100_000, 1500],
          [500_000, 1000],
          [null, 500],
        ],
        "high",
      ),
      minimumCents: 100,
    },
    flat("Eyewear", 1500, "medium"),
    flat("Footwear", 1500, "medium"),
    banded(
      "Furniture",
      "marginal",
      [
        [20_000, 1500],
        [null, 1000],
      ],
      "high",
      "Thresholds seen twice, the marginal wording not verbatim.",
    ),
    flat("Gift Cards", 2000, "medium"),
    banded(
      "Grocery and Gourmet",
      "whole",
      [
        [1_500, 800],
        [null, 1500],
      ],
      "medium",
    ),
    flat("Home and Kitchen", 1500, "high"),
    banded(
      "Jewelry",
      "marginal",
      [
        [25_000, 2000],
        [null, 500],
      ],
      "official",
    ),
    flat("Lawn and Garden", 1500, "medium"),
    banded(
      "Lawn Mowers and Snow Throwers",
      "whole",
      [
        [50_000, 1500],
        [null, 800],
      ],
      "low",
      "Threshold seen, whole or marginal not.",
    ),
    flat("Mattresses", 1500, "medium"),
    flat("Musical Instruments and AV", 1500, "medium"),
    flat("Office Products", 1500, "medium"),
    flat("Pet Supplies", 1500, "official", "Veterinary diets 22%."),
    flat("Sports and Outdoors", 1500, "high"),
    flat("Tires", 1000, "medium"),
    flat("Tools and Home Improvement", 1500, "high"),
    flat("Toys and Games", 1500, "high"),
    flat("Video Game Consoles", 800, "high"),
    flat("Video Games and Gaming Accessories", 1500, "high"),
    banded(
      "Watches",
      "marginal",
      [
        [150_000, 1600],
        [null, 300],
      ],
      "official",
    ),
  ],
};

export const AMAZON_FULFILMENT_SOURCE =
  "Amazon FBA fulfilment fees from 2026-01-15, non-peak, non-apparel, with the 3.5% fuel and logistics surcharge from 2026-04-17; " +
  "the higher table of 15 October to 14 January is not known here";

/** Cents for [under $10, $10 to $50, above $50], up to and including the weight in ounces. */
type FulfilmentRow = readonly [upToOunces: number, under10: number, to50: number, above50: number];

const SMALL_STANDARD: readonly FulfilmentRow[] = [
  [2, 243, 332, 358],
  [4, 249, 342, 368],
  [6, 256, 345, 371],
  [8, 266, 354, 380],
  [10, 277, 368, 394],
  [12, 282, 378, 404],
  [14, 292, 391, 417],
  [16, 295, 396, 422],
];
const LARGE_STANDARD: readonly FulfilmentRow[] = [
  [4, 291, 373, 399],
  [8, 313, 395, 421],
  [12, 338, 420, 446],
  [16, 378, 460, 486],
  [20, 422, 504, 530],
  [24, 460, 542, 568],
  [28, 475, 557, 583],
  [32, 500, 582, 608],
  [36, 510, 592, 618],
  [40, 528, 610, 636],
  [44, 544, 626, 652],
  [48, 585, 667, 693],
];

/** Above the tables: a base for the three price bands, and cents for each step above a weight. */
const HEAVIER = [
  { upToOunces: 20 * 16, base: [615, 697, 723], stepOunces: 4, perStep: 8, fromOunces: 3 * 16 },
  { upToOunces: 50 * 16, base: [858, 935, 935], stepOunces: 16, perStep: 38, fromOunces: 16 },
  { upToOunces: 70 * 16, base: [3_655, 3_732, 3_732], stepOunces: 16, perStep: 75, fromOunces: 51 * 16 },
  { upToOunces: 150 * 16, base: [5_055, 5_132, 5_132], stepOunces: 16, perStep: 75, fromOunces: 71 * 16 },
  {
    upToOunces: Number.POSITIVE_INFINITY,
    base: [19_418, 19_495, 19_495],
    stepOunces: 16,
    perStep: 19,
    fromOunces: 151 * 16,
  },
] as const;

const SURCHARGE_BASIS_POINTS = 350;

/**
 * FBA fulfilment of one unit in cents, surcharge included. `thin` asks for the small-standard tier, which only thin items
 * of at most 16 ounces get; anything else is priced by its weight.
 */
export function amazonFulfilmentCents(ounces: number, priceCents: number, thin = false): number {
  const band = priceCents < 1_000 ? 0 : priceCents <= 5_000 ? 1 : 2;
  const cents =
    (thin ? tabled(SMALL_STANDARD, ounces, band) : null) ??
    tabled(LARGE_STANDARD, ounces, band) ??
    heavier(ounces, band);
  return Math.round((cents * (10_000 + SURCHARGE_BASIS_POINTS)) / 10_000);
}

function tabled(rows: readonly FulfilmentRow[], ounces: number, band: 0 | 1 | 2): number | null {
  const row = rows.find(([upTo]) => ounces <= upTo);
  return row ? ([row[1], row[2], row[3]] as const)[band] : null;
}

function heavier(ounces: number, band: 0 | 1 | 2): number {
  const tier = HEAVIER.find(({ upToOunces }) => ounces <= upToOunces) ?? HEAVIER[4];
  const steps = Math.max(0, Math.ceil((ounces - tier.fromOunces) / tier.stepOunces));
  return tier.base[band] + steps * tier.perStep;
}
