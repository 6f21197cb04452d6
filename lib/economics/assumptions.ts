/** What no fee table says and nobody has quoted: assumptions with a range, labelled as such wherever they are shown. */

export type Range = { low: number; likely: number; high: number };

type Assumption = Range & { source: string };

const OURS = "Our assumption";

export const ASSUMPTIONS = {
  /** Basis points of the unit cost, where the weight is not known. */
  freightByCost: {
    low: 600,
    likely: 1_200,
    high: 2_500,
    source: `${OURS}: 6–25% of the unit cost, the weight is not known`,
  },
  /** US cents per kilogram, by sea, mixed, by air. */
  freightByKilogram: {
    low: 150,
    likely: 400,
    high: 900,
    source: `${OURS}: $1.50 a kilogram by sea to $9 by air`,
  },
  /** Basis points of the unit cost. */
  duty: {
    low: 0,
    likely: 1_000,
    high: 3_000,
    source: `${OURS}: 0–30% of the unit cost; duties depend on the tariff line, the origin and the day`,
  },
  /** US cents an order. */
  packaging: { low: 30, likely: 60, high: 120, source: `${OURS}: $0.30–$1.20 an order` },
  /** Basis points of the price. */
  advertising: { low: 500, likely: 1_000, high: 1_500, source: `${OURS}: 5–15% of the price` },
  /** Basis points of the price that returns cost: fee, freight and goods that cannot be sold again. */
  returns: { low: 150, likely: 300, high: 600, source: `${OURS}: 1.5–6% of the price` },
  returnsOfApparel: {
    low: 400,
    likely: 800,
    high: 1_400,
    source: `${OURS}: 4–14% of the price, clothes and shoes come back most`,
  },
  /** Of the goods sold, how many come back, in basis points: for fees on refunds. */
  returnRate: { low: 400, likely: 1_000, high: 2_000, source: `${OURS}: 4–20% of orders` },
  /** Basis points of the price that an order which comes back costs: freight both ways, handling, goods that cannot be sold again. */
  returnLoss: { low: 2_000, likely: 3_000, high: 5_000, source: `${OURS}: 20–50% of the price of an order` },
  /** Basis points of the price that are sales tax on top of it. */
  salesTax: {
    low: 0,
    likely: 750,
    high: 1_000,
    source: `${OURS}: US sales tax averages about 7.5% and is part of eBay's base`,
  },
  /** US cents to ship a parcel of up to a pound, then for each further pound. */
  parcel: {
    low: 400,
    likely: 550,
    high: 850,
    source: `${OURS}: $4.00–$8.50 for a parcel of a pound, $0.40–$1.20 for each further one`,
  },
  parcelPerPound: { low: 40, likely: 70, high: 120, source: `${OURS}: $0.40–$1.20 for each further pound` },
  /** Ounces, where the weight is not known. */
  weight: { low: 2, likely: 16, high: 48, source: `${OURS}: between 2 oz and 3 lb` },
  weightOfFurniture: { low: 160, likely: 400, high: 800, source: `${OURS}: between 10 and 50 lb` },
} as const satisfies Record<string, Assumption>;
