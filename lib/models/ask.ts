import type { AgentDefinition, EarlierReports, Report } from "@/agents/agent";
import type { Dossier } from "@/lib/core/evidence";
import { askFor, type AnswerWith } from "./ask-for";
import { schemaNameOf } from "./embedded-analyst";
import { groundInSources } from "./ground-in-sources";
import type { ModelChoice } from "./model-for";

export type Answer = Omit<AnswerWith<Report>, "value"> & { report: Report };

/**
 * Asks a model for one agent's report. What the web researcher says it read is replaced by what the provider's search
 * really brought.
 * @throws what `askFor` throws
 */
export async function ask(input: {
  agent: AgentDefinition;
  dossier: Dossier;
  earlier: EarlierReports;
  model: ModelChoice;
  abortSignal?: AbortSignal | undefined;
}): Promise<Answer> {
  const { agent, dossier, earlier, model, abortSignal } = input;
  const { value, ...answer } = await askFor({
    what: agent.title,
    name: schemaNameOf(agent.id),
    wire: agent.wire,
    read: (wire) => agent.fromWire(wire),
    messages: agent.render(dossier, earlier),
    maxOutputTokens: agent.maxOutputTokens,
    model,
    abortSignal,
  });
  const searched = agent.role === "web" && model.kind === "paid";
  return { ...answer, report: searched ? groundInSources(value, answer.sources) : value };
}
