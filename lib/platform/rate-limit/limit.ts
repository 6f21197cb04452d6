/** How often something may happen, counted in Redis over a sliding window. */
import type { Redis } from "@upstash/redis";

export type LimitAnswer = { allowed: boolean; remaining: number; retryAfterSeconds: number };

type LimitRequest = {
  redis: Redis;
  /** What is counted, unique in the product: `sign-in:address:…`. */
  key: string;
  max: number;
  windowSeconds: number;
  /** Milliseconds since 1970. */
  now?: () => number;
};

/** The two counters of a moment: the window it falls in and the one before, which still counts in part. */
function countersAt({ key, windowSeconds, now = Date.now }: LimitRequest) {
  const windowMs = windowSeconds * 1_000;
  const at = now();
  const window = Math.floor(at / windowMs);
  return {
    current: `limit:${key}:${window}`,
    previous: `limit:${key}:${window - 1}`,
    intoWindow: (at - window * windowMs) / windowMs,
    windowMs,
  };
}

/**
 * Counts one more and says whether it is within `max` per `windowSeconds`. The window slides: the count before is
 * weighed by the part of it that is still inside. What is refused does not count, so waiting always helps.
 */
export async function limit(request: LimitRequest): Promise<LimitAnswer> {
  const { redis, max, windowSeconds } = request;
  const { current, previous, intoWindow, windowMs } = countersAt(request);
  const [before, during] = await Promise.all([redis.get<string>(previous), redis.get<string>(current)]);
  const carried = Math.floor(Number(before ?? 0) * (1 - intoWindow));
  const used = Number(during ?? 0);
  if (carried + used < max) {
    const [counted] = await redis
      .pipeline()
      .incr(current)
      .pexpire(current, 2 * windowMs)
      .exec<[number, number]>();
    // Two at once may both have read the same count; the increment is what decides.
    if (carried + counted <= max) {
      return { allowed: true, remaining: max - carried - counted, retryAfterSeconds: 0 };
    }
  }
  const windowsToWait = freeAt({ before: Number(before ?? 0), used, max }) - intoWindow;
  return {
    allowed: false,
    remaining: 0,
    retryAfterSeconds: Math.max(1, Math.ceil(windowsToWait * windowSeconds) + 1),
  };
}

/** The moment, in windows since the current one began, when the weighed count is below `max` again. */
function freeAt({ before, used, max }: { before: number; used: number; max: number }): number {
  return used < max ? 1 - (max - used) / Math.max(1, before) : 2 - max / used;
}

/** Takes one back that was allowed at `now`: it turned out not to be what the limit is for. */
export async function takeBack(request: Omit<LimitRequest, "max"> & { now: () => number }): Promise<void> {
  const { current, windowMs } = countersAt({ ...request, max: 0 });
  await request.redis
    .pipeline()
    .incrby(current, -1)
    .pexpire(current, 2 * windowMs)
    .exec();
}

/** Forgets what was counted: the honest owner of an account got in. */
export async function clearLimit(request: Omit<LimitRequest, "max">): Promise<void> {
  const { current, previous } = countersAt({ ...request, max: 0 });
  await request.redis.del(current, previous);
}
