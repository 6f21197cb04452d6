import type { Origin } from "@/lib/core/words";
import type { Database } from "../../client";
import { listSuggestions } from "../pairs";
import { listMoves } from "../product-moves";
import type { SightingRow } from "./product";

/** One thing at one origin, as a split moves it: never a part of its sightings. */
export type Thing = { sightingId: number; origin: Origin; title: string; url: string | null; seen: number };

/** What the product's page says about its identity: what it may be the same as, what was seen as it, what was merged and split. */
export async function readSameProduct(db: Database, productId: number, sightings: readonly SightingRow[]) {
  const [suggestions, moves] = await Promise.all([listSuggestions(db, productId), listMoves(db, productId)]);
  return { suggestions, moves, things: thingsOf(sightings) };
}

function thingsOf(sightings: readonly SightingRow[]): Thing[] {
  const things = new Map<string, Thing>();
  for (const { id, origin, externalId, title, url } of sightings) {
    const key = JSON.stringify([origin, externalId]);
    const thing = things.get(key) ?? { sightingId: id, origin, title, url, seen: 0 };
    thing.seen += 1;
    things.set(key, thing);
  }
  return [...things.values()];
}
