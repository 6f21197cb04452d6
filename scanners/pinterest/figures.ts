/** What Pinterest's lists have in common: growth, weekly series, and the address of a search. */
import type { Series, Sighting } from "@/lib/core/sighting";
import { looseNumber } from "../json-page";

/** Above 10,000% v5 writes 10001 and the public page 100.01, whatever the growth: the figure here is then this bound. */
const GROWTH_BOUND = 100;

/** An entry as read, before its place in the list is known. */
export type Read = Omit<Sighting, "seenAt" | "rank" | "listSize">;

type Growth = Pick<Sighting, "growth" | "growthIsBound">;
const SPANS = ["wow", "mom", "yoy"] as const;

/** Growth as fractions. What the source has capped is a bound and says so; nothing can fall by more than all of it. */
export function growthOf(stated: Partial<Record<(typeof SPANS)[number], number | undefined>>): Growth {
  const growth: NonNullable<Sighting["growth"]> = {};
  const bounds: NonNullable<Sighting["growthIsBound"]> = [];
  for (const span of SPANS) {
    const value = stated[span];
    if (value === undefined || value < -1) continue;
    growth[span] = Math.min(value, GROWTH_BOUND);
    if (value > GROWTH_BOUND) bounds.push(span);
  }
  return {
    ...(Object.keys(growth).length > 0 && { growth }),
    ...(bounds.length > 0 && { growthIsBound: bounds }),
  };
}

export const percent = (value: number | undefined) => (value === undefined ? undefined : value / 100);

/** Weekly points in order, values 0–100. */
export function readSeries(record: Record<string, unknown> | undefined): Series | undefined {
  const points: Series = Object.entries(record ?? {})
    .slice(0, 1_000)
    .flatMap(([date, stated]): Series => {
      const value = looseNumber.parse(stated);
      const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
      return isDate && value !== undefined && value >= 0 ? [[date, value]] : [];
    })
    .sort(([a], [b]) => a.localeCompare(b));
  return points.length > 0 ? points : undefined;
}

/** Pinterest's own search for a term. */
export function searchUrl(term: string): string {
  return `https://www.pinterest.com/search/pins/?q=${encodeURIComponent(term.slice(0, 150).toWellFormed())}`;
}
