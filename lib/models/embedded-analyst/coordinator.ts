import type { CoordinatorReport, STEPS } from "@/agents/coordinator/report";
import type { CondensedReport } from "@/agents/condense";
import { competitionLevel } from "@/lib/verdict/competition-level";
import { sustainability } from "@/lib/verdict/sustainability";
import { decideVerdict } from "@/lib/verdict/decide-verdict";
import { dangersIn, type FatalRiskName } from "@/lib/analysis/web-facts";
import type { Claim } from "@/lib/core/evidence";
import { AGENT_IDS, COMPETITION_LEVELS, type AgentId, type Verdict } from "@/lib/core/words";
import {
  asPercent,
  believedPages,
  claimOf,
  earlierNumber,
  measured,
  middle,
  originsOf,
  said,
  scoredReports,
  type AnalystInput,
  type ScoredReport,
} from "./evidence";
import { abstain, judge, signalOf, wordFor, type Signal } from "./judge";

type FatalRisk = Extract<CoordinatorReport, { status: "ok" }>["fatalRisk"];

/** With fewer reports that have a score there is nothing to coordinate. */
const FEWEST_REPORTS = 3;
/** A colleague this far on the other side is heard as a dissent. */
const DISSENT = { high: 65, low: 35 } as const;

const RISK_CLAIMS: Record<FatalRiskName, string> = {
  "safety-recall": "A web page reports a recall for safety.",
  "banned-or-restricted": "A web page reports that selling it is banned or restricted.",
  "counterfeit-or-infringing": "A web page reports that it is counterfeit or infringes a right.",
  "harm-to-health": "A web page reports that it harmed people.",
  "deceptive-claims": "A web page reports that it is advertised deceptively.",
};

/** The first danger that a page in the dossier reports. */
function fatalRiskIn({ dossier }: AnalystInput): FatalRisk {
  for (const item of believedPages(dossier)) {
    const name = dangersIn(item.text)[0];
    if (name !== undefined) {
      return { name, claim: { text: RISK_CLAIMS[name], value: null, unit: null, evidence: [item.id] } };
    }
  }
  return null;
}

const fieldOf = (report: CondensedReport | undefined, field: string): unknown =>
  report?.status === "ok" ? report.fields[field] : undefined;

/** Measured evidence first; where there is none, the colleague's opinion. */
function opinionsOf({ dossier, earlier }: AnalystInput) {
  const level = fieldOf(earlier.competition, "level");
  const lasting = fieldOf(earlier.trend, "sustainable");
  return {
    competition:
      competitionLevel(dossier.items).level ?? COMPETITION_LEVELS.find((known) => known === level) ?? null,
    sustainable: sustainability(dossier.items).sustainable ?? (typeof lasting === "boolean" ? lasting : null),
    quality: earlierNumber(earlier.quality, "qualityScore") ?? null,
  };
}

/** What a verdict adds to the mean of the reports, and the part of the scale that its scores stand in. */
const LEANING: Record<Verdict, { score: number; from: number; span: number }> = {
  APPROVE: { score: 86, from: 55, span: 45 },
  REVIEW: { score: 50, from: 25, span: 50 },
  REJECT: { score: 14, from: 0, span: 45 },
};

function dissentOf(verdict: Verdict, reports: readonly ScoredReport[]) {
  const others = reports.filter(
    ({ score }) =>
      (verdict === "REJECT" && score >= DISSENT.high) || (verdict === "APPROVE" && score <= DISSENT.low),
  );
  if (others.length === 0) return null;
  const side = verdict === "REJECT" ? "speak for it" : "speak against it";
  const agents = others.map(({ agent }) => agent);
  return { agents, text: `${agents.join(", ")} ${side} by their own evidence.` };
}

const RESTS = "The reports rest on this evidence.";

