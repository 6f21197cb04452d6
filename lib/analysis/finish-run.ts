import type { EarlierReports, OkReport, Report } from "@/agents/agent";
import { fromCents, toCents } from "@/lib/core/money";
import type { AgentId } from "@/lib/core/words";
import type { CheckedClaim, Dossier } from "@/lib/core/evidence";
import type { Ctx } from "@/lib/ctx";
import { failpoint } from "@/lib/platform/failpoint";
import { publish } from "@/lib/steps/publish";
import { moveProduct } from "@/db/queries/move-product";
import { moveRun } from "@/db/queries/move-run";
import { readRunReports } from "@/db/queries/run-reports";
import { finishRunStep, type FinishedReport } from "@/db/queries/run-steps";
import { decideByPolicy } from "@/lib/review/decide-by-policy";
import { checkClaims } from "./check-claims";
import { competitionLevel } from "./competition-level";
import { currentEvidence } from "./current-evidence";
import { sustainability } from "./sustainability";
import { decideVerdict, type VerdictInput } from "./verdict";
import { weighMargin, type Weighed } from "./weigh-margin";

type Finish = {
  runId: number;
  productId: number;
  stepId: number;
  leaseToken: string;
  report: FinishedReport;
  earlier: EarlierReports;
  dossier: Dossier;
};

/**
 * Stores the coordinator's report, computes the verdict by rule and hands the product to review, all in one
 * transaction. False when the lease was lost: then nothing was written.
 */
export async function finishRun({ ctx, input }: { ctx: Ctx; input: Finish }): Promise<boolean> {
  const now = ctx.clock.now();
  const done = await ctx.db.transaction(async (tx) => {
    const { stored } = await finishRunStep(tx, {
      id: input.stepId,
      leaseToken: input.leaseToken,
      now,
      report: input.report,
    });
    if (!stored) return null;
    await failpoint("finish-run:reported");
    const judged = judge(input, await readRunReports(tx, input.runId));
    const { verdict, rule, reasons, rulesVersion } = judged.decision;
    const { economics, competition } = judged;
    await moveRun(tx, {
      id: input.runId,
      to: "FINISHED",
      set: {
        finishedAt: now,
        economics,
        marginLow: economics?.margin?.low ?? null,
        marginLikely: economics?.margin?.likely ?? null,
        marginHigh: economics?.margin?.high ?? null,
        competitionLevel: competition.level,
        verdict,
        verdictRule: rule,
        verdictReasons: reasons,
        rulesVersion,
        verdictInput: judged.explained,
      },
    });
    await failpoint("finish-run:judged");
    const product = await moveProduct(tx, {
      id: input.productId,
      to: "PENDING_REVIEW",
      from: ["ANALYZING"],
      set: { ...judged.fields, analyzedAt: now, failedRuns: 0, analyzeAfter: null },
      now,
      by: ctx.actor.id,
      why: { runId: input.runId, verdict, rule },
    });
    if (!product) return { steps: [] };
    const subject = { productId: product.id, runId: input.runId, verdict };
    return decideByPolicy({ ctx: { ...ctx, db: tx }, input: subject });
  });
  if (!done) return false;
  await publish(done.steps);
  return true;
}

/** The verdict's inputs, computed from checked evidence and from reports whose claims hold; pure. */
function judge(input: Finish, stored: { agent: AgentId; claims: CheckedClaim[] | null }[]) {
  const { dossier } = input;
  const items = currentEvidence(dossier.items);
  const ok = (agent: AgentId) =>
    asOk(agent === "coordinator" ? (input.report.report as Report) : input.earlier[agent]);
  const held = (agent: AgentId) =>
    (stored.find((row) => row.agent === agent)?.claims ?? []).some((c) => c.supported);

  const weighed = reweigh(dossier, ok("pricing"), held("pricing"));
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

/** The margin at the price the pricing agent suggests, where its claims hold and it is in the home currency. */
function reweigh(dossier: Dossier, pricing: OkReport | null, held: boolean): Weighed {
  const amount = held ? suggestedPrice(pricing) : null;
  const price = amount === null ? null : { amount, currency: dossier.homeCurrency };
  const about = {
    title: dossier.title,
    category: dossier.category,
    homeCurrency: dossier.homeCurrency,
    price,
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
