import { fromCents, toCents, type Money } from "@/lib/core/money";
import type { EvidenceItem } from "@/lib/core/evidence";
import { MARKETPLACES, type Marketplace } from "@/lib/core/words";
import { readBasis } from "@/lib/economics/basis";
import { estimateCost, type UnitCost } from "@/lib/economics/estimate-cost";
import { convert, hasRate, type ExchangeRates } from "@/lib/economics/exchange-rates";
import { landedMargin, type LandedMargin } from "@/lib/economics/landed-margin";
import { statedCosts, statedLines, statedPrice } from "@/lib/economics/statements";
import { categorise } from "@/lib/matching/categorise";
import { lastNumber, numbered } from "./build-dossier";
import { statedCategory, statedWeight, type Stated } from "./stated-evidence";

/** The margin on the home marketplace, by which the verdict goes, beside that on the others. */
export type Economics = LandedMargin & {
  others: LandedMargin[];
  /** The rates that amounts were converted with, by currency. */
  rates: ExchangeRates;
  priceOrigin: "person" | "suggested" | "market";
};

export type Weighed = { cost: UnitCost; result: Economics } | { cost: UnitCost | null; result: null };

type About = {
  title: string;
  category: string | null;
  homeCurrency: string;
  /** A price that an agent suggests, before the market's. */
  price?: Money | null;
  /** As the dossier holds it. */
  basis?: unknown;
  /** What people state by now: it may have changed since the run started. */
  stated: Stated;
};

/**
 * The price of a product in the home currency: the middle one of the newest prices of the origins that
 * state one, of two the lower. Null when no origin states a price that can be converted.
 */
function marketPrice(
  items: readonly EvidenceItem[],
  homeCurrency: string,
  rates: ExchangeRates,
): Money | null {
  const cents = items
    .flatMap(({ metric, origin, value, unit }) => {
      // What people say of the price is a statement: it may be taken back after the run.
      if (metric !== "price" || origin === "person") return [];
      if (value === null || !(value > 0) || unit === null) return [];
      return hasRate(unit, rates) ? [convert(Math.round(value * 100), unit, homeCurrency, rates)] : [];
    })
    .toSorted((a, b) => a - b);
  const middle = cents[Math.floor((cents.length - 1) / 2)];
  return middle === undefined ? null : { amount: fromCents(middle), currency: homeCurrency };
}

/** The cost figures that the web gives. What people say is no evidence of the run's: it may change after it. */
function webCosts(items: readonly EvidenceItem[]): UnitCost[] {
  return items.flatMap(({ metric, origin, value, unit, range, text }) => {
    if (metric !== "cost" || value === null || unit === null) return [];
    if (origin === "computed" || origin === "table" || origin === "person") return [];
    const [low, high] = range ?? [value, value];
    return [{ low, likely: (low + high) / 2, high, currency: unit, origin: "web", note: text } as const];
  });
}

type Priced = { price: Money | null; priceOrigin: Economics["priceOrigin"] };

/** The price on a marketplace, in the home currency. */
function priceOn(
  marketplace: Marketplace,
  items: readonly EvidenceItem[],
  about: About,
  rates: ExchangeRates,
): Priced {
  const { homeCurrency } = about;
  const { statements } = about.stated;
  const stated = statedPrice(statements, marketplace);
  if (stated && hasRate(stated.currency, rates)) {
    const cents = convert(Math.round(stated.likely * 100), stated.currency, homeCurrency, rates);
    return { price: { amount: fromCents(cents), currency: homeCurrency }, priceOrigin: "person" };
  }
  if (about.price) return { price: about.price, priceOrigin: "suggested" };
  return { price: marketPrice(items, homeCurrency, rates), priceOrigin: "market" };
}

/**
 * Works the margin out from the evidence and from what people state, on the home marketplace and on the others, with the
 * price a person states, else the one given, else the market's. Without a price or a cost the result is null: the margin
 * is unknown, never zero.
 */
