import { z } from "zod";
import type { Dossier } from "@/lib/core/evidence";
import type { ReportWith } from "../agent";

/** From the fastest and dearest to the slowest and cheapest way of a first order. */
const FREIGHT_MODES = ["courier", "air", "rail", "sea-lcl", "sea-fcl", "domestic"] as const;
/** What makes a carrier or a warehouse ask for more than a label. */
export const HANDLING = [
  "lithium-cell",
  "liquid",
  "aerosol",
  "magnet",
  "fragile",
  "perishable",
  "oversize",
  "blade",
] as const;
/** Who stands behind the unit cost, best first. */
export const SOURCINGS = ["person", "quote", "page", "table"] as const;

export const fields = {
  /** Who states the unit cost; null when nobody does. */
  sourcing: z.enum(SOURCINGS).nullable(),
  /** The way the first order should travel; null when nothing says what it weighs or from where it comes. */
  freightMode: z.enum(FREIGHT_MODES).nullable(),
  handling: z.array(z.enum(HANDLING)).max(4),
  /** Days from order to stock; null unless the evidence states them. */
  leadTimeDays: z.number().min(0).nullable(),
  /** Smallest order in units; null unless the evidence states it. */
  moq: z.number().min(0).nullable(),
  /** Whether stock lands before interest has halved; null when either is unknown. */
  arrivesInTime: z.boolean().nullable(),
};
export type SupplyChainReport = ReportWith<typeof fields>;
type Supply = Extract<SupplyChainReport, { status: "ok" }>;

const DAYS_PER_WEEK = 7;

const numbersIn = (text: string): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [];

/** True when some item states the number, as its value, in a range or in its text. */
function stated(dossier: Dossier, value: number): boolean {
  const digits: readonly string[] = [
    String(value),
    value.toLocaleString("en-US"),
    String(value / DAYS_PER_WEEK),
  ];
  return dossier.items.some(
    (item) =>
      item.value === value ||
      (item.range?.includes(value) ?? false) ||
      digits.some((written) => numbersIn(item.text).includes(written)),
  );
}

export function check(report: Supply, dossier: Dossier): string[] {
  const { arrivesInTime, leadTimeDays, moq, sourcing, handling } = report;
  const problems: string[] = [];
  if (arrivesInTime !== null && leadTimeDays === null) {
    problems.push("Arrival is judged without a lead time.");
  }
  if (leadTimeDays !== null && !stated(dossier, leadTimeDays)) {
    problems.push(`A lead time of ${leadTimeDays} days stands in no evidence.`);
  }
  if (moq !== null && !stated(dossier, moq)) {
    problems.push(`A smallest order of ${moq} units stands in no evidence.`);
  }
  const costs = dossier.items.some(({ metric }) => metric === "cost" || metric === "landed-cost");
  if (sourcing !== null && sourcing !== "page" && !costs) {
    problems.push(`A cost from a ${sourcing} is named, and no cost is in the evidence.`);
  }
  if (new Set<string>(handling).size < handling.length) problems.push("A handling need is named twice.");
  return problems;
}
