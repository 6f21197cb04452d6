/** What eBay.com takes from sellers without a store, in US dollars. */
import type { FeeRow, FeeSchedule } from "./bands";

/** Names of a row beside its own: the categories it covers. */
const ALSO: Readonly<Record<string, readonly string[]>> = {
  "Most categories": ["Everything else", "Other"],
  "Books & Magazines, Movies & TV, Music": [
    "Books & Magazines",
    "Books",
    "Magazines",
    "Movies & TV",
    "Music",
    "Books, DVD, Movies & Music",
  ],
  "Coins & Paper Money": ["Coins"],
  "Women's Bags & Handbags": ["Women's Bags", "Women's Handbags"],
  "Comics & Trading Cards": [
    "Comics, non-sport/sports trading cards, CCG",
    "Comics",
    "Comic Books & Memorabilia",
    "Trading Cards",
    "Sports Trading Cards",
    "Non-Sport Trading Cards",
    "Collectible Card Games",
  ],
  Jewelry: ["Jewelry & Watches"],
  "Watches, Parts & Accessories": ["Watches"],
  "NFT categories": ["NFT"],
  "Heavy Equipment": [
    "Heavy equipment, commercial presses, food trucks",
    "Heavy Equipment, Parts & Attachments",
    "Printing & Graphic Arts > Commercial Printing Presses",
    "Restaurant & Food Service > Food Trucks, Trailers & Carts",
  ],
  "Guitars & Basses": ["Guitars", "Basses"],
  "Athletic Shoes": ["Men's Athletic Shoes", "Women's Athletic Shoes"],
};

function row(category: string, kind: FeeRow["kind"], bands: FeeRow["bands"], note?: string): FeeRow {
  const fee: FeeRow = {
    category,
    kind,
    bands,
    minimumCents: 0,
    closingCents: 0,
    confidence: "high",
    also: ALSO[category] ?? [],
  };
  return note ? { ...fee, note } : fee;
}

export const EBAY_MOST = "Most categories";

export const EBAY_FINAL_VALUE: FeeSchedule = {
  effective: "2026-09-23",
  currency: "USD",
  source:
    "eBay selling fees for sellers without a store (ebay.com/help/selling, id 4822), read September 2026; base is the total with shipping, handling and sales tax",
  rows: [
    row(EBAY_MOST, "marginal", [
      [750_000, 1360],
      [null, 235],
    ]),
    row("Books & Magazines, Movies & TV, Music", "marginal", [
      [750_000, 1530],
      [null, 235],
    ]),
    row("Coins & Paper Money", "marginal", [
      [750_000, 1325],
      [null, 235],
    ]),
    row("Bullion", "whole", [
      [750_000, 1360],
      [null, 700],
    ]),
    row("Women's Bags & Handbags", "whole", [
      [200_000, 1500],
      [null, 900],
    ]),
    row("Comics & Trading Cards", "marginal", [
      [750_000, 1325],
      [null, 235],
    ]),
    row("Jewelry", "whole", [
      [500_000, 1500],
      [null, 900],
    ]),
    row("Watches, Parts & Accessories", "marginal", [
      [100_000, 1500],
      [750_000, 650],
      [null, 300],
    ]),
    row("NFT categories", "whole", [[null, 500]]),
    row("Heavy Equipment", "marginal", [
      [1_500_000, 300],
      [null, 50],
    ]),
    row("Guitars & Basses", "marginal", [
      [750_000, 670],
      [null, 235],
    ]),
    row(
      "Athletic Shoes",
      "whole",
      [
        [14_999, 1360],
        [null, 800],
      ],
      "No fee per order from $150.",
    ),
  ],
};

/** Rows of ours that eBay charges differently from most, by Amazon's name of the category. */
export const EBAY_BY_AMAZON_CATEGORY: Partial<Record<string, string>> = {
  "Books / DVD / Music / Software / Video": "Books & Magazines, Movies & TV, Music",
  "Collectible Coins": "Coins & Paper Money",
  Jewelry: "Jewelry",
  Watches: "Watches, Parts & Accessories",
};

/** The fee per order in cents, by its total: 30 up to $10, 40 above, none for athletic shoes from $150. */
export function ebayPerOrderCents(category: string, totalCents: number): number {
  if (category === "Athletic Shoes" && totalCents >= 15_000) return 0;
  return totalCents <= 1_000 ? 30 : 40;
}
