/** The sightings of a product as a merge or a split looks at them. */
import { and, asc, eq, gt, inArray, notInArray, or, sql } from "drizzle-orm";
import type { Database } from "../client";
import { analysisRuns, platformListings, productKeys, products, sightings } from "../schema";

export type KeptSighting = Awaited<ReturnType<typeof sightingsOf>>[number];

/** All sightings of a product, oldest first; with `after` only those with a higher id. */
export async function sightingsOf(db: Database, productId: number, after = 0) {
  return db
    .select({
      id: sightings.id,
      origin: sightings.origin,
      externalId: sightings.externalId,
      detail: sightings.detail,
      seenAt: sightings.seenAt,
    })
    .from(sightings)
    .where(and(eq(sightings.productId, productId), gt(sightings.id, after)))
    .orderBy(asc(sightings.id));
}

/** The identity keys that a product holds. */
export async function keysOf(db: Database, productId: number): Promise<string[]> {
  const rows = await db
    .select({ key: productKeys.key })
    .from(productKeys)
    .where(eq(productKeys.productId, productId))
    .orderBy(asc(productKeys.key));
  return rows.map(({ key }) => key);
}

/** The ids of runs of the products: all, or those that are going on. */
export async function runsOf(
  db: Database,
  productIds: readonly number[],
  which: "all" | "open",
): Promise<number[]> {
  const rows = await db
    .select({ id: analysisRuns.id })
    .from(analysisRuns)
    .where(
      and(
        inArray(analysisRuns.productId, [...productIds]),
        which === "open" ? inArray(analysisRuns.status, ["QUEUED", "RUNNING"]) : undefined,
      ),
    );
  return rows.map(({ id }) => id);
}

/** The marketplaces where both products have a listing that is neither a draft nor at its end: one product may have one. */
export async function sharedMarketplaces(db: Database, part: number, whole: number) {
  const rows = await db
    .select({ platform: platformListings.platform })
    .from(platformListings)
    .where(
      and(
        notInArray(platformListings.listingStatus, ["WITHDRAWN", "REJECTED"]),
        or(
          eq(platformListings.productId, whole),
          and(eq(platformListings.productId, part), sql`${platformListings.listingStatus} <> 'DRAFT'`),
        ),
      ),
    )
    .groupBy(platformListings.platform)
    .having(sql`count(distinct ${platformListings.productId}) > 1`);
  return rows.map(({ platform }) => platform);
}

/**
 * What a product says of itself after some of its sightings have left: pictures and addresses that came from those alone go,
 * and the title, while nobody has analysed it.
 */
export async function fitProduct(
  tx: Database,
  id: number,
  set: { title: string | undefined; imageUrl: string | null; sourceUrl: string | null },
): Promise<void> {
  await tx.update(products).set(set).where(eq(products.id, id));
}
