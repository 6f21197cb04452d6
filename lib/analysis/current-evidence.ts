import type { Dossier, EvidenceItem } from "@/lib/core/evidence";

/** Items of our own arithmetic that a later calculation replaces. */
const REPLACED = new Set(["cost", "landed-cost", "fees", "margin-low", "margin-likely", "margin-high"]);

const isOwn = (item: EvidenceItem) =>
  (item.origin === "computed" || item.origin === "table") && REPLACED.has(item.metric);

/** Ids of the items that a later calculation has replaced → the id of the one that counts in their place. */
export function replacements(items: readonly EvidenceItem[]): Map<string, string> {
  const newest = new Map(items.filter(isOwn).map((item) => [item.metric, item.id]));
  return new Map(
    items.filter(isOwn).flatMap(({ id, metric }) => {
      const later = newest.get(metric);
      return later === undefined || later === id ? [] : [[id, later]];
    }),
  );
}

/**
 * The items that count now: of our own calculations and tables only the newest of each metric. Older ones
 * stay in the dossier, so that the reports that named them can still be checked.
 */
export function currentEvidence(items: readonly EvidenceItem[]): EvidenceItem[] {
  const replaced = replacements(items);
  return items.filter(({ id }) => !replaced.has(id));
}

export function currentDossier(dossier: Dossier): Dossier {
  return { ...dossier, items: currentEvidence(dossier.items) };
}
