import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { fixedClock, MINUTE_MS } from "@/lib/core/clock";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import type { OpenDatabase } from "@/db/client";
import { readModelUse } from "@/db/queries/pages/health";
import { beginTask, endTask } from "@/db/queries/tasks";
import { analysisRuns, discoveryQueries, modelCalls, products, scans } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { readTasks } from "./read-tasks";

let open: OpenDatabase;
const clock = fixedClock("2026-03-02T10:00:00Z");
const ctx = (): Ctx => ({
  actor: SCHEDULE,
  db: open.db,
  clock,
  requestId: "req_test",
  env: parseEnv({ NODE_ENV: "test" }),
});
const minutesAgo = (minutes: number) => new Date(clock.now().getTime() - minutes * MINUTE_MS);

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(() => emptyTables(open.db));
afterAll(() => open.close());

async function analysed(startedAt: Date, finishedAt: Date): Promise<void> {
  const [product] = await open.db.insert(products).values({ title: "Lamp" }).returning();
  const productId = product?.id ?? 0;
  const dossier = {
    productId,
    title: "Lamp",
    description: null,
    category: null,
    homeCurrency: "USD",
    builtAt: "",
    items: [],
  };
  await open.db
    .insert(analysisRuns)
    .values({ productId, askedBy: "schedule", status: "FINISHED", dossier, startedAt, finishedAt });
}

test("a task that has never run has no figure, which is not zero", async () => {
  const tasks = await readTasks({ ctx: ctx() });
  expect(tasks.map(({ task }) => task)).toEqual(["scan", "discover", "analyze", "health"]);
  for (const { lastAt, durationMs, throughput } of tasks) {
    expect({ lastAt, durationMs, throughput }).toEqual({ lastAt: null, durationMs: null, throughput: null });
  }
});

test("a scan takes from its plan to its last source, and an open one has no duration yet", async () => {
  const plannedFor = minutesAgo(30);
  const ended = { plannedFor, status: "DONE", found: 20, finishedAt: minutesAgo(29) } as const;
  await open.db.insert(scans).values([
    { ...ended, source: "reddit" },
    { ...ended, source: "tiktok", finishedAt: minutesAgo(28) },
    // One source that a person asked for since is no scan of all.
    { ...ended, source: "reddit", plannedFor: minutesAgo(5), finishedAt: minutesAgo(4) },
  ]);
  const [scan] = await readTasks({ ctx: ctx() });
  expect(scan).toMatchObject({ durationMs: 2 * MINUTE_MS, throughput: 60, durationOf: "2 sources" });

  await open.db.insert(scans).values([
    { source: "pinterest", plannedFor: minutesAgo(1), status: "RUNNING" },
    { ...ended, source: "tiktok", plannedFor: minutesAgo(1), finishedAt: clock.now() },
  ]);
  const [running] = await readTasks({ ctx: ctx() });
  expect(running?.durationMs).toBeNull();
});

test("discovery shows the keywords of its last round alone, analysis the last hour and the mean of a product", async () => {
  const question = { status: "DONE", createdAt: minutesAgo(10), finishedAt: minutesAgo(9) } as const;
  await open.db.insert(discoveryQueries).values([
    { ...question, round: minutesAgo(400), question: "viral-now", keywordsFound: 99 },
    { ...question, round: minutesAgo(10), question: "viral-now", keywordsFound: 12 },
    { ...question, round: minutesAgo(10), question: "amazon-hot", keywordsFound: 10 },
  ]);
  await analysed(minutesAgo(10), minutesAgo(9));
  await analysed(minutesAgo(203), minutesAgo(200));
  const [, discover, analyze] = await readTasks({ ctx: ctx() });
  expect(discover).toMatchObject({ throughput: 22, durationMs: MINUTE_MS });
  expect(analyze).toMatchObject({ throughput: 1, durationMs: 2 * MINUTE_MS, lastAt: minutesAgo(9) });
});

test("the schedule's own record says how the last run ended, and why", async () => {
  const startedAt = minutesAgo(3);
  const id = await beginTask(open.db, "health", startedAt);
  await endTask(open.db, { id, startedAt, finishedAt: minutesAgo(2), outcome: "failed", error: "No disk." });
  const health = (await readTasks({ ctx: ctx() })).at(-1);
  expect(health).toMatchObject({
    lastAt: startedAt,
    outcome: "failed",
    error: "No disk.",
    durationMs: MINUTE_MS,
  });
});

test("provider use is summed by model without the embedded rules; tokens nobody stated stay unknown", async () => {
  const call = {
    purpose: "report",
    status: "SETTLED",
    reservedUsd: "0.01",
    createdAt: minutesAgo(5),
  } as const;
  await open.db.insert(modelCalls).values([
    { ...call, provider: "groq", model: "a", inputTokens: 900, outputTokens: 100, settledUsd: "0.002" },
    { ...call, provider: "groq", model: "a", inputTokens: 500, outputTokens: 500, status: "FAILED" },
    { ...call, provider: "perplexity", model: "b" },
    { ...call, provider: "embedded", model: "rules" },
  ]);
  const use = await readModelUse(open.db, minutesAgo(60));
  expect(use).toMatchObject([
    { provider: "groq", model: "a", calls: 2, failed: 1, tokens: 2_000, usd: 0.012 },
    { provider: "perplexity", model: "b", calls: 1, failed: 0, tokens: null },
  ]);
});
