import { and, count, desc, eq, gt, inArray, lt, lte, or, sql, asc, type SQL } from "drizzle-orm";
import type { Database } from "../../client";
import { steeringKeywords } from "../keywords";
import { rowsOf } from "../../rows";
import { trendingKeywords } from "../../schema";

export const KEYWORD_VIEWS = ["live", "steering", "muted", "expired"] as const;
export type KeywordView = (typeof KEYWORD_VIEWS)[number];

/** The last row of the page before, in the order of the list. */
export type KeywordCursor = { pinned: boolean; searchCount: number; id: number };

export type KeywordListRow = Awaited<ReturnType<typeof listKeywords>>["rows"][number];

/**
 * One page of keywords in the order in which they steer (pinned, then most seen), each with its yield: the
 * products that match it now, and those of them that were approved.
 */
export async function listKeywords(
  db: Database,
  input: {
    view: KeywordView;
    search?: string | undefined;
    after?: KeywordCursor | undefined;
    now: Date;
    size: number;
  },
) {
  const { view, search, after, now, size } = input;
  const rows = await db
    .select()
    .from(trendingKeywords)
    .where(
      and(
        inView(view, now),
        view === "steering" ? inArray(trendingKeywords.id, await steeringIds(db, now)) : undefined,
        search ? sql`strpos(${trendingKeywords.keyword}, lower(${search})) > 0` : undefined,
        after ? behind(after) : undefined,
      ),
    )
    .orderBy(desc(trendingKeywords.pinned), desc(trendingKeywords.searchCount), asc(trendingKeywords.id))
    .limit(size + 1);
  const yields = await readYields(
    db,
    rows.map(({ id }) => id),
  );
  const page = rows
    .slice(0, size)
    .map((row) => ({ ...row, ...(yields.get(row.id) ?? { matched: 0, approved: 0 }) }));
  const last = page.at(-1);
  const next: KeywordCursor | null =
    rows.length > size && last ? { pinned: last.pinned, searchCount: last.searchCount, id: last.id } : null;
  return { rows: page, next };
}

async function steeringIds(db: Database, now: Date): Promise<number[]> {
  return (await steeringKeywords(db, now)).map(({ id }) => id);
}

async function readYields(
  db: Database,
  ids: readonly number[],
): Promise<Map<number, { matched: number; approved: number }>> {
  const result = await db.execute(sql`
    select (match ->> 'id')::int as id, count(*)::int as matched,
      (count(*) filter (where products.status in ('APPROVED', 'POSTED')))::int as approved
    from products, jsonb_array_elements(products.keyword_match) match
    where jsonb_array_length(products.keyword_match) > 0
      and ${JSON.stringify(ids)}::jsonb @> (match -> 'id')
    group by 1`);
  const rows = rowsOf<{ id: number; matched: number; approved: number }>(result);
  return new Map(rows.map(({ id, ...yielded }) => [id, yielded]));
}

function inView(view: KeywordView, now: Date): SQL | undefined {
  if (view === "expired") return lte(trendingKeywords.expiresAt, now);
  return and(gt(trendingKeywords.expiresAt, now), eq(trendingKeywords.muted, view === "muted"));
}

function behind({ pinned, searchCount, id }: KeywordCursor): SQL | undefined {
  const same = eq(trendingKeywords.pinned, pinned);
  return or(
    pinned ? eq(trendingKeywords.pinned, false) : undefined,
    and(same, lt(trendingKeywords.searchCount, searchCount)),
    and(same, eq(trendingKeywords.searchCount, searchCount), gt(trendingKeywords.id, id)),
  );
}

/** How many keywords each view holds. */
export async function countKeywords(db: Database, now: Date): Promise<Record<KeywordView, number>> {
  const counts = await Promise.all(
    KEYWORD_VIEWS.map(async (view) => {
      if (view === "steering") return [view, (await steeringIds(db, now)).length] as const;
      const [row] = await db.select({ keywords: count() }).from(trendingKeywords).where(inView(view, now));
      return [view, row?.keywords ?? 0] as const;
    }),
  );
  return Object.fromEntries(counts) as Record<KeywordView, number>;
}
