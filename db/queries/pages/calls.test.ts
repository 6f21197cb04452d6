import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Database, OpenDatabase } from "@/db/client";
import { agentReports, analysisRuns, decisions, modelCalls, outbox, products } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import type { AgentId } from "@/lib/core/words";
import { listAgentVersions, listOpinions, readAgentFigures, readAgentSpend } from "./agents";
import { BODY_SHOWN, listReused, listRunCalls, listRunWaits, listUnsettled, readCallBodies } from "./calls";
import { listDayCosts, readCostTotals } from "./costs";

const NOW = new Date("2026-03-10T12:00:00Z");
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
const since = ago(30 * 24);

let open: OpenDatabase;
let db: Database;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  db = open.db;
});
afterAll(() => open.close());
beforeEach(() => emptyTables(db));

async function run(finishedAt: Date | null = ago(1)): Promise<{ runId: number; productId: number }> {
  const [product] = await db
    .insert(products)
    .values({ title: "A thing", status: "PENDING_REVIEW" })
    .returning();
  if (!product) throw new Error("no row");
  const dossier = {
    productId: product.id,
    title: "A thing",
    description: null,
    category: null,
    homeCurrency: "USD",
    builtAt: NOW.toISOString(),
    items: [],
  };
  const [row] = await db
    .insert(analysisRuns)
    .values({ productId: product.id, status: "FINISHED", askedBy: "schedule", dossier, finishedAt })
    .returning();
  if (!row) throw new Error("no row");
  return { runId: row.id, productId: product.id };
}

async function report(runId: number, given: Partial<typeof agentReports.$inferInsert> = {}) {
  const agent: AgentId = given.agent ?? "trend";
  await db.insert(agentReports).values({
    runId,
    agent,
    position: 2,
    status: "DONE",
    attempt: 1,
    reportStatus: "ok",
    score: 60,
    model: "rules",
    version: "v1",
    latencyMs: 10,
    finishedAt: ago(1),
    ...given,
  });
}

const call = {
  agent: "trend",
  purpose: "report",
  provider: "groq",
  model: "m",
  status: "SETTLED",
  reservedUsd: "0.01",
  createdAt: ago(2),
} as const;

const claim = (supported: boolean) => ({
  text: "t",
  value: null,
  unit: null,
  evidence: [],
  supported,
  reason: supported ? "E1 holds it" : "no evidence",
});

describe("the calls of a run", () => {
  it("come in order, with what is reserved counted until it is settled, and without bodies", async () => {
    const { runId } = await run();
    await db.insert(modelCalls).values([
      { ...call, runId, settledUsd: "0.002", request: { secret: 1 } },
      { ...call, runId, status: "RESERVED" },
      { ...call, runId: null },
    ]);
    const calls = await listRunCalls(db, runId);
    expect(calls.map((each) => [each.status, each.usd])).toEqual([
      ["SETTLED", 0.002],
      ["RESERVED", 0.01],
    ]);
    expect(calls[0]).not.toHaveProperty("request");
  });

  it("give a body only under their own run, and only its beginning where it is long", async () => {
    const { runId } = await run();
    const [stored] = await db
      .insert(modelCalls)
      .values({ ...call, runId, request: { text: "x".repeat(BODY_SHOWN) }, response: null })
      .returning();
    const id = stored?.id ?? 0;
    const bodies = await readCallBodies(db, runId, id);
    expect(bodies?.request).toHaveLength(BODY_SHOWN);
    expect(bodies?.requestLength).toBe(BODY_SHOWN + '{"text": ""}'.length);
    expect(bodies).toMatchObject({ response: null, responseLength: null });
    expect(await readCallBodies(db, runId + 1, id)).toBeNull();
  });

  it("name the earlier call whose answer was taken again", async () => {
    const [first, second] = [await run(), await run()];
    const [paid] = await db
      .insert(modelCalls)
      .values({ ...call, runId: first.runId, settledUsd: "0.002" })
      .returning();
    await report(first.runId);
    await report(second.runId, { reusedFrom: paid?.id ?? 0 });
    expect(await listReused(db, second.runId)).toEqual([
      { agent: "trend", callId: paid?.id, runId: first.runId, usd: 0.002, answeredAt: ago(2) },
    ]);
    expect(await listReused(db, first.runId)).toEqual([]);
  });

  it("are listed as unsettled only when they were reserved long ago", async () => {
    await db.insert(modelCalls).values([
      { ...call, status: "RESERVED", model: "lost" },
      { ...call, status: "RESERVED", model: "just begun", createdAt: NOW },
      { ...call, status: "SETTLED", model: "done" },
    ]);
    expect((await listUnsettled(db, ago(1), 5)).map((each) => each.model)).toEqual(["lost"]);
  });
});

