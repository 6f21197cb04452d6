/** Four buckets a model: requests and tokens, of the minute and of the day. Each refills continuously up to its limit. */
import { DAY_MS, MINUTE_MS } from "@/lib/core/clock";
import type { ModelLimits } from "../model-for";

export const BUCKETS = ["requestsPerMinute", "requestsPerDay", "tokensPerMinute", "tokensPerDay"] as const;
type Bucket = (typeof BUCKETS)[number];
export const TOKEN_BUCKETS = ["tokensPerMinute", "tokensPerDay"] as const satisfies readonly Bucket[];

/** What is left in each bucket; below zero after calls that took more than was expected of them. */
export type Levels = Record<Bucket, number>;

export const WINDOW_MS: Record<Bucket, number> = {
  requestsPerMinute: MINUTE_MS,
  requestsPerDay: DAY_MS,
  tokensPerMinute: MINUTE_MS,
  tokensPerDay: DAY_MS,
};

/**
 * The part of each limit that is never planned with: what clocks and networks disagree about. It costs the first moments of a
 * full bucket and nothing after them.
 */
const HEADROOM: Record<Bucket, number> = {
  requestsPerMinute: 0.05,
  requestsPerDay: 0.005,
  tokensPerMinute: 0.04,
  tokensPerDay: 0.005,
};

/** What one call takes of a bucket: itself, or its tokens. */
const costOf = (bucket: Bucket, tokens: number): number =>
  bucket === "tokensPerMinute" || bucket === "tokensPerDay" ? tokens : 1;

export function fullLevels(limits: ModelLimits): Levels {
  const full = (bucket: Bucket) => limits[bucket] ?? 0;
  return {
    requestsPerMinute: full("requestsPerMinute"),
    requestsPerDay: full("requestsPerDay"),
    tokensPerMinute: full("tokensPerMinute"),
    tokensPerDay: full("tokensPerDay"),
  };
}

/** The levels `ms` later. A negative time changes nothing. */
export function refilled(levels: Levels, limits: ModelLimits, ms: number): Levels {
  const next = { ...levels };
  for (const bucket of BUCKETS) {
    const limit = limits[bucket];
    if (limit === null || ms <= 0) continue;
    next[bucket] = Math.min(limit, levels[bucket] + (limit * ms) / WINDOW_MS[bucket]);
  }
  return next;
}

/** The levels after a call of so many tokens. */
export function taken(levels: Levels, tokens: number): Levels {
  const next = { ...levels };
  for (const bucket of BUCKETS) next[bucket] -= costOf(bucket, tokens);
  return next;
}

/**
 * Milliseconds until every bucket holds what a call of so many tokens takes, its headroom beside it; 0 when all do.
 * A call larger than a limit waits for a full bucket: the provider decides about it then.
 */
export function msUntilRoom(levels: Levels, limits: ModelLimits, tokens: number): number {
  let longest = 0;
  for (const bucket of BUCKETS) {
    const limit = limits[bucket];
    if (limit === null) continue;
    const needed = Math.min(limit, costOf(bucket, tokens) + limit * HEADROOM[bucket]);
    const missing = needed - levels[bucket];
    // A thousandth of a token is the arithmetic's, not the provider's.
    if (missing <= 0.001) continue;
    longest = Math.max(longest, limit <= 0 ? WINDOW_MS[bucket] : (missing * WINDOW_MS[bucket]) / limit);
  }
  return Math.ceil(longest);
}

/** Milliseconds until a bucket is full and what comes in is lost; for ever where there is no limit. */
export function msUntilFull(levels: Levels, limits: ModelLimits, bucket: Bucket): number {
  const limit = limits[bucket];
  if (limit === null) return Infinity;
  return limit <= 0 ? 0 : Math.ceil((Math.max(0, limit - levels[bucket]) * WINDOW_MS[bucket]) / limit);
}
