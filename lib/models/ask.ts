import {
  APICallError,
  generateText,
  NoObjectGeneratedError,
  Output,
  type LanguageModelUsage,
  type ModelMessage,
} from "ai";
import { z } from "zod";
import type { AgentDefinition, EarlierReports, Message, Report } from "@/agents/agent";
import { AppError, messageOf, PermanentError, TransientError } from "@/lib/core/errors";
import type { Dossier } from "@/lib/core/evidence";
import type { AgentId } from "@/lib/core/words";
import { schemaNameOf, type FoundPage } from "./embedded-analyst";
import type { Tokens } from "./model-call-error";
import type { ModelChoice } from "./model-for";
import type { RateLimits } from "./rate-limits";

export type Answer = {
  report: Report;
  /** Id of the model that answered. */
  model: string;
  /** Tokens of all calls behind the report, a repair included. */
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

type Attempt = { text: string; usage: Tokens } & ({ report: Report } | { mismatch: string });

type ObjectOutput = ReturnType<typeof Output.object<Record<string, unknown>>>;
const outputs = new Map<AgentId, { wire: z.ZodObject; output: ObjectOutput }>();

/** The output of an agent; its JSON schema is built once. */
function outputOf(agent: AgentDefinition): ObjectOutput {
  const known = outputs.get(agent.id);
  if (known?.wire === agent.wire) return known.output;
  const output: ObjectOutput = Output.object({ schema: agent.wire, name: schemaNameOf(agent.id) });
  outputs.set(agent.id, { wire: agent.wire, output });
  return output;
}

const tokensOf = (
  usage: Pick<Partial<LanguageModelUsage>, "inputTokens" | "outputTokens" | "inputTokenDetails"> | undefined,
): Tokens => ({
  inputTokens: usage?.inputTokens ?? null,
  outputTokens: usage?.outputTokens ?? null,
  cachedTokens: usage?.inputTokenDetails?.cacheReadTokens ?? null,
});

/** Unknown stays unknown: a sum with one unknown part is none. */
const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);

const REPAIR =
  "Your answer does not fit the schema. Give the whole answer again as one JSON object that does. What is wrong:";

/**
 * Asks a model for one agent's report.
 *
 * An answer that does not fit the agent's schema is repaired once by a paid model; rules are not asked twice.
 * @throws TransientError when trying again may help (limits, timeouts, faults of the provider, a paid model that twice missed the schema)
 * @throws PermanentError when it cannot (refused key or request, a rule that misses its own schema)
 */
export async function ask(input: {
  agent: AgentDefinition;
  dossier: Dossier;
  earlier: EarlierReports;
  model: ModelChoice;
  abortSignal?: AbortSignal | undefined;
}): Promise<Answer> {
  const { agent, dossier, earlier, model, abortSignal } = input;
  const started = performance.now();
  const [system, user] = agent.render(dossier, earlier);
  const first = await attempt({ agent, model, abortSignal, system, conversation: [user] });
  let last = first;
  let usage = first.usage;
  if ("mismatch" in first && model.kind === "paid") {
    const conversation: ModelMessage[] = [
      user,
      { role: "assistant", content: first.text },
      { role: "user", content: `${REPAIR} ${first.mismatch}` },
    ];
    last = await attempt({ agent, model, abortSignal, system, conversation });
    usage = {
      inputTokens: plus(usage.inputTokens, last.usage.inputTokens),
      outputTokens: plus(usage.outputTokens, last.usage.outputTokens),
      cachedTokens: plus(usage.cachedTokens, last.usage.cachedTokens),
    };
  }
  if ("mismatch" in last) {
    const why = `The answer of ${model.id} for ${agent.title} does not fit its schema: ${last.mismatch}`;
    throw model.kind === "paid" ? new TransientError(why) : new PermanentError(why);
  }
  return {
    report: last.report,
    model: model.id,
    usage,
    costUsd: null,
    rateLimit: null,
    sources: [],
    latencyMs: performance.now() - started,
    raw: { messages: [system, user], text: last.text },
  };
}

async function attempt(call: {
  agent: AgentDefinition;
  model: ModelChoice;
  abortSignal: AbortSignal | undefined;
  system: Message;
  conversation: ModelMessage[];
}): Promise<Attempt> {
  const { agent, model, abortSignal, system, conversation } = call;
  try {
    const result = await generateText({
      model: model.model,
      instructions: system.content,
      messages: conversation,
      output: outputOf(agent),
      maxRetries: 0,
      ...(abortSignal === undefined ? {} : { abortSignal }),
    });
    const answered = { text: result.text, usage: tokensOf(result.usage) };
    try {
      return { ...answered, report: agent.fromWire(result.output) };
    } catch (thrown) {
      if (thrown instanceof z.ZodError) return { ...answered, mismatch: mismatchOf(thrown) };
      throw thrown;
    }
  } catch (thrown) {
    if (NoObjectGeneratedError.isInstance(thrown)) {
      return {
        text: thrown.text ?? "",
        usage: tokensOf(thrown.usage),
        mismatch: mismatchOf(thrown.cause ?? thrown),
      };
    }
    throw failureOf(thrown, model.id);
  }
}

function mismatchOf(thrown: unknown): string {
  return messageOf(thrown instanceof z.ZodError ? z.prettifyError(thrown) : thrown, 1_000);
}

/** Seconds to wait as the provider asks for them; undefined when it does not. */
function retryAfterOf(error: APICallError): number | undefined {
  const seconds = Number(error.responseHeaders?.["retry-after"] ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}

function failureOf(thrown: unknown, model: string): AppError {
  if (thrown instanceof AppError) return thrown;
  const why = `The call of ${model} failed: ${messageOf(thrown, 300)}`;
  if (APICallError.isInstance(thrown)) {
    if (!thrown.isRetryable) return new PermanentError(why, { cause: thrown });
    const retryAfterSeconds = retryAfterOf(thrown);
    return new TransientError(why, {
      cause: thrown,
      ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    });
  }
  const name = thrown instanceof Error ? thrown.name : "";
  return name === "AbortError" || name === "TimeoutError"
    ? new TransientError(why, { cause: thrown })
    : new PermanentError(why, { cause: thrown });
}
