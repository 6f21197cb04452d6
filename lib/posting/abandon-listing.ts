import type { Ctx } from "@/lib/ctx";
import { failOpenAttempts } from "@/db/queries/listings";

/** The queue has given a posting up: the reason stands in the posting ledger. False when nothing was open. */
export async function abandonListing({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { listingId: number; error: string };
}): Promise<boolean> {
  return failOpenAttempts(ctx.db, { ...input, now: ctx.clock.now() });
}
