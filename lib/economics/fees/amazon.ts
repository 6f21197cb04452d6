/** What Amazon.com takes of a sale in 2026: referral and closing fees, in US dollars. */
import type { Confidence, FeeRow, FeeSchedule } from "./bands";

const MINIMUM_CENTS = 30;

/** Names that Amazon and others give to a row of the fee table beside the one it stands under. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  "Most categories / Everything else": ["Most categories", "Everything else", "Other"],
  "Automotive and Powersports": ["Automotive", "Powersports"],
  "Baby Products": ["Baby", "Baby Products excluding baby apparel"],
  "Backpacks, Handbags, Luggage": ["Backpacks", "Handbags", "Luggage", "Luggage and Travel Accessories"],
  "Beauty, Health and Personal Care": ["Beauty", "Beauty and Personal Care", "Health and Personal Care"],
  "Books / DVD / Music / Software / Video": ["Books", "DVD", "Music", "Software", "Video", "Media"],
  "Business, Industrial and Scientific": [
    "Industrial and Scientific",
    "Business, Industrial and Scientific Supplies",
  ],
  "Clothing and Accessories": ["Clothing", "Apparel", "Apparel and Accessories"],
  Computers: ["Personal Computers"],
  "Consumer Electronics": ["Electronics"],
  "Grocery and Gourmet": ["Grocery", "Grocery and Gourmet Food"],
  Footwear: ["Shoes"],
  "Lawn and Garden": ["Patio, Lawn and Garden"],
  "Musical Instruments and AV": ["Musical Instruments", "Musical Instruments and AV Production"],
  "Pet Supplies": ["Pet Products"],
  "Sports and Outdoors": ["Sports"],
  Tires: ["Tyres"],
  "Toys and Games": ["Toys"],
  "Video Games and Gaming Accessories": ["Video Games"],
};

function flat(category: string, basisPoints: number, confidence: Confidence, note?: string): FeeRow {
  const row: FeeRow = {
    category,
    kind: "whole",
    bands: [[null, basisPoints]],
    minimumCents: MINIMUM_CENTS,
    closingCents: 0,
    confidence,
    also: ALSO[category] ?? [],
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
  const row: FeeRow = {
    category,
    kind,
    bands,
    minimumCents: MINIMUM_CENTS,
    closingCents: 0,
    confidence,
    also: ALSO[category] ?? [],
  };
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

/** Sellers on the individual plan pay this for each item sold, others a fee a month (sell.amazon.com/pricing, 2026). */
export const AMAZON_INDIVIDUAL_PLAN_CENTS = 99;
