import { z } from "zod";
import type { ReportWith } from "../agent";

/** How strong each of Porter's forces presses on a seller; null when no evidence speaks to it. */
const pressure = z.enum(["low", "medium", "high"]).nullable();

export const fields = {
  /** 0–100. */
  profitPotential: z.number().min(0).max(100),
  /** Units that must be sold before the first order has paid for itself; null without price, cost and fees. */
  breakEvenUnits: z.number().nullable(),
  forces: z.object({
    rivalry: pressure,
    newEntrants: pressure,
    substitutes: pressure,
    supplierPower: pressure,
    buyerPower: pressure,
  }),
};
export type ResearchReport = ReportWith<typeof fields>;

export function check(report: Extract<ResearchReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  if (Math.abs(report.profitPotential - report.score) > 40) {
    problems.push(
      `Profit potential ${report.profitPotential} and score ${report.score} contradict each other.`,
    );
  }
  if (report.breakEvenUnits !== null && report.breakEvenUnits < 1)
    problems.push("Break-even is below one unit.");
  return problems;
}
