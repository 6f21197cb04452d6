/** When a source wants to be asked again. */
import { DAY_MS, SECOND_MS } from "@/lib/core/clock";

const MAX_SECONDS = DAY_MS / SECOND_MS;

/**
 * Whole seconds until another try makes sense, as `Retry-After` (seconds or a date) or a rate limit's reset (seconds,
 * or seconds since 1970) says; at least 1 and at most a day. Undefined where nothing usable is stated.
 */
export function retryAfter(headers: Readonly<Record<string, string>>, now: Date): number | undefined {
  const text = headers["retry-after"] ?? headers["x-ratelimit-reset"] ?? headers["ratelimit-reset"];
  if (text === undefined) return undefined;
  const seconds = /^\d+(?:\.\d+)?$/.test(text)
    ? fromNow(Number(text), now)
    : (Date.parse(text) - now.getTime()) / SECOND_MS;
  return Number.isFinite(seconds) ? Math.min(Math.max(1, Math.ceil(seconds)), MAX_SECONDS) : undefined;
}

/** Above a billion it is a time: no source asks for thirty years of patience. */
function fromNow(stated: number, now: Date): number {
  return stated > 1_000_000_000 ? stated - now.getTime() / SECOND_MS : stated;
}
