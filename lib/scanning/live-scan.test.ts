import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import { TransientError } from "@/lib/core/errors";
import type { SourceId } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { markStaleSources } from "@/lib/health/mark-stale-sources";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { findSource } from "@/db/queries/source-steps";
import { scans, sightings } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { FetchFailure, RobotsRefusal } from "@/scanners/fetching/failures";
import { SCANNERS } from "@/scanners/registry";
import { MAX_MEMORY_BYTES, type Page, type RequestSpec, type ScanState } from "@/scanners/scanner";
import { samplePages } from "@/scanners/world";
import { changeSource } from "./change-source";
import { useFetch } from "./collect-pages";
import { planScan } from "./plan-scan";
import { scanNow } from "./scan-now";
import { scanSource } from "./scan-source";

const NOW = "2026-03-02T10:00:00Z";
let open: OpenDatabase;
let ctx: Ctx;
let clock: ReturnType<typeof fixedClock>;

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  usePublisher(async () => {});
});
beforeEach(async () => {
  await emptyTables(open.db);
  clock = fixedClock(NOW);
  ctx = {
    actor: { kind: "person", id: "ada", name: "Ada", role: "admin" },
    db: open.db,
    clock,
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test", SOURCES_MODE: "live" }),
  };
});
afterEach(() => {
  useFetch(undefined);
  vi.restoreAllMocks();
});
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});

/** A live page of the source as its samples have them. */
function samplePage(source: SourceId): Page {
  const [page] = samplePages(source, 13, new Date(NOW));
  if (!page) throw new Error("There is no sample.");
  return page;
}

/** Plans a scan of the source and runs its step. */
async function scan(source: SourceId) {
  await planScan({ ctx, input: { only: source } });
  const all = await open.db.select().from(scans);
  const row = all.find((one) => one.source === source && one.status === "QUEUED");
  if (!row) throw new Error("No scan was planned.");
  return scanSource({ ctx, input: { scanId: row.id, outboxId: null } });
}

async function after(source: SourceId) {
  const [row] = (await open.db.select().from(scans)).filter((one) => one.source === source);
  return { source: await findSource(open.db, source), scan: row };
}

const respond = (over: Partial<Page>) =>
  useFetch(async (request) => ({ ...samplePage("reddit"), url: request.url, ...over }));

describe("what a scan remembers", () => {
  /** A scanner that counts its scans. */
  function counting(memory: (before: unknown) => Record<string, unknown>): void {
    vi.spyOn(SCANNERS.reddit, "next").mockImplementation((_page, state: ScanState, scanCtx) => {
      state.memory = memory(scanCtx.memory?.["scans"]);
      state.quota = { used: 3, limit: 30, windowDays: 7 };
      return [];
    });
  }

  test("is handed to the next, and stored with its results", async () => {
    respond({});
    counting((before) => ({ scans: typeof before === "number" ? before + 1 : 1, text: "a\0b\ud800" }));
    expect(await scan("reddit")).toBe("done");
    expect((await after("reddit")).source).toMatchObject({
      state: "live",
      memory: { scans: 1, text: "ab\ufffd" },
      quota: { used: 3, limit: 30, windowDays: 7 },
    });
    clock.advance(3_600_000);
    await scan("reddit");
    expect((await after("reddit")).source?.memory["scans"]).toBe(2);
  });

  test("stays as it was where it is too large, and the scan says so", async () => {
    respond({});
    counting(() => ({ scans: "x".repeat(MAX_MEMORY_BYTES) }));
    await scan("reddit");
    const { source, scan: row } = await after("reddit");
    expect(source?.memory).toEqual({});
    expect(row?.lastError).toContain("a memory of more than 64 kB");
  });

  test("is rolled back with the results where the lease is lost", async () => {
    counting(() => ({ scans: 1 }));
    useFetch(async (request) => {
      await open.db.update(scans).set({ leaseToken: "of somebody else" });
      return { ...samplePage("reddit"), url: request.url };
    });
    expect(await scan("reddit")).toBe("lost");
    const { source, scan: row } = await after("reddit");
    expect(source).toMatchObject({ memory: {}, quota: null, state: "stale", lastSuccess: null });
    expect(row).toMatchObject({ status: "RUNNING", found: null });
    expect(await open.db.select().from(sightings)).toEqual([]);
  });
});

