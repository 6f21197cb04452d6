/** `npm run margin -- FILE.jsonl`: fees, landed cost and margin of each line. */
import { z } from "zod";
import { BadRequestError } from "@/lib/core/errors";
import { WEIGHT_UNITS } from "@/lib/core/facts";
import { fromCents, moneyAmount } from "@/lib/core/money";
import { PERCENT, type StatedLine } from "@/lib/core/statement";
import { MARKETPLACES } from "@/lib/core/words";
import type { UnitCost } from "@/lib/economics/estimate-cost";
import { DEFAULT_EXCHANGE_RATES, oldRatesWarning } from "@/lib/economics/exchange-rates";
import { landedMargin } from "@/lib/economics/landed-margin";
import type { LineOverride } from "@/lib/economics/line-overrides";
import { LENGTH_UNITS } from "@/lib/economics/parcel";
import { answerLines } from "./json-lines";

const USAGE = `npm run margin -- FILE.jsonl

Lines in:   {"marketplace": "amazon", "category": "Toys and Games", "price": 29.99, "currency": "USD", "cost": 6.5}
Lines out:  {"fees": {"referral": 4.5, "closing": 0, …}, "landed": {"low", "likely", "high"}, "margin": {…}, …}

marketplace  ${MARKETPLACES.join(" | ")}
category     a category of the marketplace's fee table, or of Amazon's; left out or unknown: everything else
price        above zero, in units of the currency; a number or a string such as "29.99"
currency     ISO 4217; USD where left out
homeCurrency the currency of the answer; the line's currency where left out
cost         what a unit costs: a number, or {"low", "likely", "high", "currency"}; left out: landed and margin are null
weight       {"value": 12, "unit": "${WEIGHT_UNITS.join('" | "')}"} of the packed unit; left out: a range is assumed
dimensions   {"length", "width", "height", "unit": "${LENGTH_UNITS.join('" | "')}"}, inches where no unit is said
shipping     what the buyer pays for shipping; 0 where left out
tax          sales tax on top of the price; left out: eBay's fee on it is estimated as fees.onTax
fulfilment   "fba" | "fbm" on Amazon, fba where left out; or a cost, as below
plan         "individual" adds Amazon's fee per item; "newSeller": true takes TikTok Shop's rate of the first thirty days
returnsRate  percent of orders that come back

Known better than our tables, each in place of our own figure for one order: freight, duty, packaging, referral, fulfilment,
payment, returns, advertising. A number is an amount of the line's currency; or {"low", "likely", "high", "currency"};
or {"percent": 10} (or {"low", "likely", "high", "percent": true}), of the unit cost for freight and duty, else of the price.

Answers: amounts in units with two decimals; margin in percent of what the buyer pays without tax (32 means 32%), low the bad case;
both null where no cost is given. "confidence" is that of the fee table's row "feeCategory"; "lines" says where each figure comes
from. Other fields are ignored.`;

const number = z.union(
  [
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d+(\.\d+)?$/)
      .transform(Number),
  ],
  "must be a number",
);
const code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z]{3}$/, "must be an ISO 4217 currency code such as USD");
const span = z.object({ low: number.optional(), likely: number, high: number.optional() });
const cost = z.union(
  [number.transform((likely) => ({ likely })), span.extend({ currency: code.optional() })],
  'must be a number, or {"low", "likely", "high", "currency"}',
);
const figure = z.union(
  [
    number.transform((likely) => ({ likely })),
    z.object({ percent: number }).transform(({ percent }) => ({ likely: percent, percent: true })),
    span.extend({ currency: code.optional(), percent: z.boolean().optional() }),
  ],
  'must be a number, {"low", "likely", "high", "currency"} or {"percent"}',
);

