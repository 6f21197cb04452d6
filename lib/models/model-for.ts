import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { ModelRole } from "@/agents/agent";
import type { Env } from "@/lib/env";
import { embeddedAnalyst, type SearchWeb } from "./embedded-analyst";
import { planModels, RULES, type ModelProvider } from "./plan-models";
import { groqChoice } from "./providers/groq";
import { openAiCompatibleChoice } from "./providers/openai-compatible";
import { perplexityChoice } from "./providers/perplexity";

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

/** The embedded analyst. `tools.search` is what its web researcher reads. */
export const modelByRules = (tools: ModelTools = {}): ModelChoice => ({
  model: embeddedAnalyst(tools),
  ...RULES,
  kind: "rules",
  price: null,
  limits: null,
});

/** The models that `planModels` names for a role, in its order, ready to be asked. */
export function modelsFor(
  role: ModelRole,
  given: { env: Env; tools?: ModelTools | undefined },
): ModelChoice[] {
  const { env, tools = {} } = given;
  return planModels(role, env).map(({ provider, id }) => {
    switch (provider) {
      case "groq":
        return groqChoice(id, role, env);
      case "perplexity":
        return perplexityChoice(id, env);
      case "openai-compatible":
        return openAiCompatibleChoice(id, env);
      case "embedded":
        return modelByRules(tools);
    }
  });
}
