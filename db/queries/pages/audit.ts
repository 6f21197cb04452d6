import { count, desc, eq, gt, inArray } from "drizzle-orm";
import type { Database } from "../../client";
import { auditLogs, auditSeals, platformListings, products } from "../../schema";

/** How far the seals reach: the last one, how many rows all of them cover, and how many rows come after. */
export async function readSealState(db: Database) {
  const [last] = await db.select().from(auditSeals).orderBy(desc(auditSeals.id)).limit(1);
  const [open] = await db
    .select({ rows: count() })
    .from(auditLogs)
    .where(gt(auditLogs.id, last?.lastId ?? 0));
  return { lastSealedAt: last?.sealedAt ?? null, lastId: last?.lastId ?? 0, unsealed: open?.rows ?? 0 };
}

/** The titles of products by their ids as the log writes them; ids that are no product's are left out. */
export async function readProductTitles(
  db: Database,
  entityIds: readonly string[],
): Promise<Map<string, string>> {
  const ids = numbersOf(entityIds);
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: products.id, title: products.title })
    .from(products)
    .where(inArray(products.id, ids));
  return new Map(rows.map(({ id, title }) => [String(id), title]));
}

/** What is listed and where, by the ids of listings as the log writes them; ids that are no listing's are left out. */
export async function readListings(db: Database, entityIds: readonly string[]) {
  const ids = numbersOf(entityIds);
  if (ids.length === 0) return new Map<string, never>();
  const rows = await db
    .select({ id: platformListings.id, title: products.title, platform: platformListings.platform })
    .from(platformListings)
    .innerJoin(products, eq(products.id, platformListings.productId))
    .where(inArray(platformListings.id, ids));
  return new Map(rows.map(({ id, ...listing }) => [String(id), listing]));
}

function numbersOf(entityIds: readonly string[]): number[] {
  return [...new Set(entityIds)].filter((id) => /^\d{1,9}$/.test(id)).map(Number);
}
