import { z } from "zod";
import { claim } from "@/lib/core/evidence";
import { AGENT_IDS } from "@/lib/core/words";
import type { Report } from "./agent";
import { clipText } from "./clip-text";

/** A report as later agents see it: its numbers, words from fixed lists and claims, none of its prose. */
export const condensedReport = z.union([
  z.object({
    status: z.literal("ok"),
    score: z.number(),
    confidence: z.number(),
    claims: z.array(claim),
    fields: z.record(z.string(), z.unknown()),
  }),
  z.object({ status: z.literal("abstained") }),
]);
export type CondensedReport = z.infer<typeof condensedReport>;

export const condensedReports = z.partialRecord(z.enum(AGENT_IDS), condensedReport);
export type CondensedReports = z.infer<typeof condensedReports>;

/** A word of a fixed list such as `rising` or `short-video`; whatever has spaces is prose. */
const LISTED_WORD = /^[A-Za-z][\w-]{0,31}$/;

/** Numbers, truth values and listed words of `value`, at any depth; undefined when nothing is left. */
function withoutProse(value: unknown): unknown {
  if (value === null || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value === "string") return LISTED_WORD.test(value) ? value : undefined;
  if (Array.isArray(value)) return value.map(withoutProse).filter((entry) => entry !== undefined);
  if (typeof value !== "object") return undefined;
  const kept = Object.entries(value).flatMap(([key, entry]) => {
    const left = withoutProse(entry);
    return left === undefined ? [] : [[key, left] as const];
  });
  return Object.fromEntries(kept);
}

/** The part of a report that is passed on to later agents. */
export function condense(report: Report): CondensedReport {
  if (report.status === "abstained") return { status: "abstained" };
  const { status, score, confidence, claims, summary: _prose, findings: _alsoProse, ...own } = report;
  const fields = withoutProse(own) as Record<string, unknown>;
  return { status, score, confidence, claims, fields };
}

/** Characters of a claim's text that are passed on. */
const CLAIM_TEXT = 160;

/** A condensed report with its first claims, and of its lists the first entries. */
export function shorten(report: CondensedReport, caps: { claims: number; entries: number }): CondensedReport {
  if (report.status === "abstained") return report;
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.slice(0, caps.entries).map(cut);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, cut(entry)]));
  };
  return {
    ...report,
    claims: report.claims
      .slice(0, caps.claims)
      .map((one) => ({ ...one, text: clipText(one.text, CLAIM_TEXT), evidence: one.evidence.slice(0, 4) })),
    fields: cut(report.fields) as Record<string, unknown>,
  };
}
