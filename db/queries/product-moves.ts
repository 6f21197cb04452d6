/**
 * Merges and splits of products, and taking them back. What moves is written into `product_moves` by the database itself, so
 * that rows come back as they were, byte for byte. The caller holds one transaction and the ingest lock throughout.
 */
import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { productMoves, products } from "../schema";
import { dropWords } from "./candidates";
import type { ProductRow } from "./move-product";

export type MoveRow = typeof productMoves.$inferSelect;
/** Who moves, and when. */
export type By = { id: string; name: string; now: Date };

/** Locks the products in the order of their ids, so that two who move them at once wait instead of dying; those that exist. */
export async function lockProducts(tx: Database, ids: readonly number[]): Promise<ProductRow[]> {
  return tx
    .select()
    .from(products)
    .where(inArray(products.id, [...ids]))
    .orderBy(products.id)
    .for("update");
}

/** The columns of a product that its sightings fill: what a merge changes of the product that stays. */
const SIGHTED = sql.raw(
  "trend_score, trend_source, trend_breakdown, keyword_match, search_volume, social_mentions, image_url, source_url, title, updated_at",
);

/**
 * Joins `part` to `whole`: sightings, keys, runs, model calls, decisions and listings go over, then the row of `part` is removed; its open
 * drafts and suggestions rest in the ledger. A standing decision of the part is marked undone: the whole's own stands.
 * Separations of the part bind the whole from now on, except one between the two. Answers the id of the move.
 */
export async function joinProducts(
  tx: Database,
  join: { part: number; whole: number; by: By },
): Promise<number> {
  const { part, whole, by } = join;
  const now = by.now.toISOString();
  const result = await tx.execute(sql`
    insert into product_moves (kind, part_id, whole_id, part_title, whole_title, moved, moved_by, moved_by_name, moved_at)
    select 'merge', part.id, whole.id, part.title, whole.title, jsonb_build_object(
      'part', to_jsonb(part), 'whole', to_jsonb(whole), 'versionAfter', whole.version + 1,
      'sightings', (select coalesce(jsonb_agg(id order by id), '[]') from sightings where product_id = part.id),
      'lastSighting', (select coalesce(max(id), 0) from sightings),
      'keys', (select coalesce(jsonb_agg(key order by key), '[]') from product_keys where product_id = part.id),
      'runs', (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'mergedFrom', merged_from) order by id), '[]')
        from analysis_runs where product_id = part.id),
      'decisions', (select coalesce(jsonb_agg(to_jsonb(decisions) order by id), '[]') from decisions where product_id = part.id),
      'listings', (select coalesce(jsonb_agg(id order by id), '[]') from platform_listings
        where product_id = part.id and listing_status <> 'DRAFT'),
      'drafts', (select coalesce(jsonb_agg(to_jsonb(platform_listings) order by id), '[]') from platform_listings
        where product_id = part.id and listing_status = 'DRAFT'),
      'suggestions', (select coalesce(jsonb_agg(to_jsonb(pair)), '[]') from product_suggestions pair
        where part.id in (low_id, high_id)),
      'calls', (select coalesce(jsonb_agg(id order by id), '[]') from model_calls where product_id = part.id),
      'facts', (select coalesce(jsonb_agg(to_jsonb(product_facts) order by id), '[]') from product_facts
        where product_id = part.id),
      'separations', (select coalesce(jsonb_agg(to_jsonb(pair)), '[]') from product_separations pair
        where part.id in (low_id, high_id)),
      'wholeSeparations', (select coalesce(jsonb_agg(to_jsonb(pair)), '[]') from product_separations pair
        where whole.id in (low_id, high_id))
    ), ${by.id}, ${by.name}, ${now}::timestamptz
    from products part, products whole where part.id = ${part} and whole.id = ${whole}
    returning id`);
  const id = rowsOf<{ id: number }>(result)[0]?.id;
  if (id === undefined) throw new Error(`Products ${part} and ${whole} are not both there to be joined.`);
  await tx.execute(sql`update sightings set product_id = ${whole} where product_id = ${part}`);
  await tx.execute(sql`update product_keys set product_id = ${whole} where product_id = ${part}`);
  await tx.execute(sql`
    update analysis_runs set product_id = ${whole}, merged_from = coalesce(merged_from, ${part}) where product_id = ${part}`);
  await tx.execute(sql`update model_calls set product_id = ${whole} where product_id = ${part}`);
  await tx.execute(sql`
    update decisions set product_id = ${whole}, undone_at = coalesce(undone_at, ${now}::timestamptz),
      undone_by = coalesce(undone_by, ${by.id}) where product_id = ${part}`);
  await tx.execute(sql`
    update platform_listings set product_id = ${whole} where product_id = ${part} and listing_status <> 'DRAFT'`);
  await tx.execute(sql`
    insert into product_separations (low_id, high_id, said_by, said_at)
    select least(${whole}::int, other), greatest(${whole}::int, other), said_by, said_at from (
      select case when low_id = ${part} then high_id else low_id end as other, said_by, said_at
      from product_separations where ${part} in (low_id, high_id)
    ) pairs where other <> ${whole} on conflict do nothing`);
  await moveFacts(tx, { from: part, to: whole, by });
  await dropWords(tx, [part]);
  await tx.execute(sql`delete from products where id = ${part}`);
  await tx.execute(sql`update products set version = version + 1 where id = ${whole}`);
  return id;
}