describe("the waits of a run", () => {
  it("are the messages for later of its own steps, with whether a pause was the reason", async () => {
    const { runId } = await run();
    const message = { step: "run-agent", republishAfter: NOW, createdAt: ago(2) };
    const payload = { runId, agent: "trend" };
    await db.insert(outbox).values([
      { ...message, payload, dedupeId: "a-paused-7", notBefore: ago(1) },
      { ...message, payload, dedupeId: "b", notBefore: NOW },
      { ...message, payload, dedupeId: "c" },
      { ...message, payload: { runId: runId + 1, agent: "trend" }, dedupeId: "d", notBefore: NOW },
    ]);
    expect(await listRunWaits(db, runId)).toEqual([
      { agent: "trend", at: ago(2), until: ago(1), paused: true },
      { agent: "trend", at: ago(2), until: NOW, paused: false },
    ]);
  });
});

describe("the figures of agents", () => {
  it("are of the runs that ended in the window, with claims counted and the middle answer's time", async () => {
    for (const latencyMs of [10, 20, 90])
      await report((await run()).runId, { latencyMs, claims: [claim(true)] });
    await report((await run()).runId, {
      reportStatus: "abstained",
      score: null,
      latencyMs: 30,
      version: "v2",
    });
    await report((await run()).runId, { model: "m", claims: [claim(false), claim(true)], latencyMs: 40 });
    await report((await run()).runId, { status: "FAILED", reportStatus: null, score: null, model: null });
    await report((await run(ago(31 * 24))).runId);
    await report((await run(null)).runId);
    expect(await readAgentFigures(db, since)).toEqual([
      {
        agent: "trend",
        reports: 5,
        byRules: 4,
        abstained: 1,
        failed: 1,
        reused: 0,
        claims: 5,
        unsupported: 1,
        meanScore: 60,
        medianLatencyMs: 40,
        models: ["m", "rules"],
        versions: ["v1", "v2"],
      },
    ]);
  });

  it("take the cached share over the calls that told both, and leave rules out of the cost", async () => {
    await db.insert(modelCalls).values([
      { ...call, settledUsd: "0.002", inputTokens: 1_000, cachedTokens: 600 },
      { ...call, settledUsd: "0.003", inputTokens: 1_000, cachedTokens: 0 },
      { ...call, settledUsd: "0", inputTokens: 5_000, status: "FAILED" },
      { ...call, provider: "embedded", model: "rules" },
      { ...call, createdAt: ago(31 * 24) },
    ]);
    const [spend] = await readAgentSpend(db, since);
    expect(spend).toMatchObject({
      agent: "trend",
      calls: 3,
      failed: 1,
      inputTokens: 7_000,
      cachedShare: 0.3,
    });
    expect(spend?.usd).toBeCloseTo(0.005, 9);
    await emptyTables(db);
    await db.insert(modelCalls).values([call]);
    expect((await readAgentSpend(db, since))[0]).toMatchObject({
      inputTokens: null,
      cachedShare: null,
      usd: 0.01,
    });
  });

  it("compare with the newest standing decision of a person, upon the run it was made", async () => {
    const decide = async (given: Partial<typeof decisions.$inferInsert>, score = 80) => {
      const { runId, productId } = await run();
      await report(runId, { score });
      const decision = {
        productId,
        runId,
        decision: "approve",
        decidedBy: "ada",
        decidedByName: "Ada",
      } as const;
      await db.insert(decisions).values({ ...decision, decidedAt: ago(1), ...given });
      return decision;
    };
    await decide({});
    await decide({ decision: "reject" }, 30);
    await decide({ decidedBy: "policy" });
    await decide({ undoneAt: NOW, undoneBy: "ada" });
    await decide({ decidedAt: ago(31 * 24) });
    const again = await decide({ decision: "reject" }, 90);
    await db.insert(decisions).values({ ...again, decidedAt: NOW });
    const opinions = await listOpinions(db, since);
    const told = opinions.map((each) => [each.score, each.decision] as const);
    expect(told.toSorted((a, b) => a[0] - b[0])).toEqual([
      [30, "reject"],
      [80, "approve"],
      [90, "approve"],
    ]);
  });

  it("stand apart for each version and model, the newest first", async () => {
    await report((await run()).runId, { version: "old", finishedAt: ago(50), score: 20 });
    await report((await run()).runId, {
      version: "old",
      finishedAt: ago(40),
      score: 40,
      claims: [claim(false)],
    });
    await report((await run()).runId, {
      version: "new",
      finishedAt: ago(3),
      reportStatus: "abstained",
      score: null,
    });
    await report((await run()).runId, { agent: "viral", version: "other" });
    const versions = await listAgentVersions(db, "trend", 5);
    expect(versions.map((each) => [each.version, each.reports, each.abstained, each.meanScore])).toEqual([
      ["new", 1, 1, null],
      ["old", 2, 0, 30],
    ]);
    expect(versions[1]).toMatchObject({ firstAt: ago(50), lastAt: ago(40), claims: 1, unsupported: 1 });
  });
});

