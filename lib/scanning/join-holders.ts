import type { Ctx } from "@/lib/ctx";
import { listUntouched } from "@/db/queries/ingest";
import { pairOf, type Suggestion } from "@/db/queries/pairs";
import { joinProducts } from "@/db/queries/product-moves";
import type { Apart } from "./apart";
import type { Group } from "./group-by-identity";

/**
 * Where the keys of one thing lead to several products, those that nothing but sightings belongs to are joined to the oldest;
 * `now` says afterwards where each product's sightings belong. A product that has been analysed or decided is never joined away
 * without a person, nor are two that a person has told apart: of the former a suggestion comes back.
 */
export async function joinHolders({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { groups: readonly Group[]; holders: ReadonlyMap<string, number>; apart: Apart };
}): Promise<{ now: (productId: number) => number; suggestions: Suggestion[] }> {
  const { groups, holders, apart } = input;
  const joined = new Map<number, number>();
  const now = (id: number): number => {
    const to = joined.get(id);
    return to === undefined ? id : now(to);
  };
  const contested = groups
    .map(({ keys }) => [...keys].flatMap((key) => holders.get(key) ?? []))
    .filter((ids) => new Set(ids).size > 1);
  const untouched = new Set(await listUntouched(ctx.db, [...new Set(contested.flat())]));
  const suggestions: Suggestion[] = [];
  for (const ids of contested) {
    // Asked only now: an earlier group may have joined some of these.
    const oldestFirst = [...new Set(ids.map(now))].toSorted((a, b) => a - b);
    const keeper = oldestFirst.find((id) => !untouched.has(id)) ?? oldestFirst[0];
    if (keeper === undefined) continue;
    for (const id of oldestFirst) {
      if (id === keeper || apart.has(id, keeper)) continue;
      if (!untouched.has(id)) {
        suggestions.push({
          ...pairOf(id, keeper),
          probability: 1,
          because: ["One sighting carries the keys of both"],
        });
        continue;
      }
      const by = { id: ctx.actor.id, name: ctx.actor.name, now: ctx.clock.now() };
      await joinProducts(ctx.db, { part: id, whole: keeper, by });
      joined.set(id, keeper);
      apart.inherit(id, keeper);
    }
  }
  return { now, suggestions };
}
