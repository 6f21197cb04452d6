import type { AgentDefinition, EarlierReports, Report } from "@/agents/agent";
import type { Dossier } from "@/lib/core/evidence";
import { askFor, type AnswerWith } from "./ask-for";
import { schemaNameOf } from "./embedded-analyst";
import { groundInSources } from "./ground-in-sources";
import type { ModelChoice } from "./model-for";

export type Answer = Omit<AnswerWith<Report>, "value"> & { report: Report };

/** What a search brought is taken from the provider: a model that copies it out spends its room on it. */
const SHORT_SOURCES =
  "In `sources`, give each page's address in full, and of its title and passage only the first five words: the rest is taken from the search itself.";

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
  const searches = agent.role === "web" && model.kind === "paid";
  const [system, user] = agent.render(dossier, earlier);
  const asked = searches ? { ...user, content: `${user.content}\n\n${SHORT_SOURCES}` } : user;
  const { value, ...answer } = await askFor({
    what: agent.title,
    name: schemaNameOf(agent.id),
    wire: agent.wire,
    read: (wire) => agent.fromWire(wire),
    messages: [system, asked],
    maxOutputTokens: agent.maxOutputTokens,
    model,
    abortSignal,
  });
  return { ...answer, report: searches ? groundInSources(value, answer.sources) : value };
}
