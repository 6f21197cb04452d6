import { and, count, desc, eq, gte, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { ProductStatus } from "@/lib/core/words";
import type { Database } from "../../client";
import {
  agentReports,
  analysisRuns,
  discoveryQueries,
  modelCalls,
  outbox,
  products,
  trendSources,
} from "../../schema";

/** A message that nobody has received this long after it was due is shown as stuck. */
const STUCK_AFTER_MS = 10 * 60_000;

export type Today = Awaited<ReturnType<typeof readToday>>;

/** What waits, what runs, what is broken, what it cost since the day began (UTC), and the newest finds. */
export async function readToday(db: Database, now: Date) {
  const [byStatus, running, brokenSources, failedRuns, failedQuestions, stuck, spend, newest, sources] =
    await Promise.all([
      countByStatus(db),
      listOpenRuns(db),
      listBrokenSources(db),
      listFailedRuns(db),
      countFailedQuestions(db),
      countStuckMessages(db, now),
      readSpend(db, now),
      listNewest(db),
      listSourceStates(db),
    ]);
  return { byStatus, running, brokenSources, failedRuns, failedQuestions, stuck, spend, newest, sources };
}

async function countByStatus(db: Database): Promise<Partial<Record<ProductStatus, number>>> {
  const rows = await db
    .select({ status: products.status, products: count() })
    .from(products)
    .groupBy(products.status);
  return Object.fromEntries(rows.map((row) => [row.status, row.products]));
}

function listOpenRuns(db: Database) {
  return db
    .select({
      id: analysisRuns.id,
      productId: analysisRuns.productId,
      title: products.title,
      status: analysisRuns.status,
      startedAt: analysisRuns.startedAt,
      stepsDone: sql<number>`count(*) filter (where ${agentReports.status} = 'DONE')`.mapWith(Number),
      steps: count(agentReports.id),
    })
    .from(analysisRuns)
    .innerJoin(products, eq(products.id, analysisRuns.productId))
    .leftJoin(agentReports, eq(agentReports.runId, analysisRuns.id))
    .where(inArray(analysisRuns.status, ["QUEUED", "RUNNING"]))
    .groupBy(analysisRuns.id, products.id)
    .orderBy(analysisRuns.id)
    .limit(10);
}

function listBrokenSources(db: Database) {
  return db
    .select({
      name: trendSources.name,
      state: trendSources.state,
      since: trendSources.stateSince,
      why: trendSources.stateWhy,
    })
    .from(trendSources)
    .where(and(eq(trendSources.enabled, true), inArray(trendSources.state, ["blocked", "failed"])))
    .orderBy(trendSources.id);
}

/** Failed runs that nothing newer has made good: the product has no later run. */
export function listFailedRuns(db: Database, limit = 5) {
  return db
    .select({
      id: analysisRuns.id,
      productId: analysisRuns.productId,
      title: products.title,
      error: analysisRuns.lastError,
      failedAt: analysisRuns.finishedAt,
    })
    .from(analysisRuns)
    .innerJoin(products, eq(products.id, analysisRuns.productId))
    .where(
      and(
        eq(analysisRuns.status, "FAILED"),
        isNull(analysisRuns.mergedFrom),
        inArray(products.status, ["ANALYSIS_FAILED", "DISCOVERED"]),
        sql`not exists (select 1 from analysis_runs later where later.product_id = products.id and later.merged_from is null and later.id > analysis_runs.id)`,
      ),
    )
    .orderBy(desc(analysisRuns.id))
    .limit(limit);
}

async function countFailedQuestions(db: Database): Promise<number> {
  const [row] = await db
    .select({ failed: count() })
    .from(discoveryQueries)
    .where(
      and(
        eq(discoveryQueries.status, "FAILED"),
        sql`discovery_queries.round = (select max(round) from discovery_queries)`,
      ),
    );
  return row?.failed ?? 0;
}

async function countStuckMessages(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - STUCK_AFTER_MS);
  const [row] = await db
    .select({ stuck: count() })
    .from(outbox)
    .where(
      and(
        isNull(outbox.receivedAt),
        lt(outbox.createdAt, before),
        or(isNull(outbox.notBefore), lt(outbox.notBefore, before)),
      ),
    );
  return row?.stuck ?? 0;
}

async function readSpend(db: Database, now: Date) {
  const dayStart = new Date(now);
  dayStart.setUTCHours(0, 0, 0, 0);
  const [row] = await db
    .select({
      calls: count(),
      paidCalls: sql<number>`count(*) filter (where ${ne(modelCalls.provider, "embedded")})`.mapWith(Number),
      usd: sql<number>`coalesce(sum(coalesce(${modelCalls.settledUsd}, ${modelCalls.reservedUsd})), 0)`.mapWith(
        Number,
      ),
    })
    .from(modelCalls)
    .where(gte(modelCalls.createdAt, dayStart));
  return row ?? { calls: 0, paidCalls: 0, usd: 0 };
}

/** Finds of the newest day first; of one day the strongest trend first. */
function listNewest(db: Database) {
  return db
    .select({
      id: products.id,
      title: products.title,
      imageUrl: products.imageUrl,
      trendScore: products.trendScore,
      trendSource: products.trendSource,
      status: products.status,
      verdict: products.verdict,
      discoveredAt: products.discoveredAt,
      sampled: sql<boolean>`exists (select 1 from sightings seen where seen.product_id = products.id and seen.mode = 'sample')`,
    })
    .from(products)
    .orderBy(
      sql`date_trunc('day', ${products.discoveredAt}, 'UTC') desc`,
      sql`${products.trendScore} desc nulls last`,
      desc(products.id),
    )
    .limit(6);
}

function listSourceStates(db: Database) {
  return db
    .select({
      name: trendSources.name,
      state: trendSources.state,
      enabled: trendSources.enabled,
      lastScan: trendSources.lastScan,
    })
    .from(trendSources)
    .orderBy(trendSources.id);
}
