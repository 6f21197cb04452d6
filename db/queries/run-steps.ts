/**
 * The two statements of an agent's step. Each is one statement on purpose: twelve steps a run make
 * every round trip count, and one statement is one transaction.
 */
import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import type { CheckedClaim, Dossier } from "@/lib/core/evidence";
import { storableJson } from "@/lib/core/storable";
import type { Database } from "../client";
import { executeKept } from "../kept-plans";
import { rowsOf } from "../rows";
import { agentReports, analysisRuns, discoveryQueries, scans } from "../schema";
import { insertOutbox, REPUBLISH_AFTER_MS, type DueStep } from "./outbox";

/** Longer than the longest step (`maxDuration` 120 s): an expired lease means a dead worker. */
export const LEASE_MS = 150_000;

export type ClaimedStep = {
  id: number;
  attempt: number;
  position: number;
  productId: number;
  /** When it became its turn: the end of the step before it. Milliseconds since 1970. */
  dueMs: number;
  dossier: Dossier;
  /** Finished reports of the agents that were asked for, as stored. */
  earlier: Partial<Record<AgentId, Record<string, unknown>>>;
};

/**
 * Claims the step, if it is its turn and nobody holds it: marks the message as received, counts the
 * attempt, takes the lease, sets the run running at its first step, and reads all that the step needs.
 * A step has its turn once `queued_at` is set, by the start of the run or the step before. Null: lost, or
 * all work is paused.
 * A claim that a crash of the database forgets is only an attempt not counted, so it does not wait for the disk.
 */
export async function claimRunStep(
  db: Database,
  claim: {
    runId: number;
    agent: AgentId;
    /** Whose reports the step needs; only these are read. */
    reads: readonly AgentId[];
    leaseToken: string;
    now: Date;
    outboxId: number | null;
  },
): Promise<ClaimedStep | null> {
  const now = claim.now.toISOString();
  const lease = new Date(claim.now.getTime() + LEASE_MS).toISOString();
  const running = sql`, running as (
      update analysis_runs set status = 'RUNNING', started_at = coalesce(started_at, ${now}::timestamptz)
      where id = ${claim.runId} and status = 'QUEUED' and exists (select 1 from claimed)
    )`;
  const reports = sql`(select json_agg(json_build_array(agent, report, confidence, claims)) from agent_reports
      where run_id = ${claim.runId} and status = 'DONE'
        and agent in (${sql.join(
          claim.reads.map((agent) => sql`${agent}`),
          sql`, `,
        )}))`;
  const result = await executeKept(
    db,
    sql`
    with received as (
      update outbox set received_at = ${now}::timestamptz
      where id = ${claim.outboxId}::bigint and received_at is null
    ), claimed as (
      update agent_reports step
      set status = 'RUNNING', attempt = step.attempt + 1, lease_token = ${claim.leaseToken},
          lease_expires_at = ${lease}::timestamptz, started_at = ${now}::timestamptz, last_error = null,
          wait_until = null, wait_reason = null
      from analysis_runs run
      where step.run_id = ${claim.runId} and step.agent = ${claim.agent} and run.id = ${claim.runId}
        and run.status in ('QUEUED', 'RUNNING') and step.queued_at is not null
        and not exists (select 1 from settings where key = 'paused' and value = 'true'::jsonb)
        and (step.status = 'QUEUED' or (step.status = 'RUNNING' and step.lease_expires_at < ${now}::timestamptz))
      returning step.id, step.attempt, step.position, run.product_id, run.dossier,
        (extract(epoch from step.queued_at) * 1000)::float8 as due_ms
    )${claim.agent === AGENT_IDS[0] ? running : sql``}
    select id, attempt, position, product_id, due_ms, dossier, ${claim.reads.length > 0 ? reports : sql`null`} as earlier,
      set_config('synchronous_commit', 'off', true)
    from claimed`,
  );
  const [row] = rowsOf<{
    id: number;
    attempt: number;
    position: number;
    product_id: number;
    due_ms: number;
    dossier: Dossier;
    earlier: StoredReport[] | null;
  }>(result);
  if (!row) return null;
  const { id, attempt, position, product_id: productId, due_ms: dueMs, dossier } = row;
  const earlier = Object.fromEntries((row.earlier ?? []).map((stored) => [stored[0], countedReport(stored)]));
  return { id, attempt, position, productId, dueMs, dossier, earlier };
}

/** Whose report, as it was given, the confidence that is left of it and its checked claims. */
type StoredReport = [
  agent: AgentId,
  report: Record<string, unknown>,
  confidence: number | null,
  claims: CheckedClaim[] | null,
];

/** Later agents read what counts: the claims that stand, and the confidence that is left. */
function countedReport([, report, confidence, claims]: StoredReport): Record<string, unknown> {
  if (report["status"] !== "ok") return report;
  const standing = (claims ?? []).filter(({ supported }) => supported);
  return {
    ...report,
    confidence,
    claims: standing.map(({ text, value, unit, evidence }) => ({ text, value, unit, evidence })),
  };
}

