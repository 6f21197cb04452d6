import type { Sighting } from "@/lib/core/sighting";

/**
 * One figure of attention in the origin's own measure, comparable only within that origin: views, else
 * votes and comments, else searches, else ratings. Null where the origin states none: unknown is not zero, also where
 * only the votes are hidden, because comments alone are another measure.
 */
export function engagementOf(
  sighting: Pick<Sighting, "views" | "upvotes" | "comments" | "searchVolume" | "reviewCount">,
): number | null {
  if (sighting.views !== undefined) return sighting.views;
  if (sighting.upvotes !== undefined) return sighting.upvotes + (sighting.comments ?? 0);
  if (sighting.comments !== undefined) return null;
  return sighting.searchVolume ?? sighting.reviewCount ?? null;
}
