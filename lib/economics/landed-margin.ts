import { BadRequestError } from "@/lib/core/errors";
import { toCents, type Money } from "@/lib/core/money";
import type { Marketplace } from "@/lib/core/words";
import { taxonomyNode } from "@/lib/matching/taxonomy";
import { ASSUMPTIONS, type Range } from "./assumptions";
import type { UnitCost } from "./estimate-cost";
import { convert, type ExchangeRates } from "./exchange-rates";
import { marketplaceFees, shares, type FeeId, type Ounces } from "./marketplace-fees";

export type LandedMarginInput = {
  marketplace: Marketplace;
  /** Taxonomy id, or a category name of the marketplace's or of Amazon's fee table. Null is charged as everything else. */
  category: string | null;
  price: Money;
  /** Null or absent when no cost is known. */
  cost?: UnitCost | null | undefined;
  weight?: { value: number; unit: "g" | "kg" | "oz" | "lb" } | null | undefined;
  homeCurrency: string;
  rates: ExchangeRates;
};

export type MarginLine = Range & {
  id: "unit-cost" | "freight" | "duty" | "packaging" | "returns" | FeeId;
  label: string;
  origin: UnitCost["origin"] | "assumption";
  source: string;
};

export type LandedMargin = {
  /** The home currency: every amount below is in it, in units with two decimals (19.5 is $19.50). */
  currency: string;
  price: number;
  /** The likely fees; 0 where the marketplace has no such fee. */
  fees: { referral: number; closing: number; perOrder: number; fulfilment: number; payment: number };
  /** The sum of the lines. Null when the unit cost is not known: without it nothing has landed. */
  landed: Range | null;
  /** Percent of the price, two decimals: 32 means 32%. `low` is the bad case. Null when the unit cost is not known. */
  margin: Range | null;
  lines: MarginLine[];
};

const OUNCES = { g: 0.035273962, kg: 35.273962, oz: 1, lb: 16 };
const OUNCES_PER_KILOGRAM = 35.273962;

/**
 * What one sale leaves: unit cost, freight, duty, packaging, marketplace fees, fulfilment, returns and advertising taken from
 * the price, each as low, likely and high with its origin. Fees are worked out in US dollars, the currency of the fee tables,
 * in whole cents, then turned into the home currency. Throws BadRequestError for a price that is not above zero, a cost that
 * is no range, and a currency without a rate.
 */
export function landedMargin(input: LandedMarginInput): LandedMargin {
  const { price, homeCurrency, rates } = input;
  const priceCents = toCents(price.amount);
  if (priceCents <= 0) throw new BadRequestError("The price must be above zero.");
  const priceUsd = convert(priceCents, price.currency, "USD", rates);
  const priceHome = convert(priceCents, price.currency, homeCurrency, rates);

  const node = input.category ? taxonomyNode(input.category) : null;
  const category = node?.amazonFeeCategory ?? input.category ?? "";
  const weight = ouncesOf(input.weight, category);
  const selling = [
    ...marketplaceFees({ marketplace: input.marketplace, category, priceCents: priceUsd, weight }),
    packaging(),
    returns(category, priceUsd),
  ];
  const goods = input.cost ? goodsLines(input.cost, weight, rates) : [];
  const lines = [...goods, ...selling].map((line) => inHomeCents(line, homeCurrency, rates));
  const landed = input.cost ? sum(lines) : null;
  const fee = (id: FeeId) => units(sum(lines.filter((line) => line.id === id)).likely);

  return {
    currency: homeCurrency,
    price: units(priceHome),
    fees: {
      referral: fee("referral"),
      closing: fee("closing"),
      perOrder: fee("per-order"),
      fulfilment: fee("fulfilment"),
      payment: fee("payment"),
    },
    landed: landed && inUnits(landed),
    margin: landed && {
      low: marginPercent(priceHome, landed.high),
      likely: marginPercent(priceHome, landed.likely),
      high: marginPercent(priceHome, landed.low),
    },
    lines: lines.map((line) => ({ ...line, ...inUnits(line) })),
  };
}