export type FinishedReport = {
  reportStatus: "ok" | "abstained";
  score: number | null;
  confidence: number | null;
  report: Record<string, unknown>;
  claims: CheckedClaim[];
  problems: string[];
  model: string;
  version: string;
  inputTokens: number | null;
  outputTokens: number | null;
  latencyMs: number;
  /** The call whose stored answer was taken again; null where a call was made for it. */
  reusedFrom: number | null;
};

/**
 * Stores the report and makes the next step due, if the lease is still ours. `next` is null when the
 * step was the last or somebody else took the lease over (`stored` tells which).
 */
export async function finishRunStep(
  db: Database,
  finish: {
    id: number;
    leaseToken: string;
    now: Date;
    report: FinishedReport;
    /** Given where the step has added evidence for the steps after it. */
    dossier?: Dossier | undefined;
  },
): Promise<{ stored: boolean; next: DueStep | null }> {
  const now = finish.now.toISOString();
  const again = new Date(finish.now.getTime() + REPUBLISH_AFTER_MS).toISOString();
  const { report } = finish;
  const told = finish.dossier
    ? sql`, told as (
      update analysis_runs set dossier = ${storableJson(finish.dossier)}::jsonb
      from done where analysis_runs.id = done.run_id
    )`
    : sql``;
  const result = await executeKept(
    db,
    sql`
    with done as (
      update agent_reports
      set status = 'DONE', lease_token = null, lease_expires_at = null, finished_at = ${now}::timestamptz,
          report_status = ${report.reportStatus}, score = ${report.score}, confidence = ${report.confidence},
          report = ${storableJson(report.report)}::jsonb, claims = ${storableJson(report.claims)}::jsonb,
          problems = ${storableJson(report.problems)}::jsonb, model = ${report.model},
          version = ${report.version}, input_tokens = ${report.inputTokens},
          output_tokens = ${report.outputTokens}, latency_ms = ${report.latencyMs},
          reused_from = ${report.reusedFrom}::bigint
      where id = ${finish.id} and lease_token = ${finish.leaseToken} and status = 'RUNNING'
      returning run_id, position
    )${told}, next as (
      update agent_reports step set queued_at = ${now}::timestamptz
      from done where step.run_id = done.run_id and step.position = done.position + 1
      returning step.run_id, step.agent, step.attempt
    ), due as (
      insert into outbox (step, payload, dedupe_id, created_at, republish_after)
      select 'run-agent', jsonb_build_object('runId', run_id, 'agent', agent),
             'run-agent-' || run_id || '-' || agent || '-' || (attempt + 1),
             ${now}::timestamptz, ${again}::timestamptz
      from next
      on conflict (dedupe_id) do nothing
      returning id, step, payload, dedupe_id
    )
    select due.id::int as id, due.step, due.payload, due.dedupe_id as "dedupeId"
    from done left join due on true`,
  );
  const [row] = rowsOf<{ id: number | null; step: string; payload: DueStep["payload"]; dedupeId: string }>(
    result,
  );
  if (!row) return { stored: false, next: null };
  return {
    stored: true,
    next: row.id === null ? null : { ...row, id: row.id, notBefore: null },
  };
}

/**
 * Puts a claimed step off that must wait for a limit or a budget: the attempt is given back and its message is due at `until`.
 * `queued_at` stays: the wait is part of the step's own time. Null when the lease is no longer ours.
 */
export async function putOffRunStep(
  db: Database,
  wait: { id: number; leaseToken: string; now: Date; until: Date; why: string },
): Promise<DueStep | null> {
  const until = wait.until.toISOString();
  const again = new Date(wait.until.getTime() + REPUBLISH_AFTER_MS).toISOString();
  const result = await db.execute(sql`
    with put_off as (
      update agent_reports
      set status = 'QUEUED', attempt = attempt - 1, lease_token = null, lease_expires_at = null,
          wait_until = ${until}::timestamptz, wait_reason = ${wait.why}
      where id = ${wait.id} and lease_token = ${wait.leaseToken} and status = 'RUNNING'
      returning run_id, agent
    )
    insert into outbox (step, payload, dedupe_id, not_before, created_at, republish_after)
    select 'run-agent', jsonb_build_object('runId', run_id, 'agent', agent),
           'run-agent-' || run_id || '-' || agent || '-wait-' || ${wait.leaseToken}::text,
           ${until}::timestamptz, ${wait.now.toISOString()}::timestamptz, ${again}::timestamptz
    from put_off
    returning id::int as id, step, payload, dedupe_id as "dedupeId"`);
  const [row] = rowsOf<Omit<DueStep, "notBefore">>(result);
  return row ? { ...row, notBefore: wait.until } : null;
}

/** The wait of a step whose time has come is over, though it does not go on yet, as in a pause: nobody reads that it waits for what it waited for. */
export async function endWait(
  db: Database,
  step: { runId: number; agent: AgentId; now: Date },
): Promise<void> {
  await db
    .update(agentReports)
    .set({ waitReason: null })
    .where(
      and(
        eq(agentReports.runId, step.runId),
        eq(agentReports.agent, step.agent),
        eq(agentReports.status, "QUEUED"),
        lte(agentReports.waitUntil, step.now),
      ),
    );
}

