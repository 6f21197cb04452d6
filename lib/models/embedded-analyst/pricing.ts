import type { ELASTICITIES, PricingReport } from "@/agents/pricing/report";
import {
  asPercent,
  claimOf,
  largest,
  measured,
  middle,
  originsOf,
  pricesInOneCurrency,
  said,
  smallest,
  type AnalystInput,
  type Measured,
} from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";

/** How far apart the shops are: near prices mean that the market knows what the thing is worth. */
function spreadSignal(low: Measured, high: Measured): Signal[] {
  if (low.id === high.id) return [];
  if (low.value === high.value) {
    const claim = {
      ...claimOf(low, `Different shops ask the same ${said(low)}.`),
      evidence: [low.id, high.id],
    };
    return [{ score: 80, weight: 1, claims: [claim], finding: claim.text }];
  }
  const lowClaim = claimOf(low, `The lowest price seen is ${said(low)}.`);
  const highClaim = claimOf(high, `The highest price seen is ${said(high)}.`);
  return [
    {
      score: ramp(high.value / low.value, [
        [1, 80],
        [1.5, 58],
        [3, 22],
      ]),
      weight: 1,
      claims: [lowClaim, highClaim],
      finding: `${lowClaim.text} ${highClaim.text}`,
    },
  ];
}

/** Percent off at which buyers wait for the next markdown, and spreads at which they cannot tell shops apart. */
const DEEP_DISCOUNT = 30;
const CLOSE_SPREAD = 1.1;
const WIDE_SPREAD = 2;

/** Deep markdowns and near-identical shops make buyers compare; prices far apart show that they do not. */
function elasticityOf(
  low: Measured,
  high: Measured,
  discount: Measured | undefined,
): (typeof ELASTICITIES)[number] | null {
  if (discount && asPercent(discount) >= DEEP_DISCOUNT) return "high";
  if (low.id === high.id) return discount === undefined ? null : "medium";
  const spread = high.value / low.value;
  if (spread <= CLOSE_SPREAD) return "high";
  return spread >= WIDE_SPREAD ? "low" : "medium";
}

/** The ending of everyday goods: the nearest .99 at or below; of goods from 100 on, and of other currencies, none. */
function endingOf(amount: number, currency: string, floor: number): number {
  if (amount < 5 || amount >= 100 || !DECIMAL_ENDINGS.has(currency)) return amount;
  const ending = Number((Math.floor(amount + 0.01) - 0.01).toFixed(2));
  return ending < floor || amount - ending > 0.1 * amount ? amount : ending;
}
/** Currencies whose shelves carry prices that end in .99. */
const DECIMAL_ENDINGS = new Set(["USD", "EUR", "GBP", "CAD", "AUD"]);

export function pricing({ dossier }: AnalystInput): PricingReport {
  const prices = pricesInOneCurrency(dossier);
  const median = prices === null ? undefined : middle(prices.items);
  const low = prices === null ? undefined : smallest(prices.items);
  const high = prices === null ? undefined : largest(prices.items);
  if (prices === null || !median || !low || !high) return abstain("No price has been seen anywhere.");

  const { currency, items } = prices;
  const perSale = largest(measured(dossier, "landed-cost").filter(({ unit }) => unit === currency));
  const signals = [
    ...signalOf(median, {
      weight: 1,
      points: [
        [4, 12],
        [12, 42],
        [25, 68],
        [70, 74],
        [200, 52],
        [1_000, 24],
      ],
      says: (n) => `The middle of the prices seen is ${n}.`,
    }),
    ...spreadSignal(low, high),
    ...signalOf(largest(measured(dossier, "discount")), {
      weight: 1,
      as: asPercent,
      points: [
        [0, 72],
        [20, 58],
        [50, 30],
        [80, 10],
      ],
      says: (n) => `It is sold at a discount of ${n}.`,
    }),
    ...signalOf(middle(measured(dossier, "margin-likely")), {
      weight: 2,
      as: asPercent,
      points: [
        [0, 6],
        [20, 42],
        [32, 70],
        [60, 94],
      ],
      says: (n) => `At the price seen the likely margin is ${n}.`,
    }),
  ];
  const common = judge({
    signals,
    full: 5,
    need: 1,
    origins: originsOf(dossier).length,
    subject: "Pricing power",
  });
  if (common === null) return abstain("The prices seen do not carry a judgement.");

  const range =
    dossier.items.find((item) => item.metric === "price-range" && item.unit === currency)?.range ?? null;
  const ceiling = Math.max(high.value, range?.[1] ?? 0);
  // All costs of a sale above the price seen leave nothing to suggest: the floor says so by itself.
  const floor = perSale?.value ?? low.value;
  const covered = perSale === undefined || perSale.value <= median.value;
  return {
    status: "ok",
    ...common,
    suggestedPrice: covered ? { amount: median.value, currency } : null,
    floor,
    ceiling: perSale !== undefined && perSale.value > ceiling ? null : ceiling,
    psychologicalPrice: covered ? endingOf(median.value, currency, floor) : null,
    elasticity: elasticityOf(low, high, largest(measured(dossier, "discount"))),
    anchors: items.slice(0, 5).map((item) => ({ amount: item.value, currency, evidence: item.id })),
  };
}
