import type { EarlierReports, OkReport, Report } from "@/agents/agent";
import { fromCents, toCents } from "@/lib/core/money";
import type { AgentId } from "@/lib/core/words";
import type { CheckedClaim, Dossier } from "@/lib/core/evidence";
import { checkClaims } from "@/lib/claims/check-claims";
import { competitionLevel } from "@/lib/verdict/competition-level";
import { currentEvidence } from "./current-evidence";
import { sustainability } from "@/lib/verdict/sustainability";
import { decideVerdict, type VerdictInput } from "@/lib/verdict/decide-verdict";
import type { Stated } from "./stated-evidence";
import { weighMargin, type Weighed } from "./weigh-margin";

type Judge = {
  dossier: Dossier;
  /** Every report of the run, the coordinator's too. */
  reports: EarlierReports;
  /** The checked claims of each. */
  claims: ReadonlyMap<AgentId, readonly CheckedClaim[] | null>;
  /** What people state of the product by now. */
  stated: Stated;
};
export type Judged = ReturnType<typeof judgeRun>;

/** The verdict with its inputs, computed from checked evidence and from reports whose claims hold; pure. */
export function judgeRun({ dossier, reports, claims, stated }: Judge) {
  const items = currentEvidence(dossier.items);
  const ok = (agent: AgentId) => asOk(reports[agent]);
  const held = (agent: AgentId) => (claims.get(agent) ?? []).some((claim) => claim.supported);

  const weighed = reweigh(dossier, ok("pricing"), held("pricing"), stated);
  const competition = competitionLevel(items);
  const lasting = sustainability(items);
  // An opinion counts only where at least one of its claims stands in the evidence.
  const quality = held("quality") ? numberIn(ok("quality"), "qualityScore") : null;
  const fatalRisks = fatalRiskOf(ok("coordinator"), dossier);
  const decided: VerdictInput = {
    margin: weighed.result?.margin?.likely ?? null,
    competition: competition.level,
    sustainable: lasting.sustainable,
    quality,
    fatalRisks,
  };
  const economics = weighed.result;
  const scanner = ok("scanner");
  return {
    decision: decideVerdict(decided),
    competition,
    economics,
    explained: {
      ...decided,
      competitionReasons: competition.reasons,
      sustainabilityReasons: lasting.reasons,
      competitionEvidence: competition.evidence,
      sustainabilityEvidence: lasting.evidence,
    },
    fields: {
      aiCategory: textIn(scanner, "category", 200),
      aiKeywords: listIn(scanner, "keywords"),
      aiDescription: textIn(scanner, "description", 4_000),
      profitPotentialScore: numberIn(ok("research"), "profitPotential"),
      suggestedPrice: suggestedPrice(ok("pricing")),
      estimatedCost: weighed.cost === null ? null : unitCostIn(weighed),
      potentialMargin: decided.margin,
      currency: dossier.homeCurrency,
      competitionLevel: competition.level,
      qualityScore: quality,
      viralScore: numberIn(ok("viral"), "viralScore"),
      dataQuality: numberIn(ok("data-science"), "dataQuality"),
      ...verdictFields(decideVerdict(decided)),
    },
  };
}

const verdictFields = ({ verdict, reasons }: ReturnType<typeof decideVerdict>) => ({
  verdict,
  verdictReasons: reasons,
});

/** The run's columns that a judgement fills. */
export function judgedRun({ decision, economics, competition, explained }: Judged) {
  return {
    economics,
    marginLow: economics?.margin?.low ?? null,
    marginLikely: economics?.margin?.likely ?? null,
    marginHigh: economics?.margin?.high ?? null,
    competitionLevel: competition.level,
    verdict: decision.verdict,
    verdictRule: decision.rule,
    verdictReasons: decision.reasons,
    rulesVersion: decision.rulesVersion,
    verdictInput: explained,
  };
}

/** The margin at the price the pricing agent suggests, where its claims hold and it is in the home currency. */
function reweigh(dossier: Dossier, pricing: OkReport | null, held: boolean, stated: Stated): Weighed {
  const amount = held ? suggestedPrice(pricing) : null;
  const price = amount === null ? null : { amount, currency: dossier.homeCurrency };
  const about = {
    title: dossier.title,
    category: dossier.category,
    homeCurrency: dossier.homeCurrency,
    price,
    basis: dossier.basis,
    stated,
  };
  return weighMargin(dossier.items, about);
}

/** The unit cost's likely figure in the home currency, as the calculation used it. */
function unitCostIn({ result }: Weighed): string | null {
  const line = result?.lines.find((candidate) => candidate.id === "unit-cost");
  return line ? fromCents(Math.round(line.likely * 100)) : null;
}

const asOk = (report: Report | undefined): OkReport | null => (report?.status === "ok" ? report : null);

function numberIn(report: OkReport | null, field: string): number | null {
  const value = report?.[field];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function textIn(report: OkReport | null, field: string, limit: number): string | null {
  const value = report?.[field];
  return typeof value === "string" && value !== "" ? value.slice(0, limit) : null;
}

function listIn(report: OkReport | null, field: string): string[] | null {
  const value = report?.[field];
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : null;
}

/** The suggestion as an amount; null where there is none above zero. */
function suggestedPrice(pricing: OkReport | null): string | null {
  const suggested = pricing?.["suggestedPrice"];
  if (typeof suggested !== "object" || suggested === null || !("amount" in suggested)) return null;
  if (typeof suggested.amount !== "number" || !(suggested.amount > 0)) return null;
  const amount = fromCents(Math.round(suggested.amount * 100));
  return toCents(amount) > 0 ? amount : null;
}

/** A named fatal risk counts only when its claim stands in the evidence. */
function fatalRiskOf(coordinator: OkReport | null, dossier: Dossier): { name: string; claim: string }[] {
  const risk = coordinator?.["fatalRisk"];
  if (typeof risk !== "object" || risk === null || !("name" in risk) || !("claim" in risk)) return [];
  const claim = risk.claim as CheckedClaim;
  const [judged] = checkClaims([claim], dossier.items);
  return judged?.supported && typeof risk.name === "string" ? [{ name: risk.name, claim: judged.text }] : [];
}
