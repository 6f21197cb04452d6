/** What a person may state of a product. Client-safe. */

/**
 * The names of facts. The first five enter the dossier of the next analysis; the others stand in for one line of the
 * margin's arithmetic.
 */
export const FACT_NAMES = [
  "price",
  "cost",
  "weight",
  "category",
  "note",
  "freight",
  "duty",
  "packaging",
  "referral",
  "closing",
  "per-order",
  "fulfilment",
  "payment",
  "returns",
  "advertising",
] as const;
export type FactName = (typeof FACT_NAMES)[number];
