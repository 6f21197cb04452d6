/**
 * `npm run qstash -- --port 8080 [--data DIR]`: the loopback QStash alone. Prints its four settings, as Upstash's
 * own development server does. Without --data it forgets everything when it ends.
 */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { messageOf } from "@/lib/core/errors";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { killAt, setFailpointHook } from "@/lib/platform/failpoint";
import { memoryStore } from "@/lib/platform/qstash/embedded/memory-store";
import { startQStash, type QStashServer } from "@/lib/platform/qstash/embedded/start";
import type { QueueStore } from "@/lib/platform/qstash/embedded/store";

const USAGE =
  "Usage: npm run qstash -- [--port N] [--data DIR]   (port 8080 by default; 0 takes any free one)";

type Opened = { store: QueueStore; close(): Promise<void> };

function fail(line: string): never {
  console.error(line);
  process.exit(2);
}

function readArguments(): { port: number; dir: string | undefined } {
  try {
    const options = { port: { type: "string", default: "8080" }, data: { type: "string" } } as const;
    const { values } = parseArgs({ options });
    const port = Number(values.port);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return { port, dir: values.data };
    return fail(`--port must be a whole number from 0 to 65535. ${USAGE}`);
  } catch (thrown) {
    return fail(`${messageOf(thrown)} ${USAGE}`);
  }
}

async function openStore(dir: string | undefined): Promise<Opened> {
  if (dir === undefined) return { store: memoryStore(), close: async () => {} };
  const lock = lockDataDir(dir);
  // Imported here only: a queue in memory starts without a database.
  const { openPglite } = await import("@/db/embedded");
  const { migrateEmbedded } = await import("@/db/migrate");
  const { databaseQueueStore } = await import("@/db/queries/queue");
  const open = await openPglite({ dir: lock.dir });
  await migrateEmbedded(open);
  return {
    store: databaseQueueStore(open.db),
    close: async () => {
      await open.close();
      lock.release();
    },
  };
}

async function start(port: number, store: QueueStore): Promise<QStashServer> {
  const secret = (prefix: string) => `${prefix}${randomBytes(24).toString("base64url")}`;
  try {
    return await startQStash({
      store,
      token: process.env.QSTASH_TOKEN || secret(""),
      currentSigningKey: process.env.QSTASH_CURRENT_SIGNING_KEY || secret("sig_"),
      nextSigningKey: process.env.QSTASH_NEXT_SIGNING_KEY || secret("sig_"),
      port,
      logger: { warn: (details, message) => console.error(message, details) },
    });
  } catch (thrown) {
    const isTaken = thrown instanceof Error && "code" in thrown && thrown.code === "EADDRINUSE";
    return fail(isTaken ? `Port ${port} is taken. Choose another with --port.` : messageOf(thrown));
  }
}

const { port, dir } = readArguments();
if (process.env.FAILPOINT) setFailpointHook(killAt(process.env.FAILPOINT));
const opened = await openStore(dir).catch((thrown: unknown) => fail(messageOf(thrown)));
const server = await start(port, opened.store);
console.log(`QSTASH_URL=${server.url}`);
console.log(`QSTASH_TOKEN=${server.token}`);
console.log(`QSTASH_CURRENT_SIGNING_KEY=${server.keys.current}`);
console.log(`QSTASH_NEXT_SIGNING_KEY=${server.keys.next}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void server
      .stop()
      .then(() => opened.close())
      .finally(() => process.exit(0));
  });
}
