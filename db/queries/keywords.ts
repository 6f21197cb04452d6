/** Keywords: what discovery and the sources find, what people change about them, and which of them steer. */
import { and, desc, eq, gt, lte, or, sql } from "drizzle-orm";
import { DAY_MS } from "@/lib/core/clock";
import { clip, normaliseKeyword } from "@/lib/core/keyword";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { trendingKeywords } from "../schema";

export type KeywordRow = typeof trendingKeywords.$inferSelect;

/** Days a keyword lives after it was last found. */
export const KEYWORD_DAYS = 30;
/** Keywords that steer at one time. */
const STEERING = 20;
/** Names and addresses kept beside a keyword, the newest first. */
const MOST_KEPT = 30;
const MAX_NAME_CHARS = 300;
const MAX_URL_CHARS = 1_000;
const MAX_CATEGORY_CHARS = 200;
const MAX_STRENGTH_CHARS = 50;
/** Rows in one insert. */
const CHUNK = 500;

/**
 * The keywords that steer: not expired, not muted, pinned first, then by search_count; at most `limit`. A term of a
 * source that has not been counted yet (search_count 0) steers only where a person pins it.
 */
export async function steeringKeywords(
  tx: Database,
  now: Date,
  limit = STEERING,
): Promise<{ id: number; keyword: string; searchCount: number }[]> {
  return tx
    .select({
      id: trendingKeywords.id,
      keyword: trendingKeywords.keyword,
      searchCount: trendingKeywords.searchCount,
    })
    .from(trendingKeywords)
    .where(
      and(
        gt(trendingKeywords.expiresAt, now),
        eq(trendingKeywords.muted, false),
        or(eq(trendingKeywords.pinned, true), gt(trendingKeywords.searchCount, 0)),
      ),
    )
    .orderBy(desc(trendingKeywords.pinned), desc(trendingKeywords.searchCount), trendingKeywords.id)
    .limit(limit);
}

/** Open products whose score still counts a keyword that does not steer any more, at most `limit`, oldest first. */
export async function listWronglySteered(tx: Database, now: Date, limit: number): Promise<number[]> {
  const steering = (await steeringKeywords(tx, now)).map(({ id }) => id);
  const result = await tx.execute(sql`
    select id from products
    where status in ('DISCOVERED', 'ANALYZING', 'PENDING_REVIEW') and jsonb_array_length(keyword_match) > 0
      and exists (
        select 1 from jsonb_array_elements(keyword_match) match
        where not (${JSON.stringify(steering)}::jsonb @> (match -> 'id'))
      )
    order by id limit ${limit}`);
  return rowsOf<{ id: number }>(result).map(({ id }) => id);
}

/**
 * Takes keywords that do not steer any more out of products by hand: for those that no scan has seen for so long that
 * there is nothing to score them by. Where none is left, the score loses the part that keywords had in it.
 */
export async function dropKeywords(tx: Database, productIds: readonly number[], now: Date): Promise<void> {
  if (productIds.length === 0) return;
  const steering = (await steeringKeywords(tx, now)).map(({ id }) => id);
  await tx.execute(sql`
    update products set
      keyword_match = kept.matches,
      trend_score = case when kept.matches = '[]'::jsonb then products.trend_score - kept.points else products.trend_score end,
      trend_breakdown = case when kept.matches = '[]'::jsonb then kept.parts else products.trend_breakdown end
    from (
      select id,
        (select coalesce(jsonb_agg(match), '[]'::jsonb) from jsonb_array_elements(keyword_match) match
          where ${JSON.stringify(steering)}::jsonb @> (match -> 'id')) as matches,
        (select coalesce(sum((part ->> 'value')::float8), 0) from jsonb_array_elements(trend_breakdown) part
          where part ->> 'name' = 'keywords') as points,
        (select coalesce(jsonb_agg(part order by nth), '[]'::jsonb)
          from jsonb_array_elements(trend_breakdown) with ordinality as listed(part, nth)
          where part ->> 'name' <> 'keywords') as parts
      from products
      where id in (select value::int from jsonb_array_elements_text(${JSON.stringify(productIds)}::jsonb))
    ) kept
    where products.id = kept.id`);
}

/** The most that a source's looks alone can count: what discovery found four times stands before it. */
const MOST_OF_A_SOURCE = 3;

/** What search_count a new keyword begins with, and what finding it again adds. */
const COUNTS = {
  always: { atFirst: 1, again: sql`1` },
  /** Once for each further day on which it is seen, up to a limit: what trends on one day alone is news. */
  daily: {
    atFirst: 0,
    again: sql`case when (trending_keywords.last_seen at time zone 'UTC')::date < (excluded.last_seen at time zone 'UTC')::date
      and trending_keywords.search_count < ${MOST_OF_A_SOURCE} then 1 else 0 end`,
  },
  never: { atFirst: 0, again: sql`0` },
};

export type FoundKeyword = {
  keyword: string;
  category: string | null;
  trendStrength: string | null;
  relatedProducts: string[];
  sourceUrls: string[];
};

/**
 * Upserts keywords, each in its one form and once: found again means one more search_count, a new last_seen, 30 more
 * days, and its names and addresses before the older ones. What is too long for a column is cut. Answers how many
 * there were. The caller holds the ingest lock: two that write the same keywords would wait for each other.
 * `counted`: discovery's finds count each time, the terms of a source as COUNTS says.
 */
