/** The built server killed between any two writes, and started again: nothing is lost and nothing is double. */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { AGENT_IDS } from "@/lib/core/words";
import { discoveryQueries, modelCalls, outbox } from "@/db/schema";
import { testPostgres } from "@/db/testing";
import { seeded } from "../pacing/simulate";
import { startCountingProvider } from "../spend/counting-provider";
import { keepSources, pauseSchedules, standOf, within, type Stand } from "./data-folder";
import { ADDRESS, endAll, freePort, root, setUp, startServer } from "./server";

/** Three are enough for overlaps and for disorder, and a third of the time. */
const SOURCES = ["amazon-best-sellers", "reddit", "google-trends"] as const;
/** The passes of each failpoint that a kill comes at; messages: 1–3 scans, 4–7 questions, 8–19 agents. */
const FULL_MATRIX: Record<string, number[]> = {
  "queue-before-insert": [1, 3, 4, 7, 8, 13, 19],
  "queue-after-insert": [1, 3, 4, 7, 8, 19],
  "queue-before-delivery": [1, 3, 4, 7, 8, 12, 19],
  "queue-after-delivery": [1, 3, 4, 7, 8, 12, 19],
  "scan-source:claimed": [1, 3],
  "scan-source:read": [1, 3],
  "scan-source:ingested": [1, 3],
  "scan-source:stored": [1, 3],
  "discover-query:claimed": [1, 4],
  "discover-query:answered": [1, 3],
  "discover-query:kept": [1, 4],
  "discover-query:stored": [1, 4],
  "analyze:started": [1],
  "run-agent:claimed": [1, 7, 12],
  "run-agent:answered": [1, 11, 12],
  "run-agent:stored": [1, 6, 11],
  "run-agent:published": [1, 6, 11],
  "finish-run:reported": [1],
  "finish-run:judged": [1],
  "run-agent:finished": [1],
};
/** Ten that tell most: a message nowhere yet, done and not settled, work claimed, half written, written. */
const EVERY_TIME: Record<string, number[]> = {
  "queue-before-insert": [1],
  "queue-after-insert": [4],
  "queue-before-delivery": [8],
  "queue-after-delivery": [13],
  "scan-source:claimed": [2],
  "scan-source:ingested": [3],
  "discover-query:kept": [4],
  "run-agent:stored": [6],
  "finish-run:judged": [1],
  "run-agent:finished": [1],
};
/** Passed only when a message is given up: it has a test of its own. */
const GIVEN_UP = "queue-before-failure-callback";
/** Passed only by calls that are paid for, of which an analysis of samples has eleven: what a kill leaves in the books. */
const PAID: Record<string, { charges: number; rows: number }> = {
  // Reserved, and never made: the reservation is settled by the health task.
  "ledger:reserved": { charges: 11, rows: 12 },
  // Made and charged, and nobody knows: it is made again.
  "ledger:failed": { charges: 12, rows: 12 },
  "ledger:answered": { charges: 12, rows: 12 },
  // Its answer is kept, and taken again.
  "ledger:settled": { charges: 11, rows: 11 },
};
/** A lease holds 150 s; the first round looks for lost work every 15 s. */
const TAKEN_OVER_WITHIN_MS = 200_000;
const full = process.env.CRASH === "full";

const home = mkdtempSync(path.join(os.tmpdir(), "product-trend-kills-"));
const prepared = path.join(home, "prepared");
let port: string;
let untouched: Stand;
let folders = 0;

function freshFolder(): string {
  folders += 1;
  const dir = path.join(home, String(folders));
  cpSync(prepared, dir, { recursive: true });
  return dir;
}

const start = (dir: string, settings: Record<string, string> = {}) =>
  startServer({ PORT: port, DATA_DIR: dir, FIRST_RUN_PRODUCTS: "1", ...settings });

/** Starts, waits for the end of all work, stops, and says what there is. */
async function liveToTheEnd(dir: string, settings: Record<string, string> = {}): Promise<Stand> {
  const server = start(dir, settings);
  await server.said(ADDRESS);
  expect(await server.end("SIGTERM"), server.output()).toEqual({ code: 0, signal: null });
  return within(dir, standOf);
}

/** Starts, and dies by its own hand when `failpoint` is passed. */
async function dieAt(dir: string, failpoint: string, settings: Record<string, string> = {}): Promise<void> {
  const doomed = start(dir, { ...settings, FAILPOINT: failpoint });
  const survived = doomed.said(ADDRESS).then(
    () => "the round ended without a kill",
    () => "dead",
  );
  expect(await Promise.race([survived, doomed.ended]), doomed.output()).toEqual({
    code: null,
    signal: "SIGKILL",
  });
}

beforeAll(async () => {
  port = await freePort();
  await setUp({ PORT: port, DATA_DIR: prepared });
  await within(prepared, async (db) => {
    await keepSources(db, SOURCES);
    await pauseSchedules(db, `http://localhost:${port}`);
  });
  untouched = await liveToTheEnd(freshFolder());
});
afterEach(endAll);
afterAll(() => rmSync(home, { recursive: true, force: true }));

