import type { Origin } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { storableJson } from "@/lib/core/storable";
import type { Ctx } from "@/lib/ctx";
import { categorise } from "@/lib/matching/categorise";
import { identityKeys } from "@/lib/matching/identity";
import { isProductLike } from "@/lib/matching/product-likeness";
import {
  absorbProduct,
  findKeyHolders,
  insertKeys,
  insertProducts,
  insertSightings,
  listUntouched,
  lockIngest,
  type NewSighting,
} from "@/db/queries/ingest";
import { bestTitle } from "./best-title";
import { engagementOf } from "./engagement";
import { rescore } from "./rescore";

const MAX_KEY_CHARS = 600;

type Group = { keys: Set<string>; members: Sighting[] };

/**
 * Writes what a scan or a discovery saw: products for what is one, a sighting for everything. Things that
 * share any identity key (ASIN, URL, normalised title) are one product. Runs inside the caller's
 * transaction, one at a time. Answers how many products are new and how many were seen again.
 */
export async function ingest({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { origin: Origin; mode: "live" | "sample"; scanId: number | null; sightings: Sighting[] };
}): Promise<{ newProducts: number; mergedProducts: number }> {
  const { origin, mode, scanId } = input;
  // Parsed again, because what a database refuses in one sighting must not cost the whole scan.
  const sightings = JSON.parse(storableJson(input.sightings)) as Sighting[];
  const { groups, others } = groupByIdentity(origin, sightings);
  await lockIngest(ctx.db);
  const holders = await findKeyHolders(ctx.db, [...new Set(groups.flatMap((group) => [...group.keys]))]);
  const held: Group[] = [];
  const fresh: Group[] = [];
  for (const group of groups) {
    const ids = [...new Set([...group.keys].flatMap((key) => holders.get(key) ?? []))];
    await mergeHolders(ctx, ids, holders);
    (ids.length === 0 ? fresh : held).push(group);
  }
  // Asked only now: a merge for a later group may have moved the keys of an earlier one.
  const known = held.flatMap((group) => {
    const productId = [...group.keys].map((key) => holders.get(key)).find((id) => id !== undefined);
    return productId === undefined ? [] : [{ group, productId }];
  });
  const newIds = await insertProducts(
    ctx.db,
    fresh.map((group) => describe(group, origin)),
  );
  const placed = [...known, ...fresh.map((group, at) => ({ group, productId: newIds[at] ?? 0 }))];
  await insertKeys(
    ctx.db,
    placed.flatMap(({ group, productId }) => [...group.keys].map((key) => ({ key, productId }))),
  );
  const row = (sighting: Sighting, productId: number | null): NewSighting => ({
    productId,
    scanId,
    origin,
    mode,
    kind: sighting.kind,
    engagement: engagementOf(sighting),
    sighting,
  });
  await insertSightings(ctx.db, [
    ...placed.flatMap(({ group, productId }) => group.members.map((member) => row(member, productId))),
    ...others.map((sighting) => row(sighting, null)),
  ]);
  await rescore({ ctx, input: { productIds: [...new Set(placed.map(({ productId }) => productId))] } });
  return {
    newProducts: newIds.length,
    mergedProducts: new Set(known.map(({ productId }) => productId)).size,
  };
}

/** Sightings that share a key stand together; what is no product stands apart. */
function groupByIdentity(origin: Origin, sightings: Sighting[]): { groups: Group[]; others: Sighting[] } {
  const groups = new Set<Group>();
  const holder = new Map<string, Group>();
  const others: Sighting[] = [];
  for (const sighting of sightings) {
    const keys = isProductLike(sighting).product
      ? identityKeys({ ...sighting, origin }).filter((key) => key.length <= MAX_KEY_CHARS)
      : [];
    if (keys.length === 0) {
      others.push(sighting);
      continue;
    }
    const group: Group = { keys: new Set(keys), members: [sighting] };
    for (const key of keys) {
      const other = holder.get(key);
      if (!other || other === group) continue;
      for (const shared of other.keys) group.keys.add(shared);
      group.members.unshift(...other.members);
      groups.delete(other);
      for (const shared of other.keys) holder.set(shared, group);
    }
    for (const key of group.keys) holder.set(key, group);
    groups.add(group);
  }
  return { groups: [...groups], others };
}

/**
 * Where the keys of one thing lead to several products, those that nothing but sightings belongs to are
 * merged into the oldest, and `holders` says so; one that has been analysed or decided is never merged away
 * by itself.
 */
async function mergeHolders(ctx: Ctx, ids: readonly number[], holders: Map<string, number>): Promise<void> {
  if (ids.length < 2) return;
  const untouched = new Set(await listUntouched(ctx.db, ids));
  const oldestFirst = ids.toSorted((a, b) => a - b);
  const keeper = oldestFirst.find((id) => !untouched.has(id)) ?? oldestFirst[0];
  if (keeper === undefined) return;
  for (const id of oldestFirst) {
    if (id === keeper || !untouched.has(id)) continue;
    await absorbProduct(ctx.db, id, keeper);
    for (const [key, holder] of holders) if (holder === id) holders.set(key, keeper);
  }
}

/** A new product's own fields, from its newest sighting that has each. */
function describe(group: Group, origin: Origin) {
  const newest = group.members.toSorted((a, b) => b.seenAt.localeCompare(a.seenAt));
  const oldest = newest.at(-1);
  const title = bestTitle(group.members.map((detail) => ({ origin, detail }))) ?? "";
  return {
    title: title.slice(0, 500),
    description: null,
    category: categorise(title)?.path ?? newest.find((member) => member.category)?.category ?? null,
    imageUrl: newest.find((member) => member.imageUrl)?.imageUrl ?? null,
    sourceUrl: newest.find((member) => member.url)?.url ?? null,
    discoveredAt: new Date(oldest?.seenAt ?? 0),
  };
}
