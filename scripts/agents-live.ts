/** `npm run agents:live -- --product "…" …`: the agents on one product against the models that the settings name. */
import { setTimeout as sleep } from "node:timers/promises";
import type { EarlierReports, Report } from "@/agents/agent";
import { AGENTS } from "@/agents/roster";
import { adoptWebEvidence, isWebFinding } from "@/lib/analysis/adopt-web-evidence";
import { buildDossier } from "@/lib/analysis/build-dossier";
import { checkClaims } from "@/lib/claims/check-claims";
import { systemClock } from "@/lib/core/clock";
import { AppError, BadRequestError, messageOf, MisconfiguredError } from "@/lib/core/errors";
import type { Dossier } from "@/lib/core/evidence";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { env, type Env } from "@/lib/env";
import { ask, type Answer } from "@/lib/models/ask";
import { askInTurn } from "@/lib/models/ask-in-turn";
import { actualMicros, MICROS_A_DOLLAR } from "@/lib/models/ledger/cost";
import { modelsFor, type ModelChoice } from "@/lib/models/model-for";
import { command, misused, type Values } from "./command";

const USAGE = `npm run agents:live -- --product "Mushroom lamp" [--price 29.99] [--currency USD] [--category Lighting] [--agents quality,pricing] [--json]

Runs the agents on one product, without a database, and prints what each reports, uses and costs. The agents are
${AGENT_IDS.join(", ")}; all of them where none is named.
Exit code 2: asked wrongly, or a key is missing; 1: a call failed.`;
/** How often a call that is asked to wait is made again, and the longest wait that is kept. */
const MOST_WAITS = 5;
const LONGEST_WAIT_SECONDS = 120;

const OPTIONS = {
  product: { type: "string" },
  price: { type: "string" },
  currency: { type: "string" },
  category: { type: "string" },
  agents: { type: "string", default: AGENT_IDS.join(",") },
  json: { type: "boolean", default: false },
} as const;
type Asked = Values<typeof OPTIONS>;

function agentsNamed(list: string): AgentId[] {
  const names = list.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !AGENT_IDS.some((id) => id === name));
  if (unknown !== undefined)
    throw new BadRequestError(`"${unknown}" is no agent. They are ${AGENT_IDS.join(", ")}.`);
  return AGENT_IDS.filter((id) => names.includes(id));
}

function priceOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(text))
    throw new BadRequestError(`--price takes an amount such as 29.99.`);
  return Number(text).toFixed(2);
}

/** Nobody runs this for the rules: an agent without a model ends it before anything is paid for. */
function modelsOf(agents: readonly AgentId[], settings: Env): Map<AgentId, ModelChoice[]> {
  const models = new Map(agents.map((id) => [id, modelsFor(AGENTS[id].role, { env: settings })] as const));
  const without = agents.filter((id) => models.get(id)?.every(({ kind }) => kind === "rules"));
  if (without.length === 0) return models;
  const keys = without.every((id) => AGENTS[id].role === "web")
    ? "PERPLEXITY_API_KEY or GROQ_API_KEY"
    : "GROQ_API_KEY";
  throw new MisconfiguredError(
    `No model for ${without.join(", ")}: set ${keys}, or name a model of another provider.`,
  );
}

function dossierFor(values: Asked, settings: Env): Dossier {
  const title = values.product?.replaceAll(/\s+/g, " ").trim() ?? "";
  if (title === "" || title.length > 500) throw misused(USAGE, "Name a product.");
  const now = systemClock.now();
  const amount = priceOf(values.price);
  const currency = values.currency ?? settings.HOME_CURRENCY;
  const detail = {
    kind: "product" as const,
    externalId: title.slice(0, 300),
    title,
    ...(amount !== undefined && { price: { amount, currency } }),
    seenAt: now.toISOString(),
  };
  return buildDossier({
    product: {
      id: 1,
      title,
      description: null,
      category: values.category ?? null,
      trendScore: null,
      keywordMatch: [],
    },
    sightings: [{ origin: "person", detail, seenAt: now }],
    homeCurrency: settings.HOME_CURRENCY,
    now,
  });
}

