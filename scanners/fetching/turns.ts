/** One request at a time to each host, with a pause between, across all processes that share the Redis. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "@upstash/redis";
import { SECOND_MS } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { TransientError } from "@/lib/core/errors";
import { BODY_TIMEOUT_MS, HEADERS_TIMEOUT_MS, type Deadline } from "./options";

/**
 * Between two looks at a turn that another process has, where it does not end sooner; with jitter, so that those who wait
 * do not march in step. Each look is two commands.
 */
const LOOK_AGAIN_MS = SECOND_MS;
/** A process that dies while it asks holds the host no longer than one request may take. */
const MAX_HOLD_MS = HEADERS_TIMEOUT_MS + BODY_TIMEOUT_MS;

type Turn = { last: Promise<void>; freeAtMs: number };
const turns = new Map<string, Turn>();

const keyOf = (host: string) => `source-turn:${host}`;

const noTurn = (host: string) =>
  new TransientError(`${host} is still busy with other requests of ours: no time was left for this one.`);

/** Never longer than what is left: throws where the host will not be free in time. */
async function pause(host: string, ms: number, deadline: Deadline): Promise<void> {
  if (ms >= deadline.leftMs()) throw noTurn(host);
  await sleep(ms);
}

/** Waits for the request before this one, as long as there is time. */
async function waitFor(host: string, before: Promise<void>, deadline: Deadline): Promise<void> {
  const late = new AbortController();
  const inTime = await Promise.race([
    before.then(() => true),
    sleep(deadline.leftMs(), false, { signal: late.signal }).catch(() => false),
  ]);
  late.abort();
  if (!inTime || deadline.leftMs() === 0) throw noTurn(host);
}

/** Waits until no other process has the host. A Redis that does not answer costs politeness, not the scan. */
async function takeShared(redis: Redis, host: string, deadline: Deadline): Promise<void> {
  for (;;) {
    let freeInMs: number;
    try {
      const mine = await redis.set(keyOf(host), newId("turn"), {
        nx: true,
        px: Math.max(1, Math.ceil(Math.min(deadline.leftMs(), MAX_HOLD_MS))),
      });
      if (mine === "OK") return;
      freeInMs = await redis.pttl(keyOf(host));
    } catch {
      return;
    }
    const waitMs = Math.min(
      Math.max(freeInMs, 0) + Math.random() * 100,
      LOOK_AGAIN_MS * (0.5 + Math.random()),
    );
    await pause(host, waitMs, deadline);
  }
}

/** The pause after a request is what the turn's key lives on for. */
async function passOn(redis: Redis, host: string, spacingMs: number): Promise<void> {
  try {
    if (spacingMs > 0) await redis.set(keyOf(host), "pause", { xx: true, px: Math.ceil(spacingMs) });
    else await redis.del(keyOf(host));
  } catch {
    // It expires by itself.
  }
}

/**
 * Runs `work` when no other request to the host is under way and the last one is `spacingMs` ago. `work` must end by
 * the deadline. Throws TransientError where its turn would not come before that.
 */
export async function inTurn<T>(
  to: { host: string; spacingMs: number; deadline: Deadline; redis: Redis },
  work: () => Promise<T>,
): Promise<T> {
  const { host, spacingMs, deadline, redis } = to;
  const turn = turns.get(host) ?? { last: Promise.resolve(), freeAtMs: 0 };
  turns.set(host, turn);
  const before = turn.last;
  const { promise, resolve } = Promise.withResolvers<void>();
  turn.last = promise;
  try {
    await waitFor(host, before, deadline);
    const restMs = turn.freeAtMs - performance.now();
    if (restMs > 0) await pause(host, restMs, deadline);
    await takeShared(redis, host, deadline);
    try {
      return await work();
    } finally {
      turn.freeAtMs = performance.now() + spacingMs;
      await passOn(redis, host, spacingMs);
    }
  } finally {
    // Who gave up waiting does not let the next one in before those ahead of it are done.
    void before.then(resolve);
  }
}
