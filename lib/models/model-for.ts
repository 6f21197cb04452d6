import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { ModelRole } from "@/agents/agent";
import { embeddedAnalyst, type SearchWeb } from "./embedded-analyst";

export type ModelChoice = {
  model: LanguageModelV4;
  /** Stands in every report: "rules", or the provider's own id of the model. */
  id: string;
  /** `paid` calls are reserved and settled in the spend ledger, and may be repaired once. */
  kind: "rules" | "paid";
};

/** What a model may use that is not in its prompt. */
export type ModelTools = { search?: SearchWeb | undefined };

const rules = (tools: ModelTools): ModelChoice => ({
  model: embeddedAnalyst(tools),
  id: "rules",
  kind: "rules",
});

/** Role → model. A provider is one entry here for each role that it serves. */
const MODEL_OF_ROLE: Record<ModelRole, (tools: ModelTools) => ModelChoice> = {
  reasoning: rules,
  broad: rules,
  fast: rules,
  web: rules,
};

/** The model that serves a role. `tools.search` is what the web researcher of the embedded analyst reads. */
export function modelFor(role: ModelRole, tools: ModelTools = {}): ModelChoice {
  return MODEL_OF_ROLE[role](tools);
}
