import { z } from "zod";
import type { ReportWith } from "../agent";

export const TREND_DIRECTIONS = ["rising", "stable", "declining"] as const;
export const LIFE_CYCLE_STAGES = ["introduction", "growth", "maturity", "decline"] as const;

export const fields = {
  /** Today against the same season a year ago, or the best substitute that the evidence allows. */
  direction: z.enum(TREND_DIRECTIONS),
  lifeCycleStage: z.enum(LIFE_CYCLE_STAGES).nullable(),
  /** Null when no year of history is there to compare with. */
  seasonal: z.boolean().nullable(),
  /** The month of the yearly peak, 1 (January) to 12; null unless a season is seen. */
  peakMonth: z.number().min(1).max(12).nullable(),
  /** Weeks in which interest falls to half; null when nothing falls or nothing shows it. */
  halfLifeWeeks: z.number().nullable(),
  /** Where the next thirteen weeks go against the last thirteen; null when the history cannot say. */
  forecast: z.enum(TREND_DIRECTIONS).nullable(),
  /** Whether demand outlasts a season; null when the history is too short to say. */
  sustainable: z.boolean().nullable(),
};
export type TrendReport = ReportWith<typeof fields>;

export function check(report: Extract<TrendReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  const { direction, lifeCycleStage, score, halfLifeWeeks, peakMonth, seasonal } = report;
  if (direction === "rising" && lifeCycleStage === "decline") {
    problems.push("A rising trend is put in the decline stage.");
  }
  if (direction === "declining" && score > 60) {
    problems.push(`A declining trend is given a score of ${score}.`);
  }
  if (halfLifeWeeks !== null && halfLifeWeeks <= 0) problems.push("The half-life is not above zero.");
  if (peakMonth !== null && !Number.isInteger(peakMonth)) problems.push(`${peakMonth} is no month.`);
  if (peakMonth !== null && seasonal !== true)
    problems.push("A month of the peak is named without a season.");
  return problems;
}
