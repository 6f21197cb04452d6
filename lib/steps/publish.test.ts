import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { env } from "@/lib/env";
import { logger } from "@/lib/platform/logger";
import { useEmbeddedQstash } from "@/lib/platform/qstash/client";
import type { DueStep } from "@/db/queries/outbox";
import { publish } from "./publish";

type Sent = { path: string[]; headers: Headers; body: string };
let sent: Sent[];
let broken: boolean;

/** What the official client would send, as it hands it to its transport. */
beforeEach(() => {
  sent = [];
  broken = false;
  const requester = {
    request: async (request: { path: string[]; headers?: HeadersInit; body?: unknown }) => {
      if (broken) throw new Error("The queue is down.");
      sent.push({ path: request.path, headers: new Headers(request.headers), body: String(request.body) });
      return { messageId: "msg_1" };
    },
    // The client never streams a publish.
    requestStream: () => {
      throw new Error("No stream is expected here.");
    },
  } as unknown as NonNullable<Parameters<typeof useEmbeddedQstash>[0]["requester"]>;
  useEmbeddedQstash({ url: "http://127.0.0.1:1", token: "t", keys: { current: "a", next: "b" }, requester });
});
afterEach(() => vi.restoreAllMocks());

const step = (name: string, payload: DueStep["payload"], notBefore: Date | null = null): DueStep => ({
  id: 7,
  step: name,
  payload,
  dedupeId: `${name}-1-1`,
  notBefore,
});

test("a message carries ids, its dedupe id, its failure callback and the outbox row it comes from", async () => {
  await publish([step("run-agent", { runId: 1, agent: "scanner" })]);
  const [message] = sent;
  expect(message?.path.join("/")).toBe(`v2/publish/${env().baseUrl}/api/steps/run-agent`);
  expect(JSON.parse(message?.body ?? "")).toEqual({ outboxId: 7, runId: 1, agent: "scanner" });
  expect(Object.fromEntries(message?.headers ?? [])).toMatchObject({
    "upstash-deduplication-id": "run-agent-1-1",
    "upstash-failure-callback": `${env().baseUrl}/api/qstash/failed`,
    "upstash-retries": "3",
    "upstash-label": "run-agent",
  });
  expect(message?.headers.has("upstash-flow-control-key")).toBe(false);
});

test("steps that speak to one outside service share its flow control key, one at a time", async () => {
  await publish([
    step("scan-source", { scanId: 1, source: "reddit" }),
    step("post-listing", { listingId: 1, market: "ebay" }),
  ]);
  expect(sent.map(({ headers }) => headers.get("upstash-flow-control-key"))).toEqual([
    "source.reddit",
    "market.ebay",
  ]);
  expect(sent.map(({ headers }) => headers.get("upstash-flow-control-value"))).toEqual([
    "parallelism=1",
    "parallelism=1",
  ]);
});

test("a message for later says when, in whole seconds and never too early", async () => {
  await publish([step("run-agent", { runId: 1, agent: "scanner" }, new Date("2026-03-02T10:00:00.200Z"))]);
  expect(sent[0]?.headers.get("upstash-not-before")).toBe(String(Date.parse("2026-03-02T10:00:01Z") / 1000));
});

test("a queue that is down loses nothing: the row stands, and the caller goes on", async () => {
  const warned = vi.spyOn(logger, "warn").mockImplementation(() => {});
  broken = true;
  await expect(publish([step("run-agent", { runId: 1, agent: "scanner" })])).resolves.toBeUndefined();
  expect(warned).toHaveBeenCalledOnce();
});