/** The first claim of each of the surest colleagues, where its evidence was sent; else what evidence was. */
function leadingClaims({ dossier }: AnalystInput, reports: readonly ScoredReport[]): Claim[] {
  const known = new Set(dossier.items.map(({ id }) => id));
  const leading = reports
    .toSorted((a, b) => b.confidence - a.confidence)
    .flatMap(({ claims }) => claims.slice(0, 1))
    .filter(({ evidence }) => evidence.every((id) => known.has(id)))
    .slice(0, 5);
  const sent = dossier.items.slice(0, 6).map(({ id }) => id);
  return leading.length > 0 || sent.length === 0
    ? leading
    : [{ text: RESTS, value: null, unit: null, evidence: sent }];
}

/** What the named colleagues say together, in a few words. */
function stepOf(name: (typeof STEPS)[number], agents: readonly AgentId[], reports: readonly ScoredReport[]) {
  const heard = reports.filter(({ agent }) => agents.includes(agent));
  const mean = heard.reduce((sum, { score }) => sum + score, 0) / heard.length;
  const finding =
    heard.length === 0
      ? "Nobody could say; this stays open."
      : `${heard.map(({ agent }) => agent).join(", ")}: ${wordFor(mean)}.`;
  return { name, finding };
}

export function coordinator(input: AnalystInput): CoordinatorReport {
  const { dossier, earlier } = input;
  const reports = scoredReports(earlier, AGENT_IDS);
  if (reports.length < FEWEST_REPORTS)
    return abstain("Too few colleagues could report to argue for anything.");

  const likely = middle(measured(dossier, "margin-likely"));
  const fatalRisk = fatalRiskIn(input);
  const opinions = opinionsOf(input);
  const decided = decideVerdict({
    ...opinions,
    margin: likely === undefined ? null : asPercent(likely),
    fatalRisks: fatalRisk === null ? [] : [{ name: fatalRisk.name, claim: fatalRisk.claim.text }],
  });
  const argument = decided.reasons.join(" ");
  const leaning = LEANING[decided.verdict];
  const signals: Signal[] = [
    ...reports.map(({ agent, score, confidence }) => ({
      score,
      weight: confidence,
      claims: [],
      finding: `${agent} finds the case ${wordFor(score)}.`,
    })),
    ...signalOf(likely, {
      weight: 2,
      as: asPercent,
      points: [
        [0, 4],
        [20, 40],
        [32, 74],
        [60, 94],
      ],
      says: (n) => `The likely margin stands at ${n}.`,
    }),
    { score: leaning.score, weight: 2, claims: [], finding: argument },
  ];
  const common = judge({
    signals,
    full: 9,
    need: 1,
    origins: originsOf(dossier).length,
    subject: "All reports together",
  });
  if (common === null) return abstain("The reports are too unsure to argue for anything.");

  return {
    status: "ok",
    ...common,
    score: Number((leaning.from + (common.score * leaning.span) / 100).toFixed(1)),
    // Each finding of a colleague is in the steps already; the claims are the margin and the risk.
    findings: [argument],
    claims: [
      ...(likely ? [claimOf(likely, `The likely margin stands at ${said(likely)}.`)] : []),
      ...(fatalRisk ? [fatalRisk.claim] : []),
      ...leadingClaims(input, reports),
    ],
    recommendedVerdict: decided.verdict,
    argument,
    dissent: dissentOf(decided.verdict, reports),
    fatalRisk,
    openQuestions: decided.verdict === "REVIEW" ? decided.reasons.slice(0, 3) : [],
    steps: [
      stepOf("Name the product", ["scanner"], reports),
      stepOf("Test the demand", ["trend", "viral"], reports),
      stepOf("Count the money", ["research", "pricing"], reports),
      stepOf("Judge the goods", ["quality"], reports),
      stepOf("Measure the crowd", ["competition", "web-search"], reports),
      stepOf("Check the supply", ["supply-chain"], reports),
      stepOf("Doubt the evidence", ["data-science", "psychology"], reports),
      { name: "Choose", finding: `${decided.verdict}. ${decided.reasons.join(" ")}` },
    ],
  };
}
