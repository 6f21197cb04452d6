import type { Sighting } from "@/lib/core/sighting";

/**
 * One figure of attention in the origin's own measure, comparable only within that origin: views, else
 * votes and comments, else searches, else ratings. Null where the origin states none: unknown is not zero.
 */
export function engagementOf(
  sighting: Pick<Sighting, "views" | "upvotes" | "comments" | "searchVolume" | "reviewCount">,
): number | null {
  if (sighting.views !== undefined) return sighting.views;
  if (sighting.upvotes !== undefined || sighting.comments !== undefined) {
    return (sighting.upvotes ?? 0) + (sighting.comments ?? 0);
  }
  return sighting.searchVolume ?? sighting.reviewCount ?? null;
}
