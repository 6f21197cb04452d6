import { desc, eq, and, sql } from "drizzle-orm";
import type { AgentId } from "@/lib/core/words";
import type { Database } from "../../client";
import { rowsOf } from "../../rows";
import { agentReports, analysisRuns, products } from "../../schema";

export type AgentFigures = {
  agent: AgentId;
  /** Reports that are there. */
  reports: number;
  /** Times it was asked: a report written at the third try counts three. */
  calls: number;
  abstained: number;
  failed: number;
  claims: number;
  unsupported: number;
  /** 0–100 over the reports with a score; null without any. */
  meanScore: number | null;
  /** Milliseconds of an answer; null where none was measured. */
  meanLatencyMs: number | null;
  models: string[];
};

/** What each agent has done so far; an agent that was never asked has no row. */
export async function readAgentFigures(db: Database): Promise<AgentFigures[]> {
  const result = await db.execute(sql`
    select report.agent,
      (count(*) filter (where report.status = 'DONE'))::int as reports,
      sum(report.attempt)::int as calls,
      (count(*) filter (where report.report_status = 'abstained'))::int as abstained,
      (count(*) filter (where report.status = 'FAILED'))::int as failed,
      coalesce(sum(claims.stated), 0)::int as claims,
      coalesce(sum(claims.unsupported), 0)::int as unsupported,
      avg(report.score) filter (where report.report_status = 'ok') as "meanScore",
      avg(report.latency_ms) filter (where report.status = 'DONE') as "meanLatencyMs",
      coalesce(array_agg(distinct report.model) filter (where report.model is not null), '{}') as models
    from ${agentReports} report
    left join lateral (
      select count(*) as stated, count(*) filter (where not (claim ->> 'supported')::boolean) as unsupported
      from jsonb_array_elements(case when jsonb_typeof(report.claims) = 'array' then report.claims else '[]' end) claim
    ) claims on true
    group by report.agent`);
  return rowsOf<AgentFigures>(result);
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
