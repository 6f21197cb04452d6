import { asc, desc, eq, inArray } from "drizzle-orm";
import type { Database } from "../../client";
import { analysisRuns, decisions, listingMetrics, platformListings, products, sightings } from "../../schema";
import { listSteps } from "./runs";

/** The newest sightings read for a product's page; older ones are thinned to a few anyway. */
const SIGHTING_LIMIT = 400;

export type ProductPage = NonNullable<Awaited<ReturnType<typeof readProduct>>>;
export type SightingRow = ProductPage["sightings"][number];
export type ListingRow = ProductPage["listings"][number];

/** Everything that a product's page shows; null when there is no such product. */
export async function readProduct(db: Database, id: number) {
  const [product] = await db.select().from(products).where(eq(products.id, id));
  if (!product) return null;
  const [seen, runs, decided, listings] = await Promise.all([
    db
      .select()
      .from(sightings)
      .where(eq(sightings.productId, id))
      .orderBy(desc(sightings.seenAt), desc(sightings.id))
      .limit(SIGHTING_LIMIT),
    db
      .select()
      .from(analysisRuns)
      .where(eq(analysisRuns.productId, id))
      .orderBy(desc(analysisRuns.id))
      .limit(10),
    db.select().from(decisions).where(eq(decisions.productId, id)).orderBy(desc(decisions.id)).limit(20),
    db
      .select()
      .from(platformListings)
      .where(eq(platformListings.productId, id))
      .orderBy(asc(platformListings.id)),
  ]);
  // What a merge has brought along was made for another product, and does not speak for this one.
  const own = runs.filter((run) => run.mergedFrom === null);
  // A run that is still going on has no verdict yet: the last finished one is the one to read.
  const shown = own.find((run) => run.status === "FINISHED") ?? own[0] ?? null;
  const newest = own[0] ?? null;
  const [steps, newestSteps, metrics] = await Promise.all([
    shown ? listSteps(db, shown.id) : [],
    newest && newest.id !== shown?.id ? listSteps(db, newest.id) : [],
    listings.length > 0
      ? db
          .select()
          .from(listingMetrics)
          .where(
            inArray(
              listingMetrics.listingId,
              listings.map((listing) => listing.id),
            ),
          )
          .orderBy(asc(listingMetrics.listingId), asc(listingMetrics.day))
      : [],
  ]);
  return {
    product,
    sightings: seen,
    runs,
    run: shown,
    steps,
    /** The newest run where it is another than the one shown, for the timeline. */
    newestRun: newest && newest.id !== shown?.id ? { ...newest, steps: newestSteps } : null,
    decisions: decided,
    listings: listings.map((listing) => ({
      ...listing,
      days: metrics.filter((row) => row.listingId === listing.id),
    })),
  };
}
