/** What ingest reads and writes. The caller holds one transaction and the ingest lock throughout. */
import { and, desc, eq, gt, inArray, isNotNull, sql } from "drizzle-orm";
import type { Origin, SightingKind } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { storableJson } from "@/lib/core/storable";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { analysisRuns, productKeys, products, sightings } from "../schema";

const INGEST_LOCK = 727_401_119;
/** Rows in one insert: Postgres takes at most 65,535 parameters. */
const CHUNK = 500;
/** The largest number that an integer column holds. */
const MAX_INTEGER = 2_147_483_647;

/** One ingest at a time, so that two sources that see the same new product make one row of it. */
export async function lockIngest(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${INGEST_LOCK})`);
}

/** Which product holds each key. */
export async function findKeyHolders(tx: Database, keys: string[]): Promise<Map<string, number>> {
  const holders = new Map<string, number>();
  for (let at = 0; at < keys.length; at += CHUNK) {
    const rows = await tx
      .select()
      .from(productKeys)
      .where(inArray(productKeys.key, keys.slice(at, at + CHUNK)));
    for (const row of rows) holders.set(row.key, row.productId);
  }
  return holders;
}

export async function insertKeys(tx: Database, rows: { key: string; productId: number }[]): Promise<void> {
  for (let at = 0; at < rows.length; at += CHUNK) {
    await tx
      .insert(productKeys)
      .values(rows.slice(at, at + CHUNK))
      .onConflictDoNothing();
  }
}

export type NewProduct = Pick<
  typeof products.$inferInsert,
  "title" | "description" | "category" | "imageUrl" | "sourceUrl" | "discoveredAt"
>;

/** Writes new products (status DISCOVERED); answers their ids in the order given. */
export async function insertProducts(tx: Database, rows: NewProduct[]): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    const inserted = await tx
      .insert(products)
      .values(rows.slice(at, at + CHUNK))
      .returning({ id: products.id });
    ids.push(...inserted.map((row) => row.id));
  }
  return ids;
}

export type NewSighting = {
  productId: number | null;
  scanId: number | null;
  origin: Origin;
  kind: SightingKind;
  engagement: number | null;
  mode: "live" | "sample";
  sighting: Sighting;
};

/** Writes sightings; one that stands already (same origin, id, time and list) is left as it is. */
export async function insertSightings(tx: Database, rows: NewSighting[]): Promise<number> {
  let written = 0;
  for (let at = 0; at < rows.length; at += CHUNK) {
    const inserted = await tx
      .insert(sightings)
      .values(
        rows.slice(at, at + CHUNK).map(({ sighting, ...row }) => ({
          ...row,
          externalId: sighting.externalId,
          title: sighting.title,
          url: sighting.url ?? null,
          imageUrl: sighting.imageUrl ?? null,
          priceAmount: sighting.price?.amount ?? null,
          priceCurrency: sighting.price?.currency ?? null,
          rank: sighting.rank !== undefined && sighting.rank <= MAX_INTEGER ? sighting.rank : null,
          detail: sighting,
          seenAt: new Date(sighting.seenAt),
        })),
      )
      .onConflictDoNothing()
      .returning({ id: sightings.id });
    written += inserted.length;
  }
  return written;
}

/** Recent sightings of the products, newest first. */
export async function recentSightings(
  tx: Database,
  productIds: number[],
  since: Date,
): Promise<{ productId: number; origin: Origin; mode: "live" | "sample"; detail: Sighting; seenAt: Date }[]> {
  if (productIds.length === 0) return [];
  const rows = await tx
    .select({
      productId: sightings.productId,
      origin: sightings.origin,
      mode: sightings.mode,
      detail: sightings.detail,
      seenAt: sightings.seenAt,
    })
    .from(sightings)
    .where(and(inArray(sightings.productId, productIds), gt(sightings.seenAt, since)))
    .orderBy(desc(sightings.seenAt), desc(sightings.id));
  return rows.flatMap((row) => (row.productId === null ? [] : [{ ...row, productId: row.productId }]));
}

/** Engagement figures of each origin's newest `perOrigin` sightings since `since`: its own recent distribution. */
export async function engagementByOrigin(
  tx: Database,
  since: Date,
  perOrigin: number,
): Promise<Partial<Record<Origin, { engagement: number[] }>>> {
  const result = await tx.execute(sql`
    select origin, array_agg(engagement) as engagement from (
      select origin, engagement, row_number() over (partition by origin order by seen_at desc, id desc) as nth
      from sightings where seen_at > ${since.toISOString()}::timestamptz and engagement is not null
    ) ranked where nth <= ${perOrigin} group by origin`);
  const rows = rowsOf<{ origin: Origin; engagement: (number | string)[] }>(result);
  return Object.fromEntries(rows.map((row) => [row.origin, { engagement: row.engagement.map(Number) }]));
}

/** What each origin's newest `perOrigin` sightings of things for sale or terms say, without what no score reads. */
export async function recentByOrigin(
  tx: Database,
  origins: readonly Origin[],
  since: Date,
  perOrigin: number,
): Promise<{ origin: Origin; detail: Sighting }[]> {
  if (origins.length === 0) return [];
  const result = await tx.execute(sql`
    select seen.origin, seen.detail from unnest(array[${sql.join(
      origins.map((origin) => sql`${origin}`),
      sql`, `,
    )}]::text[]) as wanted(origin) cross join lateral (
      select origin, detail - '{citations,url,imageUrl,hashtags}'::text[] as detail from sightings
      where sightings.origin = wanted.origin and seen_at > ${since.toISOString()}::timestamptz
        and kind in ('product', 'term')
      order by seen_at desc, id desc limit ${perOrigin}
    ) seen`);
  return rowsOf<{ origin: Origin; detail: Sighting }>(result);
}

export type TrendUpdate = {
  id: number;
  trendScore: number;
  trendSource: string | null;
  trendBreakdown: { name: string; label: string; value: number; detail: string }[];
  trendConfidence: { value: number; because: string } | null;
  keywordMatch: { id: number; keyword: string; how: string }[];
  searchVolume: number | null;
  socialMentions: number | null;
  imageUrl: string | null;
  sourceUrl: string | null;
  /** Taken while the product waits for its first analysis: a report names what it has read. */
  title: string | null;
};

/** Writes the trend fields of many products in one statement; what is null leaves the old value. */
export async function updateTrends(tx: Database, updates: TrendUpdate[], now: Date): Promise<void> {
  for (let at = 0; at < updates.length; at += CHUNK) {
    const rows = storableJson(updates.slice(at, at + CHUNK));
    await tx.execute(sql`
      update products set
        trend_score = new."trendScore", trend_source = left(new."trendSource", 200),
        trend_breakdown = new."trendBreakdown", trend_confidence = new."trendConfidence", keyword_match = new."keywordMatch",
        search_volume = coalesce(new."searchVolume", products.search_volume),
        social_mentions = coalesce(new."socialMentions", products.social_mentions),
        image_url = coalesce(products.image_url, new."imageUrl"),
        source_url = coalesce(products.source_url, new."sourceUrl"),
        title = case when products.status = 'DISCOVERED' then coalesce(new.title, products.title) else products.title end,
        updated_at = ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${rows}::jsonb) as new(
        id int, "trendScore" float8, "trendSource" text, "trendBreakdown" jsonb, "trendConfidence" jsonb, "keywordMatch" jsonb,
        "searchVolume" int, "socialMentions" int, "imageUrl" text, "sourceUrl" text, title text)
      where products.id = new.id`);
  }
}

/** Of the products, those that nothing but sightings belongs to yet: they may be merged away by themselves. Locked. */
export async function listUntouched(tx: Database, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ id: products.id })
    .from(products)
    .where(
      and(
        inArray(products.id, [...ids]),
        eq(products.status, "DISCOVERED"),
        sql`not exists (select 1 from ${analysisRuns} where ${analysisRuns.productId} = ${products.id})`,
      ),
    )
    .for("update");
  return rows.map((row) => row.id);
}

/** Ids of all products whose trend may be touched by new keywords: those still open for analysis or review. */
export async function listOpenProducts(tx: Database): Promise<{ id: number; title: string }[]> {
  return tx
    .select({ id: products.id, title: products.title })
    .from(products)
    .where(inArray(products.status, ["DISCOVERED", "PENDING_REVIEW", "ANALYZING"]));
}

/** True when a source has ever been read from the samples. */
export async function hasSampleSightings(tx: Database, origin: Origin): Promise<boolean> {
  const rows = await tx
    .select({ id: sightings.id })
    .from(sightings)
    .where(and(eq(sightings.origin, origin), eq(sightings.mode, "sample"), isNotNull(sightings.seenAt)))
    .limit(1);
  return rows.length > 0;
}
