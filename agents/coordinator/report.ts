import { z } from "zod";
import type { Dossier } from "@/lib/core/evidence";
import { AGENT_IDS, VERDICTS } from "@/lib/core/words";
import { boundedClaim, type ReportWith } from "../agent";

/** The dangers that stop a product whatever its numbers; each needs a supported claim. */
export const FATAL_RISKS = [
  "safety-recall",
  "banned-or-restricted",
  "counterfeit-or-infringing",
  "harm-to-health",
  "deceptive-claims",
] as const;

/** The eight steps of the decision, in their order. */
export const STEPS = [
  "Name the product",
  "Test the demand",
  "Count the money",
  "Judge the goods",
  "Measure the crowd",
  "Check the supply",
  "Doubt the evidence",
  "Choose",
] as const;

export const fields = {
  /** What the coordinator argues for; the rule decides. */
  recommendedVerdict: z.enum(VERDICTS),
  argument: z.string().max(500),
  /** The strongest case against the argument, and who makes it; null when nobody does. */
  dissent: z.object({ agents: z.array(z.enum(AGENT_IDS)).max(6), text: z.string().max(240) }).nullable(),
  fatalRisk: z.object({ name: z.enum(FATAL_RISKS), claim: boundedClaim }).nullable(),
  /** What a person could find out that might change the verdict; a REVIEW names at least one. */
  openQuestions: z.array(z.string().max(140)).max(3),
  /** A sentence for each step, in the order of STEPS. */
  steps: z.array(z.object({ name: z.enum(STEPS), finding: z.string().max(160) })).max(STEPS.length),
};
export type CoordinatorReport = ReportWith<typeof fields>;

export function check(report: Extract<CoordinatorReport, { status: "ok" }>, dossier: Dossier): string[] {
  const problems: string[] = [];
  const { fatalRisk, recommendedVerdict, steps, openQuestions } = report;
  if (steps.length !== STEPS.length)
    problems.push(`The decision has ${steps.length} steps instead of ${STEPS.length}.`);
  else if (steps.some(({ name }, at) => name !== STEPS[at])) problems.push("The steps are out of order.");
  if (recommendedVerdict === "REVIEW" && openQuestions.length === 0) {
    problems.push("REVIEW is argued and nothing is named that a person could find out.");
  }
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
