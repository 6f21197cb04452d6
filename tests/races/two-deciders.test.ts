import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import { ConflictError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { planScan } from "@/lib/scanning/plan-scan";
import { decide } from "@/lib/review/decide";
import { undo } from "@/lib/review/undo";
import { usePublisher } from "@/lib/steps/publish";
import { startRun } from "@/lib/analysis/start-run";
import { openPostgres, type OpenDatabase } from "@/db/client";
import { claimRunStep } from "@/db/queries/run-steps";
import { agentReports, analysisRuns, auditLogs, decisions, products, scans } from "@/db/schema";
import { testPostgres } from "@/db/testing";

/** Races need two connections that really wait for each other: PGlite has one. */
describe.skipIf(!inject("postgres"))("on a real Postgres, of two at once one wins", () => {
  let first: OpenDatabase & { url: string };
  let second: OpenDatabase;
  const clock = fixedClock("2026-03-02T10:00:00Z");
  const env = parseEnv({ NODE_ENV: "test" });
  const as = (name: string, open: OpenDatabase): Ctx => ({
    actor: { kind: "person", id: name.toLowerCase(), name, role: "reviewer" },
    db: open.db,
    clock,
    requestId: "req_test",
    env,
  });

  beforeAll(async () => {
    usePublisher(async () => {});
    first = await testPostgres("races");
    second = openPostgres(first.url);
  });
  afterAll(async () => {
    usePublisher(undefined);
    await second.close();
    await first.close();
  });

  test("two people deciding at once: one decision, and the other reads who and when", async () => {
    for (let round = 0; round < 20; round += 1) {
      const [product] = await first.db
        .insert(products)
        .values({ title: `Lamp ${round}`, status: "PENDING_REVIEW" })
        .returning();
      const productId = product?.id ?? 0;
      const outcomes = await Promise.allSettled([
        decide({ ctx: as("Maria", first), input: { productId, decision: "approve" } }),
        decide({ ctx: as("Jonas", second), input: { productId, decision: "reject", reason: "Too bulky" } }),
      ]);
      const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
      const [lost] = outcomes.filter((outcome) => outcome.status === "rejected");
      expect(won).toHaveLength(1);
      expect(lost?.reason).toBeInstanceOf(ConflictError);
      expect(String(lost?.reason)).toMatch(/(Maria approved|Jonas rejected) this just now\./);
    }
    expect(await first.db.select().from(decisions)).toHaveLength(20);
    expect(await first.db.select().from(auditLogs)).toHaveLength(20);
  });

  test("undo against a second undo: one takes it back", async () => {
    const [product] = await first.db
      .insert(products)
      .values({ title: "Mug", status: "PENDING_REVIEW" })
      .returning();
    const productId = product?.id ?? 0;
    await decide({ ctx: as("Maria", first), input: { productId, decision: "approve" } });
    const outcomes = await Promise.allSettled([
      undo({ ctx: as("Maria", first), input: { productId } }),
      undo({ ctx: as("Jonas", second), input: { productId } }),
    ]);
    expect(outcomes.map((outcome) => outcome.status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test("two ticks that choose the same product start one run of twelve steps", async () => {
    const [product] = await first.db.insert(products).values({ title: "Desk mat" }).returning();
    const productId = product?.id ?? 0;
    const runs = await Promise.all(
      [first, second].map((open) =>
        startRun({ ctx: as("Tick", open), input: { productId, from: ["DISCOVERED"] } }),
      ),
    );
    expect(runs.filter((run) => run !== null)).toHaveLength(1);
    expect(await first.db.select().from(analysisRuns)).toHaveLength(1);
    expect(await first.db.select().from(agentReports)).toHaveLength(12);
  });

  test("ten workers on one step: one claim", async () => {
    const [run] = await first.db.select().from(analysisRuns);
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, worker) =>
        claimRunStep((worker % 2 ? first : second).db, {
          runId: run?.id ?? 0,
          agent: "scanner",
          reads: [],
          leaseToken: `lease_${worker}`,
          now: clock.now(),
          outboxId: null,
        }),
      ),
    );
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
  });

  test("two hourly ticks at once plan each source once", async () => {
    await Promise.all([first, second].map((open) => planScan({ ctx: as("Tick", open), input: {} })));
    const rows = await first.db.select().from(scans);
    expect(new Set(rows.map((row) => row.source)).size).toBe(rows.length);
    expect(rows).toHaveLength(7);
  });
});
