/** A small product in one process: its database, a clock that is moved by hand, and a queue that may lose nothing it accepted. */
import { fixedClock } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { SCHEDULE } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { analyze } from "@/lib/analysis/analyze";
import { planRound } from "@/lib/discovery/plan-round";
import { sweep } from "@/lib/health/sweep";
import { setFailpointHook } from "@/lib/platform/failpoint";
import { planScan } from "@/lib/scanning/plan-scan";
import { executeStep } from "@/lib/steps/execute";
import { usePublisher } from "@/lib/steps/publish";
import type { Database } from "@/db/client";
import type { DueStep } from "@/db/queries/outbox";
import { freeLeases } from "@/db/queries/run-steps";
import {
  agentReports,
  analysisRuns,
  discoveryQueries,
  outbox,
  products,
  scans,
  sightings,
  trendingKeywords,
  trendSources,
} from "@/db/schema";
import { SOURCE_ROWS } from "@/lib/scanning/source-settings";
import { Killed, mortal, type Life } from "./mortal-database";

const START = "2026-03-02T10:00:00.000Z";

export type World = Awaited<ReturnType<typeof createWorld>>;

/** `sources` names the sources that are on; the others are switched off, so that a round stays small. */
export async function createWorld(
  db: Database,
  options: { settings?: Record<string, string>; sources?: string[] } = {},
) {
  const clock = fixedClock(START);
  const env = parseEnv({ NODE_ENV: "test", ...options.settings });
  const queue: DueStep[] = [];
  const accepted = new Set<string>();
  let life: Life = { alive: true };
  let kills = 0;

  const ctx = (): Ctx => ({ actor: SCHEDULE, db: mortal(db, life), clock, requestId: "req_test", env });
  const on = options.sources ?? ["reddit"];
  const rows = SOURCE_ROWS.map((row) => ({ ...row, enabled: on.includes(row.name) }));
  await db.insert(trendSources).values(rows);
  usePublisher(async (step) => {
    if (!life.alive) throw new Killed("The process is dead.");
    // As QStash does: an id holds no colon, and one that is known is not accepted a second time.
    if (step.dedupeId.includes(":")) throw new Error(`QStash refuses the id ${step.dedupeId}.`);
    if (accepted.has(step.dedupeId)) return;
    accepted.add(step.dedupeId);
    queue.push(step);
  });

  /** Delivers one message; a handler's failure keeps it in the queue, as a retry would. */
  const deliver = async (step: DueStep): Promise<string> => {
    try {
      return await executeStep({ ctx: ctx(), step: step.step, body: { ...step.payload, outboxId: step.id } });
    } catch (thrown) {
      if (!(thrown instanceof Killed)) throw thrown;
      return "killed";
    }
  };

  const world = {
    ctx,
    clock,
    queue,
    deliver,
    get kills() {
      return kills;
    },
    /** The process dies when `name` is passed for the `nth` time. */
    killAt(name: string, nth = 1) {
      let left = nth;
      setFailpointHook((passed) => {
        if (!life.alive) throw new Killed("The process is dead.");
        if (passed !== name || --left > 0) return;
        life.alive = false;
        kills += 1;
        setFailpointHook(undefined);
        throw new Killed(`Killed at ${name}.`);
      });
    },
    /** A new process on the same data: leases of the dead one are freed, as at the start of the embedded default. */
    async restart() {
      life = { alive: true };
      await freeLeases(db, clock.now());
    },
    /** Runs what may be killed; true when it was. */
    async survive(work: () => Promise<unknown>): Promise<boolean> {
      try {
        await work();
      } catch (thrown) {
        if (!(thrown instanceof Killed)) throw thrown;
      }
      if (life.alive) return false;
      await world.restart();
      return true;
    },
    /** Delivers until nothing is left, sweeping as the health task does; a killed delivery is delivered again. */
    async settle() {
      for (let round = 0; round < 40; round += 1) {
        for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
          const message = step;
          const killed = await world.survive(async () => deliver(message));
          if (killed) queue.push(message);
        }
        clock.advance(16 * 60_000);
        await world.survive(() => sweep({ ctx: ctx() }));
        if (queue.length === 0) return;
      }
      throw new Error("The work did not settle.");
    },
    scan: () => planScan({ ctx: ctx(), input: {} }),
    discover: () => planRound({ ctx: ctx() }),
    analyze: (limit = 1) => analyze({ ctx: ctx(), input: { limit } }),
    /** What there is, in a shape that two histories can be compared by. */
    async stand() {
      const reports = await db.select().from(agentReports);
      return {
        scans: (await db.select().from(scans))
          .map((row) => `${row.source} ${row.status} ${row.outcome}`)
          .toSorted(),
        sightings: (await db.select().from(sightings)).length,
        products: (await db.select().from(products)).length,
        questions: (await db.select().from(discoveryQueries)).map((row) => row.status),
        keywords: (await db.select().from(trendingKeywords))
          .map((row) => `${row.keyword} ${row.searchCount}`)
          .toSorted(),
        runs: (await db.select().from(analysisRuns)).map(
          (row) => `${row.status} ${row.verdict ? "judged" : "open"}`,
        ),
        reports: reports.map((row) => `${row.agent} ${row.status} ${row.reportStatus}`).toSorted(),
        waiting: (await db.select().from(products)).filter((row) => row.status === "PENDING_REVIEW").length,
        undelivered: (await db.select().from(outbox)).filter((row) => row.receivedAt === null).length,
      };
    },
  };
  return world;
}
