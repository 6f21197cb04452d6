/** The peer of `npm run bench`: the same twelve steps, doing nothing, on DBOS and the same Postgres. */
import { DBOS } from "@dbos-inc/dbos-sdk";
import postgres from "postgres";

const STEPS = 12;
const RUNS_ONE_BY_ONE = 100;
const RUNS_AT_ONCE = 200;
const WARM_UP_RUNS = 60;

export type DbosFigures = {
  /** Milliseconds of one workflow of twelve steps, one after the other. */
  p50Ms: number;
  p95Ms: number;
  /** Finished workflows a second when 200 are started at once. */
  runsPerSecond: number;
};

const silent = { info() {}, debug() {}, warn() {}, error: (words: unknown) => console.error(words) };

const workflow = DBOS.registerWorkflow(
  async (id: number) => {
    let steps = 0;
    for (let step = 0; step < STEPS; step += 1) {
      steps += await DBOS.runStep(() => Promise.resolve(1), { name: `step-${step}` });
    }
    return { id, steps };
  },
  { name: "twelve-steps" },
);

/**
 * Measures DBOS in a fresh database of `server` (a postgres:// address without a database), dropped afterwards.
 * Throws when a workflow did not do its twelve steps.
 */
export async function benchDbos(server = "postgres://postgres@127.0.0.1:5432"): Promise<DbosFigures> {
  const database = `pta_bench_dbos_${process.pid}`;
  const admin = postgres(`${server}/postgres`, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${database}`);
  try {
    DBOS.setConfig({
      name: "bench",
      systemDatabaseUrl: `${server}/${database}`,
      logger: silent,
      runAdminServer: false,
    });
    await DBOS.launch();
    try {
      for (let id = 0; id < WARM_UP_RUNS; id += 1) await run(id);
      return { ...(await oneByOne()), runsPerSecond: await atOnce() };
    } finally {
      await DBOS.shutdown();
    }
  } finally {
    await admin.unsafe(`drop database if exists ${database} with (force)`);
    await admin.end({ timeout: 1 });
  }
}

async function run(id: number): Promise<void> {
  const done = await workflow(id);
  if (done.steps !== STEPS || done.id !== id) throw new Error(`Workflow ${id} did ${done.steps} steps.`);
}

async function oneByOne(): Promise<{ p50Ms: number; p95Ms: number }> {
  const times: number[] = [];
  for (let id = 0; id < RUNS_ONE_BY_ONE; id += 1) {
    const start = performance.now();
    await run(id);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

async function atOnce(): Promise<number> {
  const start = performance.now();
  await Promise.all(Array.from({ length: RUNS_AT_ONCE }, (_, id) => run(id)));
  return RUNS_AT_ONCE / ((performance.now() - start) / 1000);
}
