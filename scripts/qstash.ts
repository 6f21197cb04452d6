/** `npm run qstash -- --port 8080`: the loopback QStash alone. Prints its four settings, as Upstash's own development server does. */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { messageOf } from "@/lib/core/errors";
import { memoryStore } from "@/lib/platform/qstash/embedded/memory-store";
import { startQStash, type QStashServer } from "@/lib/platform/qstash/embedded/start";

const USAGE = "Usage: npm run qstash -- [--port N]   (8080 by default; 0 takes any free port)";

function fail(line: string): never {
  console.error(line);
  process.exit(2);
}

function readPort(): number {
  try {
    const { values } = parseArgs({ options: { port: { type: "string", default: "8080" } } });
    const port = Number(values.port);
    if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
    return fail(`--port must be a whole number from 0 to 65535. ${USAGE}`);
  } catch (thrown) {
    return fail(`${messageOf(thrown)} ${USAGE}`);
  }
}

async function start(port: number): Promise<QStashServer> {
  const secret = (prefix: string) => `${prefix}${randomBytes(24).toString("base64url")}`;
  try {
    return await startQStash({
      store: memoryStore(),
      token: process.env.QSTASH_TOKEN ?? secret(""),
      currentSigningKey: process.env.QSTASH_CURRENT_SIGNING_KEY ?? secret("sig_"),
      nextSigningKey: process.env.QSTASH_NEXT_SIGNING_KEY ?? secret("sig_"),
      port,
      logger: { warn: (details, message) => console.error(message, details) },
    });
  } catch (thrown) {
    const taken = thrown instanceof Error && "code" in thrown && thrown.code === "EADDRINUSE";
    return fail(taken ? `Port ${port} is taken. Choose another with --port.` : messageOf(thrown));
  }
}

const server = await start(readPort());
console.log(`QSTASH_URL=${server.url}`);
console.log(`QSTASH_TOKEN=${server.token}`);
console.log(`QSTASH_CURRENT_SIGNING_KEY=${server.keys.current}`);
console.log(`QSTASH_NEXT_SIGNING_KEY=${server.keys.next}`);

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}
