import { generateText, NoObjectGeneratedError, Output, wrapLanguageModel, type ModelMessage } from "ai";
import type { LanguageModelV4GenerateResult } from "@ai-sdk/provider";
import { z } from "zod";
import type { Message } from "@/agents/agent";
import { estimateTokens } from "@/agents/estimate-tokens";
import { messageOf, PermanentError } from "@/lib/core/errors";
import type { FoundPage } from "./embedded-analyst";
import { ModelCallError, type Tokens } from "./model-call-error";
import { failedGeneration, modelFailure } from "./model-failure";
import type { ModelChoice } from "./model-for";
import { readTold } from "./providers/read-told";
import { readRateLimits, type RateLimits } from "./rate-limits";

/** Both calls together end before the step that makes them does (`maxDuration` 120 s). */
const CALL_TIMEOUT_MS = 100_000;

/** Part of a model's tokens of a minute that a repair may ask for, its answer included: what takes more is refused outright. */
const REPAIR_SHARE = 0.9;
/** Of what is wrong with an answer a repair, and a person, is told so much. */
const TOLD_CHARACTERS = 300;

type Question<Value> = {
  /** What is asked for, as errors name it: "Trend analyst". */
  what: string;
  /** Name of the schema on the wire. */
  name: string;
  /** The flat object a model answers with: nullable fields, nothing optional (strict JSON schema). */
  wire: z.ZodObject;
  /** The value of a wire object. Throws ZodError where it is not one. */
  read: (wire: unknown) => Value;
  messages: [system: Message, user: Message];
  /** Most tokens of one answer, a model's own thinking included. */
  maxOutputTokens: number;
};

export type AnswerWith<Value> = {
  value: Value;
  /** Id of the model that answered. */
  model: string;
  /** Tokens of all calls behind the answer, a repair included. */
  usage: Tokens;
  /** US dollars of these calls, as the provider itself says; null where it does not. */
  costUsd: number | null;
  /** Limits as the last answer told them. */
  rateLimit: RateLimits | null;
  /** What the model read on the web, as the provider lists it; never as the model tells it. */
  sources: FoundPage[];
  latencyMs: number;
  /** What was sent, and the last text that came back. */
  raw: { messages: Message[]; text: string };
};

type Spent = {
  usage: Tokens;
  costUsd: number | null;
  rateLimit: RateLimits | null;
  sources: FoundPage[];
};
type Attempt<Value> = { text: string; cut: boolean; spent: Spent } & (
  | { value: Value }
  | { mismatch: string }
);

const UNKNOWN: Tokens = { inputTokens: null, outputTokens: null, cachedTokens: null };
const REPAIR =
  "Your answer does not fit the schema. Give the whole answer again as one JSON object that does. What is wrong:";
const ANEW =
  "You answered this once, and that did not fit the schema. Answer again, as one JSON object that does. What was wrong:";
const SHORTEN =
  "You answered this once and ran out of room before the end. Answer again, whole and in far fewer words.";

/** Unknown stays unknown: a sum with one unknown part is none. */
const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const together = (first: Tokens, second: Tokens): Tokens => ({
  inputTokens: plus(first.inputTokens, second.inputTokens),
  outputTokens: plus(first.outputTokens, second.outputTokens),
  cachedTokens: plus(first.cachedTokens, second.cachedTokens),
});

/**
 * Asks a model a question whose answer has a schema.
 *
 * An answer that does not fit is repaired once by a paid model; rules are not asked twice. Nothing else is tried again here.
 * @throws ModelCallError with what the calls used; `retryable` where trying again may help (limits, timeouts, faults of
 * the provider, a paid model that twice missed the schema), `modelGone` where another model must be asked
 * @throws PermanentError where rules miss their own schema
 */
export async function askFor<Value>(
  question: Question<Value> & { model: ModelChoice; abortSignal?: AbortSignal | undefined },
): Promise<AnswerWith<Value>> {
  const started = performance.now();
  const { model, messages } = question;
  const [, user] = messages;
  const abortSignal = deadline(model, question.abortSignal);
  const first = await attempt(question, [user], abortSignal);
  const last =
    "mismatch" in first && model.kind === "paid"
      ? await repair(first, () => attempt(question, repairOf(question, first), abortSignal))
      : first;
  const { usage, costUsd, rateLimit, sources } = last.spent;
  if ("mismatch" in last) {
    const why = `The answer of ${model.id} for ${question.what} does not fit its schema: ${last.mismatch}`;
    if (model.kind === "rules") throw new PermanentError(why);
    throw new ModelCallError(why, { retryable: true, status: 200, usage, costUsd, rateLimit });
  }
  return {
    value: last.value,
    model: model.id,
    usage,
    costUsd,
    rateLimit,
    sources,
    latencyMs: performance.now() - started,
    raw: { messages, text: last.text },
  };
}

/** Rules answer at once; a timer each would cost more than they do. */
function deadline(model: ModelChoice, given: AbortSignal | undefined): AbortSignal | undefined {
  if (model.kind === "rules") return given;
  const timeout = AbortSignal.timeout(CALL_TIMEOUT_MS);
  return given ? AbortSignal.any([given, timeout]) : timeout;
}

