import { z } from "zod";
import { ConflictError } from "@/lib/core/errors";
import { POLICY, SCHEDULE, SYSTEM, within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { identityKeys } from "@/lib/matching/identity";
import { indexTitles } from "@/lib/matching/index-titles";
import { rescore } from "@/lib/scanning/rescore";
import type { Database } from "@/db/client";
import { lockIngest } from "@/db/queries/ingest";
import { separate } from "@/db/queries/pairs";
import {
  findMergeOf,
  findStandingMove,
  lockProducts,
  unjoinProducts,
  unsplitProducts,
  type By,
  type MoveRow,
} from "@/db/queries/product-moves";
import { runsOf, sightingsOf } from "@/db/queries/product-sightings";

/** Who joins without a person. */
const MACHINES = new Set<string>([SCHEDULE.id, SYSTEM.id, POLICY.id]);

/** What of a move's ledger is read here; the rest is read by the database itself. */
const ledger = z.object({ keys: z.array(z.string()), lastSighting: z.number() });

/**
 * Takes a merge or a split back. Products, sightings, keys, runs, decisions, listings, suggestions and separations stand as they
 * did; only the versions grow, so that nobody decides from a page read before. What was seen since goes where it would have
 * gone, and both are scored anew; where the joining was a scan's own, or something was seen since, it is also remembered that
 * the two are not the same, or the next scan would join them again. A product that was analysed or decided on since keeps that.
 * Throws ConflictError where somebody was first, or where a later move stands in the way and has to be undone before.
 */
export async function undoMove({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { moveId: number };
}): Promise<{ kind: "merge" | "split"; partId: number; wholeId: number }> {
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockIngest(tx);
    const move = await findStandingMove(tx, input.moveId);
    if (!move) throw new ConflictError("This has been taken back already.");
    const { kind, partId, wholeId } = move;
    const by = { id: ctx.actor.id, name: ctx.actor.name, now: ctx.clock.now() };
    const changed = kind === "merge" ? await undoMerge(tx, move, by) : await undoSplit(tx, move, by);
    const left = kind === "merge" ? [partId, wholeId] : [wholeId];
    if (changed) await rescore({ ctx: inside, input: { productIds: left } });
    await indexTitles({ ctx: inside, input: { productIds: left } });
    for (const entityId of [partId, wholeId]) {
      await writeAudit({
        ctx: inside,
        input: {
          action: `product.${kind}-undone`,
          entityType: "product",
          entityId,
          details: { moveId: move.id, part: partId, whole: wholeId, movedBy: move.movedByName },
        },
      });
    }
    return { kind, partId, wholeId };
  });
}

/** True where the products have to be scored anew. */
async function undoMerge(tx: Database, move: MoveRow, by: By): Promise<boolean> {
  const { partId, wholeId } = move;
  const { keys, lastSighting } = ledger.parse(move.moved);
  if ((await lockProducts(tx, [wholeId])).length === 0) throw await later(tx, wholeId, move.wholeTitle);
  const since = await sightingsOf(tx, wholeId, lastSighting);
  const parts = new Set(keys);
  // Each goes by the strongest of its keys that the part held; a key that came with it goes along.
  const going = since.filter(({ origin, externalId, detail }) => {
    const own = identityKeys({ ...detail, externalId, origin });
    return own[0] !== undefined && parts.has(own[0]);
  });
  const goingKeys = going.flatMap(({ origin, detail }) => identityKeys({ ...detail, origin }));
  const exactly = await unjoinProducts(tx, {
    move,
    keys: goingKeys,
    sightings: going.map(({ id }) => id),
    by,
  });
  if (since.length > 0 || MACHINES.has(move.movedBy))
    await separate(tx, { a: partId, b: wholeId, by: by.id, now: by.now });
  return since.length > 0 || !exactly;
}

/** True where the products have to be scored anew. */
async function undoSplit(tx: Database, move: MoveRow, by: By): Promise<boolean> {
  const { partId, wholeId } = move;
  const { lastSighting } = ledger.parse(move.moved);
  const rows = await lockProducts(tx, [partId, wholeId]);
  const [part, whole] = [partId, wholeId].map((id) => rows.find((row) => row.id === id));
  if (!part) throw await later(tx, partId, move.partTitle);
  if (!whole) throw await later(tx, wholeId, move.wholeTitle);
  if (part.status !== "DISCOVERED" || part.version !== 1 || (await runsOf(tx, [partId], "all")).length > 0) {
    throw new ConflictError(
      `“${part.title}” has been worked on since: the split cannot be undone, but the two can be merged.`,
    );
  }
  const since = [
    ...(await sightingsOf(tx, partId, lastSighting)),
    ...(await sightingsOf(tx, wholeId, lastSighting)),
  ];
  const exactly = await unsplitProducts(tx, { move, by });
  return since.length > 0 || !exactly;
}

async function later(tx: Database, id: number, title: string): Promise<ConflictError> {
  const gone = await findMergeOf(tx, id);
  return new ConflictError(
    gone
      ? `“${title}” was merged into “${gone.wholeTitle}” since: undo that first.`
      : `“${title}” does not exist any more.`,
  );
}
