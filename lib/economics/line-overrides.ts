import { BadRequestError } from "@/lib/core/errors";
import { PERCENT, STATED_LABELS, type StatedLine } from "@/lib/core/statement";
import type { Range } from "./assumptions";
import { convert, type ExchangeRates } from "./exchange-rates";
import { share } from "./fees/bands";
import type { MarginLine } from "./landed-margin";
import type { FeeId } from "./marketplace-fees";
import { eachShare } from "./ranges";

export type LineId = "unit-cost" | "freight" | "duty" | "packaging" | "returns" | FeeId;

/** What one order pays for a line: an amount of a currency, or a percentage (of the unit cost for freight and duty, else of the price). */
export type LineOverride = Range & { line: StatedLine; unit: string; note: string };

const OF_UNIT_COST: readonly LineId[] = ["freight", "duty"];
/** Lines that are part of the one a person has stated, and go with it. */
const INCLUDED: Partial<Record<LineId, readonly LineId[]>> = {
  referral: ["fee-on-tax"],
  fulfilment: ["surcharge"],
};

/**
 * The lines with what people have stated in their place, in US cents; a line that was not there is added. Of two statements about
 * one line the last counts. Throws BadRequestError for amounts below zero or out of order, and for a currency without a rate.
 */
export function overrideLines(
  lines: readonly MarginLine[],
  by: {
    overrides: readonly LineOverride[];
    unitCost: Range | null;
    priceUsd: number;
    rates: ExchangeRates;
  },
): MarginLine[] {
  return by.overrides.reduce<MarginLine[]>(
    (before, override) => {
      const id = override.line;
      const cents = centsOf(override, by);
      // A part of a unit cost that nobody knows is not known either.
      if (cents === null) return before;
      const replaced = before.find((line) => line.id === id);
      const stated: MarginLine = {
        id,
        label: replaced?.label ?? STATED_LABELS[id],
        ...cents,
        origin: "person",
        source: override.note,
        confidence: null,
        before: replaced ? (replaced.before ?? beforeOf(replaced)) : null,
      };
      const rest = before.filter((line) => !(INCLUDED[id] ?? []).includes(line.id));
      return replaced ? rest.map((line) => (line.id === id ? stated : line)) : [...rest, stated];
    },
    [...lines],
  );
}

function beforeOf({ low, likely, high, source }: MarginLine): Range & { source: string } {
  return { low, likely, high, source };
}

function centsOf(
  { line, unit, low, likely, high }: LineOverride,
  by: { unitCost: Range | null; priceUsd: number; rates: ExchangeRates },
): Range | null {
  const label = STATED_LABELS[line];
  if (![low, likely, high].every(Number.isFinite) || low < 0 || low > likely || likely > high) {
    throw new BadRequestError(`${label}: low, likely and high in this order, none below zero.`);
  }
  const hundredths = {
    low: Math.round(low * 100),
    likely: Math.round(likely * 100),
    high: Math.round(high * 100),
  };
  if (unit === PERCENT) {
    if (OF_UNIT_COST.includes(line)) return by.unitCost && eachShare(by.unitCost, hundredths);
    const part = (rate: number) => share(by.priceUsd, rate);
    return { low: part(hundredths.low), likely: part(hundredths.likely), high: part(hundredths.high) };
  }
  const usd = (cents: number) => convert(cents, unit, "USD", by.rates);
  return { low: usd(hundredths.low), likely: usd(hundredths.likely), high: usd(hundredths.high) };
}
