import { formatMoney, toCents, type Money } from "@/lib/core/money";
import { taxonomyNode } from "@/lib/matching/taxonomy";

export const COST_ORIGINS = ["person", "quote", "web", "table"] as const;
export type CostOrigin = (typeof COST_ORIGINS)[number];

/** What one unit costs before freight and duty: amounts of `currency`, low ≤ likely ≤ high. */
export type UnitCost = {
  low: number;
  likely: number;
  high: number;
  currency: string;
  origin: CostOrigin;
  /** Where it comes from, for a person to read. */
  note: string;
};

/**
 * The cost of a unit by the best origin there is: what a person entered, a supplier's quote, figures from the web, the
 * sector table of cost ratios. Several figures of one origin and currency make one range, its middle the likely one; the
 * first figure's currency is kept, others are left out. Null when there is neither a figure nor a category with a price.
 */
export function estimateCost(input: {
  known: readonly UnitCost[];
  /** Taxonomy id. */
  categoryId: string | null;
  price: Money | null;
}): UnitCost | null {
  for (const origin of COST_ORIGINS) {
    const figures = input.known.filter((figure) => figure.origin === origin && isUsable(figure));
    const [first] = figures;
    if (first) return merged(first, figures);
  }
  const node = input.categoryId ? taxonomyNode(input.categoryId) : null;
  if (!node || !input.price || toCents(input.price.amount) <= 0) return null;
  const price = toCents(input.price.amount);
  const part = (ratio: number) => Math.round(price * ratio) / 100;
  const { low, likely, high, source } = node.costRatio;
  return {
    low: part(low),
    likely: part(likely),
    high: part(high),
    currency: input.price.currency,
    origin: "table",
    note: `${Math.round(low * 100)}–${Math.round(high * 100)}% of ${formatMoney(input.price)}, likely ${Math.round(likely * 100)}%, for ${node.path}. ${source}`,
  };
}

function isUsable({ low, likely, high }: UnitCost): boolean {
  return [low, likely, high].every(Number.isFinite) && low > 0 && low <= likely && likely <= high;
}

function merged(first: UnitCost, figures: readonly UnitCost[]): UnitCost {
  // A person corrects themselves: the last word counts. Everybody else's figures stand beside each other.
  if (first.origin === "person") return figures.at(-1) ?? first;
  const alike = figures.filter((figure) => figure.currency === first.currency);
  const likely = alike.map((figure) => figure.likely).toSorted((a, b) => a - b);
  const middle = (likely.length - 1) / 2;
  return {
    low: Math.min(...alike.map((figure) => figure.low)),
    likely: ((likely[Math.floor(middle)] ?? first.likely) + (likely[Math.ceil(middle)] ?? first.likely)) / 2,
    high: Math.max(...alike.map((figure) => figure.high)),
    currency: first.currency,
    origin: first.origin,
    note: alike.map((figure) => figure.note).join(" · "),
  };
}