/** What people have stated of one product goes over to another; where that has a standing fact of its own, its own counts. */
async function moveFacts(tx: Database, move: { from: number; to: number; by: By }): Promise<void> {
  const { from, to, by } = move;
  const doubled = sql`mine.removed_at is null and exists (select 1 from product_facts own
      where own.product_id = ${to} and own.name = mine.name and own.removed_at is null)`;
  await tx.execute(sql`
    update product_facts mine set product_id = ${to},
      removed_at = case when ${doubled} then ${by.now.toISOString()}::timestamptz else mine.removed_at end,
      removed_by = case when ${doubled} then ${by.id} else mine.removed_by end
    where mine.product_id = ${from}`);
}

/**
 * Takes a merge back: the part's row and everything that came from it stand as before, except that its version grows, so that
 * no page read before the undo can decide on it. The whole gets back what the merge changed, unless it has been analysed or
 * decided on since: then what it has become stays, and false is answered, for the caller to score it anew. `keys` and `sightings` are what has come to the whole since and is the part's.
 */
export async function unjoinProducts(
  tx: Database,
  undo: { move: MoveRow; keys: readonly string[]; sightings: readonly number[]; by: By },
): Promise<boolean> {
  const { id, partId, wholeId } = undo.move;
  await tx.execute(sql`
    insert into products select (jsonb_populate_record(whole, m.moved -> 'part')).*
    from product_moves m join products whole on whole.id = m.whole_id where m.id = ${id}`);
  await tx.execute(sql`
    with bumped as (update products set version = version + 1 where id = ${partId} returning version)
    update product_moves earlier set moved = earlier.moved || jsonb_build_object('versionAfter', bumped.version) from bumped
    where earlier.whole_id = ${partId} and earlier.undone_at is null
      and (earlier.moved ->> 'versionAfter')::int = bumped.version - 1`);
  const exactly = await restoreWhole(tx, undo.move);
  await tx.execute(sql`
    update sightings set product_id = ${partId} where product_id = ${wholeId} and id in (
      select item::bigint from product_moves m, jsonb_array_elements_text(m.moved -> 'sightings' || ${JSON.stringify(undo.sightings)}::jsonb) item
      where m.id = ${id})`);
  await tx.execute(sql`
    update product_keys set product_id = ${partId} where product_id = ${wholeId} and key in (
      select item from product_moves m, jsonb_array_elements_text(m.moved -> 'keys' || ${JSON.stringify(undo.keys)}::jsonb) item
      where m.id = ${id})`);
  await tx.execute(sql`
    update analysis_runs set product_id = ${partId}, merged_from = old."mergedFrom"
    from product_moves m, jsonb_to_recordset(m.moved -> 'runs') as old(id int, "mergedFrom" int)
    where m.id = ${id} and analysis_runs.id = old.id and analysis_runs.product_id = ${wholeId}`);
  await tx.execute(sql`
    update model_calls set product_id = ${partId} where product_id = ${wholeId} and id in (
      select item::bigint from product_moves m, jsonb_array_elements_text(m.moved -> 'calls') item where m.id = ${id})`);
  await tx.execute(sql`
    update decisions set product_id = ${partId}, undone_at = old.undone_at, undone_by = old.undone_by
    from product_moves m, jsonb_populate_recordset(null::decisions, m.moved -> 'decisions') old
    where m.id = ${id} and decisions.id = old.id and decisions.product_id = ${wholeId}`);
  await tx.execute(sql`
    update platform_listings set product_id = ${partId} where product_id = ${wholeId} and id in (
      select item::int from product_moves m, jsonb_array_elements_text(m.moved -> 'listings') item where m.id = ${id})`);
  await tx.execute(sql`
    insert into platform_listings select draft.* from product_moves m,
      jsonb_populate_recordset(null::platform_listings, m.moved -> 'drafts') draft where m.id = ${id}`);
  await tx.execute(sql`
    update product_facts set product_id = ${partId}, removed_at = old.removed_at, removed_by = old.removed_by
    from product_moves m, jsonb_populate_recordset(null::product_facts, m.moved -> 'facts') old
    where m.id = ${id} and product_facts.id = old.id and product_facts.product_id = ${wholeId}`);
  await restorePairs(tx, undo.move);
  await markUndone(tx, id, undo.by);
  return exactly;
}