function costOf(answer: Answer, price: ModelChoice["price"]): number | null {
  const micros = actualMicros(price, answer);
  return micros === null ? null : micros / MICROS_A_DOLLAR;
}

/** A limit of the plan is waited for: here the person at the terminal is the queue. */
async function patiently<Value>(call: () => Promise<Value>): Promise<Value> {
  for (let waits = 0; ; waits += 1) {
    try {
      return await call();
    } catch (thrown) {
      const seconds = thrown instanceof AppError && thrown.retryable ? thrown.retryAfterSeconds : undefined;
      if (seconds === undefined || seconds > LONGEST_WAIT_SECONDS || waits >= MOST_WAITS) throw thrown;
      console.error(`${messageOf(thrown, 200)} Waiting ${seconds} s.`);
      await sleep(seconds * 1_000);
    }
  }
}

type Line = {
  agent: AgentId;
  model: string;
  usage: Answer["usage"];
  costUsd: number | null;
  seconds: number;
  claims: { checked: number; supported: number };
  problems: string[];
  report: Report;
};

async function runAgents(values: Asked): Promise<void> {
  const agents = agentsNamed(values.agents);
  // The point is to ask the models and the web, whatever the sources are set to.
  const settings: Env = { ...env(), sourcesMode: "live" };
  let dossier = dossierFor(values, settings);
  const models = modelsOf(agents, settings);
  const earlier: EarlierReports = {};
  const lines: Line[] = [];
  for (const id of agents) {
    const agent = AGENTS[id];
    const { answer, price } = await patiently(() =>
      askInTurn({
        ctx: { clock: systemClock },
        models: models.get(id) ?? [],
        call: async (model) => ({
          answer: await ask({ agent, dossier, earlier, model }),
          price: model.price,
        }),
      }),
    );
    let report = answer.report;
    if (isWebFinding(report)) {
      const adopted = adoptWebEvidence(dossier, report, systemClock.now().toISOString());
      dossier = { ...dossier, items: [...dossier.items, ...adopted.items] };
      report = adopted.report;
    }
    earlier[id] = report;
    const claims = report.status === "ok" ? checkClaims(report.claims, dossier.items) : [];
    const line: Line = {
      agent: id,
      model: answer.model,
      usage: answer.usage,
      costUsd: costOf(answer, price),
      seconds: Math.round(answer.latencyMs / 100) / 10,
      claims: { checked: claims.length, supported: claims.filter(({ supported }) => supported).length },
      problems: agent.check(report, dossier),
      report,
    };
    lines.push(line);
    if (!values.json) printReport(line);
  }
  if (values.json) process.stdout.write(`${JSON.stringify(lines)}\n`);
  else printTotals(lines);
}

const dollars = (amount: number | null): string =>
  amount === null ? "cost unknown" : `$${amount.toFixed(5)}`;
const tokens = (count: number | null): string => (count === null ? "unknown" : count.toLocaleString("en-US"));

function printReport({ agent, model, usage, costUsd, seconds, claims, problems, report }: Line): void {
  console.log(`\n== ${AGENTS[agent].title} (${agent}) · ${model} · ${seconds} s`);
  console.log(
    `${tokens(usage.inputTokens)} tokens in, ${tokens(usage.cachedTokens)} of them cached, ${tokens(usage.outputTokens)} out · ${dollars(costUsd)}`,
  );
  if (report.status === "ok") console.log(`${claims.supported} of ${claims.checked} claims supported`);
  for (const problem of problems) console.log(`Problem: ${problem}`);
  console.log(JSON.stringify(report, null, 2));
}

function printTotals(lines: readonly Line[]): void {
  const sum = (of: (line: Line) => number | null): number | null =>
    lines.reduce<number | null>((total, line) => {
      const part = of(line);
      return total === null || part === null ? null : total + part;
    }, 0);
  console.log(
    `\n${lines.length} reports: ${tokens(sum(({ usage }) => usage.inputTokens))} tokens in, ${tokens(sum(({ usage }) => usage.outputTokens))} out · ${dollars(sum(({ costUsd }) => costUsd))}`,
  );
}

await command({ usage: USAGE, options: OPTIONS, run: runAgents });
