import { and, count, desc, eq, lt, sql } from "drizzle-orm";
import type { Origin, SourceId } from "@/lib/core/words";
import type { Database } from "../../client";
import { rowsOf } from "../../rows";
import { scans, sightings } from "../../schema";

/** Items that came in from each origin on each day (UTC) from `since` on; days without any are left out. */
export async function itemsPerDay(
  db: Database,
  since: Date,
  origin?: Origin,
): Promise<{ origin: Origin; day: string; items: number }[]> {
  const result = await db.execute(sql`
    select origin, to_char(seen_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as items
    from ${sightings}
    where seen_at >= ${since.toISOString()}::timestamptz ${origin ? sql`and origin = ${origin}` : sql``}
    group by 1, 2 order by 1, 2`);
  return rowsOf<{ origin: Origin; day: string; items: number }>(result);
}

/** How many kinds of things one source has shown since a day: products, terms, categories, events. */
export async function countKinds(db: Database, source: SourceId, since: Date) {
  return db
    .select({ kind: sightings.kind, items: count() })
    .from(sightings)
    .where(and(eq(sightings.origin, source), sql`${sightings.seenAt} >= ${since.toISOString()}::timestamptz`))
    .groupBy(sightings.kind)
    .orderBy(desc(count()));
}

export type ScanListRow = Awaited<ReturnType<typeof listScanPage>>["rows"][number];

/** One page of a source's scans, newest first; `next` is the id to continue below. */
export async function listScanPage(
  db: Database,
  input: { source: SourceId; below?: number | undefined; size: number },
) {
  const { source, below, size } = input;
  const rows = await db
    .select()
    .from(scans)
    .where(and(eq(scans.source, source), below === undefined ? undefined : lt(scans.id, below)))
    .orderBy(desc(scans.id))
    .limit(size + 1);
  const page = rows.slice(0, size);
  return { rows: page, next: rows.length > size ? (page.at(-1)?.id ?? null) : null };
}
