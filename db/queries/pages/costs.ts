import { sql } from "drizzle-orm";
import type { Database } from "../../client";
import { rowsOf } from "../../rows";

/** Calls of a provider since a time; the embedded rules cost nothing and are no part of it. */
const callsSince = (since: Date) => sql`
  select created_at, run_id, status, input_tokens, cached_tokens, coalesce(settled_usd, reserved_usd) as usd
  from model_calls
  where created_at >= ${since.toISOString()}::timestamptz and provider <> 'embedded'`;

export type DayCost = {
  /** The day in UTC, "2026-03-10". */
  day: string;
  calls: number;
  failed: number;
  /** US dollars, unsettled calls as reserved. */
  usd: number;
  /** The part of `usd` that analyses have cost; the rest is discovery and checks. */
  analysisUsd: number;
  /** Products whose analysis asked a provider on that day. */
  products: number;
};

/** What each day since a time has cost, the newest first; a day without a call has no row. */
export async function listDayCosts(db: Database, since: Date): Promise<DayCost[]> {
  const result = await db.execute(sql`
    select to_char(call.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, count(*)::int as calls,
      (count(*) filter (where call.status = 'FAILED'))::int as failed, sum(call.usd)::float8 as usd,
      coalesce(sum(call.usd) filter (where call.run_id is not null), 0)::float8 as "analysisUsd",
      count(distinct run.product_id)::int as products
    from (${callsSince(since)}) call left join analysis_runs run on run.id = call.run_id
    group by 1 order by 1 desc`);
  return rowsOf<DayCost>(result);
}

export type CostTotals = {
  calls: number;
  /** US dollars of all calls, unsettled ones as reserved. */
  usd: number;
  analysisUsd: number;
  /** Products whose analysis asked a provider. */
  products: number;
  /** Products approved since then, and standing so, whose analysis asked a provider at any time. */
  approved: number;
  /** Fraction 0–1 of the input that providers had cached, over the calls that told both; null where none did. */
  cachedShare: number | null;
};

/** What the calls since a time have cost in all, and how many products that was for. */
export async function readCostTotals(db: Database, since: Date): Promise<CostTotals> {
  const from = since.toISOString();
  const result = await db.execute(sql`
    select count(*)::int as calls, coalesce(sum(call.usd), 0)::float8 as usd,
      coalesce(sum(call.usd) filter (where call.run_id is not null), 0)::float8 as "analysisUsd",
      count(distinct run.product_id)::int as products,
      (select count(distinct decided.product_id)::int from decisions decided
        where decided.decision = 'approve' and decided.undone_at is null
          and decided.decided_at >= ${from}::timestamptz
          and exists (select 1 from model_calls paid
            where paid.run_id = decided.run_id and paid.provider <> 'embedded')) as approved,
      (sum(call.cached_tokens) filter (where call.input_tokens is not null)::float8
        / nullif(sum(call.input_tokens) filter (where call.cached_tokens is not null), 0))::float8 as "cachedShare"
    from (${callsSince(since)}) call left join analysis_runs run on run.id = call.run_id`);
  const [row] = rowsOf<CostTotals>(result);
  if (!row) throw new TypeError("A sum answered no row.");
  return row;
}
