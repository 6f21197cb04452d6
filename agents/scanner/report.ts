import { z } from "zod";
import type { ReportWith } from "../agent";

/** Keywords beyond this many are a list, not a choice. */
const KEYWORD_LIMIT = 12;

export const fields = {
  /** From general to special: "Home > Kitchen > Drinkware". Null when nothing names a category. */
  category: z.string().max(200).nullable(),
  /** What a buyer would type, most telling first. */
  keywords: z.array(z.string().max(60)).max(KEYWORD_LIMIT),
  /** One or two sentences in our own words. */
  description: z.string().max(500),
  /** What the evidence shows it has over its neighbours; null when it shows nothing. */
  advantage: z.string().max(300).nullable(),
};
export type ScannerReport = ReportWith<typeof fields>;

export function check(report: Extract<ScannerReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  if (report.keywords.length === 0) problems.push("No keyword is given.");
  const distinct = new Set(report.keywords.map((keyword) => keyword.toLowerCase()));
  if (distinct.size < report.keywords.length) problems.push("A keyword is given twice.");
  return problems;
}
