import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { ModelRole } from "@/agents/agent";
import type { Env, NamedModel } from "@/lib/env";
import { embeddedAnalyst, type SearchWeb } from "./embedded-analyst";
import { groqChoice } from "./providers/groq";
import { GROQ_MODELS_OF_ROLE } from "./providers/groq-models";
import { openAiCompatibleChoice } from "./providers/openai-compatible";
import { perplexityChoice, PERPLEXITY_MODEL } from "./providers/perplexity";

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

/** The embedded analyst. `tools.search` is what its web researcher reads. */
export const modelByRules = (tools: ModelTools = {}): ModelChoice => ({
  model: embeddedAnalyst(tools),
  id: "rules",
  kind: "rules",
  provider: "embedded",
  price: null,
  limits: null,
});

const SETTING_OF_ROLE = {
  reasoning: "MODEL_REASONING",
  broad: "MODEL_BROAD",
  fast: "MODEL_FAST",
  web: "MODEL_WEB",
} as const satisfies Record<ModelRole, keyof Env>;

/**
 * The models that may serve a role, preferred first: the next is asked where one is gone. What a setting names comes
 * first; then what the keys allow, of the providers that the setting names; rules where no provider is set up.
 * The invented products of the samples stand on no page of the web, so there the web is searched only if MODEL_WEB says so.
 */
export function modelsFor(
  role: ModelRole,
  given: { env: Env; tools?: ModelTools | undefined },
): ModelChoice[] {
  const { env, tools = {} } = given;
  const named = env[SETTING_OF_ROLE[role]];
  if (named === undefined) {
    const usual = role === "web" && env.sourcesMode === "sample" ? [] : usualModels(role, env);
    return usual.length > 0 ? usual.map((one) => one.open()) : [modelByRules(tools)];
  }
  const chosen = named.map(({ provider, id }) => openNamed(provider, id, { role, env, tools }));
  const fallbacks = usualModels(role, env)
    .filter(({ provider }) => named.some((one) => one.provider === provider))
    .map((one) => one.open())
    .filter((one) => !chosen.some(({ provider, id }) => provider === one.provider && id === one.id));
  return [...chosen, ...fallbacks];
}

type Usual = { provider: "groq" | "perplexity"; open: () => ModelChoice };

function usualModels(role: ModelRole, env: Env): Usual[] {
  const sonar: Usual = { provider: "perplexity", open: () => perplexityChoice(PERPLEXITY_MODEL, env) };
  const groq = GROQ_MODELS_OF_ROLE[role].map((id): Usual => ({
    provider: "groq",
    open: () => groqChoice(id, role, env),
  }));
  return [
    ...(role === "web" && env.PERPLEXITY_API_KEY !== undefined ? [sonar] : []),
    ...(env.GROQ_API_KEY === undefined ? [] : groq),
  ];
}

function openNamed(
  provider: NamedModel["provider"],
  id: string,
  { role, env, tools }: { role: ModelRole; env: Env; tools: ModelTools },
): ModelChoice {
  switch (provider) {
    case "groq":
      return groqChoice(id, role, env);
    case "perplexity":
      return perplexityChoice(id, env);
    case "local":
      return openAiCompatibleChoice(id, env);
    case "rules":
      return modelByRules(tools);
  }
}