test("without a kill the first round ends: every scan, four questions, twelve reports, one verdict", () => {
  expect(untouched.scans).toHaveLength(SOURCES.length);
  for (const scan of untouched.scans) expect(scan).toMatch(/ DONE sample [1-9]/);
  expect(untouched.questions).toHaveLength(4);
  for (const question of untouched.questions) expect(question).toMatch(/ DONE$/);
  expect(untouched.runs).toEqual(["FINISHED with a verdict"]);
  expect(untouched.reports).toHaveLength(AGENT_IDS.length);
  for (const report of untouched.reports) expect(report).toMatch(/ DONE$/);
  expect(untouched.toReview).toEqual(["with a verdict"]);
  expect(untouched.keywords.length).toBeGreaterThan(10);
  expect(untouched.productsOf).toBeGreaterThan(50);
  expect(untouched).toMatchObject({
    productsUnseen: [],
    sightingsTwice: [],
    undelivered: [],
    unfinished: [],
    givenUp: [],
  });
});

test("every failpoint has its kills here", () => {
  const lib = path.join(root, "lib");
  const named = readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .flatMap((file) => [...readFileSync(path.join(lib, file), "utf8").matchAll(/ failpoint\("([^"]+)"\)/g)])
    .map((match) => String(match[1]));
  expect([...Object.keys(FULL_MATRIX), GIVEN_UP, ...Object.keys(PAID)].toSorted()).toEqual(
    [...new Set(named)].toSorted(),
  );
});

describe("killed and started again, the first round ends as if nothing had been", () => {
  const places = Object.entries(full ? FULL_MATRIX : EVERY_TIME).flatMap(([name, passes]) =>
    passes.map((nth) => ({ name, nth })),
  );
  test.each(places)("killed at $name, pass $nth", async ({ name, nth }) => {
    const dir = freshFolder();
    await dieAt(dir, `${name}@${nth}`);
    expect(await liveToTheEnd(dir)).toEqual(untouched);
  });
});

if (full) {
  describe("killed between the writes of a call that is paid for, it ends the same and the books hold what was charged", () => {
    const places = Object.entries(PAID).flatMap(([name, books]) =>
      [1, 6].map((nth) => ({ name, nth, books })),
    );
    test.each(places)("killed at $name, pass $nth", async ({ name, nth, books }) => {
      let calls = 0;
      const isCut = () => name === "ledger:failed" && (calls += 1) === nth;
      const plenty = { limit: "1000000", remaining: "1000000", reset: "1s" };
      const provider = await startCountingProvider({
        random: seeded(nth),
        fault: () => (isCut() ? "cut" : "none"),
        headers: Object.fromEntries(
          Object.entries(plenty).map(([which, value]) => [`x-ratelimit-${which}-tokens`, value]),
        ),
      });
      const settings = { GROQ_API_KEY: "key-of-a-test", GROQ_BASE_URL: provider.url, MODEL_PAUSE_MS: "0" };
      const dir = freshFolder();
      try {
        // A failure is the first of its kind, whichever call it comes at.
        await dieAt(dir, `${name}@${name === "ledger:failed" ? 1 : nth}`, settings);
        expect(await liveToTheEnd(dir, settings)).toEqual(untouched);
      } finally {
        await provider.stop();
      }
      expect(provider.charges).toHaveLength(books.charges);
      const rows = await within(dir, (db) => db.select().from(modelCalls));
      expect(rows).toHaveLength(books.rows);
      const micros = (usd: string | null) => Math.round(Number(usd) * 1_000_000);
      const held = rows.reduce((sum, row) => sum + micros(row.settledUsd ?? row.reservedUsd), 0);
      expect(held).toBeGreaterThanOrEqual(provider.charges.reduce((sum, charge) => sum + charge.micros, 0));
    });
  });

  describe("deaths of other kinds", () => {
    test("killed again and again, at a later place each time, it still ends the same", async () => {
      const dir = freshFolder();
      for (const place of ["queue-before-insert@1", "scan-source:ingested@2", "discover-query:kept@1"]) {
        await dieAt(dir, place);
      }
      for (const place of ["run-agent:stored@2", "run-agent:claimed@3", "finish-run:judged@1"]) {
        await dieAt(dir, place);
      }
      expect(await liveToTheEnd(dir)).toEqual(untouched);
    });

    test("killed while a message is given up, the step stays failed and is not tried for ever", async () => {
      const dir = freshFolder();
      const now = new Date();
      await within(dir, async (db) => {
        const hopeless = { round: new Date(0), question: "no-such-question", createdAt: new Date(0) };
        const [row] = await db.insert(discoveryQueries).values(hopeless).returning();
        const message = { step: "discover-query", payload: { queryId: row?.id ?? 0 }, dedupeId: "hopeless" };
        await db.insert(outbox).values({ ...message, republishAfter: now });
      });
      await dieAt(dir, `${GIVEN_UP}@1`);
      const questions = [...untouched.questions, "no-such-question FAILED"].toSorted();
      expect(await liveToTheEnd(dir)).toEqual({ ...untouched, questions });
    });

    test.skipIf(!inject("postgres"))(
      "killed on a Postgres, where another process may be alive: the leases run out, and the work is taken over",
      { timeout: 2 * TAKEN_OVER_WITHIN_MS },
      async () => {
        const open = await testPostgres("faults");
        try {
          await keepSources(open.db, SOURCES);
          await pauseSchedules(open.db, `http://localhost:${port}`);
          const settings = { DATABASE_URL: open.url };
          await dieAt(home, "run-agent:claimed@3", settings);
          const server = start(home, settings);
          await server.said(ADDRESS, TAKEN_OVER_WITHIN_MS);
          expect(await server.end("SIGTERM"), server.output()).toEqual({ code: 0, signal: null });
          expect(await standOf(open.db)).toEqual(untouched);
        } finally {
          endAll();
          await open.close();
        }
      },
    );
  });
}
