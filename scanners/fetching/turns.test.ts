import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { TransientError } from "@/lib/core/errors";
import { embeddedRedis, redisOver } from "@/lib/platform/redis/redis";
import { deadlineIn } from "./options";
import { failureOf } from "./testing";
import { inTurn } from "./turns";

const to = (over: Partial<Parameters<typeof inTurn>[0]> = {}) => ({
  host: `${Math.random().toString(36)}.example`,
  spacingMs: 0,
  deadline: deadlineIn(5_000),
  redis: embeddedRedis(),
  ...over,
});

test("another process that has the host is waited for, and so is its pause", async () => {
  const here = to();
  // What another process writes while it asks, and leaves behind for its pause.
  await here.redis.set(`source-turn:${here.host}`, "of another process", { px: 200 });
  const began = performance.now();
  await inTurn({ ...here, spacingMs: 300 }, async () => "mine");
  expect(performance.now() - began).toBeGreaterThanOrEqual(195);
  const left = await here.redis.pttl(`source-turn:${here.host}`);
  expect(left).toBeGreaterThan(150);
  expect(left).toBeLessThanOrEqual(300);
});

test("who would have to wait beyond the deadline is told at once, and the next one goes on after the first", async () => {
  const here = to();
  const order: string[] = [];
  const first = inTurn(here, async () => {
    await sleep(150);
    order.push("first");
  });
  const began = performance.now();
  const late = failureOf(inTurn({ ...here, deadline: deadlineIn(30) }, async () => order.push("late")));
  const third = inTurn(here, async () => order.push("third"));
  expect(await late).toBeInstanceOf(TransientError);
  expect(performance.now() - began).toBeLessThan(120);
  await Promise.all([first, third]);
  expect(order).toEqual(["first", "third"]);
});

test("a Redis that is down costs politeness between processes, not the scan", async () => {
  const down = redisOver({ request: () => Promise.reject(new Error("down")) });
  const here = to({ redis: down });
  expect(await Promise.all([inTurn(here, async () => 1), inTurn(here, async () => 2)])).toEqual([1, 2]);
});

test("work that throws gives its turn on", async () => {
  const here = to();
  expect(await failureOf(inTurn(here, () => Promise.reject(new TransientError("x"))))).toBeDefined();
  expect(await inTurn(here, async () => "next")).toBe("next");
});
