import { MINUTE_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { insertListing } from "@/db/queries/listings";
import { insertOutbox, type DueStep } from "@/db/queries/outbox";
import { marketplaces } from "./marketplace";

/** How long an approval can be undone before anything is posted. */
export const UNDO_WINDOW_MS = 5 * MINUTE_MS;

/**
 * For an approved product, inside the caller's transaction: one draft listing and one message per connected
 * marketplace, due when the undo window has passed. Nothing with AUTO_POST_ENABLED off: then a person posts
 * by hand and records it.
 */
export async function planPostings({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number };
}): Promise<DueStep[]> {
  if (!ctx.env.AUTO_POST_ENABLED) return [];
  const now = ctx.clock.now();
  const notBefore = new Date(now.getTime() + UNDO_WINDOW_MS);
  const steps: DueStep[] = [];
  for (const marketplace of Object.values(marketplaces())) {
    if (!marketplace.connected(ctx.env)) continue;
    const listing = await insertListing(ctx.db, { productId: input.productId, platform: marketplace.id });
    if (!listing) continue;
    // Approved, undone and approved again is a new posting: the time makes it another message.
    const dedupeId = `post-listing-${listing.id}-1-${now.getTime()}`;
    const payload = { listingId: listing.id, market: marketplace.id };
    steps.push(
      ...(await insertOutbox(ctx.db, now, [{ step: "post-listing", payload, dedupeId, notBefore }])),
    );
  }
  return steps;
}
