import { ORIGIN_LABELS, ORIGINS } from "@/lib/core/words";

/** The name of an origin as people know it; text that is none stays as it is. */
export function originLabel(origin: string | null): string {
  const known = ORIGINS.find((word) => word === origin);
  return known ? ORIGIN_LABELS[known] : (origin ?? "unknown");
}
