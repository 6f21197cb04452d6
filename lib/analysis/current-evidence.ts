import type { Dossier, EvidenceItem } from "@/lib/core/evidence";

/** Items of our own arithmetic that a later calculation replaces. */
const REPLACED = new Set(["cost", "landed-cost", "fees", "margin-low", "margin-likely", "margin-high"]);

/**
 * The items that count now: of our own calculations and tables only the newest of each metric. Older ones
 * stay in the dossier, so that the reports that named them can still be checked.
 */
export function currentEvidence(items: readonly EvidenceItem[]): EvidenceItem[] {
  const newest = new Map<string, string>();
  const own = (item: EvidenceItem) =>
    (item.origin === "computed" || item.origin === "table") && REPLACED.has(item.metric);
  for (const item of items) if (own(item)) newest.set(item.metric, item.id);
  return items.filter((item) => !own(item) || newest.get(item.metric) === item.id);
}

export function currentDossier(dossier: Dossier): Dossier {
  return { ...dossier, items: currentEvidence(dossier.items) };
}
