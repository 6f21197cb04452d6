import { z } from "zod";
import { METRICS, type Dossier } from "@/lib/core/evidence";
import type { ReportWith } from "../agent";

const ids = z.array(z.string().max(8)).max(6);

export const fields = {
  /** One number per metric where several items speak to it. */
  reconciled: z
    .array(
      z.object({
        metric: z.enum(METRICS),
        value: z.number(),
        unit: z.string().max(24).nullable(),
        evidence: ids,
      }),
    )
    .max(5),
  contradictions: z.array(z.object({ text: z.string().max(160), evidence: ids })).max(4),
  /** 0–1: how much of what should be known is known, from how many independent origins. */
  dataQuality: z.number().min(0).max(1),
  /** 0–1: the share of products like this one that still sell a year later, as the reader of base rates sees it; null without a reference class. */
  baseRate: z.number().min(0).max(1).nullable(),
  /** Points of the score by which it may be wrong, to either side. */
  uncertainty: z.number().min(0).max(50),
};
export type DataScienceReport = ReportWith<typeof fields>;
type Numbers = Extract<DataScienceReport, { status: "ok" }>;

/** Confidence this far above the quality of the data is not earned. */
const MOST_ABOVE_QUALITY = 0.3;
/** Thin data and a narrow band do not go together. */
const THIN = { dataQuality: 0.4, uncertainty: 10 } as const;

export function check(report: Numbers, dossier: Dossier): string[] {
  const problems: string[] = [];
  const known = new Set(dossier.items.map((item) => item.id));
  for (const { evidence } of [...report.reconciled, ...report.contradictions]) {
    const missing = evidence.filter((id) => !known.has(id));
    if (missing.length > 0) problems.push(`${missing.join(", ")} does not exist.`);
  }
  for (const { metric, value, evidence } of report.reconciled) {
    const values = dossier.items.flatMap((item) =>
      evidence.includes(item.id) && item.value !== null ? [item.value] : [],
    );
    if (values.length > 0 && (value < Math.min(...values) || value > Math.max(...values))) {
      problems.push(`The reconciled ${metric} of ${value} lies outside of its evidence.`);
    }
  }
  if (report.confidence > report.dataQuality + MOST_ABOVE_QUALITY) {
    problems.push("The confidence is far above the data quality.");
  }
  if (report.dataQuality < THIN.dataQuality && report.uncertainty < THIN.uncertainty) {
    problems.push(
      `An uncertainty of ${report.uncertainty} is too narrow for a data quality of ${report.dataQuality}.`,
    );
  }
  return problems;
}
