import { BadRequestError, ConflictError, NotFoundError } from "@/lib/core/errors";
import { MARKETPLACE_LABELS } from "@/lib/core/words";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { indexTitles } from "@/lib/matching/index-titles";
import { rescore } from "@/lib/scanning/rescore";
import type { Database } from "@/db/client";
import { lockIngest } from "@/db/queries/ingest";
import type { ProductRow } from "@/db/queries/move-product";
import { findMergeOf, joinProducts, lockProducts } from "@/db/queries/product-moves";
import { runsOf, sharedMarketplaces } from "@/db/queries/product-sightings";
import { keeperOf } from "./keeper";

/** What a person has in front of them: a product and the version of it that they have read. */
export type Read = { id: number; version?: number | undefined };

/**
 * A person says that two products are one. The one that has come further keeps its status and takes in the sightings, keys, runs,
 * decisions and listings of the other, so that future sightings of either land there; the other's address leads to it. Of two
 * people at once one wins; throws ConflictError for the other, where a product has changed since it was read, where either is
 * being analysed, or where both are approved or posted; NotFoundError where one never was.
 */
export async function merge({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { product: Read; other: Read };
}): Promise<{ moveId: number; keeperId: number; keeperTitle: string; goneTitle: string }> {
  const { product, other } = input;
  if (product.id === other.id) throw new BadRequestError("This is the product itself: name another one.");
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockIngest(tx);
    const rows = await lockProducts(tx, [product.id, other.id]);
    const [a, b] = [await asRead(tx, rows, product), await asRead(tx, rows, other)];
    const { whole, part } = keeperOf(a, b);
    if ((await runsOf(tx, [a.id, b.id], "open")).length > 0)
      throw new ConflictError("One of the two is being analysed: merge them when that is done.");
    const [shared] = await sharedMarketplaces(tx, part.id, whole.id);
    if (shared) throw new ConflictError(`Both have an open listing on ${MARKETPLACE_LABELS[shared]}.`);
    const by = { id: ctx.actor.id, name: ctx.actor.name, now: ctx.clock.now() };
    const moveId = await joinProducts(tx, { part: part.id, whole: whole.id, by });
    await rescore({ ctx: inside, input: { productIds: [whole.id] } });
    await indexTitles({ ctx: inside, input: { productIds: [whole.id] } });
    const details = {
      moveId,
      keeper: whole.id,
      gone: part.id,
      goneTitle: part.title,
      goneStatus: part.status,
    };
    for (const entityId of [whole.id, part.id]) {
      await writeAudit({
        ctx: inside,
        input: { action: "product.merged", entityType: "product", entityId, details },
      });
    }
    return { moveId, keeperId: whole.id, keeperTitle: whole.title, goneTitle: part.title };
  });
}

/** The locked row of a product, if it is still what the person has read. */
export async function asRead(tx: Database, rows: readonly ProductRow[], read: Read): Promise<ProductRow> {
  const row = rows.find(({ id }) => id === read.id);
  if (!row) {
    const gone = await findMergeOf(tx, read.id);
    if (gone)
      throw new ConflictError(`${gone.movedByName} has merged this into “${gone.wholeTitle}” already.`);
    throw new NotFoundError(`There is no product ${read.id}.`);
  }
  if (read.version !== undefined && row.version !== read.version)
    throw new ConflictError(`“${row.title}” has changed since you opened it. Look at it again, then decide.`);
  return row;
}
