/** Planning and claiming of scans and discovery questions: each row is a step, claimed by compare-and-set. */
import { and, asc, eq, inArray, isNull, lt, or, sql } from "drizzle-orm";
import type { SourceId, SourceState } from "@/lib/core/words";
import type { Database } from "../client";
import { discoveryQueries, scans, trendSources } from "../schema";
import { LEASE_MS } from "./run-steps";
import { insertOutbox, type DueStep } from "./outbox";

export type SourceRow = typeof trendSources.$inferSelect;
export type ScanRow = typeof scans.$inferSelect;
export type DiscoveryRow = typeof discoveryQueries.$inferSelect;

/** Writes the rows of sources that are not there yet; leaves the others as they are. */
export async function ensureSources(
  db: Database,
  rows: { name: SourceId; sourceType: string; url: string; scanIntervalMinutes: number }[],
): Promise<void> {
  await db.insert(trendSources).values(rows).onConflictDoNothing({ target: trendSources.name });
}

export async function listSources(db: Database): Promise<SourceRow[]> {
  return db.select().from(trendSources).orderBy(asc(trendSources.id));
}

export async function findSource(db: Database, name: SourceId): Promise<SourceRow | null> {
  const [row] = await db.select().from(trendSources).where(eq(trendSources.name, name));
  return row ?? null;
}

/**
 * Takes a source for a scan: moves last_scan if it is still what the caller has read, and writes the
 * scan's row. Null: somebody else has planned it, or a scan of it is open.
 */
export async function planScanRow(tx: Database, source: SourceRow, now: Date): Promise<ScanRow | null> {
  const open = await tx
    .select({ id: scans.id })
    .from(scans)
    .where(and(eq(scans.source, source.name), inArray(scans.status, ["QUEUED", "RUNNING"])))
    .limit(1);
  if (open.length > 0) return null;
  const taken = await tx
    .update(trendSources)
    .set({ lastScan: now })
    .where(
      and(
        eq(trendSources.id, source.id),
        eq(trendSources.enabled, true),
        source.lastScan === null ? isNull(trendSources.lastScan) : eq(trendSources.lastScan, source.lastScan),
      ),
    )
    .returning({ id: trendSources.id });
  if (taken.length === 0) return null;
  const [row] = await tx
    .insert(scans)
    .values({ source: source.name, plannedFor: now, createdAt: now })
    .onConflictDoNothing()
    .returning();
  return row ?? null;
}

/** Claims a scan. Null: finished, or held by somebody whose lease is still good. */
export async function claimScan(
  db: Database,
  claim: { scanId: number; leaseToken: string; now: Date },
): Promise<ScanRow | null> {
  const [row] = await db
    .update(scans)
    .set({
      status: "RUNNING",
      attempt: sql`${scans.attempt} + 1`,
      leaseToken: claim.leaseToken,
      leaseExpiresAt: new Date(claim.now.getTime() + LEASE_MS),
      startedAt: claim.now,
    })
    .where(
      and(
        eq(scans.id, claim.scanId),
        or(eq(scans.status, "QUEUED"), and(eq(scans.status, "RUNNING"), lt(scans.leaseExpiresAt, claim.now))),
      ),
    )
    .returning();
  return row ?? null;
}

export type ScanOutcome = {
  outcome: SourceState;
  pages: number;
  unchanged: number;
  found: number;
  newProducts: number;
  mergedProducts: number;
  rejected: number;
  why: string | null;
  note: string | null;
  snippet: string | null;
};

/** What a scan leaves on its source's row; what is absent stays as it was. */
export type ScanLeft = Partial<Pick<SourceRow, "memory" | "quota" | "rateLimit" | "nextTryAt">>;

/**
 * Finishes a scan and puts the source's state, and what it left, beside it; with `left` null the source was switched
 * meanwhile, and its row stays as it is. False: the lease is no longer ours.
 */
