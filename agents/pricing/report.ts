import { z } from "zod";
import type { Dossier } from "@/lib/core/evidence";
import { currencyCode } from "@/lib/core/money";
import type { ReportWith } from "../agent";

const amount = z.number().min(0);

export const fields = {
  /** Null when no observed price in one currency carries a suggestion. */
  suggestedPrice: z.object({ amount, currency: z.string() }).nullable(),
  /** Below this a sale loses money or the shelf; in the currency of the suggestion. */
  floor: amount.nullable(),
  /** Above this nobody has been seen to ask more; in the currency of the suggestion. */
  ceiling: amount.nullable(),
  /** The prices a buyer compares with, each with the evidence it stands in. */
  anchors: z.array(z.object({ amount, currency: z.string(), evidence: z.string() })),
};
export type PricingReport = ReportWith<typeof fields>;

export function check(report: Extract<PricingReport, { status: "ok" }>, dossier: Dossier): string[] {
  const { suggestedPrice, floor, ceiling, anchors } = report;
  const problems: string[] = [];
  if (suggestedPrice !== null) {
    if (!currencyCode.safeParse(suggestedPrice.currency).success) {
      problems.push(`"${suggestedPrice.currency.slice(0, 12)}" is no currency code.`);
    }
    if (floor !== null && suggestedPrice.amount < floor)
      problems.push("The suggested price is below the floor.");
    if (ceiling !== null && suggestedPrice.amount > ceiling)
      problems.push("The suggested price is above the ceiling.");
    if (anchors.length === 0) problems.push("A price is suggested and no anchor is named.");
  }
  if (floor !== null && ceiling !== null && floor > ceiling) problems.push("The floor is above the ceiling.");
  const known = new Set(dossier.items.map((item) => item.id));
  for (const anchor of anchors) {
    if (!known.has(anchor.evidence))
      problems.push(`An anchor names ${anchor.evidence}, which does not exist.`);
  }
  return problems;
}
