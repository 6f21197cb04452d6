import { z } from "zod";
import type { AgentDefinition, EarlierReports } from "@/agents/agent";
import type { Dossier } from "@/lib/core/evidence";
import type { Ctx } from "@/lib/ctx";
import { ask, type Answer } from "./ask";
import { askInTurn } from "./ask-in-turn";
import { buy, type Bought } from "./buy";
import type { ModelChoice } from "./model-for";

type Call = {
  agent: AgentDefinition;
  dossier: Dossier;
  earlier: EarlierReports;
  /** The models that may answer, preferred first. */
  models: readonly ModelChoice[];
  runId: number;
  productId: number;
  /** End of the call before it in the same run, milliseconds since 1970; null for the first. */
  restFrom: number | null;
};

/** What is kept of an answer. The pages that its report tells of stand in the report. */
const kept = z.object({ report: z.unknown(), text: z.string() });

/**
 * Asks for one agent's report: of rules at once, of a paid model through its limits, the budget and the ledger. `reusedFrom` is
 * the call whose answer to the same question was taken again, with no cost and no tokens.
 * @throws MustWait where the call may not be made yet
 * @throws what `ask` throws
 */
export function callAgent({ ctx, input }: { ctx: Ctx; input: Call }): Promise<Bought<Answer>> {
  const { agent, dossier, earlier, models } = input;
  return askInTurn({
    ctx,
    models,
    call: async (model) => {
      if (model.kind === "rules") {
        return { ...(await ask({ agent, dossier, earlier, model })), reusedFrom: null };
      }
      return buy({ ctx, input: purchaseOf(input, model) });
    },
  });
}

/** The schema of each agent as text: it travels with every question. */
const schemas = new WeakMap<z.ZodObject, string>();

function schemaText(wire: z.ZodObject): string {
  const text = schemas.get(wire) ?? JSON.stringify(z.toJSONSchema(wire));
  schemas.set(wire, text);
  return text;
}

function purchaseOf({ agent, dossier, earlier, runId, productId, restFrom }: Call, model: ModelChoice) {
  const messages = agent.render(dossier, earlier);
  return {
    model,
    turn: `run-agent:${runId}:${agent.id}`,
    kind: agent.id,
    version: agent.version,
    runId,
    productId,
    agent: agent.id,
    texts: [...messages.map(({ content }) => content), schemaText(agent.wire)],
    maxOutputTokens: agent.maxOutputTokens,
    scope: "report",
    restFrom,
    call: () => ask({ agent, dossier, earlier, model }),
    keep: (answer: Answer) => ({ report: answer.report, text: answer.raw.text }),
    restore: (body: unknown): Answer | null => {
      const held = kept.safeParse(body);
      const report = held.success ? agent.report.safeParse(held.data.report) : null;
      if (!held.success || !report?.success) return null;
      return {
        report: report.data,
        model: model.id,
        usage: { inputTokens: 0, outputTokens: 0, cachedTokens: 0 },
        costUsd: 0,
        rateLimit: null,
        sources: [],
        latencyMs: 0,
        raw: { messages, text: held.data.text },
      };
    },
  };
}
