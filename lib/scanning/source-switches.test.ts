import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { findSource } from "@/db/queries/source-steps";
import { auditLogs, outbox, trendSources, scans } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { changeSource } from "./change-source";
import { listAllSources } from "./list-sources";
import { planScan } from "./plan-scan";
import { scanNow } from "./scan-now";

let open: OpenDatabase;
let ctx: Ctx;
const published: string[] = [];

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  usePublisher(async (step) => {
    published.push(step.step);
  });
});
beforeEach(async () => {
  await emptyTables(open.db);
  published.length = 0;
  ctx = {
    actor: { kind: "person", id: "ada", name: "Ada", role: "admin" },
    db: open.db,
    clock: fixedClock("2026-03-02T10:00:00Z"),
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test" }),
  };
});
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});

const audited = async () =>
  (await open.db.select().from(auditLogs)).map((row) => [row.action, row.entityId, row.details]);

test("a new database has all seven sources, on and not scanned yet", async () => {
  const sources = await listAllSources({ ctx });
  expect(sources).toHaveLength(7);
  expect(sources.every((source) => source.enabled && source.lastScan === null)).toBe(true);
});

test("each change of a source has its own audit row; what stays the same has none", async () => {
  const { changed } = await changeSource({
    ctx,
    input: { source: "reddit", enabled: true, mode: "live", intervalMinutes: 120 },
  });
  expect(changed).toEqual(["mode", "intervalMinutes"]);
  expect(await audited()).toEqual([
    ["source.mode", "reddit", { from: "sample", to: "live" }],
    ["source.interval", "reddit", { from: 60, to: 120 }],
  ]);
  const source = await findSource(open.db, "reddit");
  expect(source).toMatchObject({ scanIntervalMinutes: 120, config: { mode: "live" }, state: "stale" });
  expect(source?.stateWhy).toContain("Ada");
});

test("a source that is switched off says who did it and since when, and is not scanned", async () => {
  await changeSource({ ctx, input: { source: "reddit", enabled: false } });
  expect(await findSource(open.db, "reddit")).toMatchObject({
    enabled: false,
    state: "off",
    stateWhy: "Switched off by Ada.",
    stateSince: ctx.clock.now(),
  });
  await expect(scanNow({ ctx, input: { source: "reddit" } })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await open.db.select().from(scans)).toEqual([]);
});

test("putting robots rules aside is audited, ends a wait, and says nothing about a source that is off", async () => {
  await listAllSources({ ctx });
  await open.db.update(trendSources).set({ nextTryAt: new Date("2026-03-02T12:00:00Z") });
  await changeSource({ ctx, input: { source: "reddit", mode: "live", robots: "ignore" } });
  expect(await audited()).toContainEqual(["source.robots", "reddit", { from: "respect", to: "ignore" }]);
  expect(await findSource(open.db, "reddit")).toMatchObject({
    config: { mode: "live", robots: "ignore" },
    nextTryAt: null,
  });
  await changeSource({ ctx, input: { source: "reddit", enabled: false } });
  await changeSource({ ctx, input: { source: "reddit", robots: "respect" } });
  expect(await findSource(open.db, "reddit")).toMatchObject({
    state: "off",
    stateWhy: "Switched off by Ada.",
    config: { robots: "respect" },
  });
});

test.each([1, 59, 90.5, 7 * 24 * 60 + 1])(
  "an interval of %d minutes is refused, and nothing is written",
  async (minutes) => {
    const change = changeSource({
      ctx,
      input: { source: "reddit", enabled: false, intervalMinutes: minutes },
    });
    await expect(change).rejects.toMatchObject({ code: "BAD_REQUEST" });
    expect((await findSource(open.db, "reddit"))?.enabled).toBe(true);
    expect(await audited()).toEqual([]);
  },
);

test("an interval below the source's own pace stays as long as nobody changes it", async () => {
  await open.db.insert(trendSources).values({ name: "tiktok", sourceType: "json", scanIntervalMinutes: 60 });
  const { changed } = await changeSource({
    ctx,
    input: { source: "tiktok", enabled: true, mode: "live", intervalMinutes: 60 },
  });
  expect(changed).toEqual(["mode"]);
});

test("a person's scan is planned, published and audited once; the schedule's is not an act", async () => {
  await scanNow({ ctx, input: { source: "pinterest" } });
  await expect(scanNow({ ctx, input: { source: "pinterest" } })).rejects.toThrow("being scanned already");
  expect(published).toEqual(["scan-source"]);
  expect(await open.db.select().from(outbox)).toHaveLength(1);
  expect((await audited()).map(([action, id]) => [action, id])).toEqual([["source.scan", "pinterest"]]);

  await planScan({ ctx: { ...ctx, actor: SCHEDULE }, input: {} });
  expect(published).toHaveLength(7);
  expect(await audited()).toHaveLength(1);
});
