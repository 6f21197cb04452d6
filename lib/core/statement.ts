/** What people state about the money in one product, in place of our tables and assumptions. Client-safe. */
import { z } from "zod";
import { MARKETPLACES } from "./words";

/** Lines of the margin's arithmetic that somebody may know better than our tables. */
export const STATED_LINES = [
  "freight",
  "duty",
  "packaging",
  "referral",
  "fulfilment",
  "payment",
  "returns",
  "advertising",
] as const;
export type StatedLine = (typeof STATED_LINES)[number];

export const STATED_INPUTS = ["price", "unit-cost", "quote", ...STATED_LINES] as const;
export type StatedInput = (typeof STATED_INPUTS)[number];

export const STATED_LABELS: Record<StatedInput, string> = {
  price: "Price",
  "unit-cost": "Unit cost",
  quote: "A supplier’s quote for the unit cost",
  freight: "Freight",
  duty: "Duty",
  packaging: "Packaging",
  referral: "Marketplace fee",
  fulfilment: "Fulfilment",
  payment: "Payment",
  returns: "Returns",
  advertising: "Advertising",
};

/** Where a statement holds: everywhere, or on one marketplace, where it goes before one for all. */
export const EVERYWHERE = "all";
export const STATED_PLACES = [EVERYWHERE, ...MARKETPLACES] as const;
export type StatedPlace = (typeof STATED_PLACES)[number];

/** The unit of a percentage; any other is a currency. */
export const PERCENT = "%";

/** Amounts of a currency, or percent: of the unit cost for freight and duty, else of the price. low ≤ likely ≤ high. */
export const statement = z.object({
  input: z.enum(STATED_INPUTS),
  place: z.enum(STATED_PLACES),
  low: z.number(),
  likely: z.number(),
  high: z.number(),
  unit: z.string(),
  /** Where it comes from, in the person's words; may be empty. */
  note: z.string(),
  byName: z.string(),
  /** ISO. */
  at: z.string(),
});
export type Statement = z.infer<typeof statement>;
export type StatedFigure = Pick<Statement, "low" | "likely" | "high" | "unit" | "note">;
