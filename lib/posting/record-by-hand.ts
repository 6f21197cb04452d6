import { BadRequestError, ConflictError } from "@/lib/core/errors";
import { MARKETPLACE_LABELS, type Marketplace } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { insertLiveListing } from "@/db/queries/listings";
import { addPostedPlatform, countPost, findProduct } from "@/db/queries/products";
import { moveProduct } from "@/db/queries/move-product";

/**
 * Records a posting that a person has made: a live listing with its link, and the product is posted. A
 * posted product takes further marketplaces. Throws ConflictError when it is not approved, or listed there.
 */
export async function recordByHand({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: {
    productId: number;
    platform: Marketplace;
    listingUrl: string;
    platformListingId?: string | undefined;
  };
}): Promise<{ listingId: number }> {
  const { productId, platform } = input;
  const listingUrl = webUrl(input.listingUrl);
  const now = ctx.clock.now();
  return ctx.db.transaction(async (tx) => {
    const why = { platform, listingUrl, byHand: true };
    const moved = await moveProduct(tx, {
      id: productId,
      to: "POSTED",
      set: { postedAt: now },
      now,
      by: ctx.actor.id,
      why,
    });
    const product = moved ?? (await findProduct(tx, productId));
    if (product?.status !== "POSTED")
      throw new ConflictError("Only an approved product can be recorded as posted.");
    const listing = await insertLiveListing(tx, {
      productId,
      platform,
      listingUrl,
      platformListingId: input.platformListingId?.trim() || null,
      postedBy: ctx.actor.id,
      now,
    });
    if (!listing)
      throw new ConflictError(
        `This product is listed on ${MARKETPLACE_LABELS[platform]} already, or being posted there now.`,
      );
    await addPostedPlatform(tx, productId, platform);
    if (moved) await countPost(tx, productId);
    await writeAudit({
      ctx: { ...ctx, db: tx },
      input: {
        action: "listing.recorded",
        entityType: "listing",
        entityId: listing.id,
        details: { productId, ...why },
      },
    });
    return { listingId: listing.id };
  });
}

function webUrl(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null;
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || url.href.length > 1000) {
    throw new BadRequestError(
      "The link must be the listing's full address, such as https://www.example.com/item/1.",
    );
  }
  return url.href;
}
