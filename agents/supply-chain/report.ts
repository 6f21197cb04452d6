import { z } from "zod";
import type { ReportWith } from "../agent";

export const fields = {
  /** Days from order to stock; null unless the evidence states them. */
  leadTimeDays: z.number().min(0).nullable(),
  /** Smallest order in units; null unless the evidence states it. */
  moq: z.number().min(0).nullable(),
  /** Whether stock lands before interest has halved; null when either is unknown. */
  arrivesInTime: z.boolean().nullable(),
};
export type SupplyChainReport = ReportWith<typeof fields>;

export function check(report: Extract<SupplyChainReport, { status: "ok" }>): string[] {
  return report.arrivesInTime !== null && report.leadTimeDays === null
    ? ["Arrival is judged without a lead time."]
    : [];
}
