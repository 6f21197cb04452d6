import { desc, eq, and, sql } from "drizzle-orm";
import type { AgentId } from "@/lib/core/words";
import type { Database } from "../../client";
import { rowsOf } from "../../rows";
import { agentReports, analysisRuns, products } from "../../schema";

/** Runs that the figures are taken over at most, the newest: every report's claims are opened and counted. */
const MOST_RUNS = 1_000;

/** The newest runs that ended since a time; an unended run has not been judged yet and counts for nothing. */
const endedSince = (since: Date) => sql`
  select id from analysis_runs where finished_at >= ${since.toISOString()}::timestamptz
  order by finished_at desc limit ${MOST_RUNS}`;

/** The claims of one report, counted. */
const claimsOf = sql`lateral (
  select count(*) as stated, count(*) filter (where not (claim ->> 'supported')::boolean) as unsupported
  from jsonb_array_elements(case when jsonb_typeof(report.claims) = 'array' then report.claims else '[]' end) claim
)`;

type ReportFigures = {
  /** Reports that are there. */
  reports: number;
  /** Reports among them that the embedded rules have written. */
  byRules: number;
  abstained: number;
  claims: number;
  unsupported: number;
  /** 0–100 over the reports with a score; null without any. */
  meanScore: number | null;
};

const reportFigures = sql`
  (count(*) filter (where report.status = 'DONE'))::int as reports,
  (count(*) filter (where report.status = 'DONE' and report.model = 'rules'))::int as "byRules",
  (count(*) filter (where report.report_status = 'abstained'))::int as abstained,
  coalesce(sum(claims.stated), 0)::int as claims,
  coalesce(sum(claims.unsupported), 0)::int as unsupported,
  avg(report.score) filter (where report.report_status = 'ok') as "meanScore"`;

export type AgentFigures = ReportFigures & {
  agent: AgentId;
  failed: number;
  /** Reports whose answer an earlier call had paid for. */
  reused: number;
  /**
   * Milliseconds of the middle answer, reused ones left out; of models where they wrote any report, else of the rules. Null
   * where none was measured.
   */
  medianLatencyMs: number | null;
  models: string[];
  /** Versions of instructions and schema that the reports were written by. */
  versions: string[];
};

/** What each agent did in the runs that ended since a time; an agent that was never asked has no row. */
export async function readAgentFigures(db: Database, since: Date): Promise<AgentFigures[]> {
  const result = await db.execute(sql`
    select report.agent, ${reportFigures},
      (count(*) filter (where report.status = 'FAILED'))::int as failed,
      coalesce(
        percentile_cont(0.5) within group (order by report.latency_ms)
          filter (where report.status = 'DONE' and report.reused_from is null and report.model <> 'rules'),
        percentile_cont(0.5) within group (order by report.latency_ms)
          filter (where report.status = 'DONE' and report.model = 'rules'))::float8 as "medianLatencyMs",
      (count(*) filter (where report.reused_from is not null))::int as reused,
      coalesce(array_agg(distinct report.model) filter (where report.model is not null), '{}') as models,
      coalesce(array_agg(distinct report.version) filter (where report.version is not null), '{}') as versions
    from ${agentReports} report
    left join ${claimsOf} claims on true
    where report.run_id in (${endedSince(since)})
    group by report.agent`);
  return rowsOf<AgentFigures>(result);
}

export type AgentSpend = {
  agent: AgentId;
  /** Calls of a provider, failed ones and repairs included. */
  calls: number;
  failed: number;
  usd: number;
  inputTokens: number | null;
  /** Fraction 0–1 of the input that the provider had cached, over the calls that told both; null where none did. */
  cachedShare: number | null;
};

