import { DAY_MS, SECOND_MS } from "@/lib/core/clock";
import type { Answer } from "./courier";
import type { Message } from "./records";
import { askedDelayMs } from "./retry-after";
import { compileRetryDelay } from "./retry-delay";

export type Outcome = { kind: "delivered" } | { kind: "retry"; dueAt: number } | { kind: "failed" };

/** Milliseconds before the `retry`th retry, the first being 1. */
export type Backoff = (retry: number) => number;

/** min(86 400, e^(2.5·n)) seconds: 12 s, 2 min 28 s, 30 min 8 s, … (https://upstash.com/docs/qstash/features/retry). */
export const qstashBackoff: Backoff = (retry) => Math.min(DAY_MS, Math.exp(2.5 * retry) * SECOND_MS);

/** By this status and header a receiver says that trying again cannot help. */
const NON_RETRYABLE_STATUS = 489;

/** What an answer means for its message. Pure: all times are epoch milliseconds. */
export function judge(message: Message, answer: Answer, now: number, backoff: Backoff): Outcome {
  const { status } = answer;
  if (status !== undefined && status >= 200 && status < 300) return { kind: "delivered" };
  const refused = answer.headers["upstash-nonretryable-error"]?.[0]?.toLowerCase() === "true";
  if (status === NON_RETRYABLE_STATUS && refused) return { kind: "failed" };
  if (message.retried >= message.envelope.maxRetries) return { kind: "failed" };
  const delay = askedDelayMs(answer.headers, now) ?? ownDelayMs(message, backoff);
  // The store keeps whole milliseconds, and refuses anything else.
  return { kind: "retry", dueAt: Math.ceil(now + delay) };
}

function ownDelayMs(message: Message, backoff: Backoff): number {
  const fallback = backoff(message.retried + 1);
  const expression = message.envelope.retryDelay;
  if (expression === undefined) return fallback;
  const delay = compileRetryDelay(expression)(message.retried);
  return Number.isNaN(delay) ? fallback : Math.min(DAY_MS, Math.max(0, delay));
}
