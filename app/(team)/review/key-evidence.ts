import type { EvidenceItem, Metric } from "@/lib/core/evidence";

/** What a person looks at first, most telling first. */
const TELLING: readonly Metric[] = [
  "price",
  "cost",
  "competing-listings",
  "rank",
  "growth-yoy",
  "growth-mom",
  "growth-wow",
  "search-volume",
  "views",
  "upvotes",
  "review-count",
  "rating",
  "rank-change",
  "days-seen",
];

/**
 * The few items of a dossier that a card shows: one per metric, the first of each. An estimate of our own
 * tables stands back where something better was found: the margin is not worked out from it then.
 */
export function keyEvidence(items: readonly EvidenceItem[], limit: number): EvidenceItem[] {
  return TELLING.flatMap((metric) => {
    const known = items.filter((item) => item.metric === metric);
    return known.find((item) => item.origin !== "table") ?? known[0] ?? [];
  }).slice(0, limit);
}
