/** What a round has come to: read again and again while it goes on. */
import { and, asc, count, eq, gte, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "../client";
import { agentReports, analysisRuns, discoveryQueries, outbox, products, scans, settings } from "../schema";

/** The row of `settings` that remembers the first round, so that a start after a kill goes on with it. */
const FIRST_ROUND = "first-round";
const firstRoundRow = z.object({ startedAt: z.coerce.date(), finishedAt: z.coerce.date().nullable() });

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

/** The runs that `askedBy` has started since `since`, oldest first. */
export async function runIdsSince(db: Database, since: Date, askedBy: string): Promise<number[]> {
  const rows = await db
    .select({ id: analysisRuns.id })
    .from(analysisRuns)
    .where(and(gte(analysisRuns.createdAt, since), eq(analysisRuns.askedBy, askedBy)))
    .orderBy(asc(analysisRuns.id));
  return rows.map((row) => row.id);
}

/**
 * When the first round began: now, on a database that has never scanned; earlier, where a process died in
 * the middle of it. Null once it is over, and where scans were made without one.
 */
export async function openFirstRound(db: Database, now: Date): Promise<Date | null> {
  const [known] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, FIRST_ROUND));
  if (known) {
    const { startedAt, finishedAt } = firstRoundRow.parse(known.value);
    return finishedAt ? null : startedAt;
  }
  const scanned = await db.select({ id: scans.id }).from(scans).limit(1);
  if (scanned.length > 0) return null;
  await putFirstRound(db, now, null);
  return now;
}

/** Remembers that the first round is over. */
export async function closeFirstRound(db: Database, round: { startedAt: Date; now: Date }): Promise<void> {
  await putFirstRound(db, round.startedAt, round.now);
}

async function putFirstRound(db: Database, startedAt: Date, finishedAt: Date | null): Promise<void> {
  const value = { startedAt: startedAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null };
  const updatedAt = finishedAt ?? startedAt;
  await db
    .insert(settings)
    .values({ key: FIRST_ROUND, value, updatedBy: "system", updatedAt })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt } });
}

/**
 * Makes every message that is due and was not received due for another try at once. Only for the one
 * process that owns the data folder, at its start: whoever was about to publish them is dead.
 */
export async function hastenMessages(db: Database, now: Date): Promise<void> {
  await db
    .update(outbox)
    .set({ republishAfter: now })
    .where(and(isNull(outbox.receivedAt), or(isNull(outbox.notBefore), lte(outbox.notBefore, now))));
}
