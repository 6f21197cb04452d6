import { APICallError } from "ai";
import { z } from "zod";
import { AppError, messageOf } from "@/lib/core/errors";
import { redactText } from "@/lib/platform/redact";
import { ModelCallError, type Tokens } from "./model-call-error";
import type { ModelChoice } from "./model-for";
import type { ModelProvider } from "./plan-models";
import { readTold } from "./providers/read-told";
import { readRateLimits } from "./rate-limits";

const NOTHING: Tokens = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 };

/** Where the key of a provider stands, for the sentence that says it was refused. */
const KEY_OF: Record<ModelProvider, string> = {
  embedded: "",
  groq: "GROQ_API_KEY",
  perplexity: "PERPLEXITY_API_KEY",
  "openai-compatible": "OPENAI_COMPATIBLE_API_KEY",
};

/** Statuses after which the same request may succeed later; 498 is Groq's "no capacity". Server errors are besides these. */
const PASSING = new Set([408, 409, 425, 429, 498]);

const errorBody = z.object({
  error: z.object({
    code: z.union([z.string(), z.number()]).nullish().catch(null),
    type: z.string().nullish().catch(null),
    message: z.string().nullish().catch(null),
    failed_generation: z.string().nullish().catch(null),
  }),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number() }).nullish().catch(null),
});

type Body = { raw: unknown; read: z.infer<typeof errorBody> | undefined };

function bodyOf(error: APICallError): Body {
  try {
    const raw: unknown = JSON.parse(error.responseBody ?? "");
    return { raw, read: errorBody.safeParse(raw).data };
  } catch {
    return { raw: undefined, read: undefined };
  }
}

/** The text of an answer that Groq itself refused for missing the schema; null for every other failure. */
export function failedGeneration(thrown: unknown): string | null {
  if (!APICallError.isInstance(thrown)) return null;
  const { read } = bodyOf(thrown);
  return read?.error.code === "json_validate_failed" ? (read.error.failed_generation ?? "") : null;
}

/** Says in the product's own terms why a call brought no answer. Keys and prompts are in none of its words. */
export function modelFailure(thrown: unknown, choice: ModelChoice, now: Date): AppError {
  const own = ownError(thrown);
  if (own) return own;
  if (APICallError.isInstance(thrown)) return refusal(thrown, choice, now);
  const why = `The call of ${choice.id} failed: ${said(thrown)}`;
  const name = thrown instanceof Error ? thrown.name : "";
  return new ModelCallError(why, { retryable: name === "AbortError" || name === "TimeoutError" });
}

/** An error of ours, however deep a library has wrapped it. */
function ownError(thrown: unknown): AppError | null {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth += 1) {
    if (error instanceof AppError) return error;
  }
  return null;
}

const said = (thrown: unknown): string => redactText(messageOf(thrown, 300));

function refusal(error: APICallError, choice: ModelChoice, now: Date): ModelCallError {
  const status = error.statusCode ?? null;
  const { raw, read } = bodyOf(error);
  const told = readTold(choice.provider, raw);
  const known = {
    status,
    rateLimit: readRateLimits(error.responseHeaders, now),
    costUsd: told.costUsd,
    usage: read?.usage ? usageOf(read.usage, told.cachedTokens) : refusedBeforeWork(status) ? NOTHING : null,
  };
  if (status === 401 || status === 403) {
    const where = KEY_OF[choice.provider] || "its key";
    return new ModelCallError(`The call of ${choice.id} was refused (${status}): check ${where}.`, {
      ...known,
      retryable: false,
    });
  }
  if (isGone(status, read)) {
    return new ModelCallError(`The model ${choice.id} is no longer offered by its provider.`, {
      ...known,
      retryable: false,
      modelGone: true,
    });
  }
  const answered = status === null ? "" : ` (${status})`;
  return new ModelCallError(`The call of ${choice.id} failed${answered}: ${said(error)}`, {
    ...known,
    retryable: mayPass(status),
  });
}

const usageOf = (
  usage: { prompt_tokens: number; completion_tokens: number },
  cachedTokens: number | null,
): Tokens => ({ inputTokens: usage.prompt_tokens, outputTokens: usage.completion_tokens, cachedTokens });

/** No answer at all, or one that cannot be read, is a fault of the way and passes. */
const mayPass = (status: number | null): boolean =>
  status === null || status < 400 || status >= 500 || PASSING.has(status);

/** What is turned away at the door is not billed; whether a server error was, nobody says. */
const refusedBeforeWork = (status: number | null): boolean =>
  status !== null && status >= 400 && status < 500 && status !== 408;

const GONE = new Set(["model_not_found", "model_decommissioned", "invalid_model"]);

/** Groq says 404 `model_not_found` or 400 `model_decommissioned`, Perplexity 400 `invalid_model`, Ollama 404 and a sentence. */
function isGone(status: number | null, read: Body["read"]): boolean {
  if (status !== 404 && status !== 400) return false;
  const { code, type, message } = read?.error ?? {};
  if (GONE.has(String(code)) || GONE.has(String(type))) return true;
  return status === 404 && /\bmodel\b.*\bnot found\b/i.test(message ?? "");
}
