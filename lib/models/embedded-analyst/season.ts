/** What a year of points says about the months to come. */
import type { TREND_DIRECTIONS } from "@/agents/trend/report";
import { DAY_MS } from "@/lib/core/clock";
import type { TrendDirection } from "@/lib/scanning/trend-direction";

type Points = readonly (readonly [string, number])[];

const WEEK_MS = 7 * DAY_MS;
const YEAR_WEEKS = 52;
/** A forecast reaches one season ahead and compares it with the season that ends now. */
const SEASON_WEEKS = 13;
/** Above +15 % is rising, below −13 % declining, as for the direction of a series. */
const RISING = 1.15;
const DECLINING = 0.87;

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

/** The month with the highest mean, 1 to 12; of equal ones the first; null without a dated point. Read as UTC. */
export function peakMonthOf(points: Points): number | null {
  const months = Map.groupBy(
    points.filter(([date]) => Number.isFinite(Date.parse(date))),
    ([date]) => new Date(date).getUTCMonth() + 1,
  );
  const means = [...months].map(([month, all]) => ({
    month,
    level: Number((mean(all.map(([, value]) => value)) ?? 0).toPrecision(9)),
  }));
  return means.toSorted((a, b) => b.level - a.level || a.month - b.month)[0]?.month ?? null;
}

/**
 * Where the next thirteen weeks go against the last thirteen, from a year of points or more.
 *
 * A measured half-life goes on halving. Otherwise a quarter of the yearly change is expected, times what the same two
 * quarters did a year ago where the series has a season; null where the season is known but not that quarter.
 */
export function forecastOf(
  points: Points,
  trend: TrendDirection,
  halfLifeWeeks: number | null,
): (typeof TREND_DIRECTIONS)[number] | null {
  const season = trend.seasonal ? seasonalStep(points) : 1;
  if (season === null) return null;
  const drift =
    halfLifeWeeks === null ? Math.max(0, 1 + trend.score) ** (1 / 4) : 0.5 ** (SEASON_WEEKS / halfLifeWeeks);
  const expected = drift * season;
  if (expected > RISING) return "rising";
  return expected < DECLINING ? "declining" : "stable";
}

/** Last year: the thirteen weeks after this date over the thirteen before it. */
function seasonalStep(points: Points): number | null {
  const dated = points.map(([date, value]) => ({ at: Date.parse(date), value }));
  const end = Math.max(...dated.map(({ at }) => at).filter(Number.isFinite));
  const turn = end - YEAR_WEEKS * WEEK_MS;
  const within = (from: number, to: number) =>
    mean(dated.filter(({ at }) => at > from && at <= to).map(({ value }) => value));
  const before = within(turn - SEASON_WEEKS * WEEK_MS, turn);
  const after = within(turn, turn + SEASON_WEEKS * WEEK_MS);
  return before === null || after === null || before <= 0 ? null : after / before;
}
