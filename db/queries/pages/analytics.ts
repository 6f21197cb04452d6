import { sql } from "drizzle-orm";
import type { Marketplace, Origin } from "@/lib/core/words";
import type { Database } from "../../client";
import { rowsOf } from "../../rows";

export type FunnelCounts = {
  /** Null in the row of all origins together. */
  origin: Origin | null;
  /** Different things that stood there, products or not. */
  seen: number;
  /** Different products among them: each counts once, however often it was seen. */
  products: number;
  analysed: number;
  approved: number;
  posted: number;
  /** Posted products of which at least one sale is known. */
  sold: number;
  /** Posted products whose sales nobody knows. */
  salesUnknown: number;
};

/**
 * What each origin has shown since `since`, and how far those products have come until today. The row of all
 * origins comes last; without any sighting there is no row at all.
 */
export async function countFunnel(db: Database, since: Date | null): Promise<FunnelCounts[]> {
  const result = await db.execute(sql`
    with sales as (
      select product_id, max(sales) as most from platform_listings group by product_id
    )
    select seen.origin,
      count(distinct (seen.origin, seen.external_id, seen.product_id))::int as seen,
      count(distinct product.id)::int as products,
      (count(distinct product.id) filter (where product.analyzed_at is not null))::int as analysed,
      (count(distinct product.id) filter (where product.status in ('APPROVED', 'POSTED')))::int as approved,
      (count(distinct product.id) filter (where product.status = 'POSTED'))::int as posted,
      (count(distinct product.id) filter (where product.status = 'POSTED' and sales.most > 0))::int as sold,
      (count(distinct product.id) filter (where product.status = 'POSTED' and sales.most is null))::int
        as "salesUnknown"
    from sightings seen
    left join products product on product.id = seen.product_id
    left join sales on sales.product_id = product.id
    ${since ? sql`where seen.seen_at >= ${since.toISOString()}::timestamptz` : sql``}
    group by grouping sets ((seen.origin), ())
    having count(*) > 0
    order by seen.origin is null, products desc, seen desc`);
  return rowsOf<FunnelCounts>(result);
}

export type RevenueRow = {
  platform: Marketplace;
  /** Null where no listing there has a known revenue. */
  currency: string | null;
  /** Decimal amount of the listings whose revenue is known; null where none is. */
  revenue: string | null;
  listings: number;
  known: number;
  sales: number | null;
};

/** Listings posted since `since` by marketplace and currency; unknown revenue adds nothing, not zero. */
export async function sumRevenue(db: Database, since: Date): Promise<RevenueRow[]> {
  const result = await db.execute(sql`
    select platform, case when revenue is null then null else revenue_currency end as currency,
      sum(revenue)::text as revenue, count(*)::int as listings, count(revenue)::int as known,
      sum(sales)::int as sales
    from platform_listings
    where posted_at >= ${since.toISOString()}::timestamptz
    group by 1, 2 order by 2 nulls last, 3 desc nulls last, 1`);
  return rowsOf<RevenueRow>(result);
}
