import { and, asc, count, desc, eq, gte, isNull, lt, ne, sql } from "drizzle-orm";
import type { Verdict } from "@/lib/core/words";
import type { Database } from "../../client";
import { rowsOf } from "../../rows";
import { agentReports, analysisRuns, modelCalls, outbox } from "../../schema";

export type RoundFigures = {
  at: Date;
  /** Sources or questions in it. */
  parts: number;
  open: number;
  failed: number;
  /** Items or keywords found; null while nothing has come back. */
  found: number | null;
  products: number | null;
  /** Milliseconds from the plan to the last result; null while parts are open. */
  durationMs: number | null;
};

type RoundRow = Omit<RoundFigures, "at"> & { at: string | Date };

/** The newest scan that looked at more than one source, or else the newest of one. */
export async function newestScanRound(db: Database): Promise<RoundFigures | null> {
  const result = await db.execute(sql`
    select planned_for as at, count(*)::int as parts, sum(found)::int as found,
      sum(new_products)::int as products,
      (count(*) filter (where status in ('QUEUED', 'RUNNING')))::int as open,
      (count(*) filter (where status = 'FAILED'))::int as failed,
      (extract(epoch from case when bool_and(finished_at is not null) then max(finished_at) - planned_for end) * 1000)::float8
        as "durationMs"
    from (select * from scans order by id desc limit 200) recent
    group by planned_for order by (count(*) > 1) desc, planned_for desc limit 1`);
  return roundOf(rowsOf<RoundRow>(result)[0]);
}

/** The newest discovery: its questions and what they brought. */
export async function newestDiscoveryRound(db: Database): Promise<RoundFigures | null> {
  const result = await db.execute(sql`
    select min(created_at) as at, count(*)::int as parts, sum(keywords_found)::int as found,
      sum(products_found)::int as products,
      (count(*) filter (where status in ('QUEUED', 'RUNNING')))::int as open,
      (count(*) filter (where status = 'FAILED'))::int as failed,
      (extract(epoch from case when bool_and(finished_at is not null) then max(finished_at) - min(created_at) end) * 1000)::float8
        as "durationMs"
    from discovery_queries group by round order by round desc limit 1`);
  return roundOf(rowsOf<RoundRow>(result)[0]);
}

function roundOf(row: RoundRow | undefined): RoundFigures | null {
  return row ? { ...row, at: new Date(row.at) } : null;
}

/** Items that came in from scans finished since `since`. */
export async function countScanned(db: Database, since: Date): Promise<number | null> {
  const result = await db.execute(sql`
    select sum(found)::int as found from scans where finished_at >= ${since.toISOString()}::timestamptz`);
  return rowsOf<{ found: number | null }>(result)[0]?.found ?? null;
}

/** Analyses finished since `since`, and how long the newest hundred took; null where none has finished. */
export async function readAnalyses(db: Database, since: Date) {
  const [finished] = await db
    .select({ runs: count() })
    .from(analysisRuns)
    .where(and(eq(analysisRuns.status, "FINISHED"), gte(analysisRuns.finishedAt, since)));
  const newest = db
    .select({ finishedAt: analysisRuns.finishedAt, startedAt: analysisRuns.startedAt })
    .from(analysisRuns)
    .where(and(eq(analysisRuns.status, "FINISHED"), sql`${analysisRuns.startedAt} is not null`))
    .orderBy(desc(analysisRuns.finishedAt))
    .limit(100)
    .as("newest");
  const [took] = await db
    .select({
      runs: count(),
      meanMs:
        sql<number>`avg(extract(epoch from ${newest.finishedAt} - ${newest.startedAt}) * 1000)::float8`.mapWith(
          Number,
        ),
      lastAt: sql<string | null>`max(${newest.finishedAt})`,
    })
    .from(newest);
  return {
    finished: finished?.runs ?? 0,
    meanMs: took && took.runs > 0 ? took.meanMs : null,
    lastAt: took?.lastAt ? new Date(took.lastAt) : null,
  };
}

/** The verdicts of the newest finished runs, newest first. */
export async function newestVerdicts(db: Database, limit: number): Promise<Verdict[]> {
  const rows = await db
    .select({ verdict: analysisRuns.verdict })
    .from(analysisRuns)
    .where(eq(analysisRuns.status, "FINISHED"))
    .orderBy(desc(analysisRuns.finishedAt))
    .limit(limit);
  return rows.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
}

export type ModelUse = Awaited<ReturnType<typeof readModelUse>>[number];

/** Calls to providers since `since`, by model; the embedded rules are no provider and have no quota. */
export async function readModelUse(db: Database, since: Date) {
  return db
    .select({
      provider: modelCalls.provider,
      model: modelCalls.model,
      calls: count(),
      failed: sql<number>`count(*) filter (where ${modelCalls.status} = 'FAILED')`.mapWith(Number),
      /** Null where a provider does not say. */
      tokens: sql<number | null>`sum(${modelCalls.inputTokens} + ${modelCalls.outputTokens})::float8`,
      cachedTokens: sql<number | null>`sum(${modelCalls.cachedTokens})::float8`,
      usd: sql<number>`sum(coalesce(${modelCalls.settledUsd}, ${modelCalls.reservedUsd}))::float8`.mapWith(
        Number,
      ),
    })
    .from(modelCalls)
    .where(and(gte(modelCalls.createdAt, since), ne(modelCalls.provider, "embedded")))
    .groupBy(modelCalls.provider, modelCalls.model)
    .orderBy(asc(modelCalls.provider), asc(modelCalls.model));
}

/** Reports that the embedded rules have written since `since`. */
export async function countRuleReports(db: Database, since: Date): Promise<number> {
  const [row] = await db
    .select({ reports: count() })
    .from(agentReports)
    .where(and(eq(agentReports.model, "rules"), gte(agentReports.finishedAt, since)));
  return row?.reports ?? 0;
}

/** Messages that were due before `before` and that nobody has received, oldest first. */
export async function listStuckMessages(db: Database, before: Date, limit: number) {
  return db
    .select({
      id: outbox.id,
      step: outbox.step,
      payload: outbox.payload,
      createdAt: outbox.createdAt,
      republished: outbox.republished,
      republishAfter: outbox.republishAfter,
    })
    .from(outbox)
    .where(and(isNull(outbox.receivedAt), lt(outbox.republishAfter, before)))
    .orderBy(asc(outbox.id))
    .limit(limit);
}
