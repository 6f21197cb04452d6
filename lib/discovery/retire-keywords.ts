import { within, type Ctx } from "@/lib/ctx";
import { rescore } from "@/lib/scanning/rescore";
import { lockIngest } from "@/db/queries/ingest";
import { dropKeywords, listWronglySteered } from "@/db/queries/keywords";

/** Products scored again in one go; the next run goes on. */
const BATCH = 300;

/**
 * Takes the weight of keywords that steer no more (expired, or pushed out by stronger ones) out of the scores of the
 * open products that they matched. Nobody tells when a keyword expires: this is asked again and again.
 */
export async function retireKeywords({ ctx }: { ctx: Ctx }): Promise<{ rescored: number }> {
  const wrong = await listWronglySteered(ctx.db, ctx.clock.now(), BATCH);
  if (wrong.length === 0) return { rescored: 0 };
  return ctx.db.transaction(async (tx) => {
    await lockIngest(tx);
    const productIds = await listWronglySteered(tx, ctx.clock.now(), BATCH);
    await rescore({ ctx: within(ctx, tx), input: { productIds } });
    // Those that no scan has seen for long are not scored again.
    await dropKeywords(tx, await listWronglySteered(tx, ctx.clock.now(), BATCH), ctx.clock.now());
    return { rescored: productIds.length };
  });
}
