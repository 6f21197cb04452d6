import { and, asc, desc, eq, gt, isNull, lt, or, sql, type SQL } from "drizzle-orm";
import type { Origin, ProductStatus, Verdict } from "@/lib/core/words";
import type { Database } from "../../client";
import { products } from "../../schema";

export const PRODUCT_SORTS = ["score", "margin", "newest"] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** The last row of the page before: its id, and its value in the column sorted by. */
export type ProductCursor = { id: number; value: number | null };

export type ProductListInput = {
  status?: ProductStatus | undefined;
  origin?: Origin | undefined;
  verdict?: Verdict | undefined;
  /** Words that stand in the title, in any case. */
  search?: string | undefined;
  sort: ProductSort;
  after?: ProductCursor | undefined;
  size: number;
};

/** One page of products, and the cursor of the next where there is one. Unknown values come last. */
export async function listProducts(db: Database, input: ProductListInput) {
  const rows = await db
    .select({
      id: products.id,
      title: products.title,
      imageUrl: products.imageUrl,
      status: products.status,
      verdict: products.verdict,
      trendScore: products.trendScore,
      potentialMargin: products.potentialMargin,
      competitionLevel: products.competitionLevel,
      discoveredAt: products.discoveredAt,
      origins: sql<
        Origin[]
      >`array(select distinct seen.origin from sightings seen where seen.product_id = products.id)`,
      sampled: sql<boolean>`exists (select 1 from sightings seen where seen.product_id = products.id and seen.mode = 'sample')`,
    })
    .from(products)
    .where(and(...filters(input), input.after ? afterCursor(input.sort, input.after) : undefined))
    .orderBy(...order(input.sort))
    .limit(input.size + 1);
  const page = rows.slice(0, input.size);
  const last = page.at(-1);
  const next: ProductCursor | null = rows.length > input.size && last ? cursorOf(input.sort, last) : null;
  return { rows: page, next };
}

function filters({ status, origin, verdict, search }: ProductListInput): (SQL | undefined)[] {
  return [
    status ? eq(products.status, status) : undefined,
    verdict ? eq(products.verdict, verdict) : undefined,
    origin
      ? sql`exists (select 1 from sightings seen where seen.product_id = products.id and seen.origin = ${origin})`
      : undefined,
    // strpos and not like: what a person types holds no wildcards.
    ...(search ?? "")
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 8)
      .map((word) => sql`strpos(lower(${products.title}), lower(${word})) > 0`),
  ];
}

const SORTED = { score: products.trendScore, margin: products.potentialMargin } as const;

function order(sort: ProductSort): SQL[] {
  if (sort === "newest") return [desc(products.id)];
  return [sql`${SORTED[sort]} desc nulls last`, asc(products.id)];
}

function afterCursor(sort: ProductSort, { id, value }: ProductCursor): SQL | undefined {
  if (sort === "newest") return lt(products.id, id);
  const column = SORTED[sort];
  if (value === null) return and(isNull(column), gt(products.id, id));
  return or(lt(column, value), and(eq(column, value), gt(products.id, id)), isNull(column));
}

function cursorOf(
  sort: ProductSort,
  row: { id: number; trendScore: number | null; potentialMargin: number | null },
): ProductCursor {
  if (sort === "newest") return { id: row.id, value: null };
  return { id: row.id, value: sort === "score" ? row.trendScore : row.potentialMargin };
}
