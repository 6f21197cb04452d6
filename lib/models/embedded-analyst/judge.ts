/** From signals to a score: a weighted mean of what the evidence says, sure in proportion to how much of it there is. */
import type { Claim } from "@/lib/core/evidence";
import type { OkReportBase } from "@/agents/agent";
import { claimOf, said, type Measured } from "./evidence";

/** One thing the evidence says about a product, on the scale of the score. */
export type Signal = { score: number; weight: number; claims: Claim[]; finding: string };

/** Straight lines between [input, output] points in order of input, flat beyond the first and the last. */
export function ramp(value: number, points: readonly (readonly [number, number])[]): number {
  let [lastX, lastY] = points[0] ?? [0, 0];
  if (value <= lastX) return lastY;
  for (const [x, y] of points.slice(1)) {
    if (value <= x) return lastY + ((y - lastY) * (value - lastX)) / (x - lastX);
    [lastX, lastY] = [x, y];
  }
  return lastY;
}

/**
 * The signal of one item: `points` map its number (or `as`, the number in another unit) to a score.
 * No item, no signal.
 */
export function signalOf(
  item: Measured | undefined,
  spec: {
    weight: number;
    points: readonly (readonly [number, number])[];
    says: (number: string) => string;
    as?: (item: Measured) => number;
  },
): Signal[] {
  if (item === undefined) return [];
  const text = spec.says(said(item));
  const score = ramp(spec.as === undefined ? item.value : spec.as(item), spec.points);
  return [{ score, weight: spec.weight, claims: [claimOf(item, text)], finding: text }];
}

/** No rule is surer than this: rules read numbers, not products. */
const CONFIDENCE_LIMIT = 0.8;
/** Below this confidence a score keeps away from both ends of the scale. */
const UNSURE = { confidence: 0.3, low: 6, high: 94 } as const;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The word for a score, by thirds: under 40 weak, under 65 mixed, above strong. */
export function wordFor(score: number): "weak" | "mixed" | "strong" {
  if (score < 40) return "weak";
  return score < 65 ? "mixed" : "strong";
}

/**
 * The common part of a report from its signals. `full` is the weight at which nothing more could be
 * known. Null when the signals weigh less than `need`: the caller abstains and says what is missing.
 */
export function judge(spec: {
  signals: readonly Signal[];
  full: number;
  need: number;
  origins: number;
  subject: string;
}): Omit<OkReportBase, "status"> | null {
  const weight = spec.signals.reduce((sum, signal) => sum + signal.weight, 0);
  if (weight === 0 || weight < spec.need) return null;
  const mean = spec.signals.reduce((sum, signal) => sum + signal.score * signal.weight, 0) / weight;
  const corroboration = ramp(spec.origins, [
    [1, 0.7],
    [3, 1],
  ]);
  const confidence = round(CONFIDENCE_LIMIT * Math.min(1, weight / spec.full) * corroboration, 2);
  const bounded = confidence < UNSURE.confidence ? Math.min(UNSURE.high, Math.max(UNSURE.low, mean)) : mean;
  const score = round(bounded, 1);
  const heaviest = spec.signals.toSorted((a, b) => b.weight - a.weight)[0];
  return {
    score,
    confidence,
    summary: `${spec.subject}: ${wordFor(score)} by the evidence at hand. ${heaviest?.finding ?? ""}`.trim(),
    findings: spec.signals.map((signal) => signal.finding),
    claims: spec.signals.flatMap((signal) => signal.claims),
  };
}

export const abstain = (reason: string): { status: "abstained"; reason: string } => ({
  status: "abstained",
  reason,
});
