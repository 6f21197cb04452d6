import { BadRequestError } from "@/lib/core/errors";
import type { Range } from "./assumptions";
import type { UnitCost } from "./estimate-cost";
import { convert, type ExchangeRates } from "./exchange-rates";
import type { MarginLine } from "./landed-margin";
import { assumed, type OwnRates } from "./own-rates";
import { OUNCES_PER_KILOGRAM, type Parcel } from "./parcel";
import { eachShare, shares } from "./ranges";

/** What a unit costs as a line in US cents. Throws BadRequestError for what is no range of amounts. */
export function unitCost(cost: UnitCost, rates: ExchangeRates): MarginLine {
  const { low, likely, high, currency } = cost;
  const sound = [low, likely, high].every(Number.isFinite) && low >= 0 && low <= likely && likely <= high;
  if (!sound) {
    throw new BadRequestError(
      "A cost is three amounts, none below zero: low, likely and high, in this order.",
    );
  }
  const usd = (amount: number) => convert(Math.round(amount * 100), currency, "USD", rates);
  return {
    id: "unit-cost",
    label: "Unit cost",
    low: usd(low),
    likely: usd(likely),
    high: usd(high),
    origin: cost.origin,
    source: cost.note,
    confidence: null,
  };
}

/** The unit cost, and what it takes to have the goods here, in US cents. */
export function goodsLines(cost: MarginLine, parcel: Parcel, own: OwnRates): MarginLine[] {
  return [
    cost,
    freight(cost, parcel, own),
    line("duty", "Duty", "duty", own, (rate) => eachShare(cost, rate)),
  ];
}

function freight(cost: Range, parcel: Parcel, own: OwnRates): MarginLine {
  if (!parcel.weighed)
    return line("freight", "Freight", "freightByCost", own, (rate) => eachShare(cost, rate));
  const kilograms = parcel.ounces.likely / OUNCES_PER_KILOGRAM;
  return line("freight", "Freight", "freightByKilogram", own, ({ low, likely, high }) => ({
    low: Math.ceil(low * kilograms),
    likely: Math.ceil(likely * kilograms),
    high: Math.ceil(high * kilograms),
  }));
}

/** Box, filling and label of one order, in US cents. */
export function packaging(own: OwnRates): MarginLine {
  return line("packaging", "Packaging", "packaging", own, (range) => range);
}

/**
 * What orders that come back cost, spread over all, in US cents: a part of the price by what is sold, or, where the rate of
 * returns is known, that part of what one of them costs.
 */
export function returns(about: {
  category: string;
  price: number;
  returnRate: Range | null;
  own: OwnRates;
}): MarginLine {
  const { category, price, returnRate, own } = about;
  if (returnRate) {
    return line("returns", "Returns", "returnLoss", own, (loss) =>
      eachShare(shares(price, loss), returnRate),
    );
  }
  const worn = category === "Clothing and Accessories" || category === "Footwear";
  return line("returns", "Returns", worn ? "returnsOfApparel" : "returns", own, (rate) =>
    shares(price, rate),
  );
}

function line(
  id: MarginLine["id"],
  label: string,
  key: Parameters<typeof assumed>[0],
  own: OwnRates,
  cents: (rate: Range) => Range,
): MarginLine {
  const { low, likely, high, source, own: team } = assumed(key, own);
  const amounts = cents({ low, likely, high });
  return { id, label, ...amounts, origin: team ? "team" : "assumption", source, confidence: null };
}
