/** The official QStash client of this process: hosted, or over the embedded server that the boot has started. */
import { Client, Receiver } from "@upstash/qstash";
import { MisconfiguredError } from "@/lib/core/errors";
import { env } from "@/lib/env";

type Embedded = {
  url: string;
  token: string;
  keys: { current: string; next: string };
  /** Publishes without the HTTP hop. */
  requester?: Client["http"];
};
type Connection = { client: Client; receiver: Receiver };

// Next bundles instrumentation and routes apart: a module-level singleton would exist twice.
const holder = globalThis as typeof globalThis & { __qstash?: Connection | undefined };

/** Makes the embedded server the queue of this process. */
export function useEmbeddedQstash(server: Embedded): void {
  // devMode is always false: with it the SDK trusts a published development key (QSTASH_DEV).
  const client = new Client({
    baseUrl: server.url,
    token: server.token,
    devMode: false,
    enableTelemetry: false,
  });
  if (server.requester) client.http = server.requester;
  const receiver = new Receiver({
    currentSigningKey: server.keys.current,
    nextSigningKey: server.keys.next,
    devMode: false,
  });
  holder.__qstash = { client, receiver };
}

function connection(): Connection {
  if (!holder.__qstash) {
    const { QSTASH_URL, QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY, QSTASH_NEXT_SIGNING_KEY } = env();
    if (!QSTASH_TOKEN || !QSTASH_CURRENT_SIGNING_KEY || !QSTASH_NEXT_SIGNING_KEY) {
      throw new MisconfiguredError(
        "No queue: set QSTASH_TOKEN, QSTASH_CURRENT_SIGNING_KEY and QSTASH_NEXT_SIGNING_KEY, or start with npm start.",
      );
    }
    holder.__qstash = {
      client: new Client({
        ...(QSTASH_URL ? { baseUrl: QSTASH_URL } : {}),
        token: QSTASH_TOKEN,
        devMode: false,
        enableTelemetry: false,
      }),
      receiver: new Receiver({
        currentSigningKey: QSTASH_CURRENT_SIGNING_KEY,
        nextSigningKey: QSTASH_NEXT_SIGNING_KEY,
        devMode: false,
      }),
    };
  }
  return holder.__qstash;
}

export function qstash(): Client {
  return connection().client;
}

/**
 * True when QStash signed exactly this body for exactly this path of ours, with the current or the next
 * key. Whatever the SDK throws means false: a forged signature is an answer, not an error.
 */
export async function isSigned(request: {
  body: string;
  signature: string | null;
  path: string;
}): Promise<boolean> {
  if (!request.signature) return false;
  try {
    return await connection().receiver.verify({
      signature: request.signature,
      body: request.body,
      url: `${env().baseUrl}${request.path}`,
    });
  } catch {
    return false;
  }
}
