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

/** The few items of a dossier that a card shows: one per metric, the first of each. */
export function keyEvidence(items: readonly EvidenceItem[], limit: number): EvidenceItem[] {
  return TELLING.flatMap((metric) => items.find((item) => item.metric === metric) ?? []).slice(0, limit);
}
