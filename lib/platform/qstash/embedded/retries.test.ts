import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Client } from "@upstash/qstash";
import type { QStashServer } from "./start";
import { clientOf, startEndpoint, startTestQStash, testReceiver, type Endpoint } from "./testing";

let server: QStashServer;
let client: Client;
let endpoint: Endpoint | undefined;

beforeEach(async () => {
  server = await startTestQStash();
  client = clientOf(server);
});
afterEach(async () => {
  await server.stop();
  await endpoint?.close();
});

async function answering(reply: Parameters<typeof startEndpoint>[0]): Promise<Endpoint> {
  endpoint = await startEndpoint(reply);
  return endpoint;
}

const decoded = (base64: unknown) => Buffer.from(String(base64), "base64").toString();

describe("a message that fails", () => {
  it("is tried again until it succeeds, and counts its tries", async () => {
    const place = await answering((_, earlier) => ({ status: earlier.length < 2 ? 500 : 200 }));
    await client.publish({ url: place.url(), retryDelay: "5" });
    await place.got(3);
    await server.idle();
    expect(place.received.map(({ headers }) => headers["upstash-retried"])).toEqual(["0", "1", "2"]);
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });

  it("is tried three times more by default, then lies in the dead-letter list with the last answer", async () => {
    const place = await answering(() => ({ status: 503, headers: { "x-why": "tired" }, body: "no" }));
    const { messageId } = await client.publishJSON({ url: place.url("/p"), body: { a: 1 }, label: "l" });
    await place.got(4);
    await server.idle();
    expect(place.received).toHaveLength(4);
    const { messages } = await client.dlq.listMessages();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({
      messageId,
      url: place.url("/p"),
      body: '{"a":1}',
      label: "l",
      maxRetries: 3,
      responseStatus: 503,
      responseBody: "no",
      responseHeader: { "x-why": ["tired"] },
    });
    expect(messages[0]?.dlqId).toMatch(/^\d+-\d+$/);
  });

  it("waits as long as Retry-After says", async () => {
    const place = await answering((_, earlier) =>
      earlier.length === 0 ? { status: 429, headers: { "Retry-After": "150ms" } } : undefined,
    );
    await client.publish({ url: place.url(), retryDelay: "0" });
    const [first, second] = await place.got(2);
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(145);
  });

  it("is not tried again after 489 with the non-retryable header", async () => {
    const place = await answering(({ url }) =>
      url === "/failed"
        ? undefined
        : { status: 489, headers: { "Upstash-NonRetryable-Error": "true" }, body: "bad" },
    );
    await client.publish({ url: place.url("/x"), failureCallback: place.url("/failed") });
    await place.got(1, "/failed");
    await server.idle();
    expect(place.received.map(({ url }) => url)).toEqual(["/x", "/failed"]);
    expect((await client.dlq.listMessages()).messages.map(({ responseStatus }) => responseStatus)).toEqual([
      489,
    ]);
  });

  it("counts an answer that comes too late, or never, as a failed try", async () => {
    const place = await answering(() => ({ afterMs: 5_000 }));
    await client.publish({ url: place.url(), timeout: "1s", retries: 0 });
    await client.publish({ url: "http://127.0.0.1:1/", retries: 1, retryDelay: "1" });
    await place.got(1);
    await server.idle();
    const { messages } = await client.dlq.listMessages();
    const why = Object.fromEntries(messages.map(({ url, responseBody }) => [url, responseBody]));
    expect(why["http://127.0.0.1:1/"]).toContain("ECONNREFUSED");
    expect(why[place.url()]).toContain("no complete answer within 1000 ms");
    expect(messages.map(({ responseStatus }) => responseStatus)).toEqual([undefined, undefined]);
  });

  it("is not given up early by one who is ready to wait for a month", async () => {
    const place = await answering(() => ({ afterMs: 20 }));
    await client.publish({ url: place.url(), timeout: "30d", retries: 0 });
    await place.got(1);
    await server.idle();
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });

  it("survives an endpoint that closes idle connections, without spending a try", async () => {
    const place = await answering(() => ({ headers: { "Keep-Alive": "timeout=0" } }));
    for (let n = 0; n < 5; n += 1) {
      await client.publish({ url: place.url(), retries: 0 });
      await server.idle();
    }
    expect(place.received).toHaveLength(5);
    expect((await client.dlq.listMessages()).messages).toEqual([]);
  });
});

describe("callbacks", () => {
  it("tell what came back, signed, with the message they are about", async () => {
    const place = await answering(({ url }) =>
      url === "/work" ? { status: 201, headers: { "x-a": "b" }, body: "done: ä" } : undefined,
    );
    const { messageId } = await client.publishJSON({
      url: place.url("/work"),
      method: "PATCH",
      body: { n: 1 },
      headers: { "x-own": "1", "Upstash-Callback-Forward-X-Token": "t", "Upstash-Callback-Method": "PUT" },
      callback: place.url("/callback"),
    });
    const [got] = await place.got(1, "/callback");
    expect(got?.method).toBe("PUT");
    expect(got?.headers["x-token"]).toBe("t");
    const signature = String(got?.headers["upstash-signature"]);
    expect(
      await testReceiver().verify({ signature, body: got?.body ?? "", url: place.url("/callback") }),
    ).toBe(true);
    const told = JSON.parse(got?.body ?? "") as Record<string, unknown>;
    expect(told).toMatchObject({
      status: 201,
      header: { "x-a": ["b"] },
      retried: 0,
      maxRetries: 3,
      sourceMessageId: messageId,
      url: place.url("/work"),
      method: "PATCH",
      sourceHeader: { "Content-Type": ["application/json"], "X-Own": ["1"] },
      createdAt: expect.any(Number),
      notBefore: expect.any(Number),
    });
    expect([decoded(told.body), decoded(told.sourceBody)]).toEqual(["done: ä", '{"n":1}']);
    expect(told).not.toHaveProperty("dlqId");
  });

  it("come after every try, the failure callback only after the last, with the way to the dead letter", async () => {
    const place = await answering(({ url }) =>
      url === "/work" ? { status: 500, body: "broken" } : undefined,
    );
    const { messageId } = await client.publish({
      url: place.url("/work"),
      retries: 1,
      retryDelay: "1",
      callback: place.url("/callback"),
      failureCallback: place.url("/failed"),
    });
    await place.got(2, "/callback");
    const [failed] = await place.got(1, "/failed");
    await server.idle();
    expect(place.received.filter(({ url }) => url === "/failed")).toHaveLength(1);
    const told = JSON.parse(failed?.body ?? "") as Record<string, unknown>;
    expect(told).toMatchObject({ status: 500, retried: 1, maxRetries: 1, sourceMessageId: messageId });
    const { messages } = await client.dlq.listMessages({ filter: { messageId } });
    expect(told.dlqId).toBe(messages[0]?.dlqId);
  });

  it("that fail are messages like others: tried again, then dead letters themselves", async () => {
    const place = await answering(({ url }) => (url === "/callback" ? { status: 500 } : undefined));
    await client.publish({
      url: place.url("/work"),
      retries: 1,
      retryDelay: "1",
      callback: place.url("/callback"),
    });
    await place.got(2, "/callback");
    await server.idle();
    const { messages } = await client.dlq.listMessages();
    expect(messages.map(({ url }) => url)).toEqual([place.url("/callback")]);
  });
});
