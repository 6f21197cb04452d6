import type { EarlierReports, Report } from "@/agents/agent";
import { AGENTS } from "@/agents/roster";
import { messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import type { Claim, Dossier, EvidenceItem } from "@/lib/core/evidence";
import { within, type Ctx } from "@/lib/ctx";
import { callAgent } from "@/lib/models/call-agent";
import { comeAgain } from "@/lib/models/come-again";
import { MustWait } from "@/lib/models/must-wait";
import { modelsFor } from "@/lib/models/model-for";
import { failpoint } from "@/lib/platform/failpoint";
import { waitWhilePaused } from "@/lib/settings/wait-while-paused";
import { isFinalAttempt } from "@/lib/steps/attempts";
import type { StepOutcome } from "@/lib/steps/contracts";
import { publish } from "@/lib/steps/publish";
import {
  claimRunStep,
  endWait,
  finishRunStep,
  putOffRunStep,
  releaseRunStep,
  type ClaimedStep,
  type FinishedReport,
} from "@/db/queries/run-steps";
import { statedOf } from "@/db/queries/facts";
import { searchSampleWeb } from "@/scanners/world";
import { adoptWebEvidence, isWebFinding } from "./adopt-web-evidence";
import { checkClaims } from "@/lib/claims/check-claims";
import { lastNumber, numbered } from "./build-dossier";
import { currentDossier } from "./current-evidence";
import { failRun } from "./fail-run";
import { finishRun } from "./finish-run";
import { heldConfidence } from "./held-confidence";
import { statedEvidence } from "./stated-evidence";
import { marginEvidence, weighMargin } from "./weigh-margin";

type Input = { runId: number; agent: AgentId; outboxId: number | null };

/**
 * One agent's step: claim, ask the model, check its claims, store the report and make the next step due.
 * The twelfth finishes the run. Losing the claim, or the lease on the way, does no work twice.
 */
export async function runAgent({ ctx, input }: { ctx: Ctx; input: Input }): Promise<StepOutcome> {
  const { runId, agent, outboxId } = input;
  const leaseToken = newId("lease");
  // The last agent's step also judges, and needs every report for it.
  const reads = agent === AGENT_IDS.at(-1) ? AGENT_IDS : AGENTS[agent].reads;
  const claim = { runId, agent, reads, outboxId, leaseToken, now: ctx.clock.now() };
  let claimed = await claimRunStep(ctx.db, claim);
  if (!claimed) {
    const payload = { runId, agent };
    // The claim is refused while work is paused; only then is there something to wait for.
    if (await waitWhilePaused({ ctx, input: { step: "run-agent", payload, outboxId } })) {
      await endWait(ctx.db, { ...payload, now: ctx.clock.now() });
      return "waiting";
    }
    // The pause that refused it may have ended a moment ago.
    claimed = await claimRunStep(ctx.db, claim);
    if (!claimed) return "lost";
  }
  await failpoint("run-agent:claimed");
  try {
    return await work(ctx, input, claimed, leaseToken);
  } catch (thrown) {
    if (thrown instanceof MustWait) return putOff(ctx, claimed, leaseToken, thrown);
    await giveBack(ctx, input, claimed, leaseToken, thrown);
    throw thrown;
  }
}

async function work(ctx: Ctx, input: Input, claimed: ClaimedStep, leaseToken: string): Promise<StepOutcome> {
  const { runId, agent } = input;
  // Stored reports were parsed by the schema of their agent before they were written.
  const earlier = claimed.earlier as EarlierReports;
  const answer = await callModel(ctx, input, claimed, earlier);
  await failpoint("run-agent:answered");
  const enriched = await enrich(ctx, agent, claimed, answer.report);
  const report = checked(agent, enriched.report, answer, enriched.dossier);
  const now = ctx.clock.now();
  const dossier = enriched.dossier === claimed.dossier ? undefined : enriched.dossier;
  if (agent === AGENT_IDS.at(-1)) {
    const finish = { runId, productId: claimed.productId, stepId: claimed.id, leaseToken, report, earlier };
    const stored = await finishRun({ ctx, input: { ...finish, dossier: enriched.dossier } });
    await failpoint("run-agent:finished");
    return stored ? "done" : "lost";
  }
  const { stored, next } = await finishRunStep(ctx.db, { id: claimed.id, leaseToken, now, report, dossier });
  await failpoint("run-agent:stored");
  if (next) await publish([next]);
  await failpoint("run-agent:published");
  return stored ? "done" : "lost";
}

type CalledAgent = Awaited<ReturnType<typeof callAgent>>;

/** The first of the agent's models that is still offered. In a sample world the embedded analyst searches that world's web. */
function callModel(
  ctx: Ctx,
  { runId, agent }: Input,
  { dossier, productId, position, dueMs }: ClaimedStep,
  earlier: EarlierReports,
): Promise<CalledAgent> {
  const definition = AGENTS[agent];
  const search =
    ctx.env.sourcesMode === "sample" ? (query: string) => searchSampleWeb(query, ctx.clock.now()) : undefined;
  const models = modelsFor(definition.role, { env: ctx.env, tools: { search } });
  const restFrom = position === 1 ? null : dueMs;
  const call = { agent: definition, dossier: currentDossier(dossier), earlier, models };
  return callAgent({ ctx, input: { ...call, runId, productId, restFrom } });
}

/** A step that must wait gives its attempt back and comes again when it may. */
async function putOff(
  ctx: Ctx,
  claimed: ClaimedStep,
  leaseToken: string,
  wait: MustWait,
): Promise<StepOutcome> {
  const due = await ctx.db.transaction(async (tx) => {
    const until = await comeAgain({ ctx: within(ctx, tx), input: wait });
    const putOff = { id: claimed.id, leaseToken, now: ctx.clock.now(), until, why: wait.message };
    return putOffRunStep(tx, putOff);
  });
  if (!due) return "lost";
  await publish([due]);
  return "waiting";
}

/**
 * After the web researcher, the last before the coordinator: what it read becomes evidence, and so does what people have stated
 * since the run started; the margin is worked out again with both.
 */
async function enrich(
  ctx: Ctx,
  agent: AgentId,
  { dossier, productId }: ClaimedStep,
  report: Report,
): Promise<{ dossier: Dossier; report: Report }> {
  if (agent !== "web-search") return { dossier, report };
  const now = ctx.clock.now();
  const adopted = isWebFinding(report)
    ? adoptWebEvidence(dossier, report, now.toISOString())
    : { items: [], report };
  const items = [...dossier.items, ...adopted.items];
  const isNew = ({ text }: Pick<EvidenceItem, "text">) => !items.some((item) => item.text === text);
  const stated = await statedOf(ctx.db, productId);
  const since = statedEvidence(stated.facts, stated.statements).filter(isNew);
  items.push(...numbered(since, lastNumber(items)));
  const weighed = marginEvidence(items, weighMargin(items, { ...dossier, stated }), now);
  if (items.length === dossier.items.length && !weighed.some(isNew)) return { dossier, report };
  items.push(...weighed);
  return { dossier: { ...dossier, items }, report: adopted.report };
}

function checked(agent: AgentId, report: Report, answer: CalledAgent, dossier: Dossier): FinishedReport {
  const definition = AGENTS[agent];
  const stated: Claim[] = report.status === "ok" ? report.claims : [];
  const claims = checkClaims(stated, dossier.items);
  return {
    reportStatus: report.status,
    score: report.status === "ok" ? report.score : null,
    // The report keeps what it stated; unsupported claims lower what counts.
    confidence: report.status === "ok" ? heldConfidence(report.confidence, claims) : null,
    report,
    claims,
    problems: definition.check(report, dossier),
    model: answer.model,
    version: definition.version,
    inputTokens: answer.usage.inputTokens,
    outputTokens: answer.usage.outputTokens,
    latencyMs: answer.latencyMs,
    reusedFrom: answer.reusedFrom,
  };
}

/** After a failed attempt: the queue tries again, or the run fails for good and says why. */
async function giveBack(ctx: Ctx, input: Input, claimed: ClaimedStep, leaseToken: string, thrown: unknown) {
  const error = messageOf(thrown);
  const final = isFinalAttempt(thrown, claimed.attempt);
  const now = ctx.clock.now();
  const ours = await releaseRunStep(ctx.db, { id: claimed.id, leaseToken, error, now });
  if (ours && final) await failRun({ ctx, input: { runId: input.runId, agent: input.agent, error } });
}
