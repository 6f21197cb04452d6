import { BadRequestError, ConflictError } from "@/lib/core/errors";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { identityKeys } from "@/lib/matching/identity";
import { indexTitles } from "@/lib/matching/index-titles";
import { bestTitle } from "@/lib/scanning/best-title";
import { describeProduct } from "@/lib/scanning/describe-product";
import { pinOf } from "@/lib/scanning/group-by-identity";
import { rescore } from "@/lib/scanning/rescore";
import { insertKeys, insertProducts, lockIngest } from "@/db/queries/ingest";
import type { ProductRow } from "@/db/queries/move-product";
import { separate } from "@/db/queries/pairs";
import { lockProducts, noteSplit } from "@/db/queries/product-moves";
import { fitProduct, keysOf, sightingsOf, type KeptSighting } from "@/db/queries/product-sightings";
import { asRead, type Read } from "./merge";

/** What to split off: sightings by their ids, or all that carry one identity key. */
export type Chosen = { sightingIds: readonly number[] } | { key: string };

/**
 * A person says that some sightings of a product are of another one. All sightings of the same things (the same id at the same
 * origin) go to a product of their own, with the keys that no sighting left behind carries. It is remembered: the things are
 * pinned to the new product and the two are never joined again by a scan, whatever title or address they share. Throws
 * BadRequestError where nothing or everything is chosen, ConflictError where the product has changed since it was read.
 */
export async function split({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { product: Read; chosen: Chosen };
}): Promise<{ moveId: number; newId: number; newTitle: string }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockIngest(tx);
    const whole = await asRead(tx, await lockProducts(tx, [input.product.id]), input.product);
    if (whole.status === "ANALYZING")
      throw new ConflictError("It is being analysed: split it when that is done.");
    const { going, staying } = divide(await sightingsOf(tx, whole.id), input.chosen);
    const held = await keysOf(tx, whole.id);
    const stayingKeys = new Set(staying.flatMap(allKeys));
    const goingKeys = new Set(going.flatMap(allKeys).filter((key) => !stayingKeys.has(key)));
    const described = describeProduct(going);
    const [newId] = await insertProducts(tx, [described]);
    if (newId === undefined) throw new Error("The new product was not written.");
    const by = { id: ctx.actor.id, name: ctx.actor.name, now: ctx.clock.now() };
    const moveId = await noteSplit(tx, {
      part: newId,
      whole: whole.id,
      sightings: going.map(({ id }) => id),
      keys: held.filter((key) => goingKeys.has(key)),
      by,
    });
    const pins = new Set(going.map(({ origin, externalId }) => pinOf(origin, externalId)));
    await insertKeys(
      tx,
      [...pins].map((key) => ({ key, productId: newId })),
    );
    await separate(tx, { a: newId, b: whole.id, by: by.id, now: by.now });
    await fitProduct(tx, whole.id, fitting(whole, staying));
    await rescore({ ctx: inside, input: { productIds: [whole.id, newId] } });
    await indexTitles({ ctx: inside, input: { productIds: [whole.id, newId] } });
    const details = { moveId, from: whole.id, to: newId, title: described.title, sightings: going.length };
    for (const entityId of [whole.id, newId]) {
      await writeAudit({
        ctx: inside,
        input: { action: "product.split", entityType: "product", entityId, details },
      });
    }
    return { moveId, newId, newTitle: described.title };
  });
}

/** The sightings that go and those that stay: one thing at one origin is never torn apart. */
function divide(
  sightings: readonly KeptSighting[],
  chosen: Chosen,
): { going: KeptSighting[]; staying: KeptSighting[] } {
  const isChosen =
    "key" in chosen
      ? (sighting: KeptSighting) => allKeys(sighting).includes(chosen.key)
      : (sighting: KeptSighting) => chosen.sightingIds.includes(sighting.id);
  const things = new Set(
    sightings.filter(isChosen).map(({ origin, externalId }) => pinOf(origin, externalId)),
  );
  const goes = ({ origin, externalId }: KeptSighting) => things.has(pinOf(origin, externalId));
  const [going, staying] = [sightings.filter(goes), sightings.filter((sighting) => !goes(sighting))];
  if (going.length === 0)
    throw new BadRequestError("Choose what to split off: none of it is this product's.");
  if (staying.length === 0)
    throw new BadRequestError("This is all that was seen of it: leave something that stays.");
  return { going, staying };
}

function allKeys({ origin, externalId, detail }: KeptSighting): string[] {
  return [pinOf(origin, externalId), ...identityKeys({ ...detail, origin })];
}

/** What came from the sightings that went does not stay with the product. */
function fitting(whole: ProductRow, staying: readonly KeptSighting[]) {
  const newest = staying.toReversed().map(({ detail }) => detail);
  const keep = (value: string | null, pick: (detail: KeptSighting["detail"]) => string | undefined) =>
    newest.some((detail) => pick(detail) === value)
      ? value
      : (newest.map(pick).find((other) => other !== undefined) ?? null);
  return {
    title: whole.status === "DISCOVERED" ? (bestTitle(staying) ?? undefined) : undefined,
    imageUrl: keep(whole.imageUrl, (detail) => detail.imageUrl),
    sourceUrl: keep(whole.sourceUrl, (detail) => detail.url),
  };
}
