import type { DataScienceReport } from "@/agents/data-science/report";
import { AGENT_IDS } from "@/lib/core/words";
import type { Claim, Metric } from "@/lib/core/evidence";
import {
  asPercent,
  largest,
  measured,
  middle,
  originsOf,
  said,
  claimOf,
  scoredReports,
  type AnalystInput,
  type Measured,
} from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";

/** What should be known of a product: one metric of each group is enough. */
const GROUPS: readonly (readonly Metric[])[] = [
  ["search-volume", "views", "upvotes", "rank"],
  ["growth-yoy", "growth-mom", "growth-wow", "rank-change"],
  ["price", "price-range"],
  ["cost", "landed-cost"],
  ["rating"],
  ["competing-listings", "review-count"],
  ["days-seen", "sighting-count"],
];

/** By how much two statements of one metric may differ, as largest over smallest, before they contradict. */
const TOLERANCE: Partial<Record<Metric, number>> = {
  price: 2,
  cost: 2,
  "landed-cost": 2,
  rating: 1.25,
  "competing-listings": 3,
};
/** Fewer numbers than this cannot be reconciled with anything. */
const FEWEST_NUMBERS = 3;

const HELD = "These numbers were held against each other.";

type Contradiction = { text: string; claims: Claim[]; evidence: string[] };

function apart(name: string, low: Measured, high: Measured): Contradiction {
  const claims = [
    claimOf(low, `One statement of ${name} is ${said(low)}.`),
    claimOf(high, `Another statement of ${name} is ${said(high)}.`),
  ];
  return { text: `Statements of ${name} lie far apart.`, claims, evidence: [low.id, high.id] };
}

/** Items that state the same metric in the same unit. */
function sameStatements({ dossier }: AnalystInput): Measured[][] {
  const groups = new Map<string, Measured[]>();
  for (const item of measured(
    dossier,
    "price",
    "cost",
    "landed-cost",
    "rating",
    "review-count",
    "competing-listings",
    "search-volume",
  )) {
    const key = `${item.metric} ${item.unit}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()].filter((items) => items.length > 1);
}

function contradictionsIn(input: AnalystInput, statements: readonly Measured[][]): Contradiction[] {
  const found = statements.flatMap((items): Contradiction[] => {
    const [low, high] = [items.toSorted((a, b) => a.value - b.value)[0], largest(items)];
    const tolerance = low && TOLERANCE[low.metric];
    if (!low || !high || tolerance === undefined) return [];
    return high.value > low.value * tolerance ? [apart(low.metric, low, high)] : [];
  });
  const growths = measured(input.dossier, "growth-yoy", "growth-mom");
  const up = growths.find((item) => asPercent(item) > 15);
  const down = growths.find((item) => asPercent(item) < -13);
  return up && down ? [...found, apart("growth", down, up)] : found;
}

/** 0–1, from how many groups of metrics are known, from how many origins, over how long. */
function qualityOf({ dossier }: AnalystInput): number {
  const covered = GROUPS.filter((metrics) => measured(dossier, ...metrics).length > 0).length / GROUPS.length;
  const origins = ramp(originsOf(dossier).length, [
    [0, 0],
    [1, 0.35],
    [3, 1],
  ]);
  const points = Math.max(0, ...dossier.items.map((item) => item.points?.length ?? 0));
  const days = largest(measured(dossier, "days-seen"))?.value ?? 0;
  const history = Math.max(Math.min(1, points / 65), Math.min(0.6, days / 24));
  return Number((0.4 * covered + 0.35 * origins + 0.25 * history).toFixed(2));
}

export function dataScience(input: AnalystInput): DataScienceReport {
  const { dossier, earlier } = input;
  const numbers = dossier.items.filter((item) => item.value !== null || item.points !== null);
  if (numbers.length < FEWEST_NUMBERS)
    return abstain("There are too few numbers to hold against each other.");

  const statements = sameStatements(input);
  const contradictions = contradictionsIn(input, statements);
  const dataQuality = qualityOf(input);
  const known: Signal[] = [
    {
      score: dataQuality * 100,
      weight: 1,
      claims: [{ text: HELD, value: null, unit: null, evidence: numbers.slice(0, 12).map(({ id }) => id) }],
      finding: HELD,
    },
    ...signalOf(largest(measured(dossier, "source-count")), {
      weight: 0.5,
      points: [
        [1, 34],
        [3, 76],
        [5, 92],
      ],
      says: (n) => `${n} sources are independent of each other.`,
    }),
    ...signalOf(largest(measured(dossier, "sighting-count")), {
      weight: 0.5,
      points: [
        [1, 25],
        [10, 60],
        [60, 88],
      ],
      says: (n) => `It rests on ${n} sightings.`,
    }),
    ...signalOf(largest(measured(dossier, "days-seen")), {
      weight: 0.5,
      points: [
        [1, 25],
        [7, 60],
        [14, 85],
      ],
      says: (n) => `Seen for ${n}.`,
    }),
  ];
  const colleagues = scoredReports(earlier, AGENT_IDS).map(({ agent, score, confidence }): Signal => ({
    score,
    weight: confidence,
    claims: [],
    finding: `The report of ${agent} enters by its confidence.`,
  }));
  const against = contradictions.map(({ text, claims }): Signal => ({
    score: 20,
    weight: 0.5,
    claims,
    finding: text,
  }));
  const common = judge({
    signals: [...known, ...colleagues, ...against],
    full: 7,
    need: 1,
    origins: originsOf(dossier).length,
    subject: "The numbers together",
  });
  if (common === null) return abstain("The numbers do not carry a judgement.");
  return {
    status: "ok",
    ...common,
    confidence: Number(Math.min(common.confidence, dataQuality + 0.2).toFixed(2)),
    reconciled: statements.flatMap((items) => {
      const chosen = middle(items);
      return chosen
        ? [
            {
              metric: chosen.metric,
              value: chosen.value,
              unit: chosen.unit,
              evidence: items.map(({ id }) => id),
            },
          ]
        : [];
    }),
    contradictions: contradictions.map(({ text, evidence }) => ({ text, evidence })),
    dataQuality,
    baseRate: null,
    uncertainty: Math.round(
      ramp(dataQuality, [
        [0, 40],
        [1, 8],
      ]),
    ),
  };
}
