/** What turns at a model are worth beside a fixed pause, in virtual time; and what they cost an analysis that need not wait. */
import { DAY_MS } from "@/lib/core/clock";
import { createCtx, SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { analyze } from "@/lib/analysis/analyze";
import { planScan } from "@/lib/scanning/plan-scan";
import { SOURCE_ROWS } from "@/lib/scanning/source-settings";
import { executeStep } from "@/lib/steps/execute";
import { usePublisher } from "@/lib/steps/publish";
import { useDatabase } from "@/db/client";
import type { DueStep } from "@/db/queries/outbox";
import { trendSources } from "@/db/schema";
import { testPostgres } from "@/db/testing";
import { seeded, simulate, type Outcome } from "../pacing/simulate";
import { FREE_PLAN } from "../pacing/simulated-provider";
import { startCountingProvider } from "../spend/counting-provider";

const PRODUCTS = 100;
const FLOOR_MS = 800;
/** Our own time beside what the models take and the floor asks for. */
const OVERHEAD_LIMIT = 0.05;

type Row = Pick<Outcome, "refusals" | "finished" | "failed"> & { hours: number; productsPerHour: number };

function rowOf(pacing: "turns" | "fixed pause", days: number): Row {
  const outcome = simulate({ seed: 1, products: PRODUCTS, limits: FREE_PLAN, pacing, until: days * DAY_MS });
  const { refusals, finished, failed, hours } = outcome;
  return { refusals, finished, failed, hours, productsPerHour: finished / hours };
}

/** A hundred products at once on the free plan, for so long as our turns need for them all. */
function comparePauses(): { turns: Row; fixedPause: Row; share: number } {
  const whole = simulate({ seed: 1, products: PRODUCTS, limits: FREE_PLAN, pacing: "turns" });
  const days = whole.hours / 24;
  return { turns: rowOf("turns", days), fixedPause: rowOf("fixed pause", days), share: whole.share };
}

/** One analysis against a provider that answers in 0.3 to 1.5 s and has room for it, on Postgres, steps handed on in the process. */
async function benchOverhead(): Promise<{ ms: number; modelMs: number; pauseMs: number; overhead: number }> {
  const random = seeded(7);
  const provider = await startCountingProvider({
    random,
    latencyMs: () => 300 + 1_200 * random(),
    headers: { "x-ratelimit-limit-tokens": "250000", "x-ratelimit-remaining-tokens": "249000" },
  });
  const open = await testPostgres("pacing");
  const queue: DueStep[] = [];
  useDatabase(open);
  usePublisher((step) => Promise.resolve(void queue.push(step)));
  const env = parseEnv({
    NODE_ENV: "test",
    SOURCES_MODE: "sample",
    GROQ_API_KEY: "key-of-a-benchmark",
    GROQ_BASE_URL: provider.url,
  });
  const ctx: Ctx = { ...createCtx(SCHEDULE), db: open.db, env };
  const work = async () => {
    for (let step = queue.shift(); step; step = queue.shift()) {
      const wait = (step.notBefore?.getTime() ?? 0) - Date.now();
      if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
      await executeStep({ ctx, step: step.step, body: { ...step.payload, outboxId: step.id } });
    }
  };
  try {
    await open.db
      .insert(trendSources)
      .values(SOURCE_ROWS.map((row) => ({ ...row, enabled: row.name === "reddit" })));
    await planScan({ ctx, input: {} });
    await work();
    // The first analysis teaches the limits and warms the process; the second is measured.
    await analyze({ ctx, input: { limit: 1 } });
    await work();
    const before = { at: performance.now(), calls: provider.charges.length, waited: provider.waited() };
    await analyze({ ctx, input: { limit: 1 } });
    await work();
    const ms = performance.now() - before.at;
    const modelMs = provider.waited() - before.waited;
    const pauseMs = (provider.charges.length - before.calls - 1) * FLOOR_MS;
    return { ms, modelMs, pauseMs, overhead: ms / (modelMs + pauseMs) - 1 };
  } finally {
    usePublisher(undefined);
    useDatabase(undefined);
    await open.close();
    await provider.stop();
  }
}

export async function benchPacing() {
  const compared = comparePauses();
  const analysis = await benchOverhead();
  return { ...compared, analysis, overheadLimit: OVERHEAD_LIMIT, kept: analysis.overhead <= OVERHEAD_LIMIT };
}
