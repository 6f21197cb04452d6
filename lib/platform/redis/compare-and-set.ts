/**
 * One value changed by many: read, work out the next one, and write it only if nobody was in between. The script is the
 * one thing that runs in the server, so that Redis, Upstash over REST and the embedded store need nothing else.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "@upstash/redis";
import { TransientError } from "@/lib/core/errors";

/** KEYS[1] is set to ARGV[2] for ARGV[3] milliseconds if it holds ARGV[1]; an empty ARGV[1] means that there is no such key. */
export const COMPARE_AND_SET = `local held = redis.call('GET', KEYS[1])
if (held or '') ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1`;

/** Tries before a value is given up that somebody else changes each time. */
const TRIES = 60;
const LONGEST_PAUSE_MS = 40;

/** Changes of one key wait for each other inside a process: only processes compete. */
const queues = new Map<string, Promise<unknown>>();

/**
 * Replaces the text of a key by what `change` makes of it (null: there was none), and answers what `change` says beside it.
 * `change` may be called more than once and must have no effect of its own.
 * @throws TransientError when others have changed the key at each of the tries
 */
export async function changeAtomically<Said>(input: {
  redis: Redis;
  key: string;
  /** The text is forgotten this long after the last change, milliseconds. */
  keepMs: number;
  change: (held: string | null) => { next: string; said: Said };
}): Promise<Said> {
  const before = queues.get(input.key) ?? Promise.resolve();
  const turn = before.then(() => change(input));
  const settled = turn.then(
    () => {},
    () => {},
  );
  queues.set(input.key, settled);
  try {
    return await turn;
  } finally {
    if (queues.get(input.key) === settled) queues.delete(input.key);
  }
}

async function change<Said>(input: Parameters<typeof changeAtomically<Said>>[0]): Promise<Said> {
  const { redis, key, keepMs } = input;
  for (let tried = 1; tried <= TRIES; tried += 1) {
    const held = await redis.get<string>(key);
    const { next, said } = input.change(held);
    const written = await redis.eval(COMPARE_AND_SET, [key], [held ?? "", next, String(keepMs)]);
    if (Number(written) === 1) return said;
    await sleep(Math.random() * Math.min(LONGEST_PAUSE_MS, 2 * tried));
  }
  throw new TransientError("Too many steps change the same limits at once; this one tries again.", {
    retryAfterSeconds: 5,
  });
}
