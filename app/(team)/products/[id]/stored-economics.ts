import { z } from "zod";
import { MARKETPLACES } from "@/lib/core/words";
import { exchangeRates } from "@/lib/economics/exchange-rates";

const range = { low: z.number(), likely: z.number(), high: z.number() };
const line = z.object({
  ...range,
  id: z.string(),
  label: z.string(),
  origin: z.string(),
  source: z.string(),
  confidence: z.string().nullable().default(null),
  before: z
    .object({ ...range, source: z.string() })
    .nullable()
    .optional(),
});
const margin = z.object({
  /** Runs older than the comparison were worked out for Amazon alone. */
  marketplace: z.enum(MARKETPLACES).default("amazon"),
  currency: z.string(),
  price: z.number(),
  confidence: z.string().nullable().default(null),
  fees: z.record(z.string(), z.number()).default({}),
  landed: z.object(range).nullable(),
  margin: z.object(range).nullable(),
  lines: z.array(line),
});
export type StoredMargin = z.infer<typeof margin>;
export type StoredLine = z.infer<typeof line>;

/** The stored result of `lib/analysis/weigh-margin`. */
export const storedEconomics = margin.extend({
  others: z.array(margin).default([]),
  rates: exchangeRates.default({}),
  priceOrigin: z.enum(["person", "suggested", "market"]).optional(),
});
export type StoredEconomics = z.infer<typeof storedEconomics>;
