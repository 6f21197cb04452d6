/** A server on this machine for tests of fetching, and requests to it. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { afterEach, beforeEach } from "vitest";
import { embeddedRedis } from "@/lib/platform/redis/redis";
import type { RequestSpec } from "../scanner";
import type { FetchOptions } from "./options";

type TestServer = {
  /** What answers; set by each test. */
  answer: RequestListener;
  /** Every request that arrived, in order. */
  seen: IncomingMessage[];
  port: number;
  server: Server;
};

/** One server for the tests of a file, empty at the beginning of each. */
export function testServer(): TestServer {
  const state: TestServer = {
    answer: (_, response) => response.end(),
    seen: [],
    port: 0,
    server: createServer((request, response) => {
      state.seen.push(request);
      state.answer(request, response);
    }),
  };
  beforeEach(async () => {
    state.seen = [];
    state.port = await listen(state.server);
  });
  afterEach(() => closed(state.server));
  return state;
}

export async function listen(server: Server): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, resolve);
  await promise;
  const address = server.address();
  return typeof address === "object" && address ? address.port : 0;
}

export async function closed(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeAllConnections();
  await promise;
}

/** Options of a test: loopback allowed, no pauses, a Redis of its own, and robots rules left aside. */
export const testOptions = (over: Partial<FetchOptions> = {}): FetchOptions => ({
  locale: "de-DE",
  allowLoopback: true,
  spacingMs: 0,
  backoffMs: 1,
  robots: "ignore",
  redis: embeddedRedis(),
  now: () => new Date("2026-11-22T10:00:00Z"),
  ...over,
});

export const requestTo = (port: number, path: string, over: Partial<RequestSpec> = {}): RequestSpec => ({
  key: "k",
  url: `http://127.0.0.1:${port}${path}`,
  method: "GET",
  headers: { "user-agent": "ours/1.0" },
  ...over,
});

/** What a promise was rejected with; undefined where it was not. */
export const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
