import { and, asc, desc, eq, inArray, isNull, lte, or, sql } from "drizzle-orm";
import type { Database } from "../client";
import { agentReports, analysisRuns, products, sightings, trendSources } from "../schema";
import { AGENT_IDS } from "@/lib/core/words";
import type { Dossier } from "@/lib/core/evidence";
import type { ProductRow } from "./move-product";

export async function findProduct(db: Database, id: number): Promise<ProductRow | null> {
  const [row] = await db.select().from(products).where(eq(products.id, id));
  return row ?? null;
}

/** Titles and statuses of products, in no order. */
export async function namesOf(db: Database, ids: readonly number[]) {
  if (ids.length === 0) return [];
  return db
    .select({ id: products.id, title: products.title, status: products.status })
    .from(products)
    .where(inArray(products.id, [...ids]));
}

/** The best products that wait for analysis: those that match a keyword first, then by trend score. */
export async function chooseProducts(db: Database, now: Date, limit: number): Promise<number[]> {
  const rows = await db
    .select({ id: products.id })
    .from(products)
    .where(
      and(
        eq(products.status, "DISCOVERED"),
        or(isNull(products.analyzeAfter), lte(products.analyzeAfter, now)),
      ),
    )
    .orderBy(
      desc(sql`jsonb_array_length(${products.keywordMatch}) > 0`),
      sql`${products.trendScore} desc nulls last`,
      asc(products.id),
    )
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Writes a run with its twelve queued steps. */
export async function insertRun(
  tx: Database,
  run: {
    productId: number;
    askedBy: string;
    dossier: Dossier;
    economics: Record<string, unknown> | null;
    now: Date;
  },
): Promise<number> {
  const { now, ...values } = run;
  const [row] = await tx
    .insert(analysisRuns)
    .values({ ...values, createdAt: now })
    .returning({ id: analysisRuns.id });
  if (!row) throw new Error("A run was not written.");
  await tx.insert(agentReports).values(
    AGENT_IDS.map((agent, at) => ({
      runId: row.id,
      agent,
      position: at + 1,
      queuedAt: at === 0 ? now : null,
    })),
  );
  return row.id;
}

/** Notes a marketplace in posted_platforms, once. */
export async function addPostedPlatform(tx: Database, productId: number, platform: string): Promise<void> {
  await tx
    .update(products)
    .set({
      postedPlatforms: sql`case when coalesce(${products.postedPlatforms}, '[]'::jsonb) ? ${platform}
        then ${products.postedPlatforms} else coalesce(${products.postedPlatforms}, '[]'::jsonb) || to_jsonb(${platform}::text) end`,
    })
    .where(eq(products.id, productId));
}

/** Counts a first posting for every source that has seen the product. */
export async function countPost(tx: Database, productId: number): Promise<void> {
  await tx
    .update(trendSources)
    .set({ successfulPosts: sql`${trendSources.successfulPosts} + 1` })
    .where(
      sql`${trendSources.name} in (select distinct ${sightings.origin} from ${sightings} where ${sightings.productId} = ${productId})`,
    );
}
