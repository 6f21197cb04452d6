import type { FactName, WeightUnit } from "@/lib/core/facts";
import type { Money } from "@/lib/core/money";

/** What a person states of a product; what is null they say nothing of. */
export type GivenFacts = {
  /** What it would sell for. */
  price: Money | null;
  /** What one unit costs before freight and duty. */
  cost: Money | null;
  /** Whether the cost is the person's own figure or a supplier's quote. */
  costBy: "person" | "quote";
  /** Who says so, of price, cost and weight: "quote of a supplier, 3 May". Empty where they say it themselves. */
  source: string;
  weight: { value: number; unit: WeightUnit } | null;
  /** A path of our taxonomy. */
  category: string | null;
  note: string | null;
};

/** The rows of the facts that are no money. */
export function factRows(given: GivenFacts): {
  name: FactName;
  value: string | null;
  unit: string | null;
  words: string | null;
  source: string | null;
}[] {
  const { weight, category, note } = given;
  const source = given.source === "" ? null : given.source;
  const blank = { value: null, unit: null, words: null, source: null };
  return [
    ...(weight
      ? [{ ...blank, name: "weight" as const, value: String(weight.value), unit: weight.unit, source }]
      : []),
    ...(category === null ? [] : [{ ...blank, name: "category" as const, words: category }]),
    ...(note === null ? [] : [{ ...blank, name: "note" as const, words: note }]),
  ];
}

/** The statements about money: price and cost, each for all marketplaces. */
export function moneyRows(given: GivenFacts) {
  const { price, cost, costBy, source } = given;
  const statement = (input: "price" | "unit-cost" | "quote", money: Money) => {
    const amount = Number(money.amount);
    return {
      input,
      place: "all" as const,
      low: amount,
      likely: amount,
      high: amount,
      unit: money.currency,
      note: source,
    };
  };
  return [
    ...(price ? [statement("price", price)] : []),
    ...(cost ? [statement(costBy === "quote" ? "quote" : "unit-cost", cost)] : []),
  ];
}
