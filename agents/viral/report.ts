import { z } from "zod";
import type { ReportWith } from "../agent";

export const VIRAL_FORMATS = ["short-video", "reel", "discussion", "pin", "live", "unboxing"] as const;

export const fields = {
  /** 0–100: how far the product travels without being paid for. */
  viralScore: z.number().min(0).max(100),
  /** What the first three seconds would show or say. */
  hooks: z.array(z.string()),
  formats: z.array(z.enum(VIRAL_FORMATS)),
};
export type ViralReport = ReportWith<typeof fields>;

export function check(report: Extract<ViralReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  if (Math.abs(report.viralScore - report.score) > 30) {
    problems.push(`Viral score ${report.viralScore} and score ${report.score} contradict each other.`);
  }
  if (report.formats.length === 0) problems.push("No format is named.");
  return problems;
}
