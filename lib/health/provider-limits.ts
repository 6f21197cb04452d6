/**
 * Daily limits of the providers' plans, for the health page. Groq, free plan, per model and organisation, as
 * documented in November 2026: 1,000 requests and 200,000 tokens a day. The answers' own headers decide.
 */
const GROQ_FREE = { plan: "Groq’s free plan", requests: 1_000, tokens: 200_000 };

export type ProviderLimit = { plan: string; requests: number; tokens: number };

/** The limit of a day, per model; null where the provider has none or none is known. */
export function dailyLimit(provider: string): ProviderLimit | null {
  return provider === "groq" ? GROQ_FREE : null;
}

/** What is left of a limit, never below zero; null where either is not known. */
export function left(limit: number | undefined, used: number | null): number | null {
  return limit === undefined || used === null ? null : Math.max(0, limit - used);
}
