import { within, type Ctx } from "@/lib/ctx";
import { rescore } from "@/lib/scanning/rescore";
import { listOpenProducts, lockIngest } from "@/db/queries/ingest";
import { steeringKeywords } from "@/db/queries/keywords";

/** Products scored in one go: it bounds the sightings held at one time. */
const BATCH = 300;

/**
 * Makes a change to the keywords in one transaction; where another set of them steers afterwards, the open
 * products are scored again, so that what the keywords raise is true at once.
 */
export async function steerAnew<Result>({
  ctx,
  change,
}: {
  ctx: Ctx;
  change: (inside: Ctx) => Promise<Result>;
}): Promise<Result> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockIngest(tx);
    const now = ctx.clock.now();
    const idsOf = async () => (await steeringKeywords(tx, now)).map(({ id }) => id).toSorted((a, b) => a - b);
    const before = await idsOf();
    const result = await change(inside);
    const after = await idsOf();
    if (before.join() !== after.join()) await rescoreOpen(inside);
    return result;
  });
}

/** Scores every open product again. Inside the caller's transaction, under the ingest lock. */
async function rescoreOpen(ctx: Ctx): Promise<void> {
  const ids = (await listOpenProducts(ctx.db)).map(({ id }) => id);
  for (let at = 0; at < ids.length; at += BATCH) {
    await rescore({ ctx, input: { productIds: ids.slice(at, at + BATCH) } });
  }
}
