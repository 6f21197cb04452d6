import { ORIGIN_LABELS, type Origin } from "@/lib/core/words";

/** Where a product was seen, in one short line: the name of one source, else how many. */
export function originCount(origins: readonly Origin[]): string {
  const [only] = origins;
  if (origins.length === 1 && only) return ORIGIN_LABELS[only];
  return origins.length === 0 ? "No source" : `${origins.length} sources`;
}
