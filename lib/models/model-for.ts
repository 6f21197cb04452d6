import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { ModelRole } from "@/agents/agent";
import type { Env } from "@/lib/env";
import { embeddedAnalyst, type SearchWeb } from "./embedded-analyst";

export type ModelProvider = "embedded" | "groq" | "perplexity" | "openai-compatible";

/** US dollars. */
export type ModelPrice = {
  inputPerMillion: number;
  cachedInputPerMillion: number;
  outputPerMillion: number;
  /** One search of the web; zero where the model searches none. */
  perSearch: number;
};

/** Limits of a plan, per model; null where there is none or none is known. */
export type ModelLimits = {
  requestsPerMinute: number | null;
  requestsPerDay: number | null;
  tokensPerMinute: number | null;
  tokensPerDay: number | null;
};

export type ModelChoice = {
  model: LanguageModelV4;
  /** Stands in every report: "rules", or the provider's own id of the model. */
  id: string;
  /** `paid` calls are reserved and settled in the spend ledger, and may be repaired once. */
  kind: "rules" | "paid";
  provider: ModelProvider;
  /** Null where calls cost nothing that is known: rules, or a model of one's own. */
  price: ModelPrice | null;
  /** What holds until the headers of an answer say otherwise. */
  limits: ModelLimits | null;
};

/** What a model may use that is not in its prompt. */
export type ModelTools = { search?: SearchWeb | undefined };

const rules = (tools: ModelTools): ModelChoice => ({
  model: embeddedAnalyst(tools),
  id: "rules",
  kind: "rules",
  provider: "embedded",
  price: null,
  limits: null,
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

/** The models that may serve a role, preferred first: the next is asked where one is gone. */
export function modelsFor(role: ModelRole, given: { env: Env; tools?: ModelTools }): ModelChoice[] {
  return [modelFor(role, given.tools)];
}
