/** What a provider says about its limits with each answer, refusals included. */

export type RateLimit = {
  limit: number | null;
  remaining: number | null;
  /** Milliseconds, counted from the answer, until the limit is whole again. */
  resetMs: number | null;
};

export type RateLimits = {
  /** Requests of the day. */
  requests: RateLimit;
  /** Tokens of the minute. */
  tokens: RateLimit;
  /** How long a refused call is asked to wait; null where it is not said. */
  retryAfterMs: number | null;
};

export type ResponseHeaders = Readonly<Record<string, string | undefined>>;

const PART_MS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
/** No limit asks for a longer wait than this; what says so is not believed. */
const LONGEST_MS = 7 * PART_MS.d;

/** A duration as these headers write it ("2m59.56s", "7.66s", "120ms", bare seconds), in milliseconds. */
export function readDuration(text: string | undefined): number | null {
  const given = text?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(given)) return bounded(Number(given) * PART_MS.s);
  if (!/^(\d+(\.\d+)?(ms|d|h|m|s))+$/.test(given)) return null;
  let total = 0;
  for (const [, amount, unit] of given.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g)) {
    total += Number(amount) * PART_MS[unit as keyof typeof PART_MS];
  }
  return bounded(total);
}

/** `retry-after` as seconds or as an HTTP date, in milliseconds from `now`. */
export function readRetryAfter(text: string | undefined, now: Date): number | null {
  const duration = readDuration(text);
  if (duration !== null || text === undefined) return duration;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : bounded(Math.max(0, at - now.getTime()));
}

const bounded = (ms: number): number | null => (ms <= LONGEST_MS ? Math.ceil(ms) : null);

function readCount(text: string | undefined): number | null {
  return /^\d{1,15}$/.test(text?.trim() ?? "") ? Number(text) : null;
}

/** Reads the `x-ratelimit-*` headers as Groq writes them; null where the answer says nothing about limits. */
export function readRateLimits(headers: ResponseHeaders | undefined, now: Date): RateLimits | null {
  if (headers === undefined) return null;
  const of = (what: "requests" | "tokens"): RateLimit => ({
    limit: readCount(headers[`x-ratelimit-limit-${what}`]),
    remaining: readCount(headers[`x-ratelimit-remaining-${what}`]),
    resetMs: readDuration(headers[`x-ratelimit-reset-${what}`]),
  });
  const read = {
    requests: of("requests"),
    tokens: of("tokens"),
    retryAfterMs: readRetryAfter(headers["retry-after"], now),
  };
  const said = [...Object.values(read.requests), ...Object.values(read.tokens), read.retryAfterMs];
  return said.some((value) => value !== null) ? read : null;
}