/** A repair is told what is wrong with the answer, and has it before it where both fit. */
function repairOf(
  { model, messages, wire, maxOutputTokens }: Question<unknown> & { model: ModelChoice },
  first: { text: string; cut: boolean; mismatch: string },
): ModelMessage[] {
  const [system, user] = messages;
  if (first.cut) return [{ role: "user", content: `${user.content}\n\n${SHORTEN}` }];
  const limit = model.limits?.tokensPerMinute ?? Infinity;
  const sent = [
    system.content,
    JSON.stringify(z.toJSONSchema(wire)),
    user.content,
    first.text,
    REPAIR,
    first.mismatch,
  ];
  const tokens = sent.reduce((sum, text) => sum + estimateTokens(text), maxOutputTokens);
  if (tokens > limit * REPAIR_SHARE) {
    return [{ role: "user", content: `${user.content}\n\n${ANEW} ${first.mismatch}` }];
  }
  return [
    { role: "user", content: user.content },
    { role: "assistant", content: first.text },
    { role: "user", content: `${REPAIR} ${first.mismatch}` },
  ];
}

/** A second attempt with what the first one used added to it, whether it brings an answer or an error. */
async function repair<Value>(
  first: Attempt<Value>,
  again: () => Promise<Attempt<Value>>,
): Promise<Attempt<Value>> {
  const { usage, costUsd, rateLimit, sources } = first.spent;
  try {
    const second = await again();
    return {
      ...second,
      spent: {
        usage: together(usage, second.spent.usage),
        costUsd: plus(costUsd, second.spent.costUsd),
        rateLimit: second.spent.rateLimit ?? rateLimit,
        sources: second.spent.sources.length > 0 ? second.spent.sources : sources,
      },
    };
  } catch (thrown) {
    if (!(thrown instanceof ModelCallError)) throw thrown;
    throw new ModelCallError(thrown.message, {
      retryable: thrown.retryable,
      status: thrown.status,
      usage: together(usage, thrown.usage ?? UNKNOWN),
      // What was refused before any work cost nothing beside the first answer.
      costUsd: thrown.usage?.outputTokens === 0 ? costUsd : plus(costUsd, thrown.costUsd),
      rateLimit: thrown.rateLimit ?? rateLimit,
      modelGone: thrown.modelGone,
    });
  }
}

/** The output of a schema; its JSON schema is built once. */
const outputs = new WeakMap<z.ZodObject, ReturnType<typeof Output.object<Record<string, unknown>>>>();

function outputOf(wire: z.ZodObject, name: string) {
  const output = outputs.get(wire) ?? Output.object({ schema: wire, name });
  outputs.set(wire, output);
  return output;
}

async function attempt<Value>(
  question: Question<Value> & { model: ModelChoice },
  conversation: ModelMessage[],
  abortSignal: AbortSignal | undefined,
): Promise<Attempt<Value>> {
  const { model, messages, wire, name, read, maxOutputTokens } = question;
  let seen: LanguageModelV4GenerateResult | undefined;
  const watched = wrapLanguageModel({
    model: model.model,
    middleware: {
      wrapGenerate: async ({ doGenerate }) => (seen = await doGenerate()),
    },
  });
  const end = () => ({
    text: seen ? textOf(seen) : "",
    cut: seen?.finishReason.unified === "length",
    spent: spentOf(seen, model),
  });
  try {
    const { output } = await generateText({
      model: watched,
      instructions: messages[0].content,
      messages: conversation,
      output: outputOf(wire, name),
      maxOutputTokens,
      maxRetries: 0,
      ...(abortSignal === undefined ? {} : { abortSignal }),
    });
    return { ...end(), value: read(output) };
  } catch (thrown) {
    if (seen?.finishReason.unified === "content-filter") throw declined(question, end().spent);
    const generated = failedGeneration(thrown);
    if (generated !== null) {
      const unknown = { usage: UNKNOWN, costUsd: null, rateLimit: null, sources: [] };
      return { text: generated, cut: false, spent: unknown, mismatch: "it is not JSON of that schema." };
    }
    // With an answer in hand, whatever was thrown is about its shape.
    if (seen && isMismatch(thrown)) return { ...end(), mismatch: mismatchOf(thrown) };
    throw modelFailure(thrown, model, new Date());
  }
}

const isMismatch = (thrown: unknown): boolean =>
  thrown instanceof z.ZodError ||
  NoObjectGeneratedError.isInstance(thrown) ||
  (thrown instanceof Error && thrown.name === "AI_NoOutputGeneratedError");

/** What is wrong, without the answer that the errors around it repeat in full. */
function mismatchOf(thrown: unknown): string {
  let cause = thrown;
  while (cause instanceof Error && cause.cause instanceof Error) ({ cause } = cause);
  return messageOf(cause instanceof z.core.$ZodError ? z.prettifyError(cause) : cause, TOLD_CHARACTERS);
}

const declined = ({ model, what }: { model: ModelChoice; what: string }, spent: Spent): ModelCallError =>
  new ModelCallError(`The model ${model.id} declined to answer for ${what}.`, {
    retryable: false,
    status: 200,
    ...spent,
  });

const textOf = (answer: LanguageModelV4GenerateResult): string =>
  answer.content.map((part) => (part.type === "text" ? part.text : "")).join("");

function spentOf(answer: LanguageModelV4GenerateResult | undefined, { provider }: ModelChoice): Spent {
  const told = readTold(provider, answer?.response?.body);
  return {
    usage: {
      inputTokens: answer?.usage.inputTokens.total ?? null,
      outputTokens: answer?.usage.outputTokens.total ?? null,
      cachedTokens: answer?.usage.inputTokens.cacheRead ?? told.cachedTokens,
    },
    costUsd: told.costUsd,
    rateLimit: readRateLimits(answer?.response?.headers, new Date()),
    sources: told.pages,
  };
}
