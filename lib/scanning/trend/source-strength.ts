/** How strongly each source speaks for a product: its figures on a common scale, moved by how they have changed. */
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";
import { SOURCE_IDS, type Origin } from "@/lib/core/words";
import { engagementOf } from "./engagement";
import { sightingStrength, type ScoredSighting, type Strength } from "./sighting-strength";
import { isSpike, median, percentUp } from "./velocity";

/**
 * Each origin's own recent sightings, whatever the product: their figures of engagement, and their strengths before any
 * calibration (`sightingStrength`).
 */
export type Distributions = Partial<
  Record<Origin, { engagement: readonly number[]; strengths?: readonly number[] }>
>;

/** Sightings of one origin this close together are one look at it. */
const ONE_LOOK_MS = 6 * HOUR_MS;
/** After so long without being seen, an origin's word is worth half. */
const HALF_LIFE_MS = 7 * DAY_MS;
/** What a rank that has halved adds to the change of a strength: near the top a few places are a long way. */
const HALVED_RANK = 0.07;
/** How many strengths of an origin's own sightings weigh as much as the assumption that their middle is 0.5. */
const ASSUMED_STRENGTHS = 10;
/** What people name without a figure is worth less than a place in a source's list, and is not calibrated to its middle. */
const UNCALIBRATED: ReadonlySet<Origin> = new Set<Origin>(["web", "person"]);
/** How far climbing or falling since earlier looks moves a strength towards its end. */
const MOMENTUM = 0.4;
const FAMILIES: ReadonlySet<string> = new Set<string>(SOURCE_IDS.map(familyOf));

export type SourceStrength = Strength & {
  origin: Origin;
  recency: number;
  ageMs: number;
  oldest: number;
  newest: number;
  /** The shop or network that all it says was read at; null where it speaks for itself. */
  copyOf: string | null;
};

/** The sources that saw a product, each with its strength after calibration and momentum. */
export function sourcesOf({
  sightings,
  distributions,
  now,
}: {
  sightings: readonly ScoredSighting[];
  distributions: Distributions;
  now: Date;
}): SourceStrength[] {
  const byOrigin = Map.groupBy(
    sightings.filter((sighting) => Number.isFinite(Date.parse(sighting.seenAt))),
    (sighting) => sighting.origin,
  );
  return [...byOrigin].map(([origin, seen]) => {
    const { engagement = [], strengths = [] } = distributions[origin] ?? {};
    const times = seen.map((sighting) => Date.parse(sighting.seenAt));
    const newest = Math.max(...times);
    const isCurrent = (sighting: ScoredSighting) => newest - Date.parse(sighting.seenAt) <= ONE_LOOK_MS;
    const looks = seen.map((sighting) => {
      const strength = sightingStrength(sighting, engagement);
      return { sighting, ...strength, value: calibrated(strength.value, origin, strengths) };
    });
    const earlier = looks.filter(({ sighting }) => !isCurrent(sighting));
    // Standing in two lists of one source is said once, by the better place.
    const strongest = looks
      .filter(({ sighting }) => isCurrent(sighting))
      .map((look) => withMomentum(look, earlier))
      .reduce((best, strength) => (strength.value > best.value ? strength : best));
    const ageMs = Math.max(0, now.getTime() - newest);
    return {
      ...strongest,
      origin,
      ageMs,
      recency: 0.5 ** (ageMs / HALF_LIFE_MS),
      newest,
      oldest: Math.min(...times),
      copyOf: copyOf(origin, seen),
    };
  });
}

/**
 * A strength on the scale on which the median recent sighting of its origin is 0.5: shifted on the logarithm of the odds, so that
 * order is kept. A source that lists only what grows would else start above the others.
 */
function calibrated(value: number, origin: Origin, strengths: readonly number[]): number {
  if (strengths.length === 0 || UNCALIBRATED.has(origin)) return value;
  const trust = strengths.length / (strengths.length + ASSUMED_STRENGTHS);
  return 1 / (1 + Math.exp(trust * odds(median(strengths)) - odds(value)));
}

function odds(chance: number): number {
  const inside = Math.max(1e-6, Math.min(1 - 1e-6, chance));
  return Math.log(inside / (1 - inside));
}

type Look = Strength & { sighting: ScoredSighting };

/**
 * Moves a strength up or down by how it compares with the mean of earlier looks, and by how the rank has moved against their
 * middle. Unchanged when nothing changed.
 */
function withMomentum(current: Look, earlier: readonly Look[]): Strength {
  const { sighting, ...strength } = current;
  if (earlier.length === 0) return strength;
  const before = earlier.reduce((sum, look) => sum + look.value, 0) / earlier.length;
  const ranks = earlier.flatMap(({ sighting: { rank } }) => rank ?? []);
  const moved =
    sighting.rank !== undefined && ranks.length > 0 ? Math.log2(median(ranks) / sighting.rank) : 0;
  const change = strength.value - before + HALVED_RANK * moved;
  const room = change > 0 ? 1 - strength.value : strength.value;
  const value = strength.value + room * MOMENTUM * Math.tanh(2 * change);
  const says = [
    ...(Math.abs(change) < 0.05 ? [] : [`${change > 0 ? "climbing" : "falling"} since earlier looks`]),
    ...(moved === 0 ? [] : [rankMove(median(ranks), sighting.rank ?? 1)]),
    ...(isSpike(engagementsOf(earlier), engagementOf(sighting) ?? 0) ? ["a spike"] : []),
  ];
  return { ...strength, value, detail: [strength.detail, ...says].join("; ") };
}

function rankMove(before: number, now: number): string {
  const percent = Math.round(Math.abs(percentUp(before, now)));
  return `${percent}% ${now < before ? "up" : "down"} from rank ${Math.round(before)}`;
}

function engagementsOf(looks: readonly Look[]): number[] {
  return looks.flatMap(({ sighting }) => engagementOf(sighting) ?? []);
}

/** The shop or network of an origin: both of Amazon's lists are Amazon's. */
export function familyOf(origin: Origin): string {
  return origin.split("-")[0] ?? origin;
}

/** The one family at which everything was read that a web page or answer says; null where it has a word of its own. */
function copyOf(origin: Origin, seen: readonly ScoredSighting[]): string | null {
  if (origin !== "web") return null;
  const hosts = seen.flatMap(({ citations = [] }) =>
    citations.map(({ url }) => URL.parse(url)?.hostname.split(".").at(-2) ?? ""),
  );
  const [family, ...others] = new Set(hosts);
  return family !== undefined && others.length === 0 && FAMILIES.has(family) ? family : null;
}

/** Whether one of two sources only repeats the other. */
export function isCopy(one: SourceStrength, other: SourceStrength): boolean {
  return one.copyOf === familyOf(other.origin) || other.copyOf === familyOf(one.origin);
}

/** How many of the sources have a word of their own: one for each family, none for a copy of another. */
export function independent(sources: readonly SourceStrength[]): number {
  const own = sources.filter((source) => !sources.some((other) => source.copyOf === familyOf(other.origin)));
  return new Set(own.map((source) => familyOf(source.origin))).size;
}
