import { BadRequestError } from "@/lib/core/errors";
import { toCents, type Money } from "@/lib/core/money";
import type { Marketplace } from "@/lib/core/words";
import { taxonomyNode } from "@/lib/matching/taxonomy";
import type { Range } from "./assumptions";
import type { UnitCost } from "./estimate-cost";
import { convert, type ExchangeRates } from "./exchange-rates";
import type { Confidence } from "./fees/bands";
import { goodsLines, packaging, returns, unitCost } from "./goods";
import { overrideLines, type LineId, type LineOverride } from "./line-overrides";
import { feeRow, marketplaceFees, type FeeId, type Sale } from "./marketplace-fees";
import { ownOf, type OwnRates } from "./own-rates";
import { parcelOf, type Dimensions, type Weight } from "./parcel";

export type LandedMarginInput = {
  marketplace: Marketplace;
  /** Taxonomy id, or a category name of the marketplace's or of Amazon's fee table. Null is charged as everything else. */
  category: string | null;
  price: Money;
  /** Null or absent when no cost is known. */
  cost?: UnitCost | null | undefined;
  weight?: Weight | null | undefined;
  dimensions?: Dimensions | null | undefined;
  /** What the buyer pays for shipping, in units of the price's currency; 0 where absent. */
  shipping?: number | undefined;
  /** Sales tax on top of the price, in units of its currency; a range is assumed where absent. */
  tax?: number | undefined;
  /** On Amazon: sent by Amazon (the default) or by the merchant. */
  fulfilment?: "fba" | "fbm" | undefined;
  individualPlan?: boolean | undefined;
  newSeller?: boolean | undefined;
  /** Percent of orders that come back; a range is assumed where absent. */
  returnsRate?: number | undefined;
  /** What somebody knows better than our tables, line by line. */
  overrides?: readonly LineOverride[] | undefined;
  /** Rates that the team has put in the place of ours. */
  ownRates?: OwnRates | undefined;
  homeCurrency: string;
  rates: ExchangeRates;
};

export type LineOrigin = UnitCost["origin"] | "assumption" | "team";
export type MarginLine = Range & {
  id: LineId;
  label: string;
  origin: LineOrigin;
  source: string;
  /** How sure the fee table's row is; null where no table says it. */
  confidence: Confidence | null;
  /** What it was before a person said otherwise; null where there was no such line, absent where nobody did. */
  before?: (Range & { source: string }) | null;
};

/** The likely fees; 0 where the marketplace has no such fee. */
export type Fees = {
  referral: number;
  closing: number;
  perOrder: number;
  /** eBay charges its fee on sales tax as well: what that adds where the tax is only assumed. */
  onTax: number;
  fulfilment: number;
  /** On top of the fulfilment fee. */
  surcharge: number;
  payment: number;
  /** Kept by the marketplace on refunds, spread over all orders. */
  refunds: number;
};

export type LandedMargin = {
  marketplace: Marketplace;
  /** The home currency: every amount below is in it, in units with two decimals (19.5 is $19.50). */
  currency: string;
  price: number;
  /** The row of the marketplace's fee table that was charged, and how sure it is; null where it has no table. */
  feeCategory: string | null;
  confidence: Confidence | null;
  fees: Fees;
  /** The sum of the lines. Null when the unit cost is not known: without it nothing has landed. */
  landed: Range | null;
  /** Percent of what the buyer pays without tax, two decimals: 32 means 32%. `low` is the bad case. Null without a unit cost. */
  margin: Range | null;
  lines: MarginLine[];
};

/**
 * What one sale leaves: unit cost, freight, duty, packaging, marketplace fees, fulfilment, payment, returns and advertising taken
 * from what the buyer pays, each as low, likely and high with its origin. Fees are worked out in US dollars, the currency of the
 * fee tables, in whole cents, then turned into the home currency. Throws BadRequestError for a price that is not above zero, a
 * cost that is no range, a currency without a rate, and an override that cannot be used.
 */
