import type { LIFE_CYCLE_STAGES, TREND_DIRECTIONS, TrendReport } from "@/agents/trend/report";
import { DAY_MS } from "@/lib/core/clock";
import type { Dossier, EvidenceItem } from "@/lib/core/evidence";
import { trendDirection, type TrendDirection } from "@/lib/scanning/trend-direction";
import {
  asPercent,
  largest,
  measured,
  originsOf,
  smallest,
  type AnalystInput,
  type Measured,
} from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";
import { forecastOf, peakMonthOf } from "./season";

type Direction = (typeof TREND_DIRECTIONS)[number];
type Stage = (typeof LIFE_CYCLE_STAGES)[number];
type History = { item: EvidenceItem; points: [string, number][]; trend: TrendDirection };

/** A series answers for the season from this confidence on. */
const YEARLY_CONFIDENCE = 0.5;
/** Percent; beyond these a change is a direction. Each is the other's inverse. */
const RISING_PERCENT = 15;
const DECLINING_PERCENT = -13;

/** The series that carries most history, with its direction. */
function surestHistory(dossier: Dossier): History | undefined {
  const histories = dossier.items.flatMap((item): History[] => {
    const trend = item.points === null ? null : trendDirection(item.points);
    return trend === null || item.points === null ? [] : [{ item, points: item.points, trend }];
  });
  return histories.toSorted((a, b) => b.trend.confidence - a.trend.confidence)[0];
}

const PHRASES: Record<Direction, string> = {
  rising: "The series rises.",
  stable: "The series holds its level.",
  declining: "The series declines.",
};

function historySignal({ item, trend }: History): Signal {
  const text = PHRASES[trend.direction];
  return {
    score: ramp(trend.score, [
      [-0.7, 6],
      [-0.13, 34],
      [0, 50],
      [0.15, 64],
      [1, 86],
      [5, 95],
    ]),
    weight: 4 * trend.confidence,
    claims: [{ text, value: null, unit: null, evidence: [item.id] }],
    finding: `${text} ${trend.basis}`,
  };
}

const GROWTH_POINTS = [
  [-60, 8],
  [-13, 34],
  [0, 48],
  [15, 62],
  [100, 84],
  [1000, 94],
] as const;

/** Weighted votes for up (+1) and down (−1). */
function directionOf(
  history: History | undefined,
  growths: readonly [Measured, number][],
  climbs: Measured | undefined,
): Direction {
  const sign = (percent: number): number =>
    percent > RISING_PERCENT ? 1 : percent < DECLINING_PERCENT ? -1 : 0;
  const votes: [number, number][] = growths.map(([item, weight]) => [sign(asPercent(item)), weight]);
  if (history) {
    const { direction, confidence } = history.trend;
    votes.push([direction === "rising" ? 1 : direction === "declining" ? -1 : 0, 4 * confidence]);
  }
  if (climbs) votes.push([Math.sign(climbs.value), 1]);
  const balance =
    votes.reduce((sum, [vote, weight]) => sum + vote * weight, 0) /
    votes.reduce((sum, [, weight]) => sum + weight, 0);
  if (balance > 0.25) return "rising";
  return balance < -0.25 ? "declining" : "stable";
}

/** Weeks from the peak of a falling series until it stood at half of it; null when it has not fallen that far. */
function halfLifeOf({ points, trend }: History): number | null {
  if (trend.direction !== "declining") return null;
  const peak = points.reduce((best, point) => (point[1] >= best[1] ? point : best), points[0] ?? ["", 0]);
  const half = points.find(([date, value]) => date > peak[0] && value <= peak[1] / 2);
  if (half === undefined) return null;
  const weeks = Math.round((Date.parse(half[0]) - Date.parse(peak[0])) / (7 * DAY_MS));
  return Number.isFinite(weeks) && weeks > 0 ? weeks : null;
}

function stageOf(direction: Direction, history: History | undefined): Stage | null {
  if (direction === "declining") return "decline";
  if (history === undefined || history.trend.confidence < YEARLY_CONFIDENCE)
    return direction === "rising" ? "growth" : null;
  if (direction === "stable") return "maturity";
  const early = history.points.slice(0, Math.floor(history.points.length / 2));
  const top = Math.max(...history.points.map(([, value]) => value));
  return early.every(([, value]) => value < top / 10) ? "introduction" : "growth";
}

export function trend({ dossier }: AnalystInput): TrendReport {
  const history = surestHistory(dossier);
  const yearly = smallest(measured(dossier, "growth-yoy"));
  const monthly = smallest(measured(dossier, "growth-mom"));
  const weekly = smallest(measured(dossier, "growth-wow"));
  const climbs = largest(measured(dossier, "rank-change"));
  const daysSeen = largest(measured(dossier, "days-seen"));
  const growth = (item: Measured | undefined, weight: number, span: string): Signal[] =>
    signalOf(item, {
      weight,
      points: GROWTH_POINTS,
      as: asPercent,
      says: (n) => `Growth against the ${span} before: ${n}.`,
    });
  const directed = [
    ...(history ? [historySignal(history)] : []),
    ...growth(yearly, 3, "year"),
    ...growth(monthly, 1, "month"),
    ...growth(weekly, 0.5, "week"),
    ...signalOf(climbs, {
      weight: 1,
      points: [
        [-30, 15],
        [0, 48],
        [30, 85],
      ],
      says: (n) => `It moved by ${n} places in its list since it was first seen.`,
    }),
  ];
  if (directed.length === 0)
    return abstain("No series, growth figure or change of rank shows which way demand goes.");
  const common = judge({
    signals: [
      ...directed,
      ...signalOf(daysSeen, {
        weight: 0.5,
        points: [
          [1, 35],
          [14, 70],
        ],
        says: (n) => `It has been seen for ${n}.`,
      }),
    ],
    full: 7,
    need: 0.5,
    origins: originsOf(dossier).length,
    subject: "Demand",
  });
  if (common === null) return abstain("What is known of its movement is too little to name a direction.");

  const growths = (
    [
      [yearly, 3],
      [monthly, 1],
      [weekly, 0.5],
    ] as const
  ).flatMap(([item, weight]): [Measured, number][] => (item ? [[item, weight]] : []));
  const direction = directionOf(history, growths, climbs);
  const year = history !== undefined && history.trend.confidence >= YEARLY_CONFIDENCE ? history : undefined;
  const halfLifeWeeks = history ? halfLifeOf(history) : null;
  return {
    status: "ok",
    ...common,
    score: direction === "declining" ? Math.min(common.score, 55) : common.score,
    direction,
    lifeCycleStage: stageOf(direction, history),
    seasonal: year?.trend.seasonal ?? null,
    peakMonth: year?.trend.seasonal ? peakMonthOf(year.points) : null,
    halfLifeWeeks,
    forecast: year ? forecastOf(year.points, year.trend, halfLifeWeeks) : null,
    sustainable: sustainableBy(year, yearly, climbs, daysSeen),
  };
}

/** The longest history speaks first: a year of points, yearly growth, then ten days that do not decline. */
function sustainableBy(
  year: History | undefined,
  yearly: Measured | undefined,
  climbs: Measured | undefined,
  daysSeen: Measured | undefined,
): boolean | null {
  if (year) return year.trend.direction !== "declining";
  if (yearly) return asPercent(yearly) >= DECLINING_PERCENT;
  if (climbs && daysSeen && daysSeen.value >= 10) return climbs.value >= 0;
  return null;
}