const line = z.object({
  marketplace: z
    .string(`must be one of ${MARKETPLACES.join(", ")}`)
    .transform((name) =>
      name
        .trim()
        .toLowerCase()
        .replaceAll(/[\s_]+/gu, "-"),
    )
    .pipe(z.enum(MARKETPLACES, `must be one of ${MARKETPLACES.join(", ")}`)),
  category: z.string("must be a name").nullish(),
  price: number,
  currency: code.nullish().transform((known) => known ?? "USD"),
  homeCurrency: code.nullish(),
  cost: cost.nullish(),
  weight: z
    .object({ value: number, unit: z.enum(WEIGHT_UNITS, `must be one of ${WEIGHT_UNITS.join(", ")}`) })
    .nullish(),
  dimensions: z
    .object({
      length: number,
      width: number,
      height: number,
      unit: z.enum(LENGTH_UNITS, `must be one of ${LENGTH_UNITS.join(", ")}`).default("in"),
    })
    .nullish(),
  shipping: number.nullish(),
  tax: number.nullish(),
  plan: z.enum(["individual", "professional"]).nullish(),
  newSeller: z.boolean().nullish(),
  returnsRate: number.nullish(),
  fulfilment: z.union([z.enum(["fba", "fbm"]), figure], "must be fba, fbm or a cost").nullish(),
  freight: figure.nullish(),
  duty: figure.nullish(),
  packaging: figure.nullish(),
  referral: figure.nullish(),
  payment: figure.nullish(),
  returns: figure.nullish(),
  advertising: figure.nullish(),
});
type Line = z.infer<typeof line>;
type Figure = z.infer<typeof figure>;
const GIVEN = "Given with the line";

/** A cost as a person states it: what is not said to vary does not. */
function statedCost(given: z.infer<typeof cost>, currency: string): UnitCost {
  const { likely, low = likely, high = likely } = { low: undefined, high: undefined, ...given };
  const own = "currency" in given ? given.currency : undefined;
  return { low, likely, high, currency: own ?? currency, origin: "person", note: GIVEN };
}

function overridesOf(given: Line): LineOverride[] {
  const { freight, duty, packaging, referral, fulfilment, payment, returns, advertising } = given;
  const sent = typeof fulfilment === "object" ? fulfilment : null;
  const figures: [StatedLine, Figure | null | undefined][] = [
    ["freight", freight],
    ["duty", duty],
    ["packaging", packaging],
    ["referral", referral],
    ["fulfilment", sent],
    ["payment", payment],
    ["returns", returns],
    ["advertising", advertising],
  ];
  return figures.flatMap(([name, value]) => (value ? [overrideOf(name, value, given.currency)] : []));
}

function overrideOf(name: StatedLine, given: Figure, currency: string): LineOverride {
  const percent = "percent" in given && given.percent === true;
  const own = "currency" in given ? given.currency : undefined;
  const { likely, low = likely, high = likely } = { low: undefined, high: undefined, ...given };
  return { line: name, low, likely, high, unit: percent ? PERCENT : (own ?? currency), note: GIVEN };
}

/** Refuses what has more digits than an amount of money holds. */
function amountOf(price: number): string {
  if (!(price > 0)) throw new BadRequestError("The price must be above zero.");
  const amount = fromCents(price * 100);
  if (!moneyAmount.safeParse(amount).success) throw new BadRequestError("The price is too large.");
  return amount;
}

const used = new Set<string>();
/** Once for the whole file, and only where it could be answered: a fault is one line alone. */
process.once("exit", (code) => {
  const warning = code === 0 ? oldRatesWarning([...used], DEFAULT_EXCHANGE_RATES, new Date()) : null;
  if (warning !== null) console.error(warning);
});

await answerLines({
  usage: USAGE,
  answer(input) {
    const given = line.parse(input);
    const { marketplace, price, currency, weight, dimensions, fulfilment } = given;
    const homeCurrency = given.homeCurrency ?? currency;
    const unitCost = given.cost ? statedCost(given.cost, currency) : null;
    const overrides = overridesOf(given);
    const result = landedMargin({
      marketplace,
      category: given.category ?? null,
      price: { amount: amountOf(price), currency },
      cost: unitCost,
      weight,
      dimensions,
      shipping: given.shipping ?? undefined,
      tax: given.tax ?? undefined,
      fulfilment: typeof fulfilment === "string" ? fulfilment : undefined,
      individualPlan: given.plan === "individual",
      newSeller: given.newSeller ?? false,
      returnsRate: given.returnsRate ?? undefined,
      overrides,
      homeCurrency,
      rates: DEFAULT_EXCHANGE_RATES,
    });
    const spent = unitCost === null ? [] : [unitCost.currency];
    const stated = overrides.flatMap(({ unit }) => (unit === PERCENT ? [] : [unit]));
    for (const each of [currency, homeCurrency, ...spent, ...stated]) used.add(each);
    const { fees, landed, margin, feeCategory, confidence, lines } = result;
    return { fees, landed, margin, currency: homeCurrency, feeCategory, confidence, lines };
  },
});
