import { z } from "zod";
import type { ReportWith } from "../agent";

export const fields = {
  /** 0–100; the rule of the verdict reads it. */
  qualityScore: z.number().min(0).max(100),
  /** A fraction: 0.06 is six returns in a hundred. Null unless the evidence states a rate. */
  expectedReturnRate: z.number().min(0).max(1).nullable(),
  risks: z.array(z.string()),
  /** Rules the product would have to meet: "FCC Part 15", "CPSIA", "MoCRA". */
  complianceRegimes: z.array(z.string()),
};
export type QualityReport = ReportWith<typeof fields>;

export function check(report: Extract<QualityReport, { status: "ok" }>): string[] {
  const apart = Math.abs(report.qualityScore - report.score);
  return apart > 30
    ? [`Quality ${report.qualityScore} and score ${report.score} contradict each other.`]
    : [];
}
