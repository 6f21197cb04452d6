import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Client } from "@upstash/qstash";
import type { QStashServer } from "./start";
import { clientOf, startEndpoint, startTestQStash, type Endpoint } from "./testing";

let server: QStashServer;
let client: Client;
let endpoint: Endpoint;

beforeEach(async () => {
  [server, endpoint] = await Promise.all([
    startTestQStash({ capacity: 8 }),
    startEndpoint(() => ({ afterMs: 15 })),
  ]);
  client = clientOf(server);
});
afterEach(async () => {
  await server.stop();
  await endpoint.close();
});

const times = <T>(count: number, one: (n: number) => T) => Array.from({ length: count }, (_, n) => one(n));

describe("flow control", () => {
  it("never has more under way than the parallelism of a key, and delivers them all", async () => {
    const flowControl = { key: "llm:groq", parallelism: 2 };
    await Promise.all(times(12, () => client.publish({ url: endpoint.url(), flowControl })));
    expect(await client.flowControl.get("llm:groq")).toMatchObject({
      parallelismMax: 2,
      parallelismCount: 2,
      waitListSize: 10,
    });
    await endpoint.got(12);
    expect(endpoint.open.most).toBe(2);
  });

  it("starts no more in a period than the rate allows", async () => {
    const flowControl = { key: "k", rate: 3, period: "1s" as const };
    await Promise.all(times(7, () => client.publish({ url: endpoint.url(), flowControl })));
    const got = await endpoint.got(7);
    const start = got[0]?.at ?? 0;
    const perSecond = [0, 1, 2].map(
      (second) => got.filter(({ at }) => Math.floor((at - start + 25) / 1_000) === second).length,
    );
    expect(perSecond).toEqual([3, 3, 1]);
  });

  it("keeps each key to itself and lets the others pass", async () => {
    const slow = { key: "slow", rate: 1, period: "1h" as const };
    await Promise.all(times(3, () => client.publish({ url: endpoint.url("/slow"), flowControl: slow })));
    await client.publish({ url: endpoint.url("/free") });
    await client.publish({ url: endpoint.url("/other"), flowControl: { key: "other", parallelism: 1 } });
    await endpoint.got(1, "/free");
    await endpoint.got(1, "/other");
    expect(endpoint.received.filter(({ url }) => url === "/slow")).toHaveLength(1);
  });

  it("releases what waits when the rate is reset", async () => {
    const flowControl = { key: "k", rate: 1, period: "1h" as const };
    await Promise.all(times(2, () => client.publish({ url: endpoint.url(), flowControl })));
    await endpoint.got(1);
    await client.flowControl.resetRate("k");
    await endpoint.got(2);
    expect(await client.flowControl.get("k")).toMatchObject({ rateMax: 1, rateCount: 1, ratePeriod: 3_600 });
  });

  it("pauses and resumes a key", async () => {
    await client.flowControl.pause("k");
    await client.publish({ url: endpoint.url(), flowControl: { key: "k", parallelism: 5 } });
    await server.idle();
    expect(await client.flowControl.get("k")).toMatchObject({ isPaused: true, waitListSize: 1 });
    expect(endpoint.received).toEqual([]);
    await client.flowControl.resume("k");
    await endpoint.got(1);
    expect(await client.flowControl.get("k")).toMatchObject({ isPaused: false });
  });

  it("pins limits against what messages ask for, until unpinned one by one", async () => {
    const publish = () =>
      client.publish({
        url: endpoint.url(),
        flowControl: { key: "k", parallelism: 5, rate: 10, period: "1m" },
      });
    await client.flowControl.pin("k", { parallelism: 1, rate: 20, period: 120 });
    await Promise.all(times(4, publish));
    const pinned = {
      isPinnedParallelism: true,
      isPinnedRate: true,
      parallelismMax: 1,
      rateMax: 20,
      ratePeriod: 120,
    };
    expect(await client.flowControl.get("k")).toMatchObject(pinned);
    await endpoint.got(4);
    expect(endpoint.open.most).toBe(1);
    await client.flowControl.unpin("k", { parallelism: true });
    await publish();
    expect(await client.flowControl.get("k")).toMatchObject({
      isPinnedParallelism: false,
      isPinnedRate: true,
      parallelismMax: 5,
      rateMax: 20,
    });
  });

  it("stays below the capacity of the whole queue, and says what that is", async () => {
    await Promise.all(times(40, () => client.publish({ url: endpoint.url() })));
    expect(await client.flowControl.getGlobalParallelism()).toEqual({
      parallelismMax: 8,
      parallelismCount: 8,
    });
    await endpoint.got(40);
    expect(endpoint.open.most).toBe(8);
  });

  it("gives lanes turns: a flood under one key does not hold up another", async () => {
    await Promise.all(
      times(80, () =>
        client.publish({ url: endpoint.url("/flood"), flowControl: { key: "flood", parallelism: 50 } }),
      ),
    );
    await client.publish({ url: endpoint.url("/one"), flowControl: { key: "one", parallelism: 50 } });
    await endpoint.got(1, "/one");
    expect(endpoint.received.filter(({ url }) => url === "/flood").length).toBeLessThan(40);
  });
});

describe("queues", () => {
  it("deliver in order, one at a time, and a retry keeps its place", async () => {
    await endpoint.close();
    endpoint = await startEndpoint(({ body }, earlier) => ({
      status: body === "1" && earlier.filter((one) => one.body === "1").length < 2 ? 500 : 200,
      afterMs: 5,
    }));
    const queue = client.queue({ queueName: "line" });
    for (const n of times(4, (at) => at))
      await queue.enqueueJSON({ url: endpoint.url(), body: n, retryDelay: "20" });
    await endpoint.got(6);
    expect(endpoint.received.map(({ body }) => body).join("")).toBe("011123");
    expect(endpoint.open.most).toBe(1);
    await server.idle();
    expect(await queue.get()).toMatchObject({ name: "line", parallelism: 1, paused: false, lag: 0 });
  });

  it("can be created, paused, resumed, listed and deleted", async () => {
    const queue = client.queue({ queueName: "q" });
    await queue.upsert({ parallelism: 3, paused: true });
    await queue.enqueue({ url: endpoint.url() });
    await server.idle();
    expect(await queue.get()).toMatchObject({ parallelism: 3, paused: true, lag: 1 });
    expect(endpoint.received).toEqual([]);
    await queue.resume();
    await endpoint.got(1);
    expect((await client.queue().list()).map(({ name }) => name)).toEqual(["q"]);
    await queue.delete();
    expect(await client.queue().list()).toEqual([]);
  });

  it("deleted while paused, let go of what waits in them and begin anew", async () => {
    const queue = client.queue({ queueName: "q" });
    await queue.upsert({ parallelism: 3, paused: true });
    await queue.enqueue({ url: endpoint.url("/waiting") });
    await queue.delete();
    await endpoint.got(1, "/waiting");
    await queue.enqueue({ url: endpoint.url("/new") });
    await endpoint.got(1, "/new");
    expect(await queue.get()).toMatchObject({ parallelism: 1, paused: false });
  });
});
