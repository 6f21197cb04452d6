import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Client } from "@upstash/qstash";
import { memoryStore } from "./memory-store";
import type { QStashServer } from "./start";
import { clientOf, startEndpoint, startTestQStash, testReceiver, VIAS, type Endpoint } from "./testing";

let server: QStashServer;
let endpoint: Endpoint;

beforeEach(async () => {
  [server, endpoint] = await Promise.all([startTestQStash(), startEndpoint()]);
});
afterEach(async () => {
  await server.stop();
  await endpoint.close();
});

/** The status and text of a refusal; over HTTP the client also complains on the console, as it should. */
async function refusal(call: Promise<unknown>): Promise<{ status: number; message: string }> {
  vi.spyOn(console, "error").mockImplementation(() => {});
  return call.then(
    () => expect.fail("it was not refused"),
    (thrown: { status: number; message: string }) => ({ status: thrown.status, message: thrown.message }),
  );
}

describe.each(VIAS)("publishing %s", (via) => {
  let client: Client;
  beforeEach(() => {
    client = clientOf(server, via);
  });

  it("delivers method, headers and body, and says what it is", async () => {
    const { messageId } = await client.publishJSON({
      url: endpoint.url("/a?b=c"),
      method: "PUT",
      body: { hello: "wörld" },
      headers: { "test-header": "test-value", "Upstash-Forward-X-Other": "2" },
      label: ["one", "two"],
    });
    const [got] = await endpoint.got(1);
    expect(got).toMatchObject({ method: "PUT", url: "/a?b=c", body: '{"hello":"wörld"}' });
    expect(got?.headers).toMatchObject({
      "content-type": "application/json",
      "test-header": "test-value",
      "x-other": "2",
      "user-agent": "Upstash-QStash",
      "upstash-message-id": messageId,
      "upstash-retried": "0",
      "upstash-label": "one,two",
      "upstash-caller-ip": "127.0.0.1",
    });
    expect(Object.keys(got?.headers ?? {}).filter((name) => name.includes("forward"))).toEqual([]);
  });

  it("delivers a batch, each message with its own settings", async () => {
    const receipts = await client.batchJSON([
      { url: endpoint.url("/1"), body: { n: 1 } },
      { url: endpoint.url("/2"), body: { n: 2 }, headers: { "x-n": "2" } },
      { url: endpoint.url("/3"), delay: "10d", body: { n: 3 } },
    ]);
    expect(new Set(receipts.map((receipt) => ("messageId" in receipt ? receipt.messageId : ""))).size).toBe(
      3,
    );
    const got = await endpoint.got(2);
    const sent = Object.fromEntries(got.map(({ url, body }) => [url, body]));
    expect(sent).toEqual({ "/1": '{"n":1}', "/2": '{"n":2}' });
  });

  it("shows a waiting message as it was asked for", async () => {
    const { messageId } = await client.publishJSON({
      url: "https://example.com/x",
      body: { a: 1 },
      headers: { "test-header": "v" },
      delay: 60,
      retries: 5,
      callback: "https://example.com/?foo=bar",
      failureCallback: "https://example.com/?bar=baz",
      retryDelay: "1000 * retried",
      label: "kind",
      timeout: 90,
      flowControl: { key: "k", parallelism: 10, rate: 5, period: "1d" },
    });
    const message = await client.messages.get(messageId);
    expect(message).toMatchObject({
      messageId,
      url: "https://example.com/x",
      method: "POST",
      header: { "Content-Type": ["application/json"], "Test-Header": ["v"] },
      body: '{"a":1}',
      maxRetries: 5,
      callback: "https://example.com/?foo=bar",
      failureCallback: "https://example.com/?bar=baz",
      retryDelayExpression: "1000 * retried",
      label: "kind",
      labels: ["kind"],
      flowControlKey: "k",
      parallelism: 10,
      rate: 5,
      ratePerSecond: 5,
      period: 86_400,
    });
    expect(message.notBefore).toBe(message.createdAt + 60_000);
  });

  it("waits for a delay, and for notBefore rather than a delay", async () => {
    await client.publish({ url: endpoint.url("/delayed"), delay: 1 });
    const notBefore = Math.ceil(Date.now() / 1_000) + 1;
    const second = await client.publish({ url: endpoint.url("/later"), delay: "10d", notBefore });
    const { createdAt } = await client.messages.get(second.messageId);
    const [delayed] = await endpoint.got(1, "/delayed");
    expect(delayed?.at).toBeGreaterThanOrEqual(createdAt + 900);
    const [later] = await endpoint.got(1, "/later");
    expect(later?.at).toBeGreaterThanOrEqual(notBefore * 1_000);
  });

  it("waits whole milliseconds, which is all the store can keep", async () => {
    const { messageId } = await client.publish({
      url: "http://x.test",
      headers: { "Upstash-Delay": "5000.4ms" },
    });
    const message = await client.messages.get(messageId);
    expect(message.notBefore).toBe(message.createdAt + 5_001);
  });

  it("publishes once under one deduplication id, and tells which message that was", async () => {
    const first = await client.publish({ url: endpoint.url(), deduplicationId: "run-7-step-3-attempt-1" });
    const second = await client.publish({ url: endpoint.url(), deduplicationId: "run-7-step-3-attempt-1" });
    const third = await client.publish({ url: endpoint.url(), deduplicationId: "run-7-step-3-attempt-2" });
    expect(second).toEqual({ messageId: first.messageId, deduplicated: true });
    expect(third.deduplicated).toBeUndefined();
    await endpoint.got(2);
    await server.idle();
    expect(endpoint.received).toHaveLength(2);
  });

  it("recognises the same content when asked to", async () => {
    const publish = (body: unknown, header: string) =>
      client.publishJSON({
        url: endpoint.url(),
        body,
        headers: { x: header },
        contentBasedDeduplication: true,
      });
    const first = await publish({ n: 1 }, "a");
    expect(await publish({ n: 1 }, "a")).toEqual({ messageId: first.messageId, deduplicated: true });
    expect((await publish({ n: 2 }, "a")).deduplicated).toBeUndefined();
    expect((await publish({ n: 1 }, "b")).deduplicated).toBeUndefined();
  });

  it("recognises a copy within one batch", async () => {
    const one = { url: endpoint.url(), body: 1, deduplicationId: "twin" };
    const [first, second] = await client.batchJSON([{ ...one }, { ...one }]);
    expect(second).toEqual({ ...first, deduplicated: true });
  });

  it("sends a copy to every endpoint of a URL group", async () => {
    const endpoints = [{ name: "a", url: endpoint.url("/a") }, { url: endpoint.url("/b") }];
    await client.urlGroups.addEndpoints({ name: "both", endpoints });
    expect(await client.urlGroups.get("both")).toMatchObject({ name: "both", endpoints });
    const receipts = await client.publish({ urlGroup: "both", body: "x" });
    expect(receipts.map(({ url }) => url)).toEqual([endpoint.url("/a"), endpoint.url("/b")]);
    const got = await endpoint.got(2);
    expect(got.map(({ headers }) => headers["upstash-topic-name"])).toEqual(["both", "both"]);
    await client.urlGroups.removeEndpoints({ name: "both", endpoints: [{ name: "a" }] });
    expect((await client.urlGroups.list()).map((group) => group.endpoints.length)).toEqual([1]);
    await client.urlGroups.delete("both");
    expect(await refusal(client.publish({ urlGroup: "both" }))).toMatchObject({ status: 404 });
  });

  it.each([
    [
      "a destination without a scheme",
      { url: "example.com/x" },
      "invalid destination url: endpoint has invalid scheme",
    ],
    ["another protocol", { url: "ftp://example.com" }, "endpoint has invalid scheme"],
    ["a file", { url: "file:///etc/passwd" }, "endpoint has invalid scheme"],
    [
      "a colon in a deduplication id",
      { url: "http://x.test", deduplicationId: "a:b" },
      "DeduplicationId cannot contain ':'",
    ],
    [
      "a wrong delay",
      { url: "http://x.test", headers: { "Upstash-Timeout": "soon" } },
      "invalid upstash-timeout",
    ],
    [
      "a delay past all time",
      { url: "http://x.test", headers: { "Upstash-Delay": "999999999999d" } },
      "too long",
    ],
    ["a moment past all time", { url: "http://x.test", notBefore: 9e12 }, "invalid upstash-not-before"],
    ["a wrong retry delay", { url: "http://x.test", retryDelay: "sleep(1)" }, "unknown name sleep"],
    ["a wrong callback", { url: "http://x.test", callback: "nowhere" }, "invalid callback url"],
    [
      "a wrong limit",
      { url: "http://x.test", flowControl: { key: "k", parallelism: -1 } },
      "must be above 0",
    ],
  ])("refuses %s with a sentence", async (_, request, sentence) => {
    const refused = await refusal(client.publish(request));
    expect(refused.status).toBe(400);
    expect(refused.message).toContain(sentence);
  });

  it("refuses a body over 1 MB and publishes none of a batch with a fault", async () => {
    expect((await refusal(client.publish({ url: endpoint.url(), body: "x".repeat(1_048_577) }))).status).toBe(
      413,
    );
    const batch = client.batch([{ url: endpoint.url() }, { url: "nowhere/at/all" }]);
    expect((await refusal(batch)).status).toBe(400);
    await server.idle();
    expect(endpoint.received).toEqual([]);
  });

  it("carries bytes that are not text unharmed", async () => {
    const { messageId } = await client.publish({
      url: "http://x.test",
      delay: 60,
      body: new Blob([Buffer.from([255, 0, 1])]),
    });
    expect(await client.messages.get(messageId)).toMatchObject({
      bodyBase64: Buffer.from([255, 0, 1]).toString("base64"),
    });
  });

  it("hides what the publisher wants hidden, but delivers it", async () => {
    const { messageId } = await client.publish({
      url: endpoint.url(),
      body: "secret",
      headers: { authorization: "Bearer secret", other: "plain" },
      redact: { body: true, header: ["Authorization"] },
      delay: 1,
    });
    const shown = JSON.stringify(await client.messages.get(messageId));
    expect(shown).not.toContain("secret");
    expect(shown).toContain("plain");
    const [got] = await endpoint.got(1);
    expect(got).toMatchObject({ body: "secret", headers: { authorization: "Bearer secret" } });
  });
});

