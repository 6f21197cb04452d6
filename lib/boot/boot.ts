/** The start of a server process: opens what is embedded, goes on with what was left, and serves until it is told to stop. */
import { randomBytes } from "node:crypto";
import { messageOf } from "@/lib/core/errors";
import { createCtx, SYSTEM } from "@/lib/ctx";
import { env } from "@/lib/env";
import { killAt, setFailpointHook } from "@/lib/platform/failpoint";
import { keepSocketAddresses } from "@/lib/platform/client-address";
import { logger } from "@/lib/platform/logger";
import { qstash, useEmbeddedQstash } from "@/lib/platform/qstash/client";
import type { QStashServer } from "@/lib/platform/qstash/embedded/start";
import { checkHomeCurrency } from "@/lib/settings/check-home-currency";
import { putSchedules } from "@/lib/steps/schedules";
import { db, openedDatabase, openPostgres, useDatabase, type Database } from "@/db/client";
import { freeLeases } from "@/db/queries/run-steps";
import { ownKey } from "@/db/queries/own-keys";
import { greet } from "./greet";
import { say } from "./say";

type Closer = { name: string; close(): Promise<void> | void };

/** The longest a stop may take before the process ends anyway. */
const STOP_WITHIN_MS = 8_000;

/** Boots, or says in one line why not and ends the process: a half-booted server would answer 500 to everybody. */
export async function boot(): Promise<void> {
  try {
    if (env().hosted) return;
    const stopping = new AbortController();
    const closers = await open(stopping.signal);
    stopOnSignals(closers, stopping);
  } catch (thrown) {
    say(messageOf(thrown));
    process.exit(2);
  }
}

async function open(stopping: AbortSignal): Promise<Closer[]> {
  const settings = env();
  if (settings.FAILPOINT) setFailpointHook(killAt(settings.FAILPOINT));
  if (!settings.TRUST_PROXY) keepSocketAddresses();
  const closers: Closer[] = [];
  if (settings.DATABASE_URL) {
    useDatabase(openPostgres(settings.DATABASE_URL));
  } else {
    closers.push(...(await openEmbeddedDatabase(settings.DATA_DIR)));
    await freeLeases(db(), new Date());
  }
  closers.push({ name: "database", close: async () => openedDatabase()?.close() });
  await checkHomeCurrency({ ctx: createCtx(SYSTEM) });
  if (!settings.QSTASH_TOKEN) {
    const server = await startEmbeddedQueue(db());
    useEmbeddedQstash(server);
    closers.unshift({ name: "queue", close: () => server.stop() });
    await putSchedules(qstash(), settings.baseUrl);
  }
  // Not awaited: the server answers requests only when this function has returned.
  void greet({ ctx: createCtx(SYSTEM), stopping });
  return closers;
}

/** PGlite, its lock first, and who asks through its folder. Imported here only: a hosted function must not carry it. */
async function openEmbeddedDatabase(dataDir: string): Promise<Closer[]> {
  const { lockDataDir } = await import("@/lib/platform/data-dir-lock");
  const { openPglite } = await import("@/db/embedded");
  const { answerOwnerLinks } = await import("./owner-link-mailbox");
  const lock = lockDataDir(dataDir);
  useDatabase(await openPglite({ dir: lock.dir }));
  const mailbox = answerOwnerLinks({ dir: lock.dir, ctx: createCtx(SYSTEM) });
  return [
    { name: "mailbox", close: () => mailbox.close() },
    { name: "lock", close: () => lock.release() },
  ];
}

/** The loopback QStash over the same database, with keys that the application makes for itself. */
async function startEmbeddedQueue(database: Database): Promise<QStashServer> {
  const { startQStash } = await import("@/lib/platform/qstash/embedded/start");
  const { databaseQueueStore } = await import("@/db/queries/queue");
  const key = (name: string) => ownKey(database, name, () => randomBytes(32).toString("base64url"));
  return startQStash({
    store: databaseQueueStore(database),
    token: await key("qstash-token"),
    currentSigningKey: await key("qstash-current-signing-key"),
    nextSigningKey: await key("qstash-next-signing-key"),
    logger,
  });
}

/** Queue first, then database, then the lock; a second signal, or too long a wait, ends at once. */
function stopOnSignals(closers: Closer[], stopping: AbortController): void {
  const stop = async () => {
    if (stopping.signal.aborted) process.exit(1);
    stopping.abort();
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const last = closers.filter((closer) => closer.name === "lock");
    for (const closer of [...closers.filter((each) => each.name !== "lock"), ...last]) {
      try {
        await closer.close();
      } catch (thrown) {
        logger.warn({ part: closer.name, error: messageOf(thrown) }, "A part did not close");
      }
    }
    say("Stopped.");
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void stop());
}
