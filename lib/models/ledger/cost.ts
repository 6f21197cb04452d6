/**
 * What calls cost, in whole millionths of a US dollar, rounded up. A price is dollars for a million tokens, so tokens times
 * price are millionths already.
 */
import type { Tokens } from "../model-call-error";
import type { ModelPrice } from "../model-for";

export const MICROS_A_DOLLAR = 1_000_000;

/** Searches of one call, and the tokens that what they bring adds to its question, at the most that we plan with. */
const MOST_SEARCHES = 5;
const MOST_TOKENS_FOUND = 30_000;
/** Tokens that a provider writes around a question, and that a repair writes around an answer. */
const WRAPPING_TOKENS = 1_000;

const microsOf = (usd: number): number => Math.ceil(usd * MICROS_A_DOLLAR - 1e-6);

/**
 * The most that a question can cost, its one repair included. A byte-level tokenizer never makes more tokens of a text than it
 * has bytes, so this holds whatever the text. Null as price is nothing: a model of one's own.
 */
export function mostMicros(
  price: ModelPrice | null,
  question: { bytes: number; maxOutputTokens: number },
): number {
  if (price === null) return 0;
  const found = price.perSearch > 0 ? MOST_TOKENS_FOUND : 0;
  const asked = question.bytes + WRAPPING_TOKENS + found;
  const first = asked * price.inputPerMillion + question.maxOutputTokens * price.outputPerMillion;
  const repair = first + question.maxOutputTokens * price.inputPerMillion;
  return Math.ceil(first + repair + 2 * MOST_SEARCHES * price.perSearch * MICROS_A_DOLLAR);
}

/** What a call cost: as the provider says, else by its tokens; null where neither is known. */
export function actualMicros(
  price: ModelPrice | null,
  call: { costUsd: number | null; usage: Tokens | null },
): number | null {
  if (call.costUsd !== null) return Math.max(0, microsOf(call.costUsd));
  if (price === null) return 0;
  const { inputTokens = null, outputTokens = null, cachedTokens = null } = call.usage ?? {};
  if (inputTokens === null || outputTokens === null) return null;
  if (inputTokens === 0 && outputTokens === 0) return 0;
  // What is not known to be cached is paid in full.
  const cached = Math.min(inputTokens, cachedTokens ?? 0);
  const tokens =
    (inputTokens - cached) * price.inputPerMillion +
    cached * price.cachedInputPerMillion +
    outputTokens * price.outputPerMillion;
  return Math.ceil(tokens - 1e-6 + price.perSearch * MICROS_A_DOLLAR);
}