describe("who may publish", () => {
  it("nobody without the token", async () => {
    const stranger = clientOf({ ...server, token: "wrong" }, "http");
    expect(await refusal(stranger.publish({ url: endpoint.url() }))).toMatchObject({ status: 401 });
    const answer = await fetch(`${server.url}/v2/publish/${endpoint.url()}`, { method: "POST" });
    expect([answer.status, await answer.json()]).toEqual([401, { error: "unauthorized: invalid token" }]);
    expect(endpoint.received).toEqual([]);
  });
});

describe("signatures", () => {
  const delivered = async () => {
    await clientOf(server).publishJSON({ url: endpoint.url("/s?x=1"), body: { a: "ä" } });
    const [got] = await endpoint.got(1);
    return {
      signature: String(got?.headers["upstash-signature"]),
      body: got?.body ?? "",
      url: endpoint.url("/s?x=1"),
    };
  };

  it("are accepted by the official receiver with the current key, and with it as the next one after a rotation", async () => {
    const request = await delivered();
    expect(await testReceiver().verify(request)).toBe(true);
    expect(await testReceiver({ current: "sig_other", next: server.keys.current }).verify(request)).toBe(
      true,
    );
  });

  it("are refused for another address, another body or other keys", async () => {
    const request = await delivered();
    await expect(testReceiver().verify({ ...request, url: endpoint.url("/s") })).rejects.toThrow(
      "invalid subject",
    );
    await expect(testReceiver().verify({ ...request, body: "{}" })).rejects.toThrow("body hash");
    await expect(testReceiver({ current: "sig_x", next: "sig_y" }).verify(request)).rejects.toThrow(
      "signature",
    );
  });

  it("are stale after five minutes", async () => {
    await server.stop();
    server = await startTestQStash({ now: () => Date.now() - 301_000 });
    const onlyCurrent = testReceiver({ current: server.keys.current, next: server.keys.current });
    await expect(onlyCurrent.verify(await delivered())).rejects.toThrow('"exp" claim timestamp check failed');
  });

  it("rotate: the next key signs, and a new one follows it", async () => {
    const call = (path: string, method: string) =>
      fetch(`${server.url}${path}`, { method, headers: { authorization: `Bearer ${server.token}` } }).then(
        (answer) => answer.json() as Promise<{ current: string; next: string }>,
      );
    const before = await call("/v2/keys", "GET");
    const after = await call("/v2/keys/rotate", "POST");
    expect(after.current).toBe(before.next);
    expect(await testReceiver({ current: after.current, next: after.next }).verify(await delivered())).toBe(
      true,
    );
  });
});

describe("when the store fails", () => {
  it("the publisher hears of it, and the id may be used again", async () => {
    await server.stop();
    let isBroken = true;
    const inner = memoryStore();
    const store = {
      ...inner,
      write: (...args: Parameters<typeof inner.write>) =>
        isBroken ? Promise.reject(new Error("disk full")) : inner.write(...args),
    };
    server = await startTestQStash({ store });
    const client = clientOf(server);
    const request = { url: endpoint.url(), deduplicationId: "d" };
    expect(await refusal(client.publish(request))).toMatchObject({ status: 500 });
    isBroken = false;
    expect((await client.publish(request)).deduplicated).toBeUndefined();
  });
});