function goodsLines(cost: UnitCost, weight: Ounces, rates: ExchangeRates): MarginLine[] {
  if (
    ![cost.low, cost.likely, cost.high].every(Number.isFinite) ||
    cost.low < 0 ||
    cost.low > cost.likely ||
    cost.likely > cost.high
  ) {
    throw new BadRequestError(
      "A cost is three amounts, none below zero: low, likely and high, in this order.",
    );
  }
  const usd = (amount: number) => convert(Math.round(amount * 100), cost.currency, "USD", rates);
  const unit = { low: usd(cost.low), likely: usd(cost.likely), high: usd(cost.high) };
  return [
    { id: "unit-cost", label: "Unit cost", ...unit, origin: cost.origin, source: cost.note },
    freight(unit, weight),
    {
      id: "duty",
      label: "Duty",
      ...eachShare(unit, ASSUMPTIONS.duty),
      origin: "assumption",
      source: ASSUMPTIONS.duty.source,
    },
  ];
}

function freight(unit: Range, weight: Ounces): MarginLine {
  const rest = { id: "freight", label: "Freight", origin: "assumption" } as const;
  if (!weight.known) {
    return {
      ...rest,
      ...eachShare(unit, ASSUMPTIONS.freightByCost),
      source: ASSUMPTIONS.freightByCost.source,
    };
  }
  const { low, likely, high, source } = ASSUMPTIONS.freightByKilogram;
  const kilograms = weight.likely / OUNCES_PER_KILOGRAM;
  const cents = (rate: number) => Math.ceil(rate * kilograms);
  return { ...rest, low: cents(low), likely: cents(likely), high: cents(high), source };
}

function packaging(): MarginLine {
  return { id: "packaging", label: "Packaging", origin: "assumption", ...ASSUMPTIONS.packaging };
}

function returns(category: string, priceUsd: number): MarginLine {
  const worn = category === "Clothing and Accessories" || category === "Footwear";
  const { source, ...rate } = worn ? ASSUMPTIONS.returnsOfApparel : ASSUMPTIONS.returns;
  return { id: "returns", label: "Returns", ...shares(priceUsd, rate), origin: "assumption", source };
}

/** Low of low, likely of likely, high of high. */
function eachShare(amounts: Range, basisPoints: Range): Range {
  return {
    low: shares(amounts.low, basisPoints).low,
    likely: shares(amounts.likely, basisPoints).likely,
    high: shares(amounts.high, basisPoints).high,
  };
}

function ouncesOf(weight: LandedMarginInput["weight"], category: string): Ounces {
  if (weight) {
    if (!Number.isFinite(weight.value) || weight.value <= 0)
      throw new BadRequestError("The weight must be above zero.");
    const ounces = weight.value * OUNCES[weight.unit];
    return { low: ounces, likely: ounces, high: ounces, known: true };
  }
  const bulky =
    category === "Furniture" || category === "Appliances - Full-size" || category === "Mattresses";
  const { low, likely, high } = bulky ? ASSUMPTIONS.weightOfFurniture : ASSUMPTIONS.weight;
  return { low, likely, high, known: false };
}

function inHomeCents(line: MarginLine, homeCurrency: string, rates: ExchangeRates): MarginLine {
  const home = (cents: number) => convert(cents, "USD", homeCurrency, rates);
  return { ...line, low: home(line.low), likely: home(line.likely), high: home(line.high) };
}

function sum(ranges: readonly Range[]): Range {
  return ranges.reduce<Range>(
    (total, { low, likely, high }) => ({
      low: total.low + low,
      likely: total.likely + likely,
      high: total.high + high,
    }),
    { low: 0, likely: 0, high: 0 },
  );
}

/** Percent with two decimals, cut towards minus infinity: a margin is never shown as reaching a bound it misses. */
function marginPercent(priceCents: number, landedCents: number): number {
  return Math.floor(((priceCents - landedCents) * 10_000) / priceCents) / 100;
}

function inUnits({ low, likely, high }: Range): Range {
  return { low: units(low), likely: units(likely), high: units(high) };
}

function units(cents: number): number {
  return cents / 100;
}
