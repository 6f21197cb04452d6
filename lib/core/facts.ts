/** What a person may state of a product besides its money. Client-safe. */

export const FACT_NAMES = ["weight", "category", "note"] as const;
export type FactName = (typeof FACT_NAMES)[number];

/** The facts that a margin is worked out with. */
export const WEIGHED_FACTS: readonly FactName[] = ["weight", "category"];

export const FACT_LABELS: Record<FactName, string> = {
  weight: "Weight",
  category: "Category",
  note: "Note",
};

export const WEIGHT_UNITS = ["g", "kg", "oz", "lb"] as const;
export type WeightUnit = (typeof WEIGHT_UNITS)[number];