/**
 * What the sightings had made of the whole before, where nobody has moved it since. False where somebody has: then the caller
 * scores it anew. Its version grows either way.
 */
async function restoreWhole(tx: Database, { id, wholeId }: MoveRow): Promise<boolean> {
  const restored = await tx.execute(sql`
    update products set (${SIGHTED}) = (select ${SIGHTED} from jsonb_populate_record(null::products, m.moved -> 'whole'))
    from product_moves m
    where m.id = ${id} and products.id = m.whole_id and products.version = (m.moved ->> 'versionAfter')::int
    returning products.id`);
  const exactly = rowsOf(restored).length > 0;
  await tx.execute(sql`
    with bumped as (update products set version = version + 1 where id = ${wholeId} returning version)
    update product_moves earlier set moved = earlier.moved || jsonb_build_object('versionAfter', bumped.version)
    from bumped, product_moves m
    where ${exactly} and m.id = ${id} and earlier.whole_id = ${wholeId} and earlier.undone_at is null
      and (earlier.moved ->> 'versionAfter')::int = (m.moved ->> 'versionAfter')::int - 1`);
  return exactly;
}

/** Suggestions and separations as they were: those of the part come back, those that the whole took over go. */
async function restorePairs(tx: Database, { id, partId, wholeId }: MoveRow): Promise<void> {
  await tx.execute(sql`
    delete from product_separations pair using product_moves m
    where m.id = ${id} and ${wholeId} in (pair.low_id, pair.high_id)
      and exists (select 1 from jsonb_to_recordset(m.moved -> 'separations') as old(low_id int, high_id int)
        where case when pair.low_id = ${wholeId} then pair.high_id else pair.low_id end
          = case when old.low_id = ${partId} then old.high_id else old.low_id end)
      and not exists (select 1 from jsonb_to_recordset(m.moved -> 'wholeSeparations') as old(low_id int, high_id int)
        where old.low_id = pair.low_id and old.high_id = pair.high_id)`);
  for (const [table, list] of [
    ["product_separations", "separations"],
    ["product_suggestions", "suggestions"],
  ] as const) {
    await tx.execute(sql`
      insert into ${sql.identifier(table)}
      select old.* from product_moves m,
        jsonb_populate_recordset(null::${sql.identifier(table)}, m.moved -> ${list}::text) old
      where m.id = ${id} and (select count(*) from products where products.id in (old.low_id, old.high_id)) = 2
      on conflict do nothing`);
  }
}

/**
 * Notes a split: `part` was made for it and is still empty. The caller moves sightings and keys with `giveTo` and then sees to
 * both products' own fields. Answers the id of the move.
 */
