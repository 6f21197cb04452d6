/** What a round has come to: read again and again while it goes on. */
import { asc, count, eq, gte, inArray, sql } from "drizzle-orm";
import type { Database } from "../client";
import { agentReports, analysisRuns, discoveryQueries, products, scans } from "../schema";

/** Scans planned since `since`. */
export async function scanRows(db: Database, since: Date) {
  return db
    .select({
      source: scans.source,
      status: scans.status,
      outcome: scans.outcome,
      found: scans.found,
      newProducts: scans.newProducts,
      lastError: scans.lastError,
    })
    .from(scans)
    .where(gte(scans.plannedFor, since))
    .orderBy(asc(scans.id));
}

/** Questions of discovery rounds written since `since`. */
export async function questionRows(db: Database, since: Date) {
  return db
    .select({
      question: discoveryQueries.question,
      status: discoveryQueries.status,
      keywordsFound: discoveryQueries.keywordsFound,
      productsFound: discoveryQueries.productsFound,
      lastError: discoveryQueries.lastError,
    })
    .from(discoveryQueries)
    .where(gte(discoveryQueries.createdAt, since))
    .orderBy(asc(discoveryQueries.id));
}

/** Runs by id, with their product and how many steps are done. */
export async function runRows(db: Database, ids: number[]) {
  if (ids.length === 0) return [];
  return db
    .select({
      id: analysisRuns.id,
      productId: products.id,
      title: products.title,
      trendScore: products.trendScore,
      status: analysisRuns.status,
      verdict: analysisRuns.verdict,
      marginLow: analysisRuns.marginLow,
      marginLikely: analysisRuns.marginLikely,
      marginHigh: analysisRuns.marginHigh,
      lastError: analysisRuns.lastError,
      steps: count(agentReports.id),
      doneSteps: sql<number>`(count(*) filter (where ${agentReports.status} = 'DONE'))::int`,
    })
    .from(analysisRuns)
    .innerJoin(products, eq(products.id, analysisRuns.productId))
    .innerJoin(agentReports, eq(agentReports.runId, analysisRuns.id))
    .where(inArray(analysisRuns.id, ids))
    .groupBy(analysisRuns.id, products.id)
    .orderBy(asc(analysisRuns.id));
}

/** The reports of a run in running order, in short. */
export async function reportRows(db: Database, runId: number) {
  return db
    .select({
      agent: agentReports.agent,
      status: agentReports.status,
      reportStatus: agentReports.reportStatus,
      score: agentReports.score,
      model: agentReports.model,
    })
    .from(agentReports)
    .where(eq(agentReports.runId, runId))
    .orderBy(asc(agentReports.position));
}

/** True when nothing has ever been scanned. */
export async function isFresh(db: Database): Promise<boolean> {
  const rows = await db.select({ id: scans.id }).from(scans).limit(1);
  return rows.length === 0;
}
