/** Retention: what is forgotten and thinned, each in batches that hold the database for a moment only. */
import { lt, sql } from "drizzle-orm";
import { ORIGINS } from "@/lib/core/words";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { taskRuns } from "../schema";

/** Removes runs of tasks that are older than `before`; 300 a day are written. */
export async function pruneTasks(db: Database, before: Date): Promise<number> {
  const gone = await db.delete(taskRuns).where(lt(taskRuns.startedAt, before)).returning({ id: taskRuns.id });
  return gone.length;
}

/** Forgets what was sent to models and what came back, and keeps the figures. At most `limit` calls, oldest first. */
export async function forgetModelBodies(db: Database, before: Date, limit: number): Promise<number> {
  const result = await db.execute(sql`
    update model_calls set request = null, response = null where id in (
      select id from model_calls
      where created_at < ${before.toISOString()}::timestamptz and (request is not null or response is not null)
      order by created_at limit ${limit})
    returning id`);
  return rowsOf(result).length;
}

/** Forgets the first 2 kB kept of pages that were blocked or not recognised. At most `limit` scans. */
export async function forgetSnippets(db: Database, before: Date, limit: number): Promise<number> {
  const result = await db.execute(sql`
    update scans set snippet = null where id in (
      select id from scans where snippet is not null and finished_at < ${before.toISOString()}::timestamptz
      limit ${limit})
    returning id`);
  return rowsOf(result).length;
}

const origins = sql.join(
  ORIGINS.map((origin) => sql`${origin}`),
  sql`, `,
);

/** The time of the oldest sighting there is; null where there is none. */
export async function oldestSighting(db: Database): Promise<Date | null> {
  const result = await db.execute(sql`
    select min(oldest) as at from unnest(array[${origins}]) as names(origin),
    lateral (select seen_at as oldest from sightings where sightings.origin = names.origin order by seen_at limit 1) first`);
  const at = rowsOf<{ at: Date | string | null }>(result)[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

/**
 * Of each thing at each origin seen within [from, to) keeps the last sighting and removes the others, at most `limit`
 * of them; the answer is how many.
 */
export async function keepLastSightings(
  db: Database,
  span: { from: Date; to: Date; limit: number },
): Promise<number> {
  const result = await db.execute(sql`
    delete from sightings where id in (
      select id from (
        select id, row_number() over (partition by origin, external_id order by seen_at desc, id desc) as nth
        from sightings where origin in (${origins})
          and seen_at >= ${span.from.toISOString()}::timestamptz and seen_at < ${span.to.toISOString()}::timestamptz
      ) ranked where nth > 1 limit ${span.limit})
    returning id`);
  return rowsOf(result).length;
}

/** What the sightings take on disk with their indexes, in bytes, and how many there are. */
export async function sightingBytes(db: Database): Promise<{ bytes: number; rows: number }> {
  const result = await db.execute(sql`
    select pg_total_relation_size('sightings')::float8 as bytes, count(*)::int as rows from sightings`);
  const [row] = rowsOf<{ bytes: number; rows: number }>(result);
  return row ?? { bytes: 0, rows: 0 };
}
