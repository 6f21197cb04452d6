import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { DAY_MS, fixedClock, HOUR_MS } from "@/lib/core/clock";
import type { Origin } from "@/lib/core/words";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { redis } from "@/lib/platform/redis/redis";
import type { OpenDatabase } from "@/db/client";
import { modelCalls, scans, sightings } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { prune } from "./prune";
import { startOf, thinSightings } from "./thin-sightings";

/** A Wednesday, at no round hour. */
const NOW = new Date("2026-07-15T13:25:00Z");
let open: OpenDatabase;
let ctx: Ctx;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  await redis().del("retention:thinned-until:day", "retention:thinned-until:week");
  ctx = {
    actor: SCHEDULE,
    db: open.db,
    clock: fixedClock(NOW),
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test" }),
  };
});
afterAll(() => open.close());

type Seen = { origin: Origin; externalId: string; seenAt: Date };

async function write(rows: readonly Seen[]): Promise<void> {
  await open.db.insert(sightings).values(
    rows.map(({ origin, externalId, seenAt }) => ({
      origin,
      externalId,
      seenAt,
      kind: "product" as const,
      title: "Lamp",
      mode: "live" as const,
      detail: { kind: "product" as const, externalId, title: "Lamp", seenAt: seenAt.toISOString() },
    })),
  );
}

const nameOf = ({ origin, externalId, seenAt }: Seen) => `${origin} ${externalId} ${seenAt.toISOString()}`;
const standing = async () => (await open.db.select().from(sightings)).map(nameOf).toSorted();

/** Runs the task until nothing is left to thin. */
async function thinAll(daily: Date, weekly: Date): Promise<number> {
  let removed = 0;
  for (;;) {
    const run = await thinSightings({ ctx, input: { daily, weekly } });
    removed += run.removed;
    if (run.done) return removed;
  }
}

/** What must be left, said the slow way: the newest of each thing in each span that is over. */
function kept(rows: readonly Seen[], daily: Date, weekly: Date): string[] {
  const ends = { week: startOf("week", weekly), day: startOf("day", daily) };
  const newest = new Map<string, Seen>();
  for (const row of rows) {
    const grain = row.seenAt < ends.week ? "week" : row.seenAt < ends.day ? "day" : null;
    const span = grain === null ? row.seenAt : startOf(grain, row.seenAt);
    const group = `${row.origin} ${row.externalId} ${grain} ${span.toISOString()}`;
    const before = newest.get(group);
    if (!before || before.seenAt < row.seenAt) newest.set(group, row);
  }
  return [...newest.values()].map(nameOf).toSorted();
}

describe("thinning sightings", () => {
  test("keeps exactly the last of a day after 30 days and of a week after 180, of each thing at each origin", async () => {
    const seen = fc.record({
      origin: fc.constantFrom("reddit" as const, "tiktok" as const),
      externalId: fc.constantFrom("a", "b"),
      hoursAgo: fc.integer({ min: 0, max: 240 * 24 }),
    });
    const [daily, weekly] = [new Date(NOW.getTime() - 30 * DAY_MS), new Date(NOW.getTime() - 180 * DAY_MS)];
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(seen, { minLength: 1, maxLength: 60, selector: (row) => JSON.stringify(row) }),
        async (drawn) => {
          await emptyTables(open.db);
          await redis().del("retention:thinned-until:day", "retention:thinned-until:week");
          const rows = drawn.map(({ hoursAgo, ...row }) => ({
            ...row,
            seenAt: new Date(NOW.getTime() - hoursAgo * HOUR_MS),
          }));
          await write(rows);
          const removed = await thinAll(daily, weekly);
          expect(await standing()).toEqual(kept(rows, daily, weekly));
          expect(removed).toBe(rows.length - (await standing()).length);
          expect(await thinAll(daily, weekly)).toBe(0);
        },
      ),
      { numRuns: 25 },
    );
  });

  test("a day that is not over at the bound is left alone until it is", async () => {
    const hourly = Array.from({ length: 48 }, (_, hour) => ({
      origin: "reddit" as const,
      externalId: "a",
      seenAt: new Date(Date.parse("2026-06-14T00:00:00Z") + hour * HOUR_MS),
    }));
    await write(hourly);
    const weekly = new Date("2026-01-01T00:00:00Z");
    await thinAll(new Date("2026-06-15T13:25:00Z"), weekly);
    expect(await standing()).toEqual(hourly.slice(23).map(nameOf));
    await thinAll(new Date("2026-06-16T00:00:00Z"), weekly);
    expect(await standing()).toEqual([hourly[23], hourly[47]].map((row) => row && nameOf(row)));
  });

  test("goes on where it stopped, a bounded part at a time", async () => {
    const days = Array.from({ length: 25 }, (_, day) => day);
    const rows = days.flatMap((day) =>
      [1, 2].map((hour) => ({
        origin: "reddit" as const,
        externalId: "a",
        seenAt: new Date(Date.parse("2026-05-01T00:00:00Z") + day * DAY_MS + hour * HOUR_MS),
      })),
    );
    await write(rows);
    const bounds = { daily: new Date("2026-06-15T00:00:00Z"), weekly: new Date("2026-01-01T00:00:00Z") };
    const runs = [];
    for (let run = 0; run < 5; run += 1) runs.push(await thinSightings({ ctx, input: bounds }));
    expect(runs.map(({ removed }) => removed)).toEqual([10, 10, 5, 0, 0]);
    expect(runs.map(({ done }) => done)).toEqual([false, false, false, false, true]);
  });
});

test("pages that were not understood are forgotten after 14 days, what went to models after 90, the figures never", async () => {
  const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);
  await open.db.insert(scans).values(
    [13, 15].map((days) => ({
      source: "reddit" as const,
      plannedFor: ago(days),
      finishedAt: ago(days),
      status: "DONE" as const,
      snippet: `${days}`,
    })),
  );
  await open.db.insert(modelCalls).values(
    [89, 91, 92].map((days) => ({
      purpose: "run-agent",
      provider: "groq",
      model: "m",
      status: "SETTLED" as const,
      reservedUsd: "0.1",
      settledUsd: "0.05",
      request: days === 92 ? null : { days },
      response: { days },
      createdAt: ago(days),
    })),
  );
  expect(await prune({ ctx })).toMatchObject({ snippets: 1, bodies: 2 });
  const left = await open.db.select().from(scans);
  expect(new Set(left.map(({ snippet }) => snippet))).toEqual(new Set(["13", null]));
  const calls = await open.db.select().from(modelCalls);
  expect(calls.filter(({ request, response }) => request !== null || response !== null)).toHaveLength(1);
  expect(calls.every(({ settledUsd }) => settledUsd === "0.050000")).toBe(true);
  expect(await prune({ ctx })).toMatchObject({ snippets: 0, bodies: 0 });
});
