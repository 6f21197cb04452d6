/**
 * What is known of Groq's models, in November 2026. Prices in US dollars per million tokens; a cached prefix costs half
 * (console.groq.com/docs/prompt-caching). Strict JSON schema, limits and the free plan: console.groq.com/docs/structured-outputs,
 * console.groq.com/docs/rate-limits. Ids and prices move: the health task compares the ids with `GET /models`.
 */
import type { ModelRole } from "@/agents/agent";
import type { ModelLimits, ModelPrice } from "../model-for";

/** As the API takes them: gpt-oss knows low, medium and high; qwen3.6 knows none and default. */
type Effort = "none" | "default" | "low" | "medium" | "high";

type GroqModel = {
  price: Omit<ModelPrice, "perSearch">;
  /** True where the schema is enforced while the answer is written. */
  strictSchema: boolean;
  effort: Record<ModelRole, Effort>;
  /** Where the thinking goes. Not sent where null: gpt-oss refuses the setting. */
  reasoningFormat: "hidden" | null;
};

/** An answer's room is its agent's `maxOutputTokens`, thinking included: only the three that reason think longer. */
const GPT_OSS_EFFORT: Record<ModelRole, Effort> = {
  reasoning: "medium",
  broad: "low",
  fast: "low",
  web: "low",
};
const QWEN_EFFORT: Record<ModelRole, Effort> = {
  reasoning: "default",
  broad: "none",
  fast: "none",
  web: "none",
};

const MODELS: Readonly<Record<string, GroqModel>> = {
  "openai/gpt-oss-120b": {
    price: { inputPerMillion: 0.15, cachedInputPerMillion: 0.075, outputPerMillion: 0.6 },
    strictSchema: true,
    effort: GPT_OSS_EFFORT,
    reasoningFormat: null,
  },
  "openai/gpt-oss-20b": {
    price: { inputPerMillion: 0.075, cachedInputPerMillion: 0.0375, outputPerMillion: 0.3 },
    strictSchema: true,
    effort: GPT_OSS_EFFORT,
    reasoningFormat: null,
  },
  // A preview without a price we could read: this is meant as an upper bound, so that a budget is not passed unseen.
  "qwen/qwen3.6-27b": {
    price: { inputPerMillion: 0.6, cachedInputPerMillion: 0.6, outputPerMillion: 3 },
    strictSchema: false,
    effort: QWEN_EFFORT,
    reasoningFormat: "hidden",
  },
};

/** A model that this table does not know: asked in the plainest way, and reserved for at the highest price known. */
const UNKNOWN: Omit<GroqModel, "effort"> = {
  price: { inputPerMillion: 0.6, cachedInputPerMillion: 0.6, outputPerMillion: 3 },
  strictSchema: false,
  reasoningFormat: null,
};

/** Preferred first; the rest are fallbacks for when it is gone. `web` searches with Groq's own browser tool, which gpt-oss alone has. */
export const GROQ_MODELS_OF_ROLE: Record<ModelRole, readonly string[]> = {
  reasoning: ["openai/gpt-oss-120b", "qwen/qwen3.6-27b", "openai/gpt-oss-20b"],
  broad: ["openai/gpt-oss-120b", "openai/gpt-oss-20b"],
  fast: ["openai/gpt-oss-20b", "openai/gpt-oss-120b"],
  web: ["openai/gpt-oss-120b", "openai/gpt-oss-20b"],
};

/** The free plan, per model and organisation; answers carry what really holds. */
export const GROQ_FREE_LIMITS: ModelLimits = {
  requestsPerMinute: 30,
  requestsPerDay: 1_000,
  tokensPerMinute: 8_000,
  tokensPerDay: 200_000,
};

/** One `browser_search`: the price of a basic search on Groq's price list; free while the tool is a beta. */
export const GROQ_PER_SEARCH = 0.005;

/** What is known of a model; the effort is null where it would be a guess. */
export function groqModel(
  id: string,
  role: ModelRole,
): Omit<GroqModel, "effort"> & { effort: Effort | null } {
  const known = MODELS[id];
  return known ? { ...known, effort: known.effort[role] } : { ...UNKNOWN, effort: null };
}