/** What each agent's calls since a time have cost, by the spend ledger; the embedded rules have no rows there. */
export async function readAgentSpend(db: Database, since: Date): Promise<AgentSpend[]> {
  const result = await db.execute(sql`
    select agent, count(*)::int as calls, (count(*) filter (where status = 'FAILED'))::int as failed,
      sum(coalesce(settled_usd, reserved_usd))::float8 as usd,
      sum(input_tokens)::float8 as "inputTokens",
      (sum(cached_tokens) filter (where input_tokens is not null)::float8
        / nullif(sum(input_tokens) filter (where cached_tokens is not null), 0))::float8 as "cachedShare"
    from model_calls
    where created_at >= ${since.toISOString()}::timestamptz and agent is not null and provider <> 'embedded'
    group by agent`);
  return rowsOf<AgentSpend>(result);
}

export type Opinion = {
  agent: AgentId;
  /** 0–100. */
  score: number;
  /** What the coordinator argued for; null for the others. */
  recommended: string | null;
  decision: "approve" | "reject";
};

/**
 * What each agent said of the products that a person has decided since a time, beside the decision: one row an agent
 * and product, by the newest decision that stands and the run it was made upon. Decisions by policy, undone ones, and
 * reports that abstained are left out.
 */
export async function listOpinions(db: Database, since: Date): Promise<Opinion[]> {
  const result = await db.execute(sql`
    with decided as (
      select distinct on (product_id) product_id, run_id, decision, decided_by
      from decisions where undone_at is null and decided_at >= ${since.toISOString()}::timestamptz
      order by product_id, id desc
    )
    select report.agent, report.score, report.report ->> 'recommendedVerdict' as recommended, decided.decision
    from decided join ${agentReports} report on report.run_id = decided.run_id
    where decided.decided_by <> 'policy' and report.report_status = 'ok' and report.score is not null`);
  return rowsOf<Opinion>(result);
}

export type VersionFigures = ReportFigures & {
  version: string;
  model: string;
  firstAt: Date;
  lastAt: Date;
  medianLatencyMs: number | null;
};

/** The newest `limit` pairs of version and model that one agent's reports were written by, the newest first. */
export async function listAgentVersions(
  db: Database,
  agent: AgentId,
  limit: number,
): Promise<VersionFigures[]> {
  const result = await db.execute(sql`
    with report as (
      select * from ${agentReports} where agent = ${agent} and status = 'DONE' order by id desc limit ${MOST_RUNS}
    )
    select coalesce(report.version, 'unknown') as version, coalesce(report.model, 'unknown') as model, ${reportFigures},
      min(report.finished_at) as "firstAt", max(report.finished_at) as "lastAt",
      (percentile_cont(0.5) within group (order by report.latency_ms)
        filter (where report.reused_from is null))::float8 as "medianLatencyMs"
    from report left join ${claimsOf} claims on true
    where report.finished_at is not null
    group by 1, 2 order by max(report.finished_at) desc limit ${limit}`);
  type Row = Omit<VersionFigures, "firstAt" | "lastAt"> & { firstAt: Date | string; lastAt: Date | string };
  return rowsOf<Row>(result).map((row) => ({
    ...row,
    firstAt: new Date(row.firstAt),
    lastAt: new Date(row.lastAt),
  }));
}

/** The newest reports of one agent, with the product and run they belong to. */
export async function listAgentReports(db: Database, agent: AgentId, limit: number) {
  return db
    .select({
      id: agentReports.id,
      runId: agentReports.runId,
      productId: analysisRuns.productId,
      title: products.title,
      reportStatus: agentReports.reportStatus,
      score: agentReports.score,
      model: agentReports.model,
      version: agentReports.version,
      finishedAt: agentReports.finishedAt,
      said: sql<
        string | null
      >`coalesce(${agentReports.report} ->> 'summary', ${agentReports.report} ->> 'reason')`,
    })
    .from(agentReports)
    .innerJoin(analysisRuns, eq(analysisRuns.id, agentReports.runId))
    .innerJoin(products, eq(products.id, analysisRuns.productId))
    .where(and(eq(agentReports.agent, agent), eq(agentReports.status, "DONE")))
    .orderBy(desc(agentReports.id))
    .limit(limit);
}
