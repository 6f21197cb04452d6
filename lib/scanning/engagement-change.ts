import { HOUR_MS } from "@/lib/core/clock";
import type { Sighting } from "@/lib/core/sighting";

/** Looks closer together than this differ by chance. */
const SHORTEST_HOURS = 0.5;
/** A look longer ago says nothing of the pace now. */
const LONGEST_HOURS = 48;

type Looked = { detail: Pick<Sighting, "externalId" | "views" | "upvotes" | "comments">; seenAt: Date };

export type EngagementChange = {
  measure: "views" | "votes";
  /** Gained since the look before; negative where it was taken back. */
  gained: number;
  hours: number;
  perHour: number;
};

/**
 * How fast one origin's attention grows by our own looks: views, or votes and comments together, of the same post
 * between its newest look and the one before, at least half an hour and at most two days earlier. Of several posts the
 * fastest. Null where no post was seen twice with its figures: a like count that is hidden is unknown, not zero.
 */
export function engagementChange(seen: readonly Looked[]): EngagementChange | null {
  const changes = [...Map.groupBy(seen, (look) => look.detail.externalId).values()].flatMap((looks) => {
    const inTime = looks.toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime());
    const [newest, ...earlier] = inTime;
    const change = newest && changeBetween(newest, earlier);
    return change ? [change] : [];
  });
  return changes.toSorted((a, b) => b.perHour - a.perHour)[0] ?? null;
}

function changeBetween(newest: Looked, earlier: readonly Looked[]): EngagementChange | null {
  const now = figureOf(newest);
  if (!now) return null;
  for (const look of earlier) {
    const before = figureOf(look);
    const hours = (newest.seenAt.getTime() - look.seenAt.getTime()) / HOUR_MS;
    if (hours > LONGEST_HOURS) return null;
    if (hours < SHORTEST_HOURS || before?.measure !== now.measure) continue;
    const gained = now.value - before.value;
    return { measure: now.measure, gained, hours, perHour: gained / hours };
  }
  return null;
}

function figureOf({ detail }: Looked): { measure: "views" | "votes"; value: number } | null {
  if (detail.views !== undefined) return { measure: "views", value: detail.views };
  if (detail.upvotes === undefined || detail.comments === undefined) return null;
  return { measure: "votes", value: detail.upvotes + detail.comments };
}
