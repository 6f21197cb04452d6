import { SECOND_MS } from "@/lib/core/clock";
import { PermanentError } from "@/lib/core/errors";
import type { ListingStatus } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { waitWhilePaused } from "@/lib/settings/wait-while-paused";
import type { StepOutcome } from "@/lib/steps/contracts";
import { findListing, insertIntent, moveListing, settleAttempt } from "@/db/queries/listings";
import { markReceived } from "@/db/queries/outbox";
import { moveProduct } from "@/db/queries/move-product";
import { addPostedPlatform, countPost, findProduct } from "@/db/queries/products";
import { marketplaces } from "./marketplace";
import { UNDO_WINDOW_MS } from "./plan-postings";
import { skuOf } from "./sku";

/** A queue's clock and ours may differ by this much: a message this early still counts as due. */
const CLOCK_SKEW_MS = 10 * SECOND_MS;
/** Statuses of a listing that is still to be posted by itself. */
const TO_POST: readonly ListingStatus[] = ["DRAFT", "VALIDATED", "SUBMITTED"];

/**
 * Posts one approved product to one marketplace: look for what an earlier try may have left, intent row,
 * submit, read back, confirm. Does nothing when the approval was undone meanwhile, or given anew so lately
 * that it can still be undone (that approval has a message of its own), or when posting was switched off.
 */
export async function postListing({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { listingId: number; outboxId: number | null };
}): Promise<StepOutcome> {
  const { listingId, outboxId } = input;
  if (await waitWhilePaused({ ctx, input: { step: "post-listing", payload: { listingId }, outboxId } }))
    return "waiting";
  if (outboxId !== null) await markReceived(ctx.db, outboxId, ctx.clock.now());
  const listing = await findListing(ctx.db, listingId);
  const product = listing ? await findProduct(ctx.db, listing.productId) : null;
  if (!listing || !product || (product.status !== "APPROVED" && product.status !== "POSTED")) return "lost";
  if (!ctx.env.AUTO_POST_ENABLED || !TO_POST.includes(listing.listingStatus)) return "lost";
  const undoableUntil = (product.approvedAt?.getTime() ?? 0) + UNDO_WINDOW_MS;
  if (product.status === "APPROVED" && undoableUntil - CLOCK_SKEW_MS > ctx.clock.now().getTime())
    return "lost";
  const marketplace = marketplaces()[listing.platform];
  if (!marketplace)
    throw new PermanentError(`${listing.platform} cannot be posted to; post by hand and record the link.`);
  const mapped = marketplace.map(product);
  if ("errors" in mapped)
    throw new PermanentError(`Not ready for ${listing.platform}: ${mapped.errors.join(" ")}`);

  const sku = skuOf(product.id);
  await moveListing(ctx.db, { id: listingId, to: "VALIDATED" });
  let found = await marketplace.find(sku);
  // Asking took a while: a pause that began meanwhile holds the posting back.
  if (
    !found &&
    (await waitWhilePaused({ ctx, input: { step: "post-listing", payload: { listingId }, outboxId } }))
  )
    return "waiting";
  const attemptId = await insertIntent(ctx.db, {
    listingId,
    sku,
    request: mapped.draft,
    now: ctx.clock.now(),
  });
  if (!found) {
    await marketplace.submit(mapped.draft, sku);
    found = await marketplace.find(sku);
  }
  await moveListing(ctx.db, { id: listingId, to: "SUBMITTED" });
  const now = ctx.clock.now();
  if (!found) {
    // Accepted is not listed: the marketplace finishes in its own time, and a later sync asks again.
    await settleAttempt(ctx.db, { id: attemptId, status: "CALLED", response: null, now });
    return "done";
  }
  const live = found;
  await ctx.db.transaction(async (tx) => {
    await settleAttempt(tx, { id: attemptId, status: "CONFIRMED", response: live, now });
    const set = {
      platformListingId: live.listingId,
      listingUrl: live.url,
      postedAt: now,
      postedBy: ctx.actor.id,
    };
    await moveListing(tx, { id: listingId, to: "LIVE", set });
    const posted = { platform: listing.platform, listingId, url: live.url };
    const moved = await moveProduct(tx, {
      id: product.id,
      to: "POSTED",
      set: { postedAt: now },
      now,
      by: ctx.actor.id,
      why: posted,
    });
    await addPostedPlatform(tx, product.id, listing.platform);
    if (moved) await countPost(tx, product.id);
  });
  return "done";
}
