import { z } from "zod";
import type { ReportWith } from "../agent";

export const MOTIVES = [
  "save-time",
  "save-money",
  "comfort",
  "health",
  "looks",
  "status",
  "belonging",
  "safety",
  "play",
  "self-expression",
  "order",
  "curiosity",
] as const;

export const fields = {
  motives: z.array(z.enum(MOTIVES)),
  /** What holds a buyer back, each in a few words. */
  objections: z.array(z.string()),
  /** Who buys, and for whom; null when nothing says. */
  audience: z.string().nullable(),
};
export type PsychologyReport = ReportWith<typeof fields>;

export function check(report: Extract<PsychologyReport, { status: "ok" }>): string[] {
  return new Set(report.motives).size < report.motives.length ? ["A motive is named twice."] : [];
}
