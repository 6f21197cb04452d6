import type { Origin } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { categorise } from "@/lib/matching/categorise";
import type { NewProduct } from "@/db/queries/ingest";
import { bestTitle } from "./best-title";

/** A new product's own fields, from the newest of its sightings that has each. */
export function describeProduct(seen: readonly { origin: Origin; detail: Sighting }[]): NewProduct {
  const newest = seen.map(({ detail }) => detail).toSorted((a, b) => b.seenAt.localeCompare(a.seenAt));
  const title = bestTitle(seen) ?? "";
  return {
    title: title.slice(0, 500),
    description: null,
    category: categorise(title)?.path ?? newest.find((sighting) => sighting.category)?.category ?? null,
    imageUrl: newest.find((sighting) => sighting.imageUrl)?.imageUrl ?? null,
    sourceUrl: newest.find((sighting) => sighting.url)?.url ?? null,
    discoveredAt: new Date(newest.at(-1)?.seenAt ?? 0),
  };
}