/** Makes the steps due now that wait until `waitUntil`; the messages they still have for then find their work done. */
export async function wakeRunSteps(tx: Database, wake: { waitUntil: Date; now: Date }): Promise<DueStep[]> {
  const rows = await tx
    .update(agentReports)
    .set({ waitUntil: wake.now, waitReason: null })
    .where(and(eq(agentReports.status, "QUEUED"), eq(agentReports.waitUntil, wake.waitUntil)))
    .returning({ runId: agentReports.runId, agent: agentReports.agent });
  return insertOutbox(
    tx,
    wake.now,
    rows.map(({ runId, agent }) => ({
      step: "run-agent",
      payload: { runId, agent },
      dedupeId: `run-agent-${runId}-${agent}-budget-${wake.now.getTime()}`,
    })),
  );
}

/** Hands a failed attempt back: queued again with its reason. False when the lease is no longer ours. */
export async function releaseRunStep(
  tx: Database,
  release: { id: number; leaseToken: string; error: string; now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(agentReports)
    .set({
      status: "QUEUED",
      leaseToken: null,
      leaseExpiresAt: null,
      lastError: release.error,
      queuedAt: release.now,
    })
    .where(
      and(
        eq(agentReports.id, release.id),
        eq(agentReports.leaseToken, release.leaseToken),
        eq(agentReports.status, "RUNNING"),
      ),
    )
    .returning({ id: agentReports.id });
  return rows.length > 0;
}

/** Fails a step that the queue has given up, whoever held it, unless it has finished meanwhile. */
export async function abandonRunStep(
  tx: Database,
  step: { runId: number; agent: AgentId; error: string },
): Promise<{ productId: number } | null> {
  const [row] = await tx
    .update(agentReports)
    .set({ status: "FAILED", leaseToken: null, leaseExpiresAt: null, lastError: step.error })
    .from(analysisRuns)
    .where(
      and(
        eq(agentReports.runId, step.runId),
        eq(agentReports.agent, step.agent),
        inArray(agentReports.status, ["QUEUED", "RUNNING"]),
        eq(analysisRuns.id, agentReports.runId),
        inArray(analysisRuns.status, ["QUEUED", "RUNNING"]),
      ),
    )
    .returning({ productId: analysisRuns.productId });
  return row ?? null;
}

/** The first unfinished step of each open run that nobody works on: an expired lease, or queued long ago. */
export async function listLostRunSteps(
  db: Database,
  now: Date,
  queuedBefore: Date,
): Promise<{ runId: number; agent: AgentId; attempt: number }[]> {
  const result = await db.execute(sql`
    select distinct on (step.run_id) step.run_id as "runId", step.agent, step.attempt, step.status,
      step.lease_expires_at,
      greatest(step.queued_at, step.wait_until) as queued_at
    from agent_reports step join analysis_runs run on run.id = step.run_id
    where run.status in ('QUEUED', 'RUNNING') and step.status <> 'DONE'
    order by step.run_id, step.position`);
  const rows = rowsOf<{
    runId: number;
    agent: string;
    attempt: number;
    status: string;
    lease_expires_at: Date | string | null;
    queued_at: Date | string | null;
  }>(result);
  const lost = rows.filter((row) => {
    if (row.status === "RUNNING") {
      return row.lease_expires_at !== null && new Date(row.lease_expires_at) < now;
    }
    return row.status === "QUEUED" && row.queued_at !== null && new Date(row.queued_at) < queuedBefore;
  });
  return lost.flatMap(({ runId, agent, attempt }) => {
    const known = AGENT_IDS.find((id) => id === agent);
    return known ? [{ runId, agent: known, attempt }] : [];
  });
}

/** Puts the failed step of a run back to queued with all its tries, for a person who resumes the run. */
export async function requeueFailedStep(
  tx: Database,
  runId: number,
  now: Date,
): Promise<{ agent: AgentId } | null> {
  const [row] = await tx
    .update(agentReports)
    .set({ status: "QUEUED", queuedAt: now, lastError: null, attempt: 0, waitUntil: null, waitReason: null })
    .where(and(eq(agentReports.runId, runId), eq(agentReports.status, "FAILED")))
    .returning({ agent: agentReports.agent });
  return row ?? null;
}

/** Frees every lease. Only for the one process that owns the data folder, at its start: all holders are dead. */
export async function freeLeases(db: Database, now: Date): Promise<void> {
  const expired = { leaseExpiresAt: new Date(now.getTime() - 1) };
  await db.update(agentReports).set(expired).where(eq(agentReports.status, "RUNNING"));
  await db.update(scans).set(expired).where(eq(scans.status, "RUNNING"));
  await db.update(discoveryQueries).set(expired).where(eq(discoveryQueries.status, "RUNNING"));
}
