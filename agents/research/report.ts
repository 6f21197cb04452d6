import { z } from "zod";
import type { ReportWith } from "../agent";

/** How strong each of Porter's forces presses on a seller; null when no evidence speaks to it. */
const pressure = z.enum(["low", "medium", "high"]).nullable();

export const FORCES = ["rivalry", "newEntrants", "substitutes", "supplierPower", "buyerPower"] as const;
/** Who stated the unit cost, surest first: a person, a page on the web, our table by category. */
export const COST_BASES = ["person", "web", "table"] as const;

export const fields = {
  /** 0–100. */
  profitPotential: z.number().min(0).max(100),
  /** Units that must be sold before the first order has paid for itself; null without price, cost and fees. */
  breakEvenUnits: z.number().nullable(),
  /** Null when no cost of a unit is known. */
  costBasis: z.enum(COST_BASES).nullable(),
  forces: z.object({
    rivalry: pressure,
    newEntrants: pressure,
    substitutes: pressure,
    supplierPower: pressure,
    buyerPower: pressure,
  }),
  /** The force that would take the profit first; null when none is rated high. */
  decisiveForce: z.enum(FORCES).nullable(),
};
export type ResearchReport = ReportWith<typeof fields>;

export function check(report: Extract<ResearchReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  const { profitPotential, score, breakEvenUnits, decisiveForce, forces, costBasis } = report;
  if (Math.abs(profitPotential - score) > 40) {
    problems.push(`Profit potential ${profitPotential} and score ${score} contradict each other.`);
  }
  if (breakEvenUnits !== null && breakEvenUnits < 1) problems.push("Break-even is below one unit.");
  if (breakEvenUnits !== null && costBasis === null) problems.push("Break-even is given without a cost.");
  if (decisiveForce !== null && forces[decisiveForce] !== "high") {
    problems.push(`The decisive force ${decisiveForce} is not rated high.`);
  }
  return problems;
}
