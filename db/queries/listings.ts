import { and, eq, inArray, sql } from "drizzle-orm";
import { LISTING_STATUSES, mayMove, type ListingStatus, type Marketplace } from "@/lib/core/words";
import type { Database } from "../client";
import { listingMetrics, platformListings, postingAttempts } from "../schema";

export type ListingRow = typeof platformListings.$inferSelect;

export async function findListing(db: Database, id: number): Promise<ListingRow | null> {
  const [row] = await db.select().from(platformListings).where(eq(platformListings.id, id));
  return row ?? null;
}

/**
 * A draft. Where the product has an open listing there already, that one if it is in one of the `takeOver`
 * statuses, else null.
 */
export async function insertListing(
  tx: Database,
  draft: { productId: number; platform: Marketplace },
  takeOver: readonly ListingStatus[] = ["DRAFT"],
): Promise<ListingRow | null> {
  const listing = { ...draft, listingStatus: "DRAFT" } as const;
  const [row] = await tx.insert(platformListings).values(listing).onConflictDoNothing().returning();
  if (row) return row;
  const [open] = await tx
    .select()
    .from(platformListings)
    .where(
      and(
        eq(platformListings.productId, draft.productId),
        eq(platformListings.platform, draft.platform),
        inArray(platformListings.listingStatus, [...takeOver]),
      ),
    );
  return open ?? null;
}

/**
 * A listing that a person has made: live at once. A draft, or a posting that was given up, becomes it; null
 * when one is live already or being posted.
 */
export async function insertLiveListing(
  tx: Database,
  live: {
    productId: number;
    platform: Marketplace;
    listingUrl: string;
    platformListingId: string | null;
    postedBy: string;
    now: Date;
  },
): Promise<ListingRow | null> {
  const place = { productId: live.productId, platform: live.platform };
  const draft = await insertListing(tx, place, ["DRAFT", "NEEDS_ATTENTION"]);
  if (!draft) return null;
  const { listingUrl, platformListingId, postedBy, now } = live;
  return moveListing(tx, {
    id: draft.id,
    to: "LIVE",
    set: { listingUrl, platformListingId, postedBy, postedAt: now },
  });
}

/** Compare-and-set of a listing's status; null when it is in none that leads there. */
export async function moveListing(
  tx: Database,
  move: {
    id: number;
    to: ListingStatus;
    set?: Partial<Omit<typeof platformListings.$inferInsert, "id" | "listingStatus">>;
  },
): Promise<ListingRow | null> {
  const from = LISTING_STATUSES.filter((status) => mayMove("listing", status, move.to));
  const [row] = await tx
    .update(platformListings)
    .set({ ...move.set, listingStatus: move.to })
    .where(and(eq(platformListings.id, move.id), inArray(platformListings.listingStatus, from)))
    .returning();
  return row ?? null;
}

/** The row that is written before a marketplace is called, or that says why it never was (`error`). */
export async function insertIntent(
  db: Database,
  intent: { listingId: number; sku: string; request: unknown; now: Date; error?: string },
): Promise<number> {
  const { listingId, sku, request, now, error } = intent;
  const settled =
    error === undefined
      ? { status: "INTENT" as const }
      : { status: "FAILED" as const, error, settledAt: now };
  const [row] = await db
    .insert(postingAttempts)
    .values({
      listingId,
      sku,
      request,
      createdAt: now,
      ...settled,
      attempt: sql`(select coalesce(max(attempt), 0) + 1 from posting_attempts where listing_id = ${listingId})`,
    })
    .returning({ id: postingAttempts.id });
  if (!row) throw new Error("A posting attempt was not written.");
  return row.id;
}

export async function settleAttempt(
  tx: Database,
  settled: { id: number; status: "CALLED" | "CONFIRMED"; response: unknown; now: Date },
): Promise<void> {
  const { id, now, ...set } = settled;
  await tx
    .update(postingAttempts)
    .set({ ...set, settledAt: now })
    .where(eq(postingAttempts.id, id));
}

/** Settles what was begun and will not be tried again; false when nothing was open. */
export async function failOpenAttempts(
  tx: Database,
  failed: { listingId: number; error: string; now: Date },
): Promise<boolean> {
  const rows = await tx
    .update(postingAttempts)
    .set({ status: "FAILED", error: failed.error, settledAt: failed.now })
    .where(
      and(
        eq(postingAttempts.listingId, failed.listingId),
        inArray(postingAttempts.status, ["INTENT", "CALLED"]),
      ),
    )
    .returning({ id: postingAttempts.id });
  return rows.length > 0;
}

type Figures = Pick<ListingRow, "views" | "clicks" | "sales" | "revenue" | "revenueCurrency">;

/** Writes a listing's figures and the day's row; answers the figures before, null when there is no such listing. */
export async function saveFigures(
  tx: Database,
  saved: { listingId: number; figures: Figures; now: Date; by: string },
): Promise<Figures | null> {
  const { listingId, figures, now, by } = saved;
  const [before] = await tx
    .select({
      views: platformListings.views,
      clicks: platformListings.clicks,
      sales: platformListings.sales,
      revenue: platformListings.revenue,
      revenueCurrency: platformListings.revenueCurrency,
    })
    .from(platformListings)
    .where(eq(platformListings.id, listingId))
    .for("update");
  if (!before) return null;
  await tx
    .update(platformListings)
    .set({ ...figures, lastSynced: now })
    .where(eq(platformListings.id, listingId));
  const day = now.toISOString().slice(0, 10);
  const recorded = { ...figures, recordedBy: by, recordedAt: now };
  await tx
    .insert(listingMetrics)
    .values({ listingId, day, ...recorded })
    .onConflictDoUpdate({ target: [listingMetrics.listingId, listingMetrics.day], set: recorded });
  return before;
}