export async function noteSplit(
  tx: Database,
  split: { part: number; whole: number; sightings: readonly number[]; keys: readonly string[]; by: By },
): Promise<number> {
  const { part, whole, by } = split;
  const result = await tx.execute(sql`
    insert into product_moves (kind, part_id, whole_id, part_title, whole_title, moved, moved_by, moved_by_name, moved_at)
    select 'split', part.id, whole.id, part.title, whole.title, jsonb_build_object(
      'whole', to_jsonb(whole), 'versionAfter', whole.version + 1, 'lastSighting', (select coalesce(max(id), 0) from sightings),
      'sightings', ${JSON.stringify(split.sightings)}::jsonb, 'keys', ${JSON.stringify(split.keys)}::jsonb,
      'suggestions', '[]'::jsonb, 'separations', '[]'::jsonb
    ), ${by.id}, ${by.name}, ${by.now.toISOString()}::timestamptz
    from products part, products whole where part.id = ${part} and whole.id = ${whole}
    returning id`);
  const id = rowsOf<{ id: number }>(result)[0]?.id;
  if (id === undefined) throw new Error(`Products ${part} and ${whole} are not both there to be split.`);
  await tx.execute(sql`
    update sightings set product_id = ${part} where product_id = ${whole} and id in (
      select item::bigint from jsonb_array_elements_text(${JSON.stringify(split.sightings)}::jsonb) item)`);
  await tx.execute(sql`
    update product_keys set product_id = ${part} where product_id = ${whole} and key in (
      select item from jsonb_array_elements_text(${JSON.stringify(split.keys)}::jsonb) item)`);
  await tx.execute(sql`update products set version = version + 1 where id = ${whole}`);
  return id;
}

/** Takes a split back: everything of the part goes to the whole, its pins and its row are removed. False as above. */
export async function unsplitProducts(tx: Database, undo: { move: MoveRow; by: By }): Promise<boolean> {
  const { id, partId, wholeId } = undo.move;
  const exactly = await restoreWhole(tx, undo.move);
  await tx.execute(sql`update sightings set product_id = ${wholeId} where product_id = ${partId}`);
  await tx.execute(sql`
    delete from product_keys where product_id = ${partId} and key like 'seen:%' and key not in (
      select item from product_moves m, jsonb_array_elements_text(m.moved -> 'keys') item where m.id = ${id})`);
  await tx.execute(sql`update product_keys set product_id = ${wholeId} where product_id = ${partId}`);
  await moveFacts(tx, { from: partId, to: wholeId, by: undo.by });
  await dropWords(tx, [partId]);
  await tx.execute(sql`delete from products where id = ${partId}`);
  await markUndone(tx, id, undo.by);
  return exactly;
}

async function markUndone(tx: Database, id: number, by: By): Promise<void> {
  await tx.update(productMoves).set({ undoneAt: by.now, undoneBy: by.id }).where(eq(productMoves.id, id));
}

/** The move, locked, if nobody has undone it. */
export async function findStandingMove(tx: Database, id: number): Promise<MoveRow | null> {
  const [row] = await tx
    .select()
    .from(productMoves)
    .where(and(eq(productMoves.id, id), isNull(productMoves.undoneAt)))
    .for("update");
  return row ?? null;
}

/** The newest merges and splits that a product took part in, undone ones too. */
export async function listMoves(db: Database, productId: number, limit = 10) {
  const { id, kind, partId, wholeId, partTitle, wholeTitle, movedByName, movedAt, undoneAt } = productMoves;
  return db
    .select({ id, kind, partId, wholeId, partTitle, wholeTitle, movedByName, movedAt, undoneAt })
    .from(productMoves)
    .where(or(eq(productMoves.partId, productId), eq(productMoves.wholeId, productId)))
    .orderBy(desc(productMoves.id))
    .limit(limit);
}

/** The merge by which a product went away, if that is what became of it. */
export async function findMergeOf(
  db: Database,
  partId: number,
): Promise<{ wholeId: number; wholeTitle: string; movedByName: string } | null> {
  const [row] = await db
    .select({
      wholeId: productMoves.wholeId,
      wholeTitle: productMoves.wholeTitle,
      movedByName: productMoves.movedByName,
    })
    .from(productMoves)
    .where(
      and(eq(productMoves.partId, partId), eq(productMoves.kind, "merge"), isNull(productMoves.undoneAt)),
    )
    .orderBy(desc(productMoves.id))
    .limit(1);
  return row ?? null;
}

/** The product that has taken in a product that is gone, however many merges lie between; null where there is none. */
export async function findKeeper(db: Database, goneId: number): Promise<number | null> {
  const result = await db.execute(sql`
    with recursive path(id, hops) as (
      select ${goneId}::int, 0
      union
      select m.whole_id, path.hops + 1 from path join product_moves m
        on m.part_id = path.id and m.kind = 'merge' and m.undone_at is null
      where path.hops < 50
    )
    select path.id from path join products on products.id = path.id where path.hops > 0 order by path.hops limit 1`);
  return rowsOf<{ id: number }>(result)[0]?.id ?? null;
}
