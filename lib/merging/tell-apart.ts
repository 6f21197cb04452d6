import { BadRequestError } from "@/lib/core/errors";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { lockIngest } from "@/db/queries/ingest";
import { separate } from "@/db/queries/pairs";
import { lockProducts } from "@/db/queries/product-moves";
import { asRead } from "./merge";

/** A person says that two products are not the same: the suggestion goes, and no scan ever joins them. */
export async function tellApart({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; otherId: number };
}): Promise<{ productId: number }> {
  const { productId, otherId } = input;
  if (productId === otherId) throw new BadRequestError("This is the product itself: name another one.");
  return ctx.db.transaction(async (tx) => {
    await lockIngest(tx);
    const rows = await lockProducts(tx, [productId, otherId]);
    for (const id of [productId, otherId]) await asRead(tx, rows, { id });
    await separate(tx, { a: productId, b: otherId, by: ctx.actor.id, now: ctx.clock.now() });
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "product.told-apart",
        entityType: "product",
        entityId: productId,
        details: { otherId },
      },
    });
    return { productId };
  });
}