export async function upsertKeywords(
  tx: Database,
  found: FoundKeyword[],
  now: Date,
  counted: keyof typeof COUNTS = "always",
): Promise<number> {
  const unique = together(found);
  const { atFirst, again } = COUNTS[counted];
  const expiresAt = new Date(now.getTime() + KEYWORD_DAYS * DAY_MS);
  for (let at = 0; at < unique.length; at += CHUNK) {
    await tx
      .insert(trendingKeywords)
      .values(
        unique.slice(at, at + CHUNK).map((row) => ({
          ...row,
          searchCount: atFirst,
          lastSeen: now,
          firstDiscovered: now,
          expiresAt,
          createdAt: now,
        })),
      )
      .onConflictDoUpdate({
        target: trendingKeywords.keyword,
        set: {
          searchCount: sql`${trendingKeywords.searchCount} + ${again}`,
          category: sql`coalesce(excluded.category, ${trendingKeywords.category})`,
          trendStrength: sql`coalesce(excluded.trend_strength, ${trendingKeywords.trendStrength})`,
          relatedProducts: newestFirst("related_products"),
          sourceUrls: newestFirst("source_urls"),
          lastSeen: now,
          expiresAt,
          updatedAt: now,
        },
      });
  }
  return unique.length;
}

/** What was just found before what was kept, each once, the oldest beyond the limit forgotten. */
const newestFirst = (column: "related_products" | "source_urls") =>
  sql.raw(`(select coalesce(jsonb_agg(item order by nth), '[]'::jsonb) from (
    select item, min(nth) as nth
    from jsonb_array_elements(excluded.${column} || trending_keywords.${column}) with ordinality as listed(item, nth)
    group by item order by min(nth) limit ${MOST_KEPT}) kept)`);

/** One row for each keyword, in one order for everybody, within the limits of the columns. */
function together(found: readonly FoundKeyword[]): FoundKeyword[] {
  const rows = new Map<string, FoundKeyword>();
  for (const row of found) {
    const keyword = normaliseKeyword(row.keyword);
    if (keyword === null) continue;
    const before = rows.get(keyword);
    rows.set(keyword, {
      keyword,
      category: before?.category ?? storable(row.category, MAX_CATEGORY_CHARS),
      trendStrength: before?.trendStrength ?? storable(row.trendStrength, MAX_STRENGTH_CHARS),
      relatedProducts: kept([...(before?.relatedProducts ?? []), ...row.relatedProducts], MAX_NAME_CHARS),
      sourceUrls: kept(
        [...(before?.sourceUrls ?? []), ...row.sourceUrls.filter((url) => url.length <= MAX_URL_CHARS)],
        MAX_URL_CHARS,
      ),
    });
  }
  return [...rows.values()].toSorted((a, b) => (a.keyword < b.keyword ? -1 : 1));
}

const kept = (texts: readonly string[], limit: number): string[] =>
  [...new Set(texts.flatMap((text) => storable(text, limit) ?? []))].slice(0, MOST_KEPT);

/** Text that every column takes; null when nothing is left of it. */
function storable(text: string | null, limit: number): string | null {
  return clip((text ?? "").replaceAll("\0", "").toWellFormed().trim(), limit) || null;
}

/**
 * Writes a keyword that a person adds, or wakes one that has expired or was never counted. Null: it is alive and counts
 * already.
 */
export async function insertKeyword(
  tx: Database,
  added: { keyword: string; category: string | null; pinned: boolean; now: Date },
): Promise<KeywordRow | null> {
  const { now, ...fields } = added;
  const expiresAt = new Date(now.getTime() + KEYWORD_DAYS * DAY_MS);
  const alive = { ...fields, muted: false, expiresAt, lastSeen: now, updatedAt: now };
  const [row] = await tx
    .insert(trendingKeywords)
    .values({ ...alive, firstDiscovered: now, createdAt: now })
    .onConflictDoUpdate({
      target: trendingKeywords.keyword,
      set: { ...alive, searchCount: sql`greatest(${trendingKeywords.searchCount}, 1)` },
      setWhere: or(lte(trendingKeywords.expiresAt, now), eq(trendingKeywords.searchCount, 0)),
    })
    .returning();
  return row ?? null;
}

export type Marks = Pick<KeywordRow, "pinned" | "muted">;

/** Sets marks and says which there were. Null: no such keyword, or it has these marks already. */
export async function setMarks(
  tx: Database,
  marked: { id: number; marks: Partial<Marks>; now: Date },
): Promise<{ keyword: string; was: Marks } | null> {
  const { id, marks, now } = marked;
  const [row] = await tx.select().from(trendingKeywords).where(eq(trendingKeywords.id, id)).for("update");
  if (!row) return null;
  const was = { pinned: row.pinned, muted: row.muted };
  const is = { ...was, ...marks };
  if (is.pinned === was.pinned && is.muted === was.muted) return null;
  await tx
    .update(trendingKeywords)
    .set({ ...is, updatedAt: now })
    .where(eq(trendingKeywords.id, id));
  return { keyword: row.keyword, was };
}

/** One keyword; null where there is none. */
export async function findKeyword(db: Database, id: number): Promise<KeywordRow | null> {
  const [row] = await db.select().from(trendingKeywords).where(eq(trendingKeywords.id, id));
  return row ?? null;
}
