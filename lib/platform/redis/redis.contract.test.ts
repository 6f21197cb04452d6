import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "@upstash/redis";
import { Redis as IoRedis } from "ioredis";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { changeAtomically, COMPARE_AND_SET } from "./compare-and-set";
import { EmbeddedStore } from "./embedded-store";
import { embeddedRedis, redisOver } from "./redis";
import { requesterOver } from "./requester";

const url = inject("redisUrl");
const prefix = `contract:${process.pid}:${Date.now()}:`;
const key = (name: string) => `${prefix}${name}`;
const KEYS = ["text", "lock", "count", "a", "b", "shared"].map(key);

let server: IoRedis | undefined;
const stores: { name: string; there: boolean; open: () => Redis }[] = [
  { name: "the embedded store", there: true, open: () => embeddedRedis() },
  {
    name: "a real Redis",
    there: url !== null,
    open: () => {
      const client = new IoRedis(url ?? "");
      server = client;
      return redisOver(requesterOver(([name, ...args]) => client.call(String(name), args.map(String))));
    },
  },
];

describe.each(stores)("the official client over $name", ({ there, open }) => {
  let redis: Redis;
  beforeAll(() => {
    if (there) redis = open();
  });
  afterAll(async () => {
    if (there) await redis.del(...KEYS);
    server?.disconnect();
    server = undefined;
  });

  it.skipIf(!there)("keeps texts as they were written, digits too", async () => {
    expect(await redis.set(key("text"), "0123")).toBe("OK");
    expect(await redis.get(key("text"))).toBe("0123");
    expect(await redis.get(key("nothing"))).toBeNull();
    expect(await redis.mget(key("text"), key("nothing"))).toEqual(["0123", null]);
    expect(await redis.exists(key("text"), key("nothing"), key("text"))).toBe(2);
    expect(await redis.del(key("text"), key("nothing"))).toBe(1);
  });

  it.skipIf(!there)("gives a lock to one, for as long as it says", async () => {
    expect(await redis.set(key("lock"), "one", { nx: true, px: 60 })).toBe("OK");
    expect(await redis.set(key("lock"), "two", { nx: true, ex: 10 })).toBeNull();
    expect(await redis.pttl(key("lock"))).toBeGreaterThan(0);
    await sleep(80);
    expect(await redis.get(key("lock"))).toBeNull();
    expect(await redis.set(key("lock"), "three", { xx: true })).toBeNull();
    expect(await redis.set(key("lock"), "two", { nx: true, ex: 10 })).toBe("OK");
    expect(await redis.ttl(key("lock"))).toBe(10);
    expect(await redis.set(key("lock"), "four", { keepTtl: true })).toBe("OK");
    expect(await redis.ttl(key("lock"))).toBe(10);
    expect(await redis.set(key("lock"), "five")).toBe("OK");
    expect(await redis.ttl(key("lock"))).toBe(-1);
  });

  it.skipIf(!there)("counts, and keeps a lifetime while counting", async () => {
    expect(await redis.incr(key("count"))).toBe(1);
    expect(await redis.incrby(key("count"), 41)).toBe(42);
    expect(await redis.expire(key("count"), 100)).toBe(1);
    expect(await redis.incrby(key("count"), -2)).toBe(40);
    expect(await redis.ttl(key("count"))).toBe(100);
    expect(await redis.pexpire(key("count"), 1)).toBe(1);
    await sleep(10);
    expect(await redis.ttl(key("count"))).toBe(-2);
    expect(await redis.expire(key("nothing"), 10)).toBe(0);
    expect(await redis.incr(key("count"))).toBe(1);
    expect(await redis.expire(key("count"), -1)).toBe(1);
    expect(await redis.exists(key("count"))).toBe(0);
  });

  it.skipIf(!there)("writes only over what was read, digits too", async () => {
    const set = (held: string, next: string) =>
      redis.eval(COMPARE_AND_SET, [key("shared")], [held, next, "5000"]);
    expect(await set("1", "2")).toBe(0);
    expect(await set("", "01")).toBe(1);
    expect(await set("", "02")).toBe(0);
    expect(await set("1", "02")).toBe(0);
    expect(await set("01", "02")).toBe(1);
    expect(await redis.get(key("shared"))).toBe("02");
    expect(await redis.pttl(key("shared"))).toBeGreaterThan(4_000);
    await redis.del(key("shared"));
  });

  it.skipIf(!there)("loses no change of many at once", async () => {
    const add = () =>
      changeAtomically({
        redis,
        key: key("shared"),
        keepMs: 5_000,
        change: (held) => ({ next: String(Number(held ?? 0) + 1), said: held }),
      });
    const seen = await Promise.all(Array.from({ length: 40 }, add));
    expect(await redis.get(key("shared"))).toBe("40");
    expect(new Set(seen).size).toBe(40);
  });

  it.skipIf(!there)("refuses in the same words", async () => {
    await redis.set(key("text"), "words");
    await expect(redis.incr(key("text"))).rejects.toThrow("ERR value is not an integer or out of range");
    await expect(redis.set(key("text"), "x", { ex: -1 })).rejects.toThrow(/invalid expire time/);
    expect(await redis.get(key("text"))).toBe("words");
  });

  it.skipIf(!there)("runs a pipeline and a transaction in order", async () => {
    expect(await redis.pipeline().set(key("a"), "1").incr(key("a")).get(key("a")).exec()).toEqual([
      "OK",
      2,
      "2",
    ]);
    expect(await redis.multi().incr(key("a")).pexpire(key("a"), 1_000).exec()).toEqual([3, 1]);
    await expect(redis.pipeline().set(key("b"), "x").incr(key("b")).exec()).rejects.toThrow(/not an integer/);
    // Sent at once, they travel as one pipeline.
    expect(await Promise.all([redis.incr(key("a")), redis.incr(key("a"))])).toEqual([4, 5]);
  });
});

describe("the embedded store", () => {
  it("says which command it does not have", () => {
    expect(() => new EmbeddedStore().run(["EVAL", "return 1", "0"])).toThrow(/unknown command 'EVAL'/);
  });

  it("throws out what has expired, asked for or not", () => {
    let now = 0;
    const store = new EmbeddedStore(() => now);
    for (let n = 0; n < 900; n += 1) store.run(["SET", `k${n}`, "v", "PX", "10"]);
    now = 1_000;
    for (let n = 0; n < 100; n += 1) store.run(["SET", `new${n}`, "v"]);
    expect(store.size).toBe(100);
  });
});
