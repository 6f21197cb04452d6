import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { DAY_MS, fixedClock, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { SYSTEM, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { planScan } from "@/lib/scanning/plan-scan";
import { SOURCE_ROWS } from "@/lib/scanning/source-settings";
import { drain } from "@/lib/steps/drain";
import { usePublisher } from "@/lib/steps/publish";
import type { OpenDatabase } from "@/db/client";
import { insertOutbox, markReceived, takeUnreceived } from "@/db/queries/outbox";
import { closeFirstRound, hastenMessages, openFirstRound } from "@/db/queries/rounds";
import { analysisRuns, discoveryQueries, scans, trendSources } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { firstRound } from "./first-round";

const START = new Date("2026-03-02T10:00:00.000Z");
const silent = { show: () => {}, end: () => {} };

let open: OpenDatabase;
let clock: ReturnType<typeof fixedClock>;
let ctx: Ctx;

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
  usePublisher(async () => {});
});
afterAll(async () => {
  usePublisher(undefined);
  await open.close();
});
beforeEach(async () => {
  await emptyTables(open.db);
  clock = fixedClock(START);
  ctx = { actor: SYSTEM, db: open.db, clock, requestId: "req_test", env: parseEnv({ NODE_ENV: "test" }) };
  // One source is enough, and quick.
  await open.db
    .insert(trendSources)
    .values(SOURCE_ROWS.map((row) => ({ ...row, enabled: row.name === "reddit" })));
});

/** As much of a round as is written down. */
async function written() {
  return {
    scans: (await open.db.select().from(scans)).map((row) => row.status),
    questions: (await open.db.select().from(discoveryQueries)).map((row) => row.status),
    runs: (await open.db.select().from(analysisRuns)).map((row) => row.status),
  };
}

test("the first round begins once, is remembered until it is over, and never comes back", async () => {
  const later = new Date(START.getTime() + MINUTE_MS);
  expect(await openFirstRound(open.db, START)).toEqual(START);
  expect(await openFirstRound(open.db, later)).toEqual(START);
  await closeFirstRound(open.db, { startedAt: START, now: later });
  expect(await openFirstRound(open.db, later)).toBeNull();
});

test("where scans were made without a first round there is none to go on with", async () => {
  await planScan({ ctx, input: {} });
  expect(await openFirstRound(open.db, START)).toBeNull();
});

test("a round goes on where it was interrupted, and going on with a whole one adds nothing", async () => {
  const since = clock.now();
  await planScan({ ctx, input: {} });
  // So much later that the clock alone would plan another round of questions.
  const goOn = async () => {
    clock.advance(20 * MINUTE_MS);
    const input = { products: 2, progress: silent, since, pump: () => drain({ ctx }) };
    return firstRound({ ctx, input });
  };
  const whole = {
    scans: ["DONE"],
    questions: ["DONE", "DONE", "DONE", "DONE"],
    runs: ["FINISHED", "FINISHED"],
  };
  const first = await goOn();
  expect(await written()).toEqual(whole);
  expect(await goOn()).toEqual(first);
  expect(await written()).toEqual(whole);
});

test("a round waits for a step that is due later, and leaves one open that is due in more than an hour, and says so", async () => {
  const lines: string[] = [];
  const progress = { show: () => {}, end: (line: string) => void lines.push(line) };
  let waits: number[] = [300];
  const pump = async () => {
    const wait = waits.shift();
    return wait === undefined ? drain({ ctx }) : new Date(clock.now().getTime() + wait);
  };
  const waited = await firstRound({ ctx, input: { products: 1, progress, pump } });
  expect(waited.runs.map(({ status }) => status)).toEqual(["FINISHED"]);
  expect(lines.filter((line) => line.includes("What is open"))).toEqual([]);

  clock.advance(DAY_MS);
  waits = Array.from({ length: 3 }, () => 2 * HOUR_MS);
  const left = await firstRound({ ctx, input: { products: 1, progress, pump } });
  expect(left.scans.map(({ status }) => status)).toEqual(["QUEUED"]);
  expect(lines).toContain(
    "  What is open waits until 2026-03-03 12:00 UTC for room in the limits of its model or in the budget",
  );
});

test("what is delivered in this process answers when the next step is due that waits", async () => {
  expect(await drain({ ctx })).toBeNull();
  const message = (dedupeId: string) => ({ step: "scan-source", payload: { scanId: 1 }, dedupeId });
  const later = (minutes: number) => new Date(START.getTime() + minutes * MINUTE_MS);
  const steps = [9, 4, 7].map((minutes) => ({ ...message(`in-${minutes}`), notBefore: later(minutes) }));
  await insertOutbox(open.db, START, [message("now"), ...steps]);
  expect(await drain({ ctx })).toEqual(later(4));
  clock.advance(5 * MINUTE_MS);
  expect(await drain({ ctx })).toEqual(later(7));
});

test("messages that nobody received are due again at once, but not those of later and those received", async () => {
  const message = (dedupeId: string) => ({ step: "scan-source", payload: { scanId: 1 }, dedupeId });
  const [, received] = await insertOutbox(open.db, START, [
    message("lost"),
    message("received"),
    { ...message("later"), notBefore: new Date(START.getTime() + MINUTE_MS) },
  ]);
  await markReceived(open.db, received?.id ?? 0, START);
  expect(await takeUnreceived(open.db, START, 10)).toEqual([]);
  await hastenMessages(open.db, START);
  const taken = await takeUnreceived(open.db, START, 10);
  expect(taken.map((step) => step.dedupeId)).toEqual(["lost-again1"]);
});
