/** A year of weekly search interest, as Pinterest states it: 52 points from 0 to 100, the last one days old. */
import { DAY_MS } from "@/lib/core/clock";
import { chance } from "./attention";
import type { Year } from "./thing";

const WEEKS = 52;
/** Pinterest's newest week ends this many days before it is shown, or more. */
const LAG_DAYS = 5;

const SHAPES: Record<Year, (week: number) => number> = {
  rising: (week) => 22 + 74 * (week / (WEEKS - 1)) ** 1.15,
  stable: (week) => 74 + 5 * Math.sin(week / 4),
  seasonal: (week) => 24 + 70 * Math.exp(-((week - 49) ** 2) / 60),
  collapsing: (week) => 8 + 84 / (1 + Math.exp((week - 33) / 2.2)),
};

/** Interest against the same weeks a year before, in percent; before the 52 points, so it cannot come from them. */
const YEARLY: Record<Year, readonly [base: number, spread: number]> = {
  rising: [150, 90],
  stable: [2, 8],
  seasonal: [3, 6],
  collapsing: [-55, 20],
};

export type TrendYear = { points: [date: string, value: number][]; wow: number; mom: number; yoy: number };

function change(now: number, before: number): number {
  return before === 0 ? 0 : Math.round((now / before - 1) * 100);
}

/** The year of a term that ends before `shownAt`; growth in whole percent. */
export function trendYear(keyword: string, year: Year, shownAt: Date): TrendYear {
  const latest = new Date(shownAt.getTime() - LAG_DAYS * DAY_MS);
  const saturday = latest.getTime() - ((latest.getUTCDay() + 1) % 7) * DAY_MS;
  const points = Array.from({ length: WEEKS }, (_, week): [string, number] => {
    const date = new Date(saturday - (WEEKS - 1 - week) * 7 * DAY_MS).toISOString().slice(0, 10);
    const value = SHAPES[year](week) + 4 * (chance(`${keyword}/${week}`) - 0.5);
    return [date, Math.round(Math.min(100, Math.max(0, value)))];
  });
  const back = (weeks: number) => points.at(-1 - weeks)?.[1] ?? 0;
  const [base, spread] = YEARLY[year];
  return {
    points,
    wow: change(back(0), back(1)),
    mom: change(back(0), back(4)),
    yoy: Math.round(base + spread * (chance(keyword) - 0.5)),
  };
}