describe("what models cost", () => {
  it("adds up by day in UTC and in all, for each product and for each approved one", async () => {
    const [one, two, byRules] = [await run(), await run(), await run()];
    await db.insert(modelCalls).values([
      { ...call, runId: one.runId, settledUsd: "0.02", inputTokens: 100, cachedTokens: 50 },
      { ...call, runId: two.runId, settledUsd: "0.01", createdAt: ago(13) },
      { ...call, runId: two.runId, settledUsd: "0.01", createdAt: ago(13), status: "FAILED" },
      { ...call, runId: null, agent: null, purpose: "discovery", settledUsd: "0.05" },
      { ...call, runId: byRules.runId, provider: "embedded", model: "rules" },
    ]);
    const approve = {
      decision: "approve",
      decidedBy: "ada",
      decidedByName: "Ada",
      decidedAt: ago(1),
    } as const;
    await db.insert(decisions).values([
      { ...approve, ...one },
      { ...approve, ...byRules },
      { ...approve, ...two, undoneAt: NOW, undoneBy: "ada" },
    ]);
    const days = await listDayCosts(db, since);
    expect(days.map(({ day, calls, failed, products: found }) => [day, calls, failed, found])).toEqual([
      ["2026-03-10", 2, 0, 1],
      ["2026-03-09", 2, 1, 1],
    ]);
    expect(days[0]?.usd).toBeCloseTo(0.07, 9);
    expect(days[0]?.analysisUsd).toBeCloseTo(0.02, 9);
    const totals = await readCostTotals(db, since);
    expect(totals).toMatchObject({ calls: 4, products: 2, approved: 1, cachedShare: 0.5 });
    expect(totals.usd).toBeCloseTo(0.09, 9);
    expect(totals.analysisUsd).toBeCloseTo(0.04, 9);
  });

  it("is nothing and not unknown where no provider was asked", async () => {
    expect(await listDayCosts(db, since)).toEqual([]);
    expect(await readCostTotals(db, since)).toEqual({
      calls: 0,
      usd: 0,
      analysisUsd: 0,
      products: 0,
      approved: 0,
      cachedShare: null,
    });
  });
});
