/** How much attention a thing has on a day. All figures of the sample world come from here, so that they agree. */
import type { Seen, Thing } from "./thing";
import { SAMPLE_DAYS, type Course } from "./thing";
import { seenIn } from "./things";

const LAST_DAY = SAMPLE_DAYS - 1;

/** The first day on which a late thing is seen anywhere. */
const LATE_DAY = 3;

/** A fixed number from 0 to 1 (1 excluded) for a text: the world's only chance (FNV-1a, then an avalanche). */
export function chance(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

const COURSES: Record<Course, (day: number) => number> = {
  rising: (day) => 0.66 + 0.34 * (day / LAST_DAY),
  steady: (day) => 0.96 + 0.03 * Math.sin(day),
  fading: (day) => 1 - 0.45 * (day / LAST_DAY),
  spiking: (day) => 0.6 + 0.4 * Math.exp(-((day - 11) ** 2) / 12),
  late: (day) => (day < LATE_DAY ? 0 : 0.75 + (0.25 * (day - LATE_DAY)) / (LAST_DAY - LATE_DAY)),
};

/** People, scores and news are searched for more than any product. */
const PRODUCT_SEARCHES = 0.78;

/** 0–1; 0 means not seen at all. Days run from 0 to 13. */
export function attention(thing: Thing, source: keyof Seen, day: number): number {
  const course = COURSES[thing.course](day);
  if (course === 0) return 0;
  const wobble = 0.02 * (chance(`${thing.slug}/${source}/${day}`) - 0.5);
  const share = source === "google-trends" && thing.kind === "product" ? PRODUCT_SEARCHES : 1;
  return Math.min(1, Math.max(0.02, thing.strength * share * course + wobble));
}

/** The things seen in a source on a day, most attention first. */
export function rankedIn<S extends keyof Seen>(
  source: S,
  day: number,
): { thing: Thing; as: NonNullable<Seen[S]>; heat: number }[] {
  return seenIn(source)
    .map(({ thing, as }) => ({ thing, as, heat: attention(thing, source, day) }))
    .filter(({ heat }) => heat > 0)
    .toSorted((a, b) => b.heat - a.heat);
}

/** Ratings a product has gathered by a day. */
export function reviewsBy(thing: Thing, day: number): number {
  return thing.kind === "product" ? thing.reviews[0] + thing.reviews[1] * day : 0;
}
