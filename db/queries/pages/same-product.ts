import type { Origin } from "@/lib/core/words";
import type { Database } from "../../client";
import { listSuggestions } from "../pairs";
import { listMoves } from "../product-moves";
import type { SightingRow } from "./product";

/** What one origin calls it in one wording: one sighting of each thing that a split of it would move, and how often it was seen. */
export type Thing = { origin: Origin; title: string; sightingIds: number[]; seen: number };

/** What the product's page says about its identity: what it may be the same as, what was seen as it, what was merged and split. */
export async function readSameProduct(db: Database, productId: number, sightings: readonly SightingRow[]) {
  const [suggestions, moves] = await Promise.all([listSuggestions(db, productId), listMoves(db, productId)]);
  return { suggestions, moves, things: thingsOf(sightings) };
}

function thingsOf(sightings: readonly SightingRow[]): Thing[] {
  // By the newest wording of each thing, because a thing is never torn apart.
  const things = new Map<string, Thing>();
  const byExternalId = Map.groupBy(sightings, ({ origin, externalId }) =>
    JSON.stringify([origin, externalId]),
  );
  for (const rows of byExternalId.values()) {
    const [newest] = rows;
    if (!newest) continue;
    const { id, origin, title } = newest;
    const key = JSON.stringify([origin, title]);
    const thing = things.get(key) ?? { origin, title, sightingIds: [], seen: 0 };
    thing.sightingIds.push(id);
    thing.seen += rows.length;
    things.set(key, thing);
  }
  return [...things.values()];
}
