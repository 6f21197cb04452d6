import { and, asc, count, desc, eq, lt, sql } from "drizzle-orm";
import type { RunStatus } from "@/lib/core/words";
import type { Database } from "../../client";
import { agentReports, analysisRuns, products } from "../../schema";

/** One page of runs, newest first; `next` is the id to continue below. */
export async function listRuns(
  db: Database,
  input: { status?: RunStatus | undefined; below?: number | undefined; size: number },
) {
  const rows = await db
    .select({
      id: analysisRuns.id,
      productId: analysisRuns.productId,
      title: products.title,
      status: analysisRuns.status,
      verdict: analysisRuns.verdict,
      lastError: analysisRuns.lastError,
      createdAt: analysisRuns.createdAt,
      startedAt: analysisRuns.startedAt,
      finishedAt: analysisRuns.finishedAt,
      steps: count(agentReports.id),
      stepsDone: sql<number>`count(*) filter (where ${agentReports.status} = 'DONE')`.mapWith(Number),
      retries: sql<number>`coalesce(sum(greatest(${agentReports.attempt} - 1, 0)), 0)`.mapWith(Number),
    })
    .from(analysisRuns)
    .innerJoin(products, eq(products.id, analysisRuns.productId))
    .leftJoin(agentReports, eq(agentReports.runId, analysisRuns.id))
    .where(
      and(
        input.status ? eq(analysisRuns.status, input.status) : undefined,
        input.below === undefined ? undefined : lt(analysisRuns.id, input.below),
      ),
    )
    .groupBy(analysisRuns.id, products.id)
    .orderBy(desc(analysisRuns.id))
    .limit(input.size + 1);
  const page = rows.slice(0, input.size);
  return { rows: page, next: rows.length > input.size ? (page.at(-1)?.id ?? null) : null };
}

export type RunDetail = NonNullable<Awaited<ReturnType<typeof readRun>>>;
export type RunStep = RunDetail["steps"][number];

/** A run with its product and its steps in order; null when there is none of this id. */
export async function readRun(db: Database, id: number) {
  const [row] = await db
    .select({ run: analysisRuns, title: products.title, productStatus: products.status })
    .from(analysisRuns)
    .innerJoin(products, eq(products.id, analysisRuns.productId))
    .where(eq(analysisRuns.id, id));
  if (!row) return null;
  return { ...row.run, title: row.title, productStatus: row.productStatus, steps: await listSteps(db, id) };
}

/** The twelve steps of a run in their running order. */
export function listSteps(db: Database, runId: number) {
  return db
    .select()
    .from(agentReports)
    .where(eq(agentReports.runId, runId))
    .orderBy(asc(agentReports.position));
}
