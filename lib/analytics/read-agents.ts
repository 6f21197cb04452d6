import { DAY_MS } from "@/lib/core/clock";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import {
  listOpinions,
  readAgentFigures,
  readAgentSpend,
  type AgentFigures,
  type AgentSpend,
} from "@/db/queries/pages/agents";
import { agreementOf, type Agreement } from "./agreement";

/** The window of every figure about agents, in days. */
export const AGENT_DAYS = 30;

export type AgentRecord = {
  agent: AgentId;
  /** Null where the agent was not asked in the window. */
  figures: AgentFigures | null;
  /** Null where none of its calls asked a provider. */
  spend: AgentSpend | null;
  /** Null where no person has decided a product of which it had an opinion. */
  agreement: Agreement | null;
};

/** What each of the twelve did, cost, and was worth in the last AGENT_DAYS days, in running order. */
export async function readAgents({ ctx }: { ctx: Pick<Ctx, "db" | "clock"> }): Promise<AgentRecord[]> {
  const since = new Date(ctx.clock.now().getTime() - AGENT_DAYS * DAY_MS);
  const [figures, spend, opinions] = await Promise.all([
    readAgentFigures(ctx.db, since),
    readAgentSpend(ctx.db, since),
    listOpinions(ctx.db, since),
  ]);
  const agreements = agreementOf(opinions);
  return AGENT_IDS.map((agent) => ({
    agent,
    figures: figures.find((row) => row.agent === agent) ?? null,
    spend: spend.find((row) => row.agent === agent) ?? null,
    agreement: agreements.get(agent) ?? null,
  }));
}
