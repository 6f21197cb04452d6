/** The Redis client of this process: Upstash by its two settings, else the embedded store behind the same client. */
import { Redis, type Requester } from "@upstash/redis";
import { env } from "../../env";
import { EmbeddedStore } from "./embedded-store";
import { requesterOver } from "./requester";

// Routes and instrumentation are bundled apart: a module-level store would exist twice.
const holder = globalThis as typeof globalThis & { __redis?: Redis | undefined };

/** An answer later than this is worth no more than none. */
const TIMEOUT_MS = 3_000;

/** Values come back as they were written: the client would otherwise make the text "123" the number 123. */
class PlainRedis extends Redis {
  constructor(requester: Requester) {
    super(requester);
    this.opts = { ...this.opts, automaticDeserialization: false };
  }
}

/** The official client over a requester of one's own. */
export function redisOver(requester: Requester): Redis {
  return new PlainRedis(requester);
}

/** The embedded store behind the official client. */
export function embeddedRedis(now?: () => number): Redis {
  const store = new EmbeddedStore(now);
  return redisOver(requesterOver((command) => store.run(command)));
}

/** The client of this process. Values are texts, in and out. */
export function redis(): Redis {
  holder.__redis ??= open();
  return holder.__redis;
}

function open(): Redis {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = env();
  if (!url || !token) return embeddedRedis();
  return new Redis({
    url,
    token,
    automaticDeserialization: false,
    enableTelemetry: false,
    retry: { retries: 2, backoff: (tries) => 100 * 2 ** tries },
    signal: () => AbortSignal.timeout(TIMEOUT_MS),
  });
}
