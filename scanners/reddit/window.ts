/** How far back a list looks: whatever is older in it was pinned there. */
import { DAY_MS, HOUR_MS } from "@/lib/core/clock";

/** How far back each `t=` looks. */
const WINDOW_MS: Record<string, number> = {
  hour: HOUR_MS,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 31 * DAY_MS,
  year: 366 * DAY_MS,
  all: Number.POSITIVE_INFINITY,
};
/** A quarter is added to a window, as lists are served from a cache. */
const SLACK = 1.25;

/** Milliseconds that the `t=` of an address stands for, with some slack; undefined where it has none. */
export function windowOf(address: string): number | undefined {
  const span = WINDOW_MS[/[?&]t=([a-z]+)/.exec(address)?.[1] ?? ""];
  return span === undefined ? undefined : span * SLACK;
}
