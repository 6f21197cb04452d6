import { DAY_MS } from "@/lib/core/clock";
import { parseDuration } from "./duration";

/** The answer headers that QStash obeys, in its order (https://upstash.com/docs/qstash/features/retry). */
const HEADERS = [
  "retry-after",
  "x-ratelimit-reset",
  "x-ratelimit-reset-requests",
  "x-ratelimit-reset-tokens",
];

/**
 * Milliseconds a receiver asked us to wait: seconds, a duration such as `6m5s`, or an HTTP date.
 * Undefined when it did not ask, or asked for more than a day, which QStash answers with its own backoff.
 */
export function askedDelayMs(headers: Record<string, string[]>, now: number): number | undefined {
  for (const name of HEADERS) {
    const value = headers[name]?.[0];
    if (value === undefined) continue;
    const duration = parseDuration(value);
    const until = duration === undefined ? Date.parse(value) : now + duration;
    if (Number.isNaN(until)) continue;
    const delay = Math.max(0, until - now);
    return delay <= DAY_MS ? delay : undefined;
  }
  return undefined;
}
