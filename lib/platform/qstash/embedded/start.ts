import { setTimeout as delay } from "node:timers/promises";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { messageOf } from "@/lib/core/errors";
import { failpoint as processFailpoint } from "../../failpoint";
import { createCourier } from "./courier";
import { createHandle, type Handle } from "./handle";
import { qstashBackoff, type Backoff } from "./judge";
import { listen } from "./listen";
import { openPostOffice, type Logger, type SigningKeys } from "./post-office";
import { inProcessRequester, type Requester } from "./requester";
import { startScheduler } from "./schedules";
import type { QueueStore } from "./store";
import { createWriter } from "./writer";

export type QStashOptions = {
  store: QueueStore;
  token: string;
  currentSigningKey: string;
  nextSigningKey: string;
  /** 0, the default, is any free port. */
  port?: number;
  /** Only this machine by default. */
  host?: string;
  /** Epoch milliseconds. */
  now?: () => number;
  logger?: Logger;
  /** Used where a message brings no retryDelay of its own. */
  defaultBackoff?: Backoff;
  /** Deliveries under way at once. */
  capacity?: number;
  /** How long a deduplication id is remembered; QStash's API reference says ten minutes. */
  deduplicationWindowMs?: number;
  failpoint?: (name: string) => void | Promise<void>;
};

export type QStashServer = {
  url: string;
  token: string;
  keys: Readonly<SigningKeys>;
  handle: Handle;
  /** For `client.http` in this process. */
  requester: Requester;
  /** Ends within `withinMs` (5 s): lets deliveries finish, then writes what is known. The rest is redelivered at the next start. */
  stop(withinMs?: number): Promise<void>;
  /** Resolves when nothing is under way, nothing is due, and everything is written. Later and paused messages do not count. */
  idle(): Promise<void>;
};

const DEFAULT_CAPACITY = 32;
const STOP_WITHIN_MS = 5_000;
/** A free plan keeps dead letters for three days; a week lets a person be on holiday. */
const DEAD_LETTER_DAYS = 7;

/** Starts a QStash on this machine, and first of all goes on with what the store still holds. */
export async function startQStash(options: QStashOptions): Promise<QStashServer> {
  const { store, token, logger } = options;
  const now = options.now ?? Date.now;
  const deduplicationWindowMs = options.deduplicationWindowMs ?? 10 * MINUTE_MS;
  const onLost = (thrown: unknown) =>
    logger?.warn({ error: messageOf(thrown) }, "The queue could not write; trying again.");
  const writer = createWriter({ store, now, onLost });
  const prune = () =>
    store.prune({ finished: now() - deduplicationWindowMs, deadLetters: now() - DEAD_LETTER_DAYS * DAY_MS });
  await prune();
  const courier = createCourier();
  const keys = { current: options.currentSigningKey, next: options.nextSigningKey };
  const office = openPostOffice({
    snapshot: await store.load(),
    writer,
    courier,
    keys,
    capacity: options.capacity ?? DEFAULT_CAPACITY,
    backoff: options.defaultBackoff ?? qstashBackoff,
    deduplicationWindowMs,
    now,
    failpoint: options.failpoint ?? processFailpoint,
    logger,
  });
  const scheduler = startScheduler(office, (thrown, { id }) =>
    logger?.warn({ error: messageOf(thrown), scheduleId: id }, "A schedule could not fire."),
  );
  const handle = createHandle(office, scheduler, logger);
  const host = options.host ?? "127.0.0.1";
  const listener = await listen({ handle, token, host, port: options.port ?? 0 }).catch((thrown: unknown) => {
    scheduler.stop();
    throw thrown;
  });
  office.restore();
  // The scheduler began before the store's schedules were known to the office.
  for (const id of office.schedules.keys()) scheduler.changed(id);
  const pruning = setInterval(() => {
    office.forgetOld(now() - DEAD_LETTER_DAYS * DAY_MS);
    prune().catch(onLost);
  }, HOUR_MS);
  pruning.unref();

  async function idle(): Promise<void> {
    do {
      await office.dispatcher.idle();
      await writer.flush();
    } while (office.dispatcher.activeCount() > 0);
  }

  return {
    url: `http://${host}:${listener.port}`,
    token,
    keys,
    handle,
    requester: inProcessRequester({ handle, token }),
    idle,
    async stop(withinMs = STOP_WITHIN_MS) {
      clearInterval(pruning);
      scheduler.stop();
      const ended = office.dispatcher.stop();
      await listener.close();
      await Promise.race([ended, delay(withinMs, undefined, { ref: false })]);
      courier.close();
      await writer.flush();
    },
  };
}
