import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Client } from "@upstash/qstash";
import { MINUTE_MS } from "@/lib/core/clock";
import type { QStashServer } from "./start";
import { clientOf, startEndpoint, startTestQStash, type Endpoint } from "./testing";

let server: QStashServer;
let client: Client;
let endpoint: Endpoint;

/** A clock whose next full minute is `ms` away. */
function minuteIn(ms: number): () => number {
  const shift = MINUTE_MS - (Date.now() % MINUTE_MS) - ms;
  return () => Date.now() + shift;
}

beforeEach(async () => {
  [server, endpoint] = await Promise.all([startTestQStash({ now: minuteIn(250) }), startEndpoint()]);
  client = clientOf(server);
});
afterEach(async () => {
  await server.stop();
  await endpoint.close();
});

describe("schedules", () => {
  it("are shown as they were asked for", async () => {
    const { scheduleId } = await client.schedules.create({
      destination: "https://oz.requestcatcher.com/",
      body: JSON.stringify({ hello: "world" }),
      headers: { "test-header": "test-value", "Upstash-Forward-bypass-tunnel-reminder": "client-test" },
      method: "GET",
      callback: "https://example.com",
      failureCallback: "https://example.com/failure",
      delay: 10,
      retries: 5,
      queueName: "scheduleQueue",
      cron: "*/10 * * * * ",
      label: "hourly",
    });
    const schedule = await client.schedules.get(scheduleId);
    expect(schedule).toMatchObject({
      cron: "*/10 * * * *",
      destination: "https://oz.requestcatcher.com/",
      method: "GET",
      body: '{"hello":"world"}',
      retries: 5,
      delay: 10,
      callback: "https://example.com",
      failureCallback: "https://example.com/failure",
      queueName: "scheduleQueue",
      isPaused: false,
      label: "hourly",
    });
    expect(schedule.header).toEqual({
      "Bypass-Tunnel-Reminder": ["client-test"],
      "Content-Type": ["application/json"],
      "Test-Header": ["test-value"],
    });
    expect((schedule.nextScheduleTime ?? 0) % (10 * MINUTE_MS)).toBe(0);
  });

  it("publish their message at their time, and remember that they did", async () => {
    const { scheduleId } = await client.schedules.create({
      destination: endpoint.url("/tick"),
      cron: "* * * * *",
      body: "tick",
      headers: { "x-from": "schedule" },
    });
    const [got] = await endpoint.got(1);
    expect(got).toMatchObject({ method: "POST", url: "/tick", body: "tick" });
    expect(got?.headers).toMatchObject({ "upstash-schedule-id": scheduleId, "x-from": "schedule" });
    await server.idle();
    const schedule = await client.schedules.get(scheduleId);
    expect((schedule.lastScheduleTime ?? 0) % MINUTE_MS).toBeLessThan(1_000);
    expect(schedule.nextScheduleTime).toBeGreaterThan(schedule.lastScheduleTime ?? Infinity);
    expect(Object.values(schedule.lastScheduleStates ?? {})).toEqual(["SUCCESS"]);
  });

  it("stay silent while paused and when deleted, and speak again when resumed", async () => {
    const create = (path: string) =>
      client.schedules.create({ destination: endpoint.url(path), cron: "* * * * *" });
    const [paused, deleted, resumed] = [
      await create("/paused"),
      await create("/deleted"),
      await create("/resumed"),
    ];
    await client.schedules.pause({ schedule: paused.scheduleId });
    await client.schedules.pause({ schedule: resumed.scheduleId });
    expect((await client.schedules.get(resumed.scheduleId)).isPaused).toBe(true);
    await client.schedules.resume({ schedule: resumed.scheduleId });
    await client.schedules.delete(deleted.scheduleId);
    expect((await client.schedules.list()).map(({ scheduleId, isPaused }) => [scheduleId, isPaused])).toEqual(
      [
        [paused.scheduleId, true],
        [resumed.scheduleId, false],
      ],
    );
    await endpoint.got(1);
    await server.idle();
    expect(endpoint.received.map(({ url }) => url)).toEqual(["/resumed"]);
  });

  it("with the same id replace each other", async () => {
    const create = (destination: string, body?: string) =>
      client.schedules.create({
        destination,
        cron: "*/5 * * * *",
        scheduleId: "mine",
        ...(body ? { body } : {}),
      });
    await create("https://www.initial.com", "my-payload");
    await create("https://www.updated.com");
    const schedules = await client.schedules.list();
    expect(schedules.map(({ scheduleId, destination, body }) => [scheduleId, destination, body])).toEqual([
      ["mine", "https://www.updated.com", undefined],
    ]);
  });

  it.each([
    ["a wrong cron", { destination: "https://x.test", cron: "every day" }, "invalid cron"],
    [
      "a wrong id",
      { destination: "https://x.test", cron: "* * * * *", scheduleId: "a b" },
      "invalid schedule id",
    ],
    ["a wrong destination", { destination: "x.test/y", cron: "* * * * *" }, "invalid destination url"],
  ])("with %s are refused", async (_, request, sentence) => {
    await expect(client.schedules.create(request)).rejects.toThrow(sentence);
    expect(await client.schedules.list()).toEqual([]);
  });

  it("that nobody made are not found", async () => {
    await expect(client.schedules.get("none")).rejects.toMatchObject({ status: 404 });
    await expect(client.schedules.pause({ schedule: "none" })).rejects.toMatchObject({ status: 404 });
  });
});

describe("an idle queue", () => {
  it("starts a message at once: woken, not polled", async () => {
    const waits: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      await server.idle();
      const before = Date.now();
      await client.publish({ url: endpoint.url() });
      const got = await endpoint.got(n + 1);
      waits.push((got[n]?.at ?? Infinity) - before);
    }
    // The median: a busy machine may hold up some of them.
    expect(waits.toSorted((a, b) => a - b)[10]).toBeLessThan(50);
  });
});
