/** The spend ledger: a row is reserved before a call is made and settled after it. Money is millionths of a US dollar. */
import { and, desc, eq, gte, inArray, isNotNull, lt, or, sql } from "drizzle-orm";
import { storableJson } from "@/lib/core/storable";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { agentReports, analysisRuns, modelCalls } from "../schema";

/** One reservation at a time: what a day has left is read and taken together. The number is ours alone. */
const SPEND_LOCK = 7_340_121;

const usd = (micros: number) => sql`(${micros}::numeric / 1000000)`;
const spent = sql`coalesce(sum(coalesce(settled_usd, reserved_usd)), 0)`;

export type Reservation = {
  runId: number | null;
  productId: number | null;
  agent: string | null;
  version: string;
  purpose: string;
  provider: string;
  model: string;
  reservedMicros: number;
  promptHash: string;
  request: unknown;
  now: Date;
  /** The day it counts towards begins here (UTC). */
  dayStart: Date;
  dailyMicros: number;
  productMicros: number;
};

export type Reserved = { id: number } | { id: null; over: "day" | "product" };

/**
 * Reserves the most that a call can cost, if both the day's and the product's budget have it: what is settled and what is
 * reserved since the day began counts. Of many at once none sees a budget that another is about to take.
 */
export async function reserveCall(db: Database, call: Reservation): Promise<Reserved> {
  const day = call.dayStart.toISOString();
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${SPEND_LOCK})`);
    // A statement of its own after the lock: it sees what the one before has written.
    const result = await tx.execute(sql`
      with left_over as (
        select ${usd(call.dailyMicros)} - (select ${spent} from model_calls where created_at >= ${day}::timestamptz) as day,
          ${usd(call.productMicros)} - (select ${spent} from model_calls
            where product_id = ${call.productId}::int and created_at >= ${day}::timestamptz) as product
      ), reserved as (
        insert into model_calls (run_id, product_id, agent, version, purpose, provider, model, status, reserved_usd,
          prompt_hash, request, created_at)
        select ${call.runId}::int, ${call.productId}::int, ${call.agent}, ${call.version}, ${call.purpose},
          ${call.provider}, ${call.model}, 'RESERVED', ${usd(call.reservedMicros)}, ${call.promptHash},
          ${storableJson(call.request)}::jsonb, ${call.now.toISOString()}::timestamptz
        from left_over
        where day >= ${usd(call.reservedMicros)}
          and (${call.productId}::int is null or product >= ${usd(call.reservedMicros)})
        returning id
      )
      select (select id::int from reserved) as id, day < ${usd(call.reservedMicros)} as "overDay" from left_over`);
    const [row] = rowsOf<{ id: number | null; overDay: boolean }>(result);
    if (row && row.id !== null) return { id: row.id };
    return { id: null, over: row?.overDay === false ? "product" : "day" };
  });
}

export type Settlement = {
  id: number;
  status: "SETTLED" | "FAILED";
  /** Null: nobody knows, and all that was reserved is taken for it. */
  micros: number | null;
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  latencyMs: number | null;
  response: unknown;
  error: string | null;
  now: Date;
};

/** Settles a call; also one that was settled by estimate meanwhile. A second settlement changes nothing. */
export async function settleCall(db: Database, end: Settlement): Promise<boolean> {
  const rows = await db
    .update(modelCalls)
    .set({
      status: end.status,
      settledUsd: end.micros === null ? sql`${modelCalls.reservedUsd}` : sql`${usd(end.micros)}`,
      estimated: end.micros === null,
      inputTokens: end.inputTokens,
      cachedTokens: end.cachedTokens,
      outputTokens: end.outputTokens,
      latencyMs: end.latencyMs,
      response: end.response === null ? null : sql`${storableJson(end.response)}::jsonb`,
      error: end.error,
      settledAt: end.now,
    })
    .where(
      and(eq(modelCalls.id, end.id), or(eq(modelCalls.status, "RESERVED"), eq(modelCalls.estimated, true))),
    )
    .returning({ id: modelCalls.id });
  return rows.length > 0;
}

/** Settles with all that was reserved what was reserved before `before` and never settled: its worker has died. */
export async function settleLostCalls(
  db: Database,
  input: { before: Date; now: Date; why: string },
): Promise<number> {
  const rows = await db
    .update(modelCalls)
    .set({
      status: "FAILED",
      settledUsd: sql`${modelCalls.reservedUsd}`,
      estimated: true,
      error: input.why,
      settledAt: input.now,
    })
    .where(and(eq(modelCalls.status, "RESERVED"), lt(modelCalls.createdAt, input.before)))
    .returning({ id: modelCalls.id });
  return rows.length;
}

/** The newest kept answer to the same question since `since`; null where there is none. */
export async function findAnswered(
  db: Database,
  question: { promptHash: string; since: Date },
): Promise<{ id: number; response: unknown; createdAt: Date } | null> {
  const [row] = await db
    .select({ id: modelCalls.id, response: modelCalls.response, createdAt: modelCalls.createdAt })
    .from(modelCalls)
    .where(
      and(
        eq(modelCalls.promptHash, question.promptHash),
        eq(modelCalls.status, "SETTLED"),
        gte(modelCalls.createdAt, question.since),
        isNotNull(modelCalls.response),
      ),
    )
    .orderBy(desc(modelCalls.id))
    .limit(1);
  return row ?? null;
}

/** How many calls of one question were refused or failed since `since`, whatever they cost. */
export async function countFailedCalls(
  db: Database,
  question: { promptHash: string; since: Date },
): Promise<number> {
  const result = await db.execute(sql`
    select count(*)::int as failed from model_calls
    where prompt_hash = ${question.promptHash} and status = 'FAILED' and created_at >= ${question.since.toISOString()}::timestamptz`);
  return rowsOf<{ failed: number }>(result)[0]?.failed ?? 0;
}

/** Dollars taken of the day's budget in millionths, and what one analysis has cost on the average of the last hundred. */
export async function readSpend(
  db: Database,
  dayStart: Date,
): Promise<{ dayMicros: number; runMicros: number | null }> {
  const result = await db.execute(sql`
    select (select ${spent} * 1000000 from model_calls where created_at >= ${dayStart.toISOString()}::timestamptz)::float8 as "dayMicros",
      (select avg(cost) * 1000000 from (
        select sum(settled_usd) as cost from model_calls
        where run_id in (select id from analysis_runs where status = 'FINISHED' order by id desc limit 100)
        group by run_id) runs)::float8 as "runMicros"`);
  const [row] = rowsOf<{ dayMicros: number; runMicros: number | null }>(result);
  return row ?? { dayMicros: 0, runMicros: null };
}

/** How many of the newest calls a mean size is taken of: those of a few dozen analyses. */
const SIZED_CALLS = 500;

/**
 * Tokens that a call has taken on the average of the newest ones, by `sizeKey`: what counts towards a limit, its question without
 * the part that was cached, and its answer. A call whose size nobody knows is none of them.
 */
export async function readCallSizes(db: Database): Promise<Map<string, number>> {
  const result = await db.execute(sql`
    select agent, provider, model, avg(input_tokens - coalesce(cached_tokens, 0) + output_tokens)::float8 as tokens
    from (select * from model_calls where status = 'SETTLED' and agent is not null
      and input_tokens is not null and output_tokens is not null
      order by id desc limit ${SIZED_CALLS}) newest
    group by agent, provider, model`);
  const rows = rowsOf<{ agent: string; provider: string; model: string; tokens: number }>(result);
  return new Map(rows.map((row) => [sizeKey(row), row.tokens]));
}

export const sizeKey = (call: { agent: string; provider: string; model: string }): string =>
  `${call.agent} ${call.provider} ${call.model}`;

/** Steps of open runs that are still to be made, by agent: they take of a quota before anything new does. */
export async function countStepsAhead(db: Database): Promise<Map<string, number>> {
  const rows = await db
    .select({ agent: agentReports.agent, steps: sql<number>`count(*)`.mapWith(Number) })
    .from(agentReports)
    .innerJoin(analysisRuns, eq(analysisRuns.id, agentReports.runId))
    .where(
      and(
        inArray(analysisRuns.status, ["QUEUED", "RUNNING"]),
        inArray(agentReports.status, ["QUEUED", "RUNNING"]),
      ),
    )
    .groupBy(agentReports.agent);
  return new Map(rows.map((row) => [row.agent, row.steps]));
}
