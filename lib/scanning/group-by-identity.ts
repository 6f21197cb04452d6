import type { Origin } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { identityKeys } from "@/lib/matching/identity";
import { isProductLike } from "@/lib/matching/product-likeness";
import type { Apart } from "./apart";

const MAX_KEY_CHARS = 600;

/** A sighting of a product with its keys, those that say most first. */
export type Keyed = { sighting: Sighting; keys: string[] };
export type Member = Keyed & {
  /** The product that its strongest key leads to; null where no key leads anywhere yet. */
  home: number | null;
};
export type Group = { keys: Set<string>; homes: Set<number>; members: Member[] };

/** The key by which a person's split remembers one thing at one origin: it outweighs every other. */
export function pinOf(origin: Origin, externalId: string): string {
  return `seen:${origin}:${externalId}`;
}

/** True for keys that hold something only where a person has split. */
export function isPin(key: string): boolean {
  return key.startsWith("seen:");
}

/**
 * The sightings that show a product with their keys; what is no product, or has no key, stands apart. One without a name has
 * no key but its ASIN.
 */
export function keyed(
  origin: Origin,
  sightings: readonly Sighting[],
): { things: Keyed[]; others: Sighting[] } {
  const things: Keyed[] = [];
  const others: Sighting[] = [];
  for (const sighting of sightings) {
    const mayKeep = (key: string) =>
      key.length <= MAX_KEY_CHARS && (sighting.unnamed !== true || key.startsWith("asin:"));
    const keys =
      sighting.unnamed === true || isProductLike(sighting).product
        ? identityKeys({ ...sighting, origin }).filter(mayKeep)
        : [];
    if (keys.length === 0) others.push(sighting);
    else things.push({ sighting, keys: [pinOf(origin, sighting.externalId), ...keys] });
  }
  return { things, others };
}

/** Sightings that share a key stand together, unless they lead to products that a person has told apart. */
export function groupByIdentity(
  things: readonly Keyed[],
  holders: ReadonlyMap<string, number>,
  apart: Apart,
): Group[] {
  const groups = new Set<Group>();
  const holder = new Map<string, Group>();
  for (const { sighting, keys } of things) {
    const home = keys.map((key) => holders.get(key)).find((id) => id !== undefined) ?? null;
    const group: Group = {
      keys: new Set(keys),
      homes: new Set(home === null ? [] : [home]),
      members: [{ sighting, keys, home }],
    };
    for (const key of keys) {
      const other = holder.get(key);
      if (!other || other === group || apart.anyOf(group.homes, other.homes)) continue;
      for (const shared of other.keys) group.keys.add(shared);
      for (const shared of other.homes) group.homes.add(shared);
      group.members.unshift(...other.members);
      groups.delete(other);
      for (const shared of other.keys) if (holder.get(shared) === other) holder.set(shared, group);
    }
    // A key of another group stays there: the two were told apart.
    for (const key of group.keys) if (!holder.has(key)) holder.set(key, group);
    groups.add(group);
  }
  return [...groups];
}
