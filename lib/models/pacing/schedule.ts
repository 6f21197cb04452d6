/**
 * Who may call when. Every step that must wait holds a place: a time at which the buckets will have what it needs. Places are
 * kept in the order of their times; a place may move back when a limit shrinks or a call takes more than expected, and nobody
 * is let in before a place that would suffer from it. All times are milliseconds since 1970.
 */
import type { ModelLimits } from "../model-for";
import type { Expected } from "./expect";
import { msUntilRoom, refilled, taken, type Levels } from "./buckets";

/** A call that waits: planned with what it will likely take, let in when there is room for the most it may take. */
type Place = { id: string; at: number } & Expected;

export type Plan<Waiting extends Place = Place> = {
  limits: ModelLimits;
  levels: Levels;
  /** The time the levels are of. */
  at: number;
  /** The provider has asked for silence until then. */
  silentUntil: number;
  /** In the order of their times. */
  places: Waiting[];
};

type Cursor = { levels: Levels; at: number };

const startOf = (plan: Plan): Cursor => ({ levels: plan.levels, at: plan.at });

/** When a call of at most so many tokens can be made, not before `from`; the cursor of that moment comes with it. */
function firstRoom(plan: Plan, cursor: Cursor, most: number, from: number): Cursor {
  const earliest = Math.max(cursor.at, from, plan.silentUntil);
  const there = refilled(cursor.levels, plan.limits, earliest - cursor.at);
  const wait = msUntilRoom(there, plan.limits, most);
  return { at: earliest + wait, levels: refilled(there, plan.limits, wait) };
}

const after = (cursor: Cursor, tokens: number): Cursor => ({
  at: cursor.at,
  levels: taken(cursor.levels, tokens),
});

/** Moves back every place that cannot be kept any more, each in its turn. */
export function keptPlaces<Waiting extends Place>(plan: Plan<Waiting>): Waiting[] {
  let cursor = startOf(plan);
  return plan.places.map((place) => {
    const room = firstRoom(plan, cursor, place.most, place.at);
    cursor = after(room, place.likely);
    // One that is due and has not come yet keeps the time it was due at.
    return room.at > Math.max(place.at, plan.at) ? { ...place, at: room.at } : place;
  });
}

/** The first time at which a further call fits in without moving any place. `plan.places` are as `keptPlaces` gave them. */
export function firstGap(plan: Plan, { likely, most }: Expected): number {
  let cursor = startOf(plan);
  for (const [index, next] of plan.places.entries()) {
    const room = firstRoom(plan, cursor, most, plan.at);
    const rest = plan.places.slice(index);
    if (room.at <= Math.max(next.at, plan.at) && allKept(plan, after(room, likely), rest)) return room.at;
    cursor = after(firstRoom(plan, cursor, next.most, next.at), next.likely);
  }
  return firstRoom(plan, cursor, most, plan.at).at;
}

function allKept(plan: Plan, from: Cursor, places: readonly Place[]): boolean {
  let cursor = from;
  for (const place of places) {
    const room = firstRoom(plan, cursor, place.most, place.at);
    if (room.at > Math.max(place.at, cursor.at)) return false;
    cursor = after(room, place.likely);
  }
  return true;
}
