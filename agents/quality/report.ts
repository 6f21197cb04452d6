import { z } from "zod";
import type { ReportWith } from "../agent";

/** Share of units sent back: low under 5 %, medium to 12 %, high above. */
const RETURN_BANDS = ["low", "medium", "high"] as const;
export const HAZARDS = [
  "battery",
  "electric-shock",
  "fire",
  "burn",
  "choking",
  "magnet",
  "laceration",
  "entrapment",
  "toxic-substance",
  "skin-irritation",
  "ingestion",
  "food-contact",
  "contamination",
] as const;

export const fields = {
  /** 0–100; the rule of the verdict reads it. */
  qualityScore: z.number().min(0).max(100),
  /** A fraction: 0.06 is six returns in a hundred. Null unless the evidence states a rate. */
  expectedReturnRate: z.number().min(0).max(1).nullable(),
  /** The band of the stated rate, or of the category where none is stated; null when neither is known. */
  returnBand: z.enum(RETURN_BANDS).nullable(),
  hazards: z.array(z.enum(HAZARDS)).max(6),
  /** Ways to fail or harm, each in a few words, most severe first. */
  risks: z.array(z.string().max(140)).max(5),
  /** Rules the product would have to meet: "FCC Part 15", "CPSIA", "MoCRA". */
  complianceRegimes: z.array(z.string().max(40)).max(8),
};
export type QualityReport = ReportWith<typeof fields>;

/** The band of a return rate given as a fraction. */
export function returnBandOf(rate: number): (typeof RETURN_BANDS)[number] {
  if (rate < 0.05) return "low";
  return rate <= 0.12 ? "medium" : "high";
}

export function check(report: Extract<QualityReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  const { qualityScore, score, expectedReturnRate, returnBand, hazards } = report;
  if (Math.abs(qualityScore - score) > 30) {
    problems.push(`Quality ${qualityScore} and score ${score} contradict each other.`);
  }
  if (expectedReturnRate !== null && returnBand !== returnBandOf(expectedReturnRate)) {
    problems.push(`A return rate of ${expectedReturnRate} is not in the band ${returnBand ?? "unknown"}.`);
  }
  if (new Set(hazards).size < hazards.length) problems.push("A hazard is named twice.");
  return problems;
}
