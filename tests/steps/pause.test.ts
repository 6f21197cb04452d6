import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import { CRON_TASKS } from "@/lib/core/words";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { askAnalysis } from "@/lib/analysis/ask-analysis";
import { firstRound } from "@/lib/boot/first-round";
import { planRound } from "@/lib/discovery/plan-round";
import { runTask } from "@/lib/health/run-task";
import { sweep } from "@/lib/health/sweep";
import { useMarketplaces, type MarketplaceAdapter } from "@/lib/posting/marketplace";
import { useFetch } from "@/lib/scanning/collect-pages";
import { planScan } from "@/lib/scanning/plan-scan";
import { scanNow } from "@/lib/scanning/scan-now";
import { SOURCE_ROWS } from "@/lib/scanning/source-settings";
import { drain } from "@/lib/steps/drain";
import { executeStep } from "@/lib/steps/execute";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { insertOutbox, type DueStep } from "@/db/queries/outbox";
import {
  agentReports,
  analysisRuns,
  auditLogs,
  discoveryQueries,
  outbox,
  platformListings,
  postingAttempts,
  products,
  scans,
  taskRuns,
  trendSources,
  users,
} from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { samplePages } from "@/scanners/world";
import { readPause } from "@/lib/settings/read-pause";
import { switchPause } from "@/lib/settings/switch-pause";

let open: OpenDatabase;
let clock: ReturnType<typeof fixedClock>;
let sent: DueStep[];
const START = "2026-03-02T10:00:00.000Z";
const ADA: Ctx["actor"] = { kind: "person", id: "ada", name: "Ada", role: "admin" };

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  clock = fixedClock(START);
  sent = [];
  usePublisher(async (step) => {
    sent.push(step);
  });
  await open.db
    .insert(trendSources)
    .values(SOURCE_ROWS.map((row) => ({ ...row, enabled: row.name === "reddit" })));
});
afterAll(async () => {
  usePublisher(undefined);
  useMarketplaces({});
  useFetch(undefined);
  await open.close();
});

const ctxOf = (settings: Record<string, string> = {}, actor: Ctx["actor"] = SCHEDULE): Ctx => ({
  actor,
  db: open.db,
  clock,
  requestId: "req_test",
  env: parseEnv({ NODE_ENV: "test", ...settings }),
});
const pause = (paused: boolean) => switchPause({ ctx: ctxOf({}, ADA), input: { paused } });
const deliver = (step: DueStep, ctx = ctxOf()) =>
  executeStep({ ctx, step: step.step, body: { ...step.payload, outboxId: step.id } });
const last = (): DueStep => {
  const step = sent.at(-1);
  if (!step) throw new Error("Nothing was published.");
  return step;
};
async function aProduct(set: Partial<typeof products.$inferInsert> = {}): Promise<number> {
  const [row] = await open.db
    .insert(products)
    .values({ title: "Portable blender", ...set })
    .returning();
  return row?.id ?? 0;
}
/** What has begun: claimed, asked, written or sent. */
async function begun() {
  const rows = await Promise.all([
    open.db.select().from(scans),
    open.db.select().from(discoveryQueries),
    open.db.select().from(agentReports),
    open.db.select().from(postingAttempts),
  ]);
  return rows.flat().filter((row) => row.attempt > 0).length;
}

/** A shop that lists what it is sent; `asked` is called while it looks for an earlier listing. */
function shop(asked: () => Promise<unknown> = async () => {}): MarketplaceAdapter & { submits: number } {
  const listed = new Set<string>();
  return {
    id: "ebay",
    submits: 0,
    connected: () => true,
    map: ({ title }) => ({
      draft: { title, description: "", price: "9.99", currency: "USD", imageUrl: null },
    }),
    async submit(_, sku) {
      this.submits += 1;
      listed.add(sku);
    },
    async find(sku) {
      await asked();
      return listed.has(sku) ? { listingId: "1", url: "https://shop.example/1" } : null;
    },
  };
}

/** A posting that is due: approved long ago, with its message. */
async function duePosting(): Promise<DueStep> {
  const approvedAt = new Date(Date.parse(START) - 3_600_000);
  const productId = await aProduct({ status: "APPROVED", approvedAt });
  const [listing] = await open.db
    .insert(platformListings)
    .values({ productId, platform: "ebay" })
    .returning();
  const payload = { listingId: listing?.id ?? 0, market: "ebay" };
  const [step] = await insertOutbox(open.db, clock.now(), [
    { step: "post-listing", payload, dedupeId: "post-listing-1" },
  ]);
  if (!step) throw new Error("No message was written.");
  return step;
}

describe("the switch", () => {
  test("says who threw it and since when, and is audited, once", async () => {
    await open.db.insert(users).values({ id: "ada", name: "Ada", email: "ada@example.com", role: "admin" });
    expect(await readPause({ ctx: ctxOf() })).toBeNull();
    expect(await pause(true)).toEqual({ paused: true, changed: true });
    clock.advance(60_000);
    expect(await pause(true)).toEqual({ paused: true, changed: false });
    expect(await readPause({ ctx: ctxOf() })).toEqual({ by: "Ada", since: new Date(START) });
    await pause(false);
    expect(await readPause({ ctx: ctxOf() })).toBeNull();
    const rows = await open.db.select().from(auditLogs);
    expect(rows.map((row) => [row.action, row.userId, row.details])).toEqual([
      ["setting.change", "ada", { from: false, to: true }],
      ["setting.change", "ada", { from: true, to: false }],
    ]);
  });
});

