import type { HANDLING, SOURCINGS, SupplyChainReport } from "@/agents/supply-chain/report";
import type { Dossier } from "@/lib/core/evidence";
import { supplyTermsIn } from "@/lib/analysis/web-facts";
import {
  believedPages,
  claimOf,
  costIn,
  earlierNumber,
  middle,
  originsOf,
  pricesInOneCurrency,
  said,
  type AnalystInput,
  type Measured,
} from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";

/** The first page that states the term, as a measured item. */
function statedTerm(dossier: Dossier, term: "moq" | "leadTimeDays"): Measured | undefined {
  return believedPages(dossier).flatMap((item) => {
    const value = supplyTermsIn(item.text)[term];
    return value === null ? [] : [{ ...item, value, unit: term === "moq" ? "count" : "days" }];
  })[0];
}

/** Whose word a cost is. */
const sourcingOf = ({ origin }: Measured): (typeof SOURCINGS)[number] => {
  if (origin === "person") return "person";
  return origin === "table" || origin === "computed" ? "table" : "quote";
};

/** Words of a title that carriers ask about. */
const HANDLING_WORDS: readonly (readonly [(typeof HANDLING)[number], RegExp])[] = [
  ["lithium-cell", /\b(?:rechargeable|cordless|wireless|bluetooth|battery|power bank|usb-c)\b/iu],
  ["liquid", /\b(?:serum|oil|shampoo|perfume|liquid|toner|lotion)\b/iu],
  ["aerosol", /\b(?:aerosol|spray can)\b/iu],
  ["magnet", /\b(?:magnet|magnetic|magsafe)\b/iu],
  ["fragile", /\b(?:glass|ceramic|porcelain|mirror|crystal)\b/iu],
  ["perishable", /\b(?:snacks?|gummies|chocolate|fresh)\b/iu],
  ["blade", /\b(?:knife|knives|blade|razor|scissors)\b/iu],
];

/** How well the cost is known: by whom, and how wide its range is. */
function certaintySignal(cost: Measured): Signal {
  const source = cost.origin === "person" ? 92 : cost.origin === "web" ? 66 : 36;
  const width = cost.range === null ? 0 : (cost.range[1] - cost.range[0]) / cost.value;
  const text =
    cost.origin === "table" || cost.origin === "computed"
      ? "The cost is an estimate of ours, not a quote."
      : "The cost was stated by somebody outside.";
  return {
    score: ramp(width, [
      [0, source],
      [1, source * 0.7],
      [3, source * 0.3],
    ]),
    weight: 1,
    claims: [{ text, value: null, unit: null, evidence: [cost.id] }],
    finding: text,
  };
}

function shareSignal(cost: Measured, price: Measured): Signal {
  const costClaim = claimOf(cost, `A unit costs ${said(cost)}.`);
  const priceClaim = claimOf(price, `It is sold for ${said(price)}.`);
  return {
    score: ramp(cost.value / price.value, [
      [0.1, 93],
      [0.2, 80],
      [0.33, 56],
      [0.5, 28],
      [0.8, 6],
    ]),
    weight: 2,
    claims: [costClaim, priceClaim],
    finding: `${costClaim.text} ${priceClaim.text}`,
  };
}

export function supplyChain({ dossier, earlier }: AnalystInput): SupplyChainReport {
  const prices = pricesInOneCurrency(dossier);
  const price = prices === null ? undefined : middle(prices.items);
  const cost = prices === null ? undefined : costIn(dossier, prices.currency);
  const moq = statedTerm(dossier, "moq");
  const leadTime = statedTerm(dossier, "leadTimeDays");
  const signals = [
    ...(cost && price ? [shareSignal(cost, price), certaintySignal(cost)] : []),
    ...signalOf(leadTime, {
      weight: 1.5,
      points: [
        [5, 93],
        [21, 70],
        [45, 40],
        [90, 10],
      ],
      says: (n) => `A page states a lead time of ${n}.`,
    }),
    ...signalOf(moq, {
      weight: 1,
      points: [
        [1, 93],
        [100, 70],
        [500, 46],
        [5_000, 8],
      ],
      says: (n) => `A page asks for at least ${n} units.`,
    }),
  ];
  const common = judge({
    signals,
    full: 5.5,
    need: 2,
    origins: originsOf(dossier).length,
    subject: "Sourcing",
  });
  if (common === null) return abstain("No cost beside a price is known, and no supplier's terms were found.");

  const halfLifeWeeks = earlierNumber(earlier.trend, "halfLifeWeeks");
  return {
    status: "ok",
    ...common,
    sourcing: cost === undefined ? null : sourcingOf(cost),
    freightMode: null,
    handling: HANDLING_WORDS.filter(([, words]) => words.test(dossier.title))
      .map(([need]) => need)
      .slice(0, 4),
    leadTimeDays: leadTime?.value ?? null,
    moq: moq?.value ?? null,
    arrivesInTime: leadTime && halfLifeWeeks !== undefined ? leadTime.value <= halfLifeWeeks * 7 : null,
  };
}
