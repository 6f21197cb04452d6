import type { Origin } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { storableJson } from "@/lib/core/storable";
import type { Ctx } from "@/lib/ctx";
import { indexTitles } from "@/lib/matching/index-titles";
import {
  findKeyHolders,
  insertKeys,
  insertSightings,
  lockIngest,
  type NewSighting,
} from "@/db/queries/ingest";
import { findSeparations, suggestPairs } from "@/db/queries/pairs";
import { Apart } from "./apart";
import { engagementOf } from "./trend/engagement";
import { groupByIdentity, isPin, keyed, type Group, type Member } from "./group-by-identity";
import { joinHolders } from "./join-holders";
import { placeFresh } from "./place-fresh";
import { rescore } from "./rescore";

/**
 * Writes what a scan or a discovery saw: products for what is one, a sighting for everything. Things that share any identity
 * key (ASIN, URL, normalised title) are one product, unless a person has told them apart; what no key leads to is compared with
 * the products whose titles share its rare words. Runs inside the caller's transaction, one at a time; the number of statements
 * grows with the size of the scan only by the chunk, and by the products that turn out to be one. Answers how many products
 * are new and how many were seen again.
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
  const { things, others } = keyed(origin, sightings);
  await lockIngest(ctx.db);
  const holders = await findKeyHolders(ctx.db, [...new Set(things.flatMap(({ keys }) => keys))]);
  const apart = new Apart(await findSeparations(ctx.db, [...new Set(holders.values())]));
  const groups = groupByIdentity(things, holders, apart);
  const joined = await joinHolders({ ctx, input: { groups, holders, apart } });

  const homeless = groups.filter(({ homes }) => homes.size === 0);
  const isNamed = ({ members }: Group) => members.some(({ sighting }) => !sighting.unnamed);
  const fresh = homeless.filter(isNamed);
  // What nobody has named yet is no product: its rank is kept, and counts once it was seen by name.
  const nameless = homeless.filter((group) => !isNamed(group)).flatMap(({ members }) => members);
  const placed: (Member & { productId: number })[] = groups.flatMap(({ homes, members }) => {
    const [first] = homes;
    if (first === undefined) return [];
    return members.map((member) => ({ ...member, productId: joined.now(member.home ?? first) }));
  });
  const seenAgain = new Set(placed.map(({ productId }) => productId));
  const made = await placeFresh({ ctx, input: { groups: fresh, origin } });
  const created = new Set(made.newIds);
  for (const [at, { members }] of fresh.entries()) {
    const productId = made.productIds[at];
    if (productId === undefined) continue;
    if (!created.has(productId)) seenAgain.add(productId);
    placed.push(...members.map((member) => ({ ...member, productId })));
  }

  await insertKeys(
    ctx.db,
    // A pin is written by a split alone.
    placed.flatMap(({ keys, productId }) => keys.flatMap((key) => (isPin(key) ? [] : [{ key, productId }]))),
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
    ...placed.map(({ sighting, productId }) => row(sighting, productId)),
    ...[...others, ...nameless.map(({ sighting }) => sighting)].map((sighting) => row(sighting, null)),
  ]);
  const productIds = [...new Set(placed.map(({ productId }) => productId))];
  await suggestPairs(ctx.db, [...joined.suggestions, ...made.suggestions], ctx.clock.now());
  await rescore({ ctx, input: { productIds } });
  await indexTitles({ ctx, input: { productIds } });
  return { newProducts: created.size, mergedProducts: seenAgain.size };
}
