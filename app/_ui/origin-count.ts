import { ORIGIN_LABELS, SOURCE_IDS, type Origin } from "@/lib/core/words";

const isSource = (origin: Origin) => SOURCE_IDS.some((id) => id === origin);

/**
 * Where a product was seen, in one short line: the name of one source, else how many of the seven. What discovery or a
 * person named is no source: "7 sources and the web".
 */
export function originCount(origins: readonly Origin[]): string {
  const [only] = origins;
  if (only === undefined) return "No source";
  if (origins.length === 1) return ORIGIN_LABELS[only];
  const sources = origins.filter(isSource);
  return [
    ...(sources.length > 1 ? [`${sources.length} sources`] : sources.map((origin) => ORIGIN_LABELS[origin])),
    ...(origins.includes("web") ? ["the web"] : []),
    ...(origins.includes("person") ? ["a person"] : []),
  ].join(" and ");
}