export async function finishScan(
  tx: Database,
  scan: {
    id: number;
    leaseToken: string;
    source: SourceId;
    now: Date;
    outcome: ScanOutcome;
    left: ScanLeft | null;
  },
): Promise<boolean> {
  const { outcome, why, ...counts } = scan.outcome;
  const done = await tx
    .update(scans)
    .set({
      ...counts,
      outcome,
      lastError: why,
      status: "DONE",
      leaseToken: null,
      leaseExpiresAt: null,
      finishedAt: scan.now,
    })
    .where(and(eq(scans.id, scan.id), eq(scans.leaseToken, scan.leaseToken), eq(scans.status, "RUNNING")))
    .returning({ id: scans.id });
  if (done.length === 0) return false;
  if (scan.left === null) return true;
  await setSourceState(tx, scan.source, { state: outcome, why, now: scan.now });
  if (Object.keys(scan.left).length > 0) {
    await tx.update(trendSources).set(scan.left).where(eq(trendSources.name, scan.source));
  }
  if (outcome === "live" || outcome === "sample") {
    await tx
      .update(trendSources)
      .set({
        lastSuccess: scan.now,
        productsFound: sql`${trendSources.productsFound} + ${scan.outcome.newProducts}`,
      })
      .where(eq(trendSources.name, scan.source));
  }
  return true;
}

/** Writes a source's state; `state_since` moves only when the state does. One that is switched off stays `off`. */
export async function setSourceState(
  tx: Database,
  source: SourceId,
  found: { state: SourceState; why: string | null; now: Date },
): Promise<void> {
  await tx
    .update(trendSources)
    .set({
      state: found.state,
      stateWhy: found.why,
      stateSince: sql`case when ${trendSources.state} = ${found.state} then ${trendSources.stateSince} else ${found.now.toISOString()}::timestamptz end`,
    })
    .where(
      and(eq(trendSources.name, source), found.state === "off" ? undefined : eq(trendSources.enabled, true)),
    );
}

/** Hands a claimed scan back to wait; a wait is no attempt. False: the lease is no longer ours. */
export async function yieldScan(tx: Database, scan: { id: number; leaseToken: string }): Promise<boolean> {
  const rows = await tx
    .update(scans)
    .set({
      status: "QUEUED",
      attempt: sql`${scans.attempt} - 1`,
      leaseToken: null,
      leaseExpiresAt: null,
    })
    .where(and(eq(scans.id, scan.id), eq(scans.leaseToken, scan.leaseToken), eq(scans.status, "RUNNING")))
    .returning({ id: scans.id });
  return rows.length > 0;
}