describe.each([true, false])("with the pause %s", (paused) => {
  beforeEach(async () => {
    if (paused) await pause(true);
  });

  test.each(CRON_TASKS)("the task %s", async (task) => {
    await aProduct();
    await runTask({ ctx: ctxOf(), input: { task } });
    const [row] = await open.db.select().from(taskRuns);
    expect(row?.outcome).toBe(paused && task !== "health" ? "paused" : "done");
    const planned = { scan: "scan-source", discover: "discover-query", analyze: "run-agent" };
    const steps = new Set((await open.db.select().from(outbox)).map((message) => message.step));
    expect([...steps]).toEqual(paused || task === "health" ? [] : [planned[task]]);
  });

  test("a scan by hand", async () => {
    await scanNow({ ctx: ctxOf({}, ADA), input: { source: "reddit" } });
    expect(await deliver(last())).toBe(paused ? "waiting" : "done");
    expect(await begun()).toBe(paused ? 0 : 1);
  });

  test("a question of discovery", async () => {
    await planRound({ ctx: ctxOf() });
    expect(await deliver(last())).toBe(paused ? "waiting" : "done");
    expect(await begun()).toBe(paused ? 0 : 1);
  });

  test("an analysis by hand", async () => {
    await askAnalysis({ ctx: ctxOf({}, ADA), input: { productId: await aProduct() } });
    expect(await deliver(last())).toBe(paused ? "waiting" : "done");
    expect(await begun()).toBe(paused ? 0 : 1);
  });

  test("a posting", async () => {
    const market = shop();
    useMarketplaces({ ebay: market });
    const outcome = await deliver(await duePosting(), ctxOf({ AUTO_POST_ENABLED: "true" }));
    expect(outcome).toBe(paused ? "waiting" : "done");
    expect([market.submits, await begun()]).toEqual(paused ? [0, 0] : [1, 1]);
  });

  test("the sweep of what was lost", async () => {
    await planScan({ ctx: ctxOf(), input: {} });
    clock.advance(3_600_000);
    expect((await sweep({ ctx: ctxOf() })).republished).toBe(paused ? 0 : 1);
  });

  test("the round of the command and of the first start", async () => {
    const round = firstRound({
      ctx: ctxOf(),
      input: {
        products: 1,
        progress: { show: () => {}, end: () => {} },
        pump: () => drain({ ctx: ctxOf() }),
      },
    });
    if (paused) await expect(round).rejects.toThrow("All work is paused");
    else expect((await round).runs.map(({ status }) => status)).toEqual(["FINISHED"]);
    expect((await begun()) > 0).toBe(!paused);
  });
});

describe("work under way when the pause begins", () => {
  test("a run stops between two agents and goes on with the second when the pause ends", async () => {
    await askAnalysis({ ctx: ctxOf({}, ADA), input: { productId: await aProduct() } });
    expect(await deliver(last())).toBe("done");
    const second = last();
    await pause(true);
    expect(await deliver(second)).toBe("waiting");
    // The queue may deliver twice, and the waiting message may come early: the step still waits, once.
    expect(await deliver(second)).toBe("waiting");
    expect(await deliver(last())).toBe("waiting");
    sent = [];
    await pause(false);
    expect(sent.map(({ step, payload, notBefore }) => [step, payload, notBefore])).toEqual([
      ["run-agent", second.payload, null],
    ]);
    await drain({ ctx: ctxOf() });
    const runs = await open.db.select().from(analysisRuns);
    expect(runs.map(({ status }) => status)).toEqual(["FINISHED"]);
  });

  test("a pause, an end and another pause lose nothing", async () => {
    await scanNow({ ctx: ctxOf({}, ADA), input: { source: "reddit" } });
    for (let round = 0; round < 3; round += 1) {
      await pause(true);
      expect(await deliver(last())).toBe("waiting");
      await pause(false);
    }
    const step = last();
    // The key by which the queue keeps a source's scans apart goes along.
    expect(step.payload).toMatchObject({ source: "reddit" });
    expect(await deliver(step)).toBe("done");
    const [scan] = await open.db.select().from(scans);
    expect(scan).toMatchObject({ status: "DONE", attempt: 1 });
  });

  test("a scan asks for no further page, and begins anew when the pause ends", async () => {
    await open.db.update(trendSources).set({ enabled: true });
    const [page] = samplePages("amazon-best-sellers", 0, clock.now());
    if (!page) throw new Error("No sample.");
    let asked = 0;
    useFetch(async (request) => {
      asked += 1;
      if (asked === 1) await pause(true);
      return { ...page, url: request.url };
    });
    const ctx = ctxOf({ SOURCES_MODE: "live" });
    await scanNow({ ctx: { ...ctx, actor: ADA }, input: { source: "amazon-best-sellers" } });
    expect(await deliver(last(), ctx)).toBe("waiting");
    expect(asked).toBe(1);
    const [waits] = await open.db.select().from(scans);
    expect(waits).toMatchObject({ status: "QUEUED", attempt: 0, leaseToken: null });
    await pause(false);
    expect(await deliver(last(), ctx)).toBe("done");
    expect(asked).toBeGreaterThan(2);
  });

  test("a posting that looks for an earlier listing meanwhile sends nothing until the pause ends", async () => {
    const market = shop(async () => {
      if (market.submits === 0 && !ended) await pause(true);
    });
    let ended = false;
    useMarketplaces({ ebay: market });
    const ctx = ctxOf({ AUTO_POST_ENABLED: "true" });
    expect(await deliver(await duePosting(), ctx)).toBe("waiting");
    expect(market.submits).toBe(0);
    ended = true;
    await pause(false);
    expect(await deliver(last(), ctx)).toBe("done");
    expect(market.submits).toBe(1);
  });
});