describe("a source that says no", () => {
  test("for a while is blocked, says until when, and is left alone until then", async () => {
    respond({
      status: 429,
      headers: { "retry-after": "7200", "x-ratelimit-remaining": "0" },
      body: "slow\0 down",
    });
    expect(await scan("reddit")).toBe("done");
    const { source, scan: row } = await after("reddit");
    expect(source).toMatchObject({ state: "blocked", nextTryAt: new Date("2026-03-02T12:00:00Z") });
    expect(source?.rateLimit?.headers).toEqual({ "retry-after": "7200", "x-ratelimit-remaining": "0" });
    expect(row).toMatchObject({ outcome: "blocked", snippet: "slow down", found: 0 });
    clock.advance(3_600_000);
    expect((await planScan({ ctx, input: {} })).planned).not.toContain("reddit");
    await expect(scanNow({ ctx, input: { source: "reddit" } })).rejects.toThrow(
      "not to be asked again before 2026-03-02 12:00 UTC",
    );
    clock.advance(3_600_000);
    respond({});
    await scan("reddit");
    expect((await after("reddit")).source).toMatchObject({ state: "live", nextTryAt: null });
  });

  test("by its robots rules is blocked, and a person may choose otherwise", async () => {
    const asked: (string | undefined)[] = [];
    useFetch(async (request, options) => {
      asked.push(options.robots);
      if (options.robots !== "ignore") throw new RobotsRefusal("Blocked by robots rules: choose.");
      return { ...samplePage("reddit"), url: request.url };
    });
    await scan("reddit");
    expect((await after("reddit")).source).toMatchObject({
      state: "blocked",
      stateWhy: "Blocked by robots rules: choose.",
    });
    const { changed } = await changeSource({ ctx, input: { source: "reddit", robots: "ignore" } });
    expect(changed).toEqual(["robots"]);
    expect((await after("reddit")).source?.stateWhy).toContain("put aside by Ada");
    clock.advance(3_600_000);
    await scan("reddit");
    expect((await after("reddit")).source?.state).toBe("live");
    expect(asked).toEqual(["respect", "ignore"]);
  });
});

describe("a source that does not answer", () => {
  const silent = () => new FetchFailure("timeout", "It did not answer within 15.0 s.");

  test("at all is tried again by the queue", async () => {
    useFetch(() => Promise.reject(silent()));
    await expect(scan("reddit")).rejects.toBeInstanceOf(TransientError);
    expect((await after("reddit")).scan).toMatchObject({ status: "QUEUED", attempt: 1 });
  });

  test("after its first page is not asked for the others, and what there is is kept", async () => {
    const asked: string[] = [];
    useFetch(async (request: RequestSpec) => {
      asked.push(request.key);
      if (asked.length > 1) throw silent();
      return { ...samplePage("amazon-best-sellers"), url: request.url };
    });
    expect(await scan("amazon-best-sellers")).toBe("done");
    expect(asked).toHaveLength(2);
    const { source, scan: row } = await after("amazon-best-sellers");
    expect(source?.state).toBe("live");
    expect(row?.found).toBeGreaterThan(0);
    expect(row?.lastError).toMatch(/did not answer within.*its host does not answer/);
  });
});

test("an unchanged page brings its items again, and the scan counts it", async () => {
  respond({ unchangedSince: "2026-03-02T09:00:00Z" });
  await scan("reddit");
  const { scan: row } = await after("reddit");
  expect(row).toMatchObject({ outcome: "live", pages: 1, unchanged: 1 });
  expect(row?.found).toBeGreaterThan(0);
});

describe("a source that is switched while it is scanned", () => {
  /** Somebody changes the source while its page is on its way. */
  const meanwhile = (change: { enabled?: boolean; mode?: "live" | "sample" }) =>
    useFetch(async (request) => {
      await changeSource({ ctx, input: { source: "reddit", ...change } });
      return { ...samplePage("reddit"), url: request.url };
    });

  test.each([
    [{ enabled: false }, "off", "Switched off by Ada."],
    [{ mode: "sample" }, "stale", "Switched to samples by Ada, and not scanned since."],
  ] as const)("to %j stays what the person said", async (change, state, stateWhy) => {
    meanwhile(change);
    expect(await scan("reddit")).toBe("done");
    const { source, scan: row } = await after("reddit");
    expect(source).toMatchObject({ state, stateWhy, lastSuccess: null });
    expect(row).toMatchObject({ status: "DONE", outcome: "live" });
  });
});

test("a source that needs a key says how to get it, with the address", async () => {
  useFetch(() => Promise.reject(new Error("Nothing may be asked.")));
  await scan("instagram");
  const { source } = await after("instagram");
  expect(source?.state).toBe("needs-key");
  expect(source?.stateWhy).toMatch(/^Connect .+\. https:\/\/developers\.facebook\.com\/\S+$/);
});

test("a source without success for three of its intervals is stale, and the next scan mends it", async () => {
  respond({});
  await scan("reddit");
  clock.advance(3 * 3_600_000 - 1);
  expect(await markStaleSources({ ctx })).toEqual({ marked: 0 });
  clock.advance(1);
  expect(await markStaleSources({ ctx })).toEqual({ marked: 1 });
  expect((await after("reddit")).source).toMatchObject({ state: "stale", stateSince: clock.now() });
  await scan("reddit");
  expect((await after("reddit")).source).toMatchObject({ state: "live", stateSince: clock.now() });
});
