import { FORCES, type COST_BASES, type ResearchReport } from "@/agents/research/report";
import type { Dossier } from "@/lib/core/evidence";
import {
  asPercent,
  claimOf,
  costIn,
  largest,
  measured,
  middle,
  originsOf,
  pricesInOneCurrency,
  said,
  type AnalystInput,
  type Measured,
} from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";

/** Units of a first order, for the break-even: small enough to try a product with. */
const FIRST_ORDER_UNITS = 100;

const MARGIN_POINTS = [
  [0, 4],
  [10, 18],
  [20, 42],
  [25, 56],
  [32, 72],
  [45, 88],
  [65, 95],
] as const;

type Pressure = "low" | "medium" | "high" | null;

/** Low below the first bound, high from the second on. */
const pressureOf = (value: number | undefined, bounds: readonly [number, number]): Pressure => {
  if (value === undefined) return null;
  if (value < bounds[0]) return "low";
  return value < bounds[1] ? "medium" : "high";
};

const opposite = (pressure: Pressure): Pressure =>
  pressure === "low" ? "high" : pressure === "high" ? "low" : pressure;

/** Price over cost, where both are known in one currency. */
function markupSignal(price: Measured | undefined, cost: Measured | undefined): Signal[] {
  if (!price || !cost) return [];
  const costClaim = claimOf(cost, `One unit costs ${said(cost)}.`);
  const priceClaim = claimOf(price, `It sells for ${said(price)}.`);
  return [
    {
      score: ramp(price.value / cost.value, [
        [1, 4],
        [2, 28],
        [3, 52],
        [5, 80],
        [8, 93],
      ]),
      weight: 2,
      claims: [priceClaim, costClaim],
      finding: `${priceClaim.text} ${costClaim.text}`,
    },
  ];
}

/**
 * Units whose sale brings back what a first order costs. Each sale returns its price less everything
 * but the unit itself, which is paid for already; null where that is unknown or nothing.
 */
function breakEven(dossier: Dossier, price: Measured | undefined, cost: Measured | undefined): number | null {
  const sale = measured(dossier, "landed-cost").find(({ unit }) => unit === cost?.unit);
  if (!price || !cost || !sale) return null;
  const returned = price.value - (sale.value - cost.value);
  return returned > 0 ? Math.ceil((FIRST_ORDER_UNITS * cost.value) / returned) : null;
}

/** Who stated a cost. Whatever is neither a person's nor our own table's was read somewhere. */
function basisOf({ origin }: Measured): (typeof COST_BASES)[number] {
  if (origin === "person") return "person";
  return origin === "table" || origin === "computed" ? "table" : "web";
}

export function research({ dossier, earlier }: AnalystInput): ResearchReport {
  const prices = pricesInOneCurrency(dossier);
  const price = prices === null ? undefined : middle(prices.items);
  const cost = prices === null ? undefined : costIn(dossier, prices.currency);
  const likely = middle(measured(dossier, "margin-likely"));
  const low = middle(measured(dossier, "margin-low"));

  const money = [
    ...signalOf(likely, {
      weight: 3,
      points: MARGIN_POINTS,
      as: asPercent,
      says: (n) => `The likely margin is ${n}.`,
    }),
    ...signalOf(low, {
      weight: 1,
      points: MARGIN_POINTS,
      as: asPercent,
      says: (n) => `In a bad case the margin is ${n}.`,
    }),
    ...markupSignal(price, cost),
  ];
  const moneyWeight = money.reduce((sum, signal) => sum + signal.weight, 0);
  if (moneyWeight < 2) return abstain("Neither a likely margin nor a price together with a cost is known.");

  const { trend } = earlier;
  const market: Signal[] = [
    ...signalOf(largest(measured(dossier, "search-volume")), {
      weight: 0.5,
      points: [
        [100, 25],
        [2_000, 45],
        [20_000, 65],
        [200_000, 88],
      ],
      says: (n) => `A source counts ${n} searches.`,
    }),
    ...(trend?.status === "ok"
      ? [
          {
            score: trend.score,
            weight: trend.confidence,
            claims: [],
            finding: "The trend report is weighed in.",
          },
        ]
      : []),
  ];
  const common = judge({
    signals: [...money, ...market],
    full: 7,
    need: 2,
    origins: originsOf(dossier).length,
    subject: "As an investment",
  });
  if (common === null) return abstain("What is known of its money does not carry a judgement.");

  const profit = money.reduce((sum, signal) => sum + signal.score * signal.weight, 0);
  const listings = largest(measured(dossier, "competing-listings"))?.value;
  const reviews = largest(measured(dossier, "review-count"))?.value;
  const discount = largest(measured(dossier, "discount"));
  const share = price && cost ? cost.value / price.value : undefined;
  const forces = {
    rivalry:
      listings === undefined ? pressureOf(reviews, [1_000, 20_000]) : pressureOf(listings, [200, 2_000]),
    newEntrants: opposite(pressureOf(reviews, [300, 5_000])),
    substitutes: pressureOf(listings, [500, 5_000]),
    supplierPower: pressureOf(share, [0.25, 0.5]),
    buyerPower: pressureOf(discount && asPercent(discount), [15, 40]),
  };
  return {
    status: "ok",
    ...common,
    profitPotential: Number((profit / moneyWeight).toFixed(1)),
    breakEvenUnits: breakEven(dossier, price, cost),
    costBasis: cost ? basisOf(cost) : null,
    forces,
    decisiveForce: FORCES.find((force) => forces[force] === "high") ?? null,
  };
}
