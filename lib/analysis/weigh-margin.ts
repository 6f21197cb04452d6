import { fromCents, toCents, type Money } from "@/lib/core/money";
import type { EvidenceItem } from "@/lib/core/evidence";
import { estimateCost, type UnitCost } from "@/lib/economics/estimate-cost";
import { convert, DEFAULT_EXCHANGE_RATES, hasRate } from "@/lib/economics/exchange-rates";
import { landedMargin, type LandedMargin } from "@/lib/economics/landed-margin";
import { categorise } from "@/lib/matching/categorise";
import { lastNumber, numbered } from "./build-dossier";

export type Weighed = { cost: UnitCost; result: LandedMargin } | { cost: UnitCost | null; result: null };

/** The marketplace whose fees the margin is worked out with until a product is listed elsewhere. */
const MARKETPLACE = "amazon";

/**
 * The price of a product in the home currency: the middle one of the newest prices of the origins that
 * state one, of two the lower. Null when no origin states a price that can be converted.
 */
function marketPrice(items: readonly EvidenceItem[], homeCurrency: string): Money | null {
  const cents = items
    .filter((item) => item.metric === "price" && item.value !== null && item.value > 0 && item.unit !== null)
    .flatMap((item) => {
      const known = item.unit !== null && (item.unit === "USD" || item.unit in DEFAULT_EXCHANGE_RATES.perUsd);
      if (!known || item.unit === null || item.value === null) return [];
      return [convert(Math.round(item.value * 100), item.unit, homeCurrency, DEFAULT_EXCHANGE_RATES)];
    })
    .toSorted((a, b) => a - b);
  const middle = cents[Math.floor((cents.length - 1) / 2)];
  return middle === undefined ? null : { amount: fromCents(middle), currency: homeCurrency };
}

/** The cost figures among the evidence, by who says so. */
function knownCosts(items: readonly EvidenceItem[]): UnitCost[] {
  return items.flatMap((item) => {
    if (item.metric !== "cost" || item.value === null || item.unit === null) return [];
    if (item.origin === "computed" || item.origin === "table") return [];
    const [low, high] = item.range ?? [item.value, item.value];
    const origin = item.origin === "person" ? "person" : "web";
    return [{ low, likely: (low + high) / 2, high, currency: item.unit, origin, note: item.text } as const];
  });
}

/**
 * Works the margin out from the evidence, with the price given or the market's. Without a price or a cost
 * the result is null: the margin is unknown, never zero.
 */
export function weighMargin(
  items: readonly EvidenceItem[],
  about: { title: string; category: string | null; homeCurrency: string; price?: Money | null },
): Weighed {
  // Without a rate for the home currency nothing can be worked out: unknown, not an error of the product.
  if (!hasRate(about.homeCurrency, DEFAULT_EXCHANGE_RATES)) return { cost: null, result: null };
  const price = about.price ?? marketPrice(items, about.homeCurrency);
  const categoryId = categorise(`${about.category ?? ""} ${about.title}`)?.id ?? null;
  const cost = estimateCost({ known: knownCosts(items), categoryId, price });
  if (!cost || !price || toCents(price.amount) <= 0) return { cost, result: null };
  const result = landedMargin({
    marketplace: MARKETPLACE,
    category: categoryId,
    price,
    cost,
    homeCurrency: about.homeCurrency,
    rates: DEFAULT_EXCHANGE_RATES,
  });
  return { cost, result };
}

const two = (value: number) => value.toFixed(2);

/** The calculation as evidence items, numbered after the last of `items`; none when nothing could be worked out. */
export function marginEvidence(items: readonly EvidenceItem[], weighed: Weighed, now: Date): EvidenceItem[] {
  const { cost, result } = weighed;
  if (!result) return [];
  const blank = { url: null, points: null, range: null, seenAt: now.toISOString() };
  const table: Omit<EvidenceItem, "id">[] =
    cost.origin === "table"
      ? [
          {
            ...blank,
            metric: "cost",
            origin: "table",
            value: cost.likely,
            unit: cost.currency,
            range: [cost.low, cost.high],
            text: `Unit cost from our table of cost ratios: ${two(cost.low)} to ${two(cost.high)}, likely ${two(cost.likely)} ${cost.currency}. ${cost.note}`,
          },
        ]
      : [];
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
