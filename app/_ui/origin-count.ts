import { ORIGIN_LABELS, SOURCE_IDS, type Origin } from "@/lib/core/words";

const isSource = (origin: Origin) => SOURCE_IDS.some((id) => id === origin);

/**
 * Where a product was seen, in one short line: the name of one source, else how many of the seven. What discovery or a
 * person named is no source, and is said beside them.
 */
export function originCount(origins: readonly Origin[]): string {
  const sources = origins.filter(isSource);
  const others = origins.filter((origin) => !isSource(origin));
  const parts = [
    ...(sources.length > 1 ? [`${sources.length} sources`] : sources.map((origin) => ORIGIN_LABELS[origin])),
    ...others.map((origin) => ORIGIN_LABELS[origin]),
  ];
  return parts.length === 0 ? "No source" : parts.join(" and ");
}
