import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Client } from "@upstash/qstash";
import type { QStashServer } from "./start";
import { clientOf, startEndpoint, startTestQStash, type Endpoint } from "./testing";

let server: QStashServer;
let client: Client;
let endpoint: Endpoint;
let status = 500;

beforeEach(async () => {
  status = 500;
  [server, endpoint] = await Promise.all([
    startTestQStash(),
    startEndpoint(({ url }) => (url.startsWith("/bad") ? { status } : undefined)),
  ]);
  client = clientOf(server);
});
afterEach(async () => {
  await server.stop();
  await endpoint.close();
});

const later = { url: "https://example.com/x", delay: "10d" as const };
const count = async () => (await client.messages.cancel({ all: true })).cancelled;

describe("cancelling", () => {
  it("one message: it is gone, and never delivered", async () => {
    const { messageId } = await client.publish({ url: endpoint.url(), delay: 1 });
    expect(await client.messages.cancel(messageId)).toEqual({ cancelled: 1 });
    await expect(client.messages.get(messageId)).rejects.toMatchObject({ status: 404 });
    await expect(client.messages.cancel(messageId)).rejects.toMatchObject({ status: 404 });
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    expect(endpoint.received).toEqual([]);
  });

  it("several by id counts those that were there; all counts the rest", async () => {
    const [a, b, c] = await Promise.all([
      client.publish(later),
      client.publish(later),
      client.publish(later),
    ]);
    expect(await client.messages.cancel([a.messageId, b.messageId, "msg_unknown"])).toEqual({ cancelled: 2 });
    expect((await client.messages.get(c.messageId)).url).toBe(later.url);
    expect(await client.messages.deleteAll()).toBe(1);
  });

  it.each([
    ["label", { label: ["b", "z"] }, 1],
    ["url", { url: "https://example.com/x" }, 3],
    ["host and path", { host: "other.test", path: "/y" }, 1],
    ["flow control key", { flowControlKey: "k" }, 1],
    ["queue", { queueName: "q" }, 1],
    ["two filters at once", { label: "a", flowControlKey: "k" }, 0],
    ["a time before them all", { toDate: 1_000 }, 0],
  ])("by %s", async (_, filter, expected) => {
    await client.publish({ ...later, label: "a" });
    await client.publish({ ...later, label: ["a", "b"] });
    await client.publish({ ...later, flowControl: { key: "k", parallelism: 1 } });
    await client.queue({ queueName: "q" }).enqueue({ ...later, url: "https://other.test/y?z=1" });
    expect(await client.messages.cancel({ filter })).toEqual({ cancelled: expected });
    expect(await count()).toBe(4 - expected);
  });

  it("a message between its tries ends it", async () => {
    const { messageId } = await client.publish({ url: endpoint.url("/bad"), retryDelay: "60000" });
    await endpoint.got(1);
    await server.idle();
    expect(await client.messages.cancel(messageId)).toEqual({ cancelled: 1 });
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });
});

describe("the dead-letter list", () => {
  async function fail(...paths: string[]): Promise<void> {
    for (const path of paths) {
      await client.publish({ url: endpoint.url(path), retries: 0, label: path.slice(1).split("?") });
      await server.idle();
    }
  }

  it("is filtered by what a message was, when it failed and how", async () => {
    await fail("/bad1");
    status = 404;
    await fail("/bad2?x=1");
    const { messages } = await client.dlq.listMessages();
    expect(messages.map(({ url }) => url)).toEqual([endpoint.url("/bad2?x=1"), endpoint.url("/bad1")]);
    const [second, first] = messages;
    const found = async (filter: Parameters<typeof client.dlq.listMessages>[0]) =>
      (await client.dlq.listMessages(filter)).messages.map(({ dlqId }) => dlqId);
    expect(await found({ filter: { messageId: first?.messageId ?? "" } })).toEqual([first?.dlqId]);
    expect(await found({ filter: { url: endpoint.url("/bad2?x=1") } })).toEqual([second?.dlqId]);
    expect(await found({ filter: { responseStatus: 404 } })).toEqual([second?.dlqId]);
    expect(await found({ filter: { responseStatus: [404, 500] } })).toHaveLength(2);
    expect(await found({ filter: { label: "x=1" } })).toEqual([second?.dlqId]);
    expect(await found({ filter: { label: "bad1", responseStatus: 404 } })).toEqual([]);
    expect(await found({ filter: { callerIp: "127.0.0.1" } })).toHaveLength(2);
    expect(await found({ filter: { fromDate: Date.now() + 1_000 } })).toEqual([]);
    expect(await found({ filter: { toDate: new Date() } })).toHaveLength(2);
    expect(await found({ dlqIds: [first?.dlqId ?? ""] })).toEqual([first?.dlqId]);
  });

  it("is read in pages that miss nothing and repeat nothing", async () => {
    await fail("/bad1", "/bad2", "/bad3", "/bad4", "/bad5");
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.dlq.listMessages({ count: 2, ...(cursor ? { cursor } : {}) });
      expect(page.messages.length).toBeLessThanOrEqual(2);
      seen.push(...page.messages.map(({ url }) => url.slice(-1)));
      cursor = page.cursor;
    } while (cursor);
    expect(seen.join("")).toBe("54321");
  });

  it("delivers again what is retried, and lets go of the letter", async () => {
    await fail("/bad1", "/bad2");
    const [newest, oldest] = (await client.dlq.listMessages()).messages;
    status = 200;
    const { responses } = await client.dlq.retry(oldest?.dlqId ?? "");
    await endpoint.got(2, "/bad1");
    const redelivered = endpoint.received.at(-1);
    expect(redelivered?.headers).toMatchObject({
      "upstash-message-id": responses[0]?.messageId,
      "upstash-retried": "0",
    });
    expect((await client.dlq.listMessages()).messages.map(({ dlqId }) => dlqId)).toEqual([newest?.dlqId]);
    await expect(client.dlq.retry(oldest?.dlqId ?? "")).rejects.toMatchObject({ status: 404 });
    expect((await client.dlq.retry({ all: true })).responses).toHaveLength(1);
    await endpoint.got(2, "/bad2");
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });

  it("forgets one, several, or those that match", async () => {
    await fail("/bad1", "/bad2", "/bad3", "/bad4");
    const [d, c] = (await client.dlq.listMessages()).messages.map(({ dlqId }) => dlqId);
    expect(await client.dlq.delete(d ?? "")).toEqual({ deleted: 1 });
    await expect(client.dlq.delete(d ?? "")).rejects.toMatchObject({ status: 404 });
    expect(await client.dlq.deleteMany({ dlqIds: [c ?? "", d ?? ""] })).toMatchObject({ deleted: 1 });
    expect(await client.dlq.delete({ filter: { label: "bad1" } })).toMatchObject({ deleted: 1 });
    expect(await client.dlq.delete({ all: true })).toMatchObject({ deleted: 1 });
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });
});

