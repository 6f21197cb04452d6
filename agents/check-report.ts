import type { Dossier } from "@/lib/core/evidence";
import type { Report } from "./agent";
import { looksLikeInstruction } from "./instruction-like";

/** How sure a report may be that names no evidence at all. */
const CONFIDENCE_WITHOUT_CLAIMS = 0.2;
/** Scores this near to an end need at least this much confidence. */
const EXTREME = { low: 5, high: 95, confidence: 0.3 } as const;

/** Every text anywhere in a value. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (value !== null && typeof value === "object") return Object.values(value).flatMap(textsIn);
  return [];
}

/**
 * What every report must keep to, whoever wrote it: evidence that exists, claims behind a confident
 * score, a reason behind an abstention, and no product text that speaks as an instruction.
 * `ownIds` are further evidence ids that the report itself brings along; `verbatim` names the field
 * that holds text exactly as it was read, which may say anything.
 */
export function checkReport(
  report: Report,
  dossier: Dossier,
  { ownIds = [], verbatim }: { ownIds?: readonly string[] | undefined; verbatim?: string | undefined } = {},
): string[] {
  const problems: string[] = [];
  const spoken = Object.entries(report).filter(([name]) => name !== verbatim);
  if (spoken.flatMap(([, value]) => textsIn(value)).some(looksLikeInstruction)) {
    problems.push("The report repeats product text that is worded as an instruction.");
  }
  if (report.status === "abstained") {
    if (report.reason.trim() === "") problems.push("The abstention gives no reason.");
    return problems;
  }
  const known = new Set([...dossier.items.map((item) => item.id), ...ownIds]);
  for (const { text, evidence, value } of report.claims) {
    const named = `"${text.slice(0, 80)}"`;
    if (evidence.length === 0) problems.push(`The claim ${named} names no evidence.`);
    const missing = evidence.filter((id) => !known.has(id));
    if (missing.length > 0)
      problems.push(`The claim ${named} names ${missing.join(", ")}, which does not exist.`);
    if (value !== null && !/\d/.test(text))
      problems.push(`The claim ${named} has a value that its text does not state.`);
  }
  if (report.claims.length === 0 && report.confidence > CONFIDENCE_WITHOUT_CLAIMS) {
    problems.push(`A confidence of ${report.confidence} stands on no claim.`);
  }
  const extreme = report.score <= EXTREME.low || report.score >= EXTREME.high;
  if (extreme && report.confidence < EXTREME.confidence) {
    problems.push(`A score of ${report.score} goes with a confidence of only ${report.confidence}.`);
  }
  return problems;
}
