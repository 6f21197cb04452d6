/** `npm run qstash -- --port 8080 [--data DIR]`: the loopback QStash alone, as Upstash's own development server. */
import { randomBytes } from "node:crypto";
import { BadRequestError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { killAt, setFailpointHook } from "@/lib/platform/failpoint";
import { memoryStore } from "@/lib/platform/qstash/embedded/memory-store";
import { startQStash, type QStashServer } from "@/lib/platform/qstash/embedded/start";
import type { QueueStore } from "@/lib/platform/qstash/embedded/store";
import { command, misused } from "./command";

const USAGE = `npm run qstash -- [--port 8080] [--data DIR]

Serves QStash's REST API on this machine until Ctrl-C, and prints its four settings as NAME=value lines. Its token and keys
are those of the settings where they are set, and new ones otherwise.
--port  0 takes any free one
--data  keeps the messages in a database in that folder; where left out, everything is forgotten in the end`;

type Opened = { store: QueueStore; close(): Promise<void> };

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw misused(USAGE, "--port must be a whole number from 0 to 65535.");
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
  const { QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY } = env();
  const secret = (prefix: string) => `${prefix}${randomBytes(24).toString("base64url")}`;
  try {
    return await startQStash({
      store,
      token: QSTASH_TOKEN ?? secret(""),
      currentSigningKey: QSTASH_CURRENT_SIGNING_KEY ?? secret("sig_"),
      nextSigningKey: QSTASH_NEXT_SIGNING_KEY ?? secret("sig_"),
      port,
      logger: { warn: (details, message) => console.error(message, details) },
    });
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? thrown.code : undefined;
    if (code === "EADDRINUSE")
      throw new BadRequestError(`Port ${port} is taken. Choose another with --port.`);
    if (code === "EACCES")
      throw new BadRequestError(`Port ${port} needs more rights than this user has. Choose one above 1023.`);
    throw thrown;
  }
}

await command({
  usage: USAGE,
  options: { port: { type: "string", default: "8080" }, data: { type: "string" } },
  run: async ({ port, data }) => {
    const chosen = portOf(port);
    const { FAILPOINT } = env();
    if (FAILPOINT) setFailpointHook(killAt(FAILPOINT));
    const opened = await openStore(data);
    const server = await start(chosen, opened.store);
    console.log(`QSTASH_URL=${server.url}`);
    console.log(`QSTASH_TOKEN=${server.token}`);
    console.log(`QSTASH_CURRENT_SIGNING_KEY=${server.keys.current}`);
    console.log(`QSTASH_NEXT_SIGNING_KEY=${server.keys.next}`);
    stopOnSignals(server, opened);
  },
});

function stopOnSignals(server: QStashServer, opened: Opened): void {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void server
        .stop()
        .then(() => opened.close())
        .finally(() => process.exit(0));
    });
  }
}