describe("a question the queue does not understand", () => {
  it.each([
    [
      "a misspelt filter of a cancellation",
      "DELETE",
      "messages",
      { labeel: "x" },
      "unknown parameter labeel",
    ],
    ["a misspelt filter of a deletion", "DELETE", "dlq", { labeel: "x" }, "unknown parameter labeel"],
    ["a misspelt filter of a retry", "POST", "dlq/retry", { labeel: "x" }, "unknown parameter labeel"],
    ["a misspelt filter of the log", "GET", "events", { labeel: "x" }, "unknown parameter labeel"],
    ["a filter of another list", "DELETE", "dlq", { host: "127.0.0.1" }, "unknown parameter host"],
    ["a cursor of no page", "DELETE", "dlq", { cursor: "yesterday" }, "invalid cursor"],
    ["a count of nothing", "DELETE", "dlq", { count: 0 }, "invalid count"],
  ] as const)("%s is refused and touches nothing", async (_, method, path, query, sentence) => {
    await client.publish({ url: endpoint.url("/bad"), retries: 0 });
    await server.idle();
    await client.publish(later);
    const call = client.http.request({ method, path: ["v2", ...path.split("/")], query });
    await expect(call).rejects.toMatchObject({ status: 400, message: expect.stringContaining(sentence) });
    expect((await client.dlq.listMessages()).messages).toHaveLength(1);
    expect(await count()).toBe(1);
  });
});

describe("the log", () => {
  it("tells the story of a message, newest first, in pages", async () => {
    const { messageId } = await client.publish({ url: endpoint.url("/bad"), retries: 1, retryDelay: "1" });
    await endpoint.got(2);
    await server.idle();
    const { logs } = await client.logs({ messageIds: [messageId] });
    expect(logs.map(({ state }) => state).toReversed()).toEqual([
      "CREATED",
      "ACTIVE",
      "ERROR",
      "RETRY",
      "ACTIVE",
      "ERROR",
      "FAILED",
    ]);
    expect(logs.find(({ state }) => state === "ERROR")?.error).toContain("500");
    const first = await client.logs({ count: 3 });
    const second = await client.logs({ count: 10, cursor: first.cursor ?? "" });
    expect([...first.logs, ...second.logs].map(({ state }) => state)).toEqual(logs.map(({ state }) => state));
    expect(second.cursor).toBeUndefined();
    expect((await client.logs({ filter: { state: "FAILED", messageId } })).logs).toHaveLength(1);
  });

  it("finds messages on their way by one name, and answers under the name it was asked by", async () => {
    await client.publish({ url: endpoint.url("/bad"), retries: 1, retryDelay: "1" });
    await endpoint.got(2);
    await server.idle();
    const { logs } = await client.logs({ filter: { state: "IN_PROGRESS" } });
    expect(logs.map(({ state }) => state)).toEqual(["ERROR", "ACTIVE", "RETRY", "ERROR", "ACTIVE"]);
    const asked = await client.http.request({ path: ["v2", "logs"], query: { state: "FAILED" } });
    expect(asked).toEqual({ logs: [expect.objectContaining({ state: "FAILED" })] });
  });

  it("comes a hundred at a time", async () => {
    await client.batch(Array.from({ length: 101 }, () => later));
    const first = await client.logs();
    const second = await client.logs({ cursor: first.cursor ?? "" });
    expect([first.logs.length, second.logs.length]).toEqual([100, 1]);
  });
});
