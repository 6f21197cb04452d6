import { within, type Ctx } from "@/lib/ctx";
import { rescore } from "@/lib/scanning/rescore";
import { listOpenProducts, lockIngest } from "@/db/queries/ingest";
import { steeringKeywords } from "@/db/queries/keywords";

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
    if (before.join() !== after.join()) {
      const open = await listOpenProducts(tx);
      await rescore({ ctx: inside, input: { productIds: open.map(({ id }) => id) } });
    }
    return result;
  });
}
