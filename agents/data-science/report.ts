import { z } from "zod";
import { METRICS, type Dossier } from "@/lib/core/evidence";
import type { ReportWith } from "../agent";

export const fields = {
  /** One number per metric where several items speak to it. */
  reconciled: z.array(
    z.object({
      metric: z.enum(METRICS),
      value: z.number(),
      unit: z.string().nullable(),
      evidence: z.array(z.string()),
    }),
  ),
  contradictions: z.array(z.object({ text: z.string(), evidence: z.array(z.string()) })),
  /** 0–1: how much of what should be known is known, from how many independent origins. */
  dataQuality: z.number().min(0).max(1),
};
export type DataScienceReport = ReportWith<typeof fields>;

export function check(report: Extract<DataScienceReport, { status: "ok" }>, dossier: Dossier): string[] {
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
  if (report.confidence > report.dataQuality + 0.3)
    problems.push("The confidence is far above the data quality.");
  return problems;
}
