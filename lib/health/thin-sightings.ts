import { DAY_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { redis } from "@/lib/platform/redis/redis";
import { keepLastSightings, oldestSighting } from "@/db/queries/retention";

/** What one run of the health task removes at most, so that it holds the database for a moment only. */
const MOST_REMOVED = 5_000;
/** And the days or weeks that it looks through; the next run goes on there. */
const MOST_SPANS = 10;

type Grain = "day" | "week";
const SPAN_MS: Record<Grain, number> = { day: DAY_MS, week: 7 * DAY_MS };
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;

/** Midnight UTC, or the Monday's midnight UTC, at or before a time. */
export function startOf(grain: Grain, at: Date): Date {
  const offset = grain === "week" ? FIRST_MONDAY_MS : 0;
  const spans = Math.floor((at.getTime() - offset) / SPAN_MS[grain]);
  return new Date(spans * SPAN_MS[grain] + offset);
}

/**
 * Of each thing at each origin keeps the last sighting of every whole day (UTC) before `daily`, and of every whole week
 * (from Monday) before `weekly`. Goes on where it stopped, which is kept in Redis; where that is lost it begins with
 * the oldest sighting again, and what is thin already stays as it is.
 */
export async function thinSightings({
  ctx,
  input,
}: {
  ctx: Pick<Ctx, "db">;
  input: { daily: Date; weekly: Date };
}): Promise<{ removed: number; done: boolean }> {
  const weeks = await thin(ctx, "week", startOf("week", input.weekly), MOST_REMOVED);
  const days = await thin(ctx, "day", startOf("day", input.daily), MOST_REMOVED - weeks.removed);
  return { removed: weeks.removed + days.removed, done: weeks.done && days.done };
}

async function thin(
  ctx: Pick<Ctx, "db">,
  grain: Grain,
  end: Date,
  mostRemoved: number,
): Promise<{ removed: number; done: boolean }> {
  const key = `retention:thinned-until:${grain}`;
  const known = await redis().get<string>(key);
  const begin = known === null ? await oldestSighting(ctx.db) : new Date(known);
  if (begin === null) return { removed: 0, done: true };
  let from = startOf(grain, begin);
  let removed = 0;
  for (let spans = 0; spans < MOST_SPANS && from < end && removed < mostRemoved; spans += 1) {
    const to = new Date(from.getTime() + SPAN_MS[grain]);
    const limit = mostRemoved - removed;
    const gone = await keepLastSightings(ctx.db, { from, to, limit });
    removed += gone;
    // Cut off by the limit, the span may hold more.
    if (gone === limit) break;
    from = to;
  }
  if (from.toISOString() !== known) await redis().set(key, from.toISOString());
  return { removed, done: from >= end };
}
