import { z } from "zod";
import type { Dossier } from "@/lib/core/evidence";
import { currencyCode } from "@/lib/core/money";
import type { ReportWith } from "../agent";

const amount = z.number().min(0);
const currency = z.string().max(12);

/** How strongly units react to the price: low where buyers cannot compare, high where they do nothing else. */
export const ELASTICITIES = ["low", "medium", "high"] as const;

/** A price ending must not move the price further than this, as a fraction of the suggestion. */
const ENDING_SHIFT = 0.1;

export const fields = {
  /** The likely price. Null when no observed price in one currency carries a suggestion. */
  suggestedPrice: z.object({ amount, currency }).nullable(),
  /** The low price: below this a sale loses money or the shelf; in the currency of the suggestion. */
  floor: amount.nullable(),
  /** The high price: nobody has been seen to ask more; in the currency of the suggestion. */
  ceiling: amount.nullable(),
  /** The suggestion with the ending that suits its shelf, such as 24.99 or 25; null without a suggestion. */
  psychologicalPrice: amount.nullable(),
  /** Null when nothing shows how buyers react. */
  elasticity: z.enum(ELASTICITIES).nullable(),
  /** The prices a buyer compares with, each with the evidence it stands in. */
  anchors: z.array(z.object({ amount, currency, evidence: z.string().max(8) })).max(5),
};
export type PricingReport = ReportWith<typeof fields>;
type Priced = Extract<PricingReport, { status: "ok" }>;

export function check(report: Priced, dossier: Dossier): string[] {
  const { suggestedPrice, floor, ceiling, anchors } = report;
  const problems: string[] = [];
  if (suggestedPrice !== null) {
    if (!currencyCode.safeParse(suggestedPrice.currency).success) {
      problems.push(`"${suggestedPrice.currency}" is no currency code.`);
    }
    if (floor !== null && suggestedPrice.amount < floor)
      problems.push("The suggested price is below the floor.");
    if (ceiling !== null && suggestedPrice.amount > ceiling)
      problems.push("The suggested price is above the ceiling.");
    if (anchors.length === 0) problems.push("A price is suggested and no anchor is named.");
  }
  if (floor !== null && ceiling !== null && floor > ceiling) problems.push("The floor is above the ceiling.");
  return [...problems, ...endingProblems(report), ...anchorProblems(report, dossier)];
}

function endingProblems({ suggestedPrice, floor, psychologicalPrice }: Priced): string[] {
  if (psychologicalPrice === null) return [];
  if (suggestedPrice === null) return ["A price ending is given without a suggestion."];
  const shift = Math.abs(psychologicalPrice - suggestedPrice.amount);
  return [
    ...(shift > ENDING_SHIFT * suggestedPrice.amount
      ? ["The price ending is more than a tenth away from the suggestion."]
      : []),
    ...(floor !== null && psychologicalPrice < floor ? ["The price ending is below the floor."] : []),
  ];
}

/** An anchor repeats what a buyer sees: the item exists, is a price or a page, and a price item holds that amount. */
function anchorProblems({ anchors }: Priced, dossier: Dossier): string[] {
  return anchors.flatMap((anchor) => {
    const item = dossier.items.find(({ id }) => id === anchor.evidence);
    if (item === undefined) return [`An anchor names ${anchor.evidence}, which does not exist.`];
    if (item.metric === "web") return [];
    if (item.metric !== "price" && item.metric !== "price-range") {
      return [`The anchor ${anchor.evidence} is a ${item.metric}, not a price that buyers see.`];
    }
    return item.unit === anchor.currency && [item.value, ...(item.range ?? [])].includes(anchor.amount)
      ? []
      : [`The anchor of ${anchor.amount} ${anchor.currency} does not stand in ${anchor.evidence}.`];
  });
}
