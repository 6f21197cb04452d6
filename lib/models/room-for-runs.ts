import { AGENTS } from "@/agents/roster";
import { DAY_MS } from "@/lib/core/clock";
import { toCents } from "@/lib/core/money";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { readSettings } from "@/lib/settings/read-settings";
import { countStepsAhead, readCallSizes, readSpend, sizeKey } from "@/db/queries/model-calls";
import { modelsFor, type ModelChoice } from "./model-for";
import { readLeftToday } from "./read-left-today";
import { withoutRetired } from "./retired-models";
import { MICROS_A_DOLLAR } from "./ledger/cost";

/** What an analysis costs until one has been paid for: twelve small calls and one search, rounded up. */
const RUN_MICROS = 30_000;

/**
 * How many analyses can be begun now that the day's budget and the providers' limits of the day have room for, after those that
 * are under way. Infinity where rules alone answer. A call is taken to be as large as the ledger says that its agent's calls at
 * the same model were on the average, and where it has none, as large as the agent's definition allows: the first day begins
 * fewer than it could, and no day begins what it cannot end.
 */
export async function roomForRuns({ ctx }: { ctx: Ctx }): Promise<number> {
  const byModel = await paidModels(ctx);
  if (byModel.size === 0) return Infinity;
  const ahead = await countStepsAhead(ctx.db);
  const sizes = await readCallSizes(ctx.db);
  const rooms = await Promise.all(
    [...byModel.values()].map(async ({ model, agents }) => {
      const left = await readLeftToday({ ctx, input: model });
      const { provider, id } = model;
      const calls = agents.map((agent) => ({
        ahead: ahead.get(agent) ?? 0,
        tokens: sizes.get(sizeKey({ agent, provider, model: id })) ?? AGENTS[agent].mostTokens,
      }));
      const sum = (of: (call: (typeof calls)[number]) => number) =>
        calls.reduce((total, call) => total + of(call), 0);
      return Math.min(
        ((left.requests ?? Infinity) - sum((call) => call.ahead)) / calls.length,
        ((left.tokens ?? Infinity) - sum((call) => call.ahead * call.tokens)) / sum((call) => call.tokens),
      );
    }),
  );
  const runsAhead = [...ahead.values()].reduce((sum, steps) => sum + steps, 0) / AGENT_IDS.length;
  const costs = [...byModel.values()].some(({ model }) => model.price !== null);
  const room = Math.min(...rooms, costs ? (await roomInBudget(ctx)) - runsAhead : Infinity);
  return Math.max(0, Math.floor(room));
}

async function paidModels(ctx: Ctx): Promise<Map<string, { model: ModelChoice; agents: AgentId[] }>> {
  const byModel = new Map<string, { model: ModelChoice; agents: AgentId[] }>();
  for (const agent of AGENT_IDS) {
    const [model] = await withoutRetired(modelsFor(AGENTS[agent].role, { env: ctx.env }));
    if (model?.kind !== "paid") continue;
    const key = `${model.provider}:${model.id}`;
    const known = byModel.get(key) ?? { model, agents: [] };
    known.agents.push(agent);
    byModel.set(key, known);
  }
  return byModel;
}

async function roomInBudget(ctx: Ctx): Promise<number> {
  const { budgets } = await readSettings({ ctx });
  const dayStart = new Date(Math.floor(ctx.clock.now().getTime() / DAY_MS) * DAY_MS);
  const { dayMicros, runMicros } = await readSpend(ctx.db, dayStart);
  const left = (toCents(budgets.dailyUsd) * MICROS_A_DOLLAR) / 100 - dayMicros;
  return left / Math.max(1, runMicros ?? RUN_MICROS);
}