export function weighMargin(items: readonly EvidenceItem[], about: About): Weighed {
  const basis = readBasis(about.basis);
  const { homeCurrency, stated } = about;
  // Without a rate for the home currency nothing can be worked out: unknown, not an error of the product.
  if (!hasRate(homeCurrency, basis.rates)) return { cost: null, result: null };
  const { price, priceOrigin } = priceOn(basis.homeMarket, items, about, basis.rates);
  const { ownCategory = about.category } = basis;
  const named = statedCategory(stated.facts) ?? ownCategory ?? "";
  const category = categorise(`${named} ${about.title}`)?.id ?? null;
  const known = [...statedCosts(stated.statements), ...webCosts(items)];
  const usable = known.filter(({ currency }) => hasRate(currency, basis.rates));
  const cost = estimateCost({ known: usable, categoryId: category, price });
  if (!cost || !price || toCents(price.amount) <= 0) return { cost, result: null };
  const weight = statedWeight(stated.facts);
  const on = (marketplace: Marketplace) =>
    landedMargin({
      marketplace,
      category,
      price: priceOn(marketplace, items, about, basis.rates).price ?? price,
      cost,
      weight,
      overrides: statedLines(stated.statements, marketplace),
      ownRates: basis.ownRates,
      homeCurrency,
      rates: basis.rates,
    });
  const result: Economics = {
    ...on(basis.homeMarket),
    others: MARKETPLACES.filter((marketplace) => marketplace !== basis.homeMarket).map(on),
    rates: ratesUsed([homeCurrency, cost.currency, ...pricedIn(items)], basis.rates),
    priceOrigin,
  };
  return { cost, result };
}

function pricedIn(items: readonly EvidenceItem[]): string[] {
  return items.flatMap(({ metric, unit }) => (metric === "price" && unit !== null ? [unit] : []));
}

function ratesUsed(currencies: readonly string[], rates: ExchangeRates): ExchangeRates {
  return Object.fromEntries(
    [...new Set(currencies)].toSorted().flatMap((currency) => {
      const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
      return rate ? [[currency, rate] as const] : [];
    }),
  );
}

const two = (value: number) => value.toFixed(2);

const COST_SAYS = {
  table: ["table", "Unit cost from our table of cost ratios"],
  person: ["person", "Unit cost that a person entered"],
  quote: ["person", "Unit cost by a supplier’s quote that a person entered"],
} as const;

/** The unit cost as evidence where it is not evidence already, as the web's is. */
function costEvidence(
  items: readonly EvidenceItem[],
  { origin, low, likely, high, currency, note }: UnitCost,
  now: Date,
): Omit<EvidenceItem, "id">[] {
  if (origin === "web") return [];
  const [who, says] = COST_SAYS[origin];
  const range = low === high ? two(likely) : `${two(low)} to ${two(high)}, likely ${two(likely)}`;
  const text = `${says}: ${range} ${currency}. ${note}`;
  if (origin !== "table" && items.some((item) => item.text === text)) return [];
  const blank = { url: null, points: null, seenAt: now.toISOString() };
  return [{ ...blank, metric: "cost", origin: who, value: likely, unit: currency, range: [low, high], text }];
}

/** The calculation as evidence items, numbered after the last of `items`; none when nothing could be worked out. */
export function marginEvidence(items: readonly EvidenceItem[], weighed: Weighed, now: Date): EvidenceItem[] {
  const { cost, result } = weighed;
  if (!result) return [];
  const blank = { url: null, points: null, range: null, seenAt: now.toISOString() };
  const table = costEvidence(items, cost, now);
  const { landed, margin, currency } = result;
  if (!landed || !margin) return numbered(table, lastNumber(items));
  const fees = Object.values(result.fees).reduce((sum, fee) => sum + fee, 0);
  const computed = { ...blank, origin: "computed" } as const;
  return numbered(
    [
      ...table,
      {
        ...computed,
        metric: "fees",
        value: Number(two(fees)),
        unit: currency,
        text: `Marketplace fees at ${two(result.price)} ${currency}: ${two(fees)} ${currency}.`,
      },
      {
        ...computed,
        metric: "landed-cost",
        value: landed.likely,
        unit: currency,
        range: [landed.low, landed.high],
        text: `All costs of one sale: likely ${two(landed.likely)}, from ${two(landed.low)} to ${two(landed.high)} ${currency}.`,
      },
      ...(["low", "likely", "high"] as const).map((which) => ({
        ...computed,
        metric: `margin-${which}` as const,
        value: margin[which],
        unit: "percent",
        text: `Margin, ${which}: ${margin[which]}% of the price.`,
      })),
    ],
    lastNumber(items),
  );
}
