import { z } from "zod";
import { claim, type Dossier } from "@/lib/core/evidence";
import { AGENT_IDS, VERDICTS } from "@/lib/core/words";
import type { ReportWith } from "../agent";

/** The dangers that stop a product whatever its numbers; each needs a supported claim. */
export const FATAL_RISKS = [
  "safety-recall",
  "banned-or-restricted",
  "counterfeit-or-infringing",
  "harm-to-health",
  "deceptive-claims",
] as const;

export const fields = {
  /** What the coordinator argues for; the rule decides. */
  recommendedVerdict: z.enum(VERDICTS),
  argument: z.string(),
  /** The strongest case against the argument, and who makes it; null when nobody does. */
  dissent: z.object({ agents: z.array(z.enum(AGENT_IDS)), text: z.string() }).nullable(),
  fatalRisk: z.object({ name: z.enum(FATAL_RISKS), claim }).nullable(),
  /** The eight steps of the decision, a sentence each. */
  steps: z.array(z.object({ name: z.string(), finding: z.string() })),
};
export type CoordinatorReport = ReportWith<typeof fields>;

const STEP_COUNT = 8;

export function check(report: Extract<CoordinatorReport, { status: "ok" }>, dossier: Dossier): string[] {
  const problems: string[] = [];
  const { fatalRisk, recommendedVerdict, steps } = report;
  if (steps.length !== STEP_COUNT)
    problems.push(`The decision has ${steps.length} steps instead of ${STEP_COUNT}.`);
  if (fatalRisk !== null) {
    const known = new Set(dossier.items.map((item) => item.id));
    const missing = fatalRisk.claim.evidence.filter((id) => !known.has(id));
    if (fatalRisk.claim.evidence.length === 0) problems.push("The fatal risk names no evidence.");
    if (missing.length > 0)
      problems.push(`The fatal risk names ${missing.join(", ")}, which does not exist.`);
    if (recommendedVerdict !== "REJECT") problems.push(`A fatal risk is named beside ${recommendedVerdict}.`);
  }
  if (recommendedVerdict === "APPROVE" && report.score < 50) {
    problems.push(`APPROVE is argued with a score of ${report.score}.`);
  }
  if (recommendedVerdict === "REJECT" && report.score > 60) {
    problems.push(`REJECT is argued with a score of ${report.score}.`);
  }
  return problems;
}
