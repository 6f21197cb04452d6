/** For tests: a queue, the official client and receiver for it, and an endpoint that remembers what it was sent. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import { Client, Receiver } from "@upstash/qstash";
import { memoryStore } from "./memory-store";
import { startQStash, type QStashOptions, type QStashServer } from "./start";

const TEST_KEYS = { current: "sig_current_of_tests", next: "sig_next_of_tests" };

/** A queue whose default backoff is `retry` milliseconds times ten, so that nothing waits for seconds. */
export function startTestQStash(options: Partial<QStashOptions> = {}): Promise<QStashServer> {
  return startQStash({
    store: memoryStore(),
    token: "token-of-tests",
    currentSigningKey: TEST_KEYS.current,
    nextSigningKey: TEST_KEYS.next,
    defaultBackoff: (retry) => retry * 10,
    ...options,
  });
}

export const VIAS = ["http", "in process"] as const;

/** The official client, over the loopback address or in this process. */
export function clientOf(server: QStashServer, via: (typeof VIAS)[number] = "in process"): Client {
  const client = new Client({ baseUrl: server.url, token: server.token, devMode: false, retry: false });
  if (via === "in process") client.http = server.requester;
  return client;
}

export const testReceiver = (keys = TEST_KEYS) =>
  new Receiver({ currentSigningKey: keys.current, nextSigningKey: keys.next, devMode: false });

export type Received = {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
  /** Epoch milliseconds. */
  at: number;
};

type Reply = { status?: number; headers?: Record<string, string>; body?: string; afterMs?: number };

export type Endpoint = {
  /** Address of a path here. */
  url(path?: string): string;
  received: Received[];
  /** Deliveries under way now, and the most there ever were. */
  open: { now: number; most: number };
  /** Resolves with the first `count` requests (to `path`, where given). */
  got(count: number, path?: string): Promise<Received[]>;
  close(): Promise<void>;
};

/** An endpoint that answers 200 unless `reply` says otherwise. */
export async function startEndpoint(
  reply: (request: Received, earlier: Received[]) => Reply | undefined = () => undefined,
): Promise<Endpoint> {
  const received: Received[] = [];
  const open = { now: 0, most: 0 };
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const one: Received = {
        method: request.method ?? "",
        url: request.url ?? "",
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        at: Date.now(),
      };
      const { status = 200, headers = {}, body = "", afterMs = 0 } = reply(one, received) ?? {};
      received.push(one);
      open.now += 1;
      open.most = Math.max(open.most, open.now);
      setTimeout(() => {
        open.now -= 1;
        response.writeHead(status, headers).end(body);
      }, afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (path = "/") => `http://127.0.0.1:${port}${path}`,
    received,
    open,
    async got(count, path) {
      for (;;) {
        const matching = received.filter((one) => path === undefined || one.url === path);
        if (matching.length >= count) return matching;
        await delay(2);
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