export function landedMargin(input: LandedMarginInput): LandedMargin {
  const { marketplace, homeCurrency, rates, ownRates: own = {} } = input;
  const sale = saleOf(input);
  const node = input.category ? taxonomyNode(input.category) : null;
  const category = node?.amazonFeeCategory ?? input.category ?? "";
  const parcel = parcelOf(input.weight, input.dimensions, category);
  const returnRate = basisPointsOf(input.returnsRate) ?? ownOf(own, "assumption/returnRate") ?? null;
  const fees = marketplaceFees({
    marketplace,
    category,
    sale,
    parcel,
    own,
    fulfilment: input.fulfilment ?? "fba",
    individualPlan: input.individualPlan ?? false,
    newSeller: input.newSeller ?? false,
    returnRate,
  });
  const cost = input.cost ? unitCost(input.cost, rates) : null;
  const ours: MarginLine[] = [
    ...(cost ? goodsLines(cost, parcel, own) : []),
    ...fees,
    packaging(own),
    returns({ category, price: sale.price, returnRate, own }),
  ];
  const inDollars = overrideLines(ours, {
    overrides: input.overrides ?? [],
    unitCost: cost,
    priceUsd: sale.price,
    rates,
  });

  const lines = inDollars.map((line) => asStated(inHomeCents(line, homeCurrency, rates), input));
  const priceHome = convert(toCents(input.price.amount), input.price.currency, homeCurrency, rates);
  const received = priceHome + convert(sale.shipping, "USD", homeCurrency, rates);
  const landed = cost ? sum(lines) : null;
  const row = feeRow(marketplace, category);
  return {
    marketplace,
    currency: homeCurrency,
    price: units(priceHome),
    feeCategory: row?.category ?? null,
    confidence: row?.confidence ?? null,
    fees: feesOf(lines),
    landed: landed && inUnits(landed),
    margin: landed && {
      low: marginPercent(received, landed.high),
      likely: marginPercent(received, landed.likely),
      high: marginPercent(received, landed.low),
    },
    lines: lines.map((line) => ({
      ...line,
      ...inUnits(line),
      ...(line.before ? { before: { ...line.before, ...inUnits(line.before) } } : {}),
    })),
  };
}

/** The sale in US cents. */
function saleOf({ price, shipping, tax, rates }: LandedMarginInput): Sale {
  const priceCents = toCents(price.amount);
  if (priceCents <= 0) throw new BadRequestError("The price must be above zero.");
  const usd = (amount: number, what: string) => {
    if (!Number.isFinite(amount) || amount < 0) throw new BadRequestError(`${what} must not be below zero.`);
    return convert(Math.round(amount * 100), price.currency, "USD", rates);
  };
  const inDollars = convert(priceCents, price.currency, "USD", rates);
  if (inDollars <= 0) throw new BadRequestError("The price must be at least a US cent.");
  return {
    price: inDollars,
    shipping: usd(shipping ?? 0, "Shipping"),
    tax: tax === undefined ? null : usd(tax, "Tax"),
  };
}

function basisPointsOf(percent: number | undefined): Range | null {
  if (percent === undefined) return null;
  if (!(percent >= 0 && percent <= 100))
    throw new BadRequestError("The rate of returns is a percentage from 0 to 100.");
  const rate = Math.round(percent * 100);
  return { low: rate, likely: rate, high: rate };
}

function feesOf(lines: readonly MarginLine[]): Fees {
  const fee = (id: FeeId) => units(sum(lines.filter((line) => line.id === id)).likely);
  return {
    referral: fee("referral"),
    closing: fee("closing"),
    perOrder: fee("per-order"),
    onTax: fee("fee-on-tax"),
    fulfilment: fee("fulfilment"),
    surcharge: fee("surcharge"),
    payment: fee("payment"),
    refunds: fee("refund-administration"),
  };
}

/** A cost that is stated in the home currency stays to the cent what was stated, whatever its way through dollars. */
function asStated(line: MarginLine, { cost, homeCurrency }: LandedMarginInput): MarginLine {
  if (line.id !== "unit-cost" || line.before || cost?.currency !== homeCurrency) return line;
  const cents = (amount: number) => Math.round(amount * 100);
  return { ...line, low: cents(cost.low), likely: cents(cost.likely), high: cents(cost.high) };
}

function inHomeCents(line: MarginLine, homeCurrency: string, rates: ExchangeRates): MarginLine {
  const home = ({ low, likely, high }: Range): Range => ({
    low: convert(low, "USD", homeCurrency, rates),
    likely: convert(likely, "USD", homeCurrency, rates),
    high: convert(high, "USD", homeCurrency, rates),
  });
  return {
    ...line,
    ...home(line),
    ...(line.before ? { before: { ...line.before, ...home(line.before) } } : {}),
  };
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
function marginPercent(receivedCents: number, landedCents: number): number {
  return Math.floor(((receivedCents - landedCents) * 10_000) / receivedCents) / 100;
}

function inUnits({ low, likely, high }: Range): Range {
  return { low: units(low), likely: units(likely), high: units(high) };
}

function units(cents: number): number {
  return cents / 100;
}
