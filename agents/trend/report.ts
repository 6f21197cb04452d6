import { z } from "zod";
import type { ReportWith } from "../agent";

export const TREND_DIRECTIONS = ["rising", "stable", "declining"] as const;
export const LIFE_CYCLE_STAGES = ["introduction", "growth", "maturity", "decline"] as const;

export const fields = {
  direction: z.enum(TREND_DIRECTIONS),
  lifeCycleStage: z.enum(LIFE_CYCLE_STAGES).nullable(),
  /** Null when no year of history is there to compare with. */
  seasonal: z.boolean().nullable(),
  /** Weeks in which interest falls to half; null when nothing falls or nothing shows it. */
  halfLifeWeeks: z.number().nullable(),
  /** Whether demand outlasts a season; null when the history is too short to say. */
  sustainable: z.boolean().nullable(),
};
export type TrendReport = ReportWith<typeof fields>;

export function check(report: Extract<TrendReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  if (report.direction === "rising" && report.lifeCycleStage === "decline") {
    problems.push("A rising trend is put in the decline stage.");
  }
  if (report.direction === "declining" && report.score > 60) {
    problems.push(`A declining trend is given a score of ${report.score}.`);
  }
  if (report.halfLifeWeeks !== null && report.halfLifeWeeks <= 0)
    problems.push("The half-life is not above zero.");
  return problems;
}
