/** Which models serve a role, by name alone: pages ask for it, and load no provider for it. */
import type { ModelRole } from "@/agents/agent";
import type { Env, NamedModel } from "@/lib/env";
import { GROQ_MODELS_OF_ROLE } from "./providers/groq-models";

export type ModelProvider = "embedded" | "groq" | "perplexity" | "openai-compatible";
export type PlannedModel = { provider: ModelProvider; id: string };

/** Perplexity's own model in its Agent API. */
export const PERPLEXITY_MODEL = "perplexity/sonar";

/** The embedded analyst. */
export const RULES: PlannedModel = { provider: "embedded", id: "rules" };

const SETTING_OF_ROLE = {
  reasoning: "MODEL_REASONING",
  broad: "MODEL_BROAD",
  fast: "MODEL_FAST",
  web: "MODEL_WEB",
} as const satisfies Record<ModelRole, keyof Env>;

const PROVIDER_OF_NAME = {
  groq: "groq",
  perplexity: "perplexity",
  local: "openai-compatible",
  rules: "embedded",
} as const satisfies Record<NamedModel["provider"], ModelProvider>;

/**
 * The models that may serve a role, preferred first: the next is asked where one is gone. What a setting names comes
 * first; then what the keys allow, of the providers that the setting names; rules where no provider is set up.
 * The invented products of the samples stand on no page of the web, so there the web is searched only if MODEL_WEB says so.
 */
export function planModels(role: ModelRole, env: Env): PlannedModel[] {
  const named = env[SETTING_OF_ROLE[role]]?.map(({ provider, id }) => ({
    provider: PROVIDER_OF_NAME[provider],
    id,
  }));
  if (named === undefined) {
    const usual = role === "web" && env.sourcesMode === "sample" ? [] : usualModels(role, env);
    return usual.length > 0 ? usual : [RULES];
  }
  const isNamed = (one: PlannedModel) =>
    named.some(({ provider, id }) => provider === one.provider && id === one.id);
  const fallbacks = usualModels(role, env).filter(
    (one) => !isNamed(one) && named.some(({ provider }) => provider === one.provider),
  );
  return [...named, ...fallbacks];
}

function usualModels(role: ModelRole, env: Env): PlannedModel[] {
  const groq = GROQ_MODELS_OF_ROLE[role].map((id): PlannedModel => ({ provider: "groq", id }));
  const searches = role === "web" && env.PERPLEXITY_API_KEY !== undefined;
  return [
    ...(searches ? [{ provider: "perplexity", id: PERPLEXITY_MODEL } as const] : []),
    ...(env.GROQ_API_KEY === undefined ? [] : groq),
  ];
}
