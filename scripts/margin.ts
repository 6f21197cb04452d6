/** `npm run margin -- FILE.jsonl`: fees, landed cost and margin of each line. */
import { z } from "zod";
import { currencyCode, fromCents, toCents } from "@/lib/core/money";
import { MARKETPLACES } from "@/lib/core/words";
import type { UnitCost } from "@/lib/economics/estimate-cost";
import { DEFAULT_EXCHANGE_RATES } from "@/lib/economics/exchange-rates";
import { landedMargin } from "@/lib/economics/landed-margin";
import { answerLines } from "./json-lines";

const USAGE = `npm run margin -- FILE.jsonl

Lines in:   {"marketplace": "amazon", "category": "Toys and Games", "price": 29.99, "currency": "USD", "cost": 6.5}
Lines out:  {"fees": {"referral": 4.5, "closing": 0, …}, "landed": {"low", "likely", "high"}, "margin": {…}}

marketplace  ${MARKETPLACES.join(" | ")}
category     a category of the marketplace's fee table, or of Amazon's; left out: everything else
price        above zero, in units of the currency
currency     ISO 4217; USD where left out
cost         what a unit costs: a number, or {"low", "likely", "high", "currency"}; left out: landed and margin are null
weight       {"value": 12, "unit": "g" | "kg" | "oz" | "lb"}; left out: a range is assumed
homeCurrency the currency of the answer; that of the line where left out
Amounts come out in units with two decimals, the margin in percent of the price. Other fields are ignored.`;

const number = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d+(\.\d+)?$/, "a number")
    .transform(Number),
]);
const range = z.object({
  low: number.optional(),
  likely: number,
  high: number.optional(),
  currency: currencyCode.optional(),
});
const line = z.object({
  marketplace: z.enum(MARKETPLACES),
  category: z.string().nullish(),
  price: number,
  currency: currencyCode.default("USD"),
  cost: z.union([number.transform((likely) => ({ likely })), range]).nullish(),
  weight: z.object({ value: z.number(), unit: z.enum(["g", "kg", "oz", "lb"]) }).nullish(),
  homeCurrency: currencyCode.optional(),
});

/** A cost as a person states it: what is not said to vary does not. */
function stated(cost: z.infer<typeof range>, currency: string): UnitCost {
  const { low = cost.likely, likely, high = cost.likely } = cost;
  return {
    low,
    likely,
    high,
    currency: cost.currency ?? currency,
    origin: "person",
    note: "Given with the line",
  };
}

answerLines({
  usage: USAGE,
  answer(input) {
    const { marketplace, category, price, currency, cost, weight, homeCurrency } = line.parse(input);
    const amount = fromCents(Math.round(price * 100));
    // Checked here, so that a price too large for an amount is a fault of the line.
    toCents(amount);
    const { fees, landed, margin } = landedMargin({
      marketplace,
      category: category ?? null,
      price: { amount, currency },
      cost: cost ? stated(cost, currency) : null,
      weight: weight ?? null,
      homeCurrency: homeCurrency ?? currency,
      rates: DEFAULT_EXCHANGE_RATES,
    });
    return { fees, landed, margin };
  },
});
