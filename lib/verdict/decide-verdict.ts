import type { CompetitionLevel, Verdict } from "@/lib/core/words";
import { VERDICT_RULES } from "./verdict-rules";

export type VerdictInput = {
  /** Likely margin in percent: 32 means 32%. Null when no cost or price is known. */
  margin: number | null;
  competition: CompetitionLevel | null;
  sustainable: boolean | null;
  /** 0–100. */
  quality: number | null;
  /** Named risks whose claim was checked and supported; anything else must be left out by the caller. */
  fatalRisks: readonly { name: string; claim: string }[];
};

export type VerdictResult = {
  verdict: Verdict;
  /** Id of the rule that fired. */
  rule:
    | "reject-fatal-risk"
    | "reject-thin-margin"
    | "reject-high-competition"
    | "approve-low-competition"
    | "approve-medium-competition"
    | "review-missing"
    | "review-unsustainable"
    | "review-between";
  /** Sentences for a person, the deciding ones first. */
  reasons: string[];
  rulesVersion: string;
};

/**
 * The verdict on a product: pure, the same bytes for the same input, by the thresholds of the rule file.
 * A margin that is not a finite number counts as unknown. Unknown never approves and never rejects.
 */
export function decideVerdict(input: VerdictInput): VerdictResult {
  const known = { ...input, margin: finite(input.margin), quality: finite(input.quality) };
  return rejection(known) ?? approval(known) ?? review(known);
}

function result(verdict: Verdict, rule: VerdictResult["rule"], reasons: string[]): VerdictResult {
  return { verdict, rule, reasons, rulesVersion: VERDICT_RULES.version };
}

function rejection({ margin, competition, fatalRisks }: VerdictInput): VerdictResult | null {
  const { rejectBelow } = VERDICT_RULES.margin;
  const reasons: string[] = fatalRisks.map((risk) => `Fatal risk: ${risk.name}. ${risk.claim}`);
  const thin = margin !== null && margin < rejectBelow;
  if (thin) reasons.push(`The likely margin of ${percent(margin)} is below ${rejectBelow}%.`);
  if (competition === "high") reasons.push("Competition is high.");
  if (fatalRisks.length > 0) return result("REJECT", "reject-fatal-risk", reasons);
  if (thin) return result("REJECT", "reject-thin-margin", reasons);
  return competition === "high" ? result("REJECT", "reject-high-competition", reasons) : null;
}

function approval({ margin, competition, sustainable, quality }: VerdictInput): VerdictResult | null {
  if (margin === null || sustainable !== true) return null;
  const rules = VERDICT_RULES.margin;
  const qualityFrom = VERDICT_RULES.quality.approveFromAtMediumCompetition;
  if (competition === "low" && margin > rules.approveAboveAtLowCompetition) {
    return result("APPROVE", "approve-low-competition", [
      `The likely margin of ${percent(margin)} is above ${rules.approveAboveAtLowCompetition}%.`,
      "Competition is low.",
      "The trend is sustainable.",
    ]);
  }
  // A market that is easier than medium must never be judged harder: low passes here as well.
  const contested = competition === "medium" || competition === "low";
  if (!contested || margin < rules.approveFromAtMediumCompetition) return null;
  if (quality === null || quality < qualityFrom) return null;
  return result("APPROVE", "approve-medium-competition", [
    `The likely margin of ${percent(margin)} is at least ${rules.approveFromAtMediumCompetition}%.`,
    `Competition is ${competition}.`,
    `Quality of ${plain(quality)} is at least ${qualityFrom}.`,
    "The trend is sustainable.",
  ]);
}

function review({ margin, competition, sustainable, quality }: VerdictInput): VerdictResult {
  const rules = VERDICT_RULES.margin;
  const qualityFrom = VERDICT_RULES.quality.approveFromAtMediumCompetition;
  const missing: string[] = [];
  if (margin === null) missing.push("The margin is not known: a cost or a price is missing.");
  if (competition === null) missing.push("The level of competition is not known.");
  if (sustainable === null) missing.push("Whether the trend lasts is not known.");
  if (competition === "medium" && quality === null) missing.push("The quality is not known.");

  const between: string[] = [];
  if (sustainable === false) between.push("The trend is not sustainable.");
  if (margin !== null && margin <= rules.approveAboveAtLowCompetition) {
    between.push(
      `The likely margin of ${percent(margin)} lies between ${rules.rejectBelow}% and ${rules.approveAboveAtLowCompetition}%.`,
    );
  } else if (margin !== null && competition === "medium" && margin < rules.approveFromAtMediumCompetition) {
    between.push(
      `The likely margin of ${percent(margin)} is below the ${rules.approveFromAtMediumCompetition}% that medium competition asks for.`,
    );
  }
  if (competition === "medium" && quality !== null && quality < qualityFrom) {
    between.push(
      `Quality of ${plain(quality)} is below the ${qualityFrom} that medium competition asks for.`,
    );
  }

  if (missing.length > 0) return result("REVIEW", "review-missing", [...missing, ...between]);
  return result("REVIEW", sustainable === false ? "review-unsustainable" : "review-between", between);
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** Two decimals cut off, never rounded: 19.999 must not read as the 20 it did not reach. */
function plain(value: number): string {
  return String(Math.trunc(value * 100) / 100);
}

function percent(value: number): string {
  return `${plain(value)}%`;
}
