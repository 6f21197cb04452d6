import { and, asc, eq, lt, sql } from "drizzle-orm";
import type { AgentId } from "@/lib/core/words";
import type { Database } from "../../client";
import { rowsOf } from "../../rows";
import { agentReports, modelCalls } from "../../schema";
import { PAUSED_MARK } from "../outbox";

/** Calls of one run that a page shows: twelve agents with every try of each are far below it. */
const MOST_CALLS = 200;

/** A body longer than this, in characters of its JSON, is shown from its beginning only. */
export const BODY_SHOWN = 60_000;

const told = {
  id: modelCalls.id,
  agent: modelCalls.agent,
  purpose: modelCalls.purpose,
  provider: modelCalls.provider,
  model: modelCalls.model,
  status: modelCalls.status,
  /** US dollars; what is reserved counts until the call is settled. */
  usd: sql<number>`coalesce(${modelCalls.settledUsd}, ${modelCalls.reservedUsd})::float8`.mapWith(Number),
  /** True where nobody knows what it has cost, and all that was reserved counts. */
  estimated: modelCalls.estimated,
  inputTokens: modelCalls.inputTokens,
  cachedTokens: modelCalls.cachedTokens,
  outputTokens: modelCalls.outputTokens,
  latencyMs: modelCalls.latencyMs,
  error: modelCalls.error,
  createdAt: modelCalls.createdAt,
  settledAt: modelCalls.settledAt,
};

export type RunCall = Awaited<ReturnType<typeof listRunCalls>>[number];

/** The model calls of a run as the spend ledger has them, oldest first; without their bodies. */
export function listRunCalls(db: Database, runId: number) {
  return db
    .select(told)
    .from(modelCalls)
    .where(eq(modelCalls.runId, runId))
    .orderBy(asc(modelCalls.id))
    .limit(MOST_CALLS);
}

export type ReusedAnswer = Awaited<ReturnType<typeof listReused>>[number];

/** The steps of a run that took an answer again which an earlier call had paid for, with that call. */
export function listReused(db: Database, runId: number) {
  return db
    .select({
      agent: agentReports.agent,
      callId: modelCalls.id,
      /** The run that paid for it; null where it is gone. */
      runId: modelCalls.runId,
      /** US dollars that the call cost then. */
      usd: told.usd,
      answeredAt: modelCalls.createdAt,
    })
    .from(agentReports)
    .innerJoin(modelCalls, eq(modelCalls.id, agentReports.reusedFrom))
    .where(eq(agentReports.runId, runId));
}

/**
 * One call of a run with what was sent and what came back, each as JSON text of at most BODY_SHOWN characters beside
 * its whole length; a body is null where none was kept. Null when the run has no such call. For admins only: the page
 * asks for the role before it asks for this.
 */
export async function readCallBodies(db: Database, runId: number, callId: number) {
  const shown = (column: typeof modelCalls.request | typeof modelCalls.response) =>
    sql<string | null>`left(${column}::text, ${BODY_SHOWN})`;
  const length = (column: typeof modelCalls.request | typeof modelCalls.response) =>
    sql<number | null>`length(${column}::text)`;
  const [row] = await db
    .select({
      ...told,
      promptHash: modelCalls.promptHash,
      request: shown(modelCalls.request),
      requestLength: length(modelCalls.request),
      response: shown(modelCalls.response),
      responseLength: length(modelCalls.response),
    })
    .from(modelCalls)
    .where(and(eq(modelCalls.id, callId), eq(modelCalls.runId, runId)));
  return row ?? null;
}

export type RunWait = {
  agent: AgentId;
  /** When the step put itself off, and until when. */
  at: Date;
  until: Date;
  /** True where all work was paused; else it waited for a limit or the budget. */
  paused: boolean;
};

/** The times that steps of a run put themselves off, oldest first. Messages are kept for some days only. */
export async function listRunWaits(db: Database, runId: number): Promise<RunWait[]> {
  const result = await db.execute(sql`
    select payload ->> 'agent' as agent, created_at as at, not_before as until,
      position(${PAUSED_MARK} in dedupe_id) > 0 as paused
    from outbox
    where step = 'run-agent' and not_before is not null and payload ->> 'runId' = ${String(runId)}
    order by id limit ${MOST_CALLS}`);
  type Row = { agent: AgentId; at: Date | string; until: Date | string; paused: boolean };
  return rowsOf<Row>(result).map((row) => ({ ...row, at: new Date(row.at), until: new Date(row.until) }));
}

export type UnsettledCall = Awaited<ReturnType<typeof listUnsettled>>[number];

/** Calls that were reserved before `before` and never settled, oldest first: their cost counts as reserved. */
export function listUnsettled(db: Database, before: Date, limit: number) {
  return db
    .select({ ...told, runId: modelCalls.runId })
    .from(modelCalls)
    .where(and(eq(modelCalls.status, "RESERVED"), lt(modelCalls.createdAt, before)))
    .orderBy(asc(modelCalls.id))
    .limit(limit);
}
