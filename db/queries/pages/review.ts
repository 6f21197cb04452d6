import { and, count, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Origin, Verdict } from "@/lib/core/words";
import type { EvidenceItem } from "@/lib/core/evidence";
import type { Database } from "../../client";
import { agentReports, analysisRuns, decisions, products, sightings } from "../../schema";

/** One product as the deck shows it, with the newest finished run behind its verdict. */
export type ReviewCard = typeof products.$inferSelect & {
  run: {
    id: number;
    verdict: Verdict | null;
    verdictRule: string | null;
    verdictReasons: string[];
    marginLow: number | null;
    marginLikely: number | null;
    marginHigh: number | null;
    evidence: EvidenceItem[];
    /** The models that wrote the reports; `rules` for the embedded analyst. */
    models: string[];
    /** What the coordinator argued for, where it has spoken. */
    coordinator: { recommendedVerdict: string; argument: string } | null;
  } | null;
  origins: Origin[];
  sightings: number;
  sampled: boolean;
};

export async function countWaiting(db: Database): Promise<number> {
  const [row] = await db
    .select({ waiting: count() })
    .from(products)
    .where(eq(products.status, "PENDING_REVIEW"));
  return row?.waiting ?? 0;
}

/**
 * The next `size` products that wait for review, best first, beginning with `at` and going round at the
 * end. `at` counts only while that product waits.
 */
export async function readDeck(
  db: Database,
  deck: { at: number | null; size: number },
): Promise<ReviewCard[]> {
  const place = db
    .select({
      id: products.id,
      place:
        sql<number>`row_number() over (order by ${products.trendScore} desc nulls last, ${products.id})`.as(
          "place",
        ),
    })
    .from(products)
    .where(eq(products.status, "PENDING_REVIEW"))
    .as("place");
  const begin = sql`coalesce(max(${place.place}) filter (where ${place.id} = ${deck.at}::int) over (), 1)`;
  const ids = await db
    .select({ id: place.id })
    .from(place)
    .orderBy(sql`${place.place} < ${begin}`, place.place)
    .limit(deck.size);
  return readCards(
    db,
    ids.map((row) => row.id),
  );
}

/** The cards of these products in this order; those that do not exist are left out. */
async function readCards(db: Database, ids: number[]): Promise<ReviewCard[]> {
  if (ids.length === 0) return [];
  const [rows, runs, seen] = await Promise.all([
    db.select().from(products).where(inArray(products.id, ids)),
    newestFinishedRuns(db, ids),
    db
      .select({
        productId: sightings.productId,
        origin: sightings.origin,
        sightings: count(),
        sampled: sql<boolean>`bool_or(${sightings.mode} = 'sample')`,
      })
      .from(sightings)
      .where(inArray(sightings.productId, ids))
      .groupBy(sightings.productId, sightings.origin),
  ]);
  return ids.flatMap((id) => {
    const product = rows.find((row) => row.id === id);
    if (!product) return [];
    const origins = seen.filter((row) => row.productId === id);
    return [
      {
        ...product,
        run: runs.find((run) => run.productId === id) ?? null,
        origins: origins.map((row) => row.origin),
        sightings: origins.reduce((sum, row) => sum + row.sightings, 0),
        sampled: origins.some((row) => row.sampled),
      },
    ];
  });
}

async function newestFinishedRuns(db: Database, ids: number[]) {
  const runs = await db
    .selectDistinctOn([analysisRuns.productId])
    .from(analysisRuns)
    .where(
      and(
        inArray(analysisRuns.productId, ids),
        eq(analysisRuns.status, "FINISHED"),
        isNull(analysisRuns.mergedFrom),
      ),
    )
    .orderBy(analysisRuns.productId, desc(analysisRuns.id));
  if (runs.length === 0) return [];
  const reports = await db
    .select({
      runId: agentReports.runId,
      agent: agentReports.agent,
      model: agentReports.model,
      recommendedVerdict: sql<string | null>`${agentReports.report} ->> 'recommendedVerdict'`,
      argument: sql<string | null>`${agentReports.report} ->> 'argument'`,
    })
    .from(agentReports)
    .where(
      inArray(
        agentReports.runId,
        runs.map((run) => run.id),
      ),
    );
  return runs.map((run) => {
    const own = reports.filter((report) => report.runId === run.id);
    const coordinator = own.find((report) => report.agent === "coordinator");
    return {
      id: run.id,
      productId: run.productId,
      verdict: run.verdict,
      verdictRule: run.verdictRule,
      verdictReasons: run.verdictReasons ?? [],
      marginLow: run.marginLow,
      marginLikely: run.marginLikely,
      marginHigh: run.marginHigh,
      evidence: run.dossier.items,
      models: [...new Set(own.flatMap((report) => (report.model ? [report.model] : [])))],
      coordinator: coordinator?.recommendedVerdict
        ? { recommendedVerdict: coordinator.recommendedVerdict, argument: coordinator.argument ?? "" }
        : null,
    };
  });
}

/** The decision on a product that stands, with the product's title and status; null when nobody has decided. */
export async function readStandingDecision(db: Database, productId: number) {
  const [row] = await db
    .select({
      productId: products.id,
      title: products.title,
      status: products.status,
      decision: decisions.decision,
      reason: decisions.reason,
      decidedBy: decisions.decidedBy,
      decidedByName: decisions.decidedByName,
      decidedAt: decisions.decidedAt,
    })
    .from(decisions)
    .innerJoin(products, eq(products.id, decisions.productId))
    .where(and(eq(decisions.productId, productId), isNull(decisions.undoneAt)))
    .orderBy(desc(decisions.id))
    .limit(1);
  return row ?? null;
}
