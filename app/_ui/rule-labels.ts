import type { VerdictResult } from "@/lib/verdict/decide-verdict";

const RULE_LABELS: Record<VerdictResult["rule"], string> = {
  "reject-fatal-risk": "a fatal risk with a supported claim",
  "reject-thin-margin": "the margin is too thin",
  "reject-high-competition": "competition is high",
  "approve-low-competition": "a good margin, low competition and a lasting trend",
  "approve-medium-competition": "a strong margin and quality, medium competition and a lasting trend",
  "review-missing": "something that the rules need is not known",
  "review-unsustainable": "the trend may not last",
  "review-between": "neither good enough to approve nor bad enough to reject",
};

/** The rule that fired, in words; a rule of an older rule file keeps its id. */
export function ruleLabel(rule: string): string {
  return Object.hasOwn(RULE_LABELS, rule) ? RULE_LABELS[rule as VerdictResult["rule"]] : rule;
}
