import { DAY_MS } from "@/lib/core/clock";
import { ORIGIN_LABELS, type Origin } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import type { Ctx } from "@/lib/ctx";
import { matchKeywords } from "@/lib/matching/match-keywords";
import {
  engagementByOrigin,
  recentByOrigin,
  recentSightings,
  updateTrends,
  type TrendUpdate,
} from "@/db/queries/ingest";
import { steeringKeywords } from "@/db/queries/keywords";
import { bestTitle } from "./best-title";
import { sightingStrength } from "./trend/sighting-strength";
import type { Distributions } from "./trend/source-strength";
import { trendScore } from "./trend/trend-score";

/** Days of sightings that a trend score looks at. */
const TREND_WINDOW_MS = 14 * DAY_MS;
/** Figures that make an origin's recent distribution. */
const DISTRIBUTION_SIZE = 500;
/** Newest sightings whose strengths say where the middle of an origin lies. */
const CALIBRATION_SIZE = 100;

/** Works the trend score of products out again, from their recent sightings and the steering keywords. */
export async function rescore({ ctx, input }: { ctx: Ctx; input: { productIds: number[] } }): Promise<void> {
  if (input.productIds.length === 0) return;
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - TREND_WINDOW_MS - DAY_MS);
  const rows = await recentSightings(ctx.db, input.productIds, since);
  const distributions = await distributionsOf(ctx, [...new Set(rows.map((row) => row.origin))], since);
  const keywords = await steeringKeywords(ctx.db, now);
  const byProduct = Map.groupBy(rows, (row) => row.productId);
  const updates: TrendUpdate[] = [];
  for (const [id, seen] of byProduct) {
    const titles = [...new Set(seen.map((row) => row.detail.title))].join(" · ");
    const matches = matchKeywords(titles, keywords);
    const { score, parts, confidence } = trendScore({
      sightings: seen.map((row) => ({ ...row.detail, origin: row.origin })),
      distributions,
      keywordMatches: matches,
      now,
    });
    const newest = <Value>(pick: (sighting: Sighting) => Value | undefined): Value | null => {
      for (const row of seen) {
        const value = pick(row.detail);
        if (value !== undefined) return value;
      }
      return null;
    };
    updates.push({
      id,
      trendScore: score,
      trendSource: originsOf(seen.map((row) => row.origin)),
      trendBreakdown: parts,
      trendConfidence: confidence,
      keywordMatch: matches,
      searchVolume: whole(newest((sighting) => sighting.searchVolume)),
      socialMentions: whole(socialMentions(seen)),
      imageUrl: newest((sighting) => sighting.imageUrl),
      sourceUrl: newest((sighting) => sighting.url),
      title: bestTitle(seen),
    });
  }
  await updateTrends(ctx.db, updates, now);
}

/** Each origin's own recent figures and strengths, so that a score means the same whichever origin it comes from. */
async function distributionsOf(ctx: Ctx, origins: Origin[], since: Date): Promise<Distributions> {
  const engagement = await engagementByOrigin(ctx.db, since, DISTRIBUTION_SIZE);
  const recent = await recentByOrigin(ctx.db, origins, since, CALIBRATION_SIZE);
  const byOrigin = Map.groupBy(recent, (row) => row.origin);
  return Object.fromEntries(
    origins.map((origin) => {
      const figures = engagement[origin]?.engagement ?? [];
      const strengths = (byOrigin.get(origin) ?? []).map(
        ({ detail }) => sightingStrength({ ...detail, origin }, figures).value,
      );
      return [origin, { engagement: figures, strengths }];
    }),
  );
}

/** The origins that saw it, most sightings first. */
function originsOf(origins: Origin[]): string {
  const counted = [...Map.groupBy(origins, (origin) => origin)].toSorted((a, b) => b[1].length - a[1].length);
  return counted
    .map(([origin]) => ORIGIN_LABELS[origin])
    .join(", ")
    .slice(0, 200);
}

/** Votes and comments of the newest sighting of each social origin together; null where none states any. */
function socialMentions(seen: { origin: Origin; detail: Sighting }[]): number | null {
  const counted = new Map<Origin, number>();
  for (const { origin, detail } of seen) {
    if (counted.has(origin)) continue;
    if (detail.upvotes === undefined && detail.comments === undefined) continue;
    counted.set(origin, (detail.upvotes ?? 0) + (detail.comments ?? 0));
  }
  return counted.size === 0 ? null : [...counted.values()].reduce((sum, count) => sum + count, 0);
}

const whole = (value: number | null) =>
  value === null ? null : Math.max(-2_147_483_648, Math.min(2_147_483_647, Math.round(value)));
