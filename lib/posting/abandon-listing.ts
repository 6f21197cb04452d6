import type { Ctx } from "@/lib/ctx";
import { failOpenAttempts, findListing, insertIntent, moveListing } from "@/db/queries/listings";
import { skuOf } from "./sku";

/**
 * The queue has given a posting up: the reason stands in the posting ledger, and the listing waits for a
 * person, who may post by hand. False when the listing has come to an end meanwhile.
 */
export async function abandonListing({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { listingId: number; error: string };
}): Promise<boolean> {
  const { listingId, error } = input;
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const listing = await findListing(tx, listingId);
    if (!listing || !(await moveListing(tx, { id: listingId, to: "NEEDS_ATTENTION" }))) return false;
    const begun = await failOpenAttempts(tx, { listingId, error, now });
    // What was refused before the marketplace was called has no attempt yet, and its reason must stand somewhere.
    if (!begun)
      await insertIntent(tx, { listingId, sku: skuOf(listing.productId), request: null, now, error });
    return true;
  });
}