/** Hands a failed attempt back: queued again, or failed for good. False: the lease is no longer ours. */
export async function releaseScan(
  tx: Database,
  scan: { id: number; leaseToken: string | null; error: string; final: boolean; now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(scans)
    .set({
      status: scan.final ? "FAILED" : "QUEUED",
      leaseToken: null,
      leaseExpiresAt: null,
      lastError: scan.error,
      finishedAt: scan.final ? scan.now : null,
    })
    .where(
      and(
        eq(scans.id, scan.id),
        inArray(scans.status, ["QUEUED", "RUNNING"]),
        scan.leaseToken === null ? undefined : eq(scans.leaseToken, scan.leaseToken),
      ),
    )
    .returning({ id: scans.id, source: scans.source });
  const [row] = rows;
  if (row && scan.final) {
    await setSourceState(tx, row.source, { state: "failed", why: scan.error, now: scan.now });
  }
  return row !== undefined;
}

/** Writes the questions of a round; asking for the same round again finds them there and writes none. */
export async function planDiscoveryRows(
  tx: Database,
  round: Date,
  questions: readonly string[],
  now: Date,
): Promise<DiscoveryRow[]> {
  return tx
    .insert(discoveryQueries)
    .values(questions.map((question) => ({ round, question, createdAt: now })))
    .onConflictDoNothing()
    .returning();
}

/** Claims a question. Null: finished, or held by somebody whose lease is still good. */
export async function claimDiscovery(
  db: Database,
  claim: { queryId: number; leaseToken: string; now: Date },
): Promise<DiscoveryRow | null> {
  const [row] = await db
    .update(discoveryQueries)
    .set({
      status: "RUNNING",
      attempt: sql`${discoveryQueries.attempt} + 1`,
      leaseToken: claim.leaseToken,
      leaseExpiresAt: new Date(claim.now.getTime() + LEASE_MS),
      startedAt: claim.now,
      waitUntil: null,
      waitReason: null,
    })
    .where(
      and(
        eq(discoveryQueries.id, claim.queryId),
        or(
          eq(discoveryQueries.status, "QUEUED"),
          and(eq(discoveryQueries.status, "RUNNING"), lt(discoveryQueries.leaseExpiresAt, claim.now)),
        ),
      ),
    )
    .returning();
  return row ?? null;
}

/** Gives the attempt of a claimed question back until a limit or a budget lets it go on. False: the lease is no longer ours. */
export async function putOffDiscovery(
  tx: Database,
  wait: { id: number; leaseToken: string; until: Date; why: string },
): Promise<boolean> {
  const rows = await tx
    .update(discoveryQueries)
    .set({
      status: "QUEUED",
      attempt: sql`${discoveryQueries.attempt} - 1`,
      leaseToken: null,
      leaseExpiresAt: null,
      waitUntil: wait.until,
      waitReason: wait.why,
    })
    .where(
      and(
        eq(discoveryQueries.id, wait.id),
        eq(discoveryQueries.leaseToken, wait.leaseToken),
        eq(discoveryQueries.status, "RUNNING"),
      ),
    )
    .returning({ id: discoveryQueries.id });
  return rows.length > 0;
}

/** Makes the questions due now that wait until `waitUntil`; the messages they still have for then find their work done. */
export async function wakeDiscovery(tx: Database, wake: { waitUntil: Date; now: Date }): Promise<DueStep[]> {
  const rows = await tx
    .update(discoveryQueries)
    .set({ waitUntil: wake.now, waitReason: null })
    .where(and(eq(discoveryQueries.status, "QUEUED"), eq(discoveryQueries.waitUntil, wake.waitUntil)))
    .returning({ id: discoveryQueries.id });
  return insertOutbox(
    tx,
    wake.now,
    rows.map(({ id }) => ({
      step: "discover-query",
      payload: { queryId: id },
      dedupeId: `discover-query-${id}-budget-${wake.now.getTime()}`,
    })),
  );
}

/** Ends a question's step: done with what it found, queued again, or failed for good. */
export async function endDiscovery(
  tx: Database,
  end: {
    id: number;
    /** Null ends it whoever holds it: the queue has given it up. */
    leaseToken: string | null;
    status: "DONE" | "QUEUED" | "FAILED";
    now: Date;
    error?: string;
    model?: string;
    keywordsFound?: number;
    productsFound?: number;
  },
): Promise<boolean> {
  const { id, leaseToken, status, now, error, ...found } = end;
  const rows = await tx
    .update(discoveryQueries)
    .set({
      ...found,
      status,
      leaseToken: null,
      leaseExpiresAt: null,
      lastError: error ?? null,
      finishedAt: status === "QUEUED" ? null : now,
    })
    .where(
      and(
        eq(discoveryQueries.id, id),
        inArray(discoveryQueries.status, ["QUEUED", "RUNNING"]),
        leaseToken === null ? undefined : eq(discoveryQueries.leaseToken, leaseToken),
      ),
    )
    .returning({ id: discoveryQueries.id });
  return rows.length > 0;
}

export type LostStep = { id: number; attempt: number };

/** Scans and questions that nobody works on any more: an expired lease, or queued long ago. */
export async function listLostSourceSteps(
  db: Database,
  now: Date,
  queuedBefore: Date,
): Promise<{ scans: (LostStep & { source: SourceId })[]; queries: LostStep[] }> {
  const lostScans = await db
    .select({ id: scans.id, attempt: scans.attempt, source: scans.source })
    .from(scans)
    .where(
      or(
        and(eq(scans.status, "RUNNING"), lt(scans.leaseExpiresAt, now)),
        and(
          eq(scans.status, "QUEUED"),
          sql`coalesce(${scans.startedAt}, ${scans.createdAt}) <= ${queuedBefore.toISOString()}::timestamptz`,
        ),
      ),
    );
  const lostQueries = await db
    .select({ id: discoveryQueries.id, attempt: discoveryQueries.attempt })
    .from(discoveryQueries)
    .where(
      or(
        and(eq(discoveryQueries.status, "RUNNING"), lt(discoveryQueries.leaseExpiresAt, now)),
        and(
          eq(discoveryQueries.status, "QUEUED"),
          sql`greatest(coalesce(${discoveryQueries.startedAt}, ${discoveryQueries.createdAt}), ${discoveryQueries.waitUntil}) <= ${queuedBefore.toISOString()}::timestamptz`,
        ),
      ),
    );
  return { scans: lostScans, queries: lostQueries };
}
