/** A series in few characters: where its days keep a step, the first day, the step and the values. */
import { z } from "zod";
import type { Series } from "@/lib/core/sighting";

export const shortSeries = z.union([
  z.object({ from: z.string(), everyDays: z.number(), values: z.array(z.number().nullable()) }),
  z.array(z.tuple([z.string(), z.number()])),
]);
export type ShortSeries = z.infer<typeof shortSeries>;

const DAY_MS = 86_400_000;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** More empty places than this for each point, and pairs are shorter. */
const MOST_PLACES = 1.5;
/** Digits of a value that reach a prompt. */
const DIGITS = 4;

const dayNumber = (day: string): number => Date.parse(day) / DAY_MS;
const dayAt = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));
const rounded = (value: number): number => Number(value.toPrecision(DIGITS));

/** Points in the order of time; a missing day is null in `values`. Points without plain days stay pairs. */
export function seriesForm(points: Series): ShortSeries {
  const pairs = points.map(([day, value]): [string, number] => [day, rounded(value)]);
  const days = points.map(([day]) => (DAY.test(day) ? dayNumber(day) : Number.NaN));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || days.some((day) => !Number.isInteger(day))) return pairs;
  const steps = days.slice(1).map((day, at) => day - (days[at] ?? day));
  const step = steps.reduce(gcd, 0);
  if (step < 1 || steps.some((each) => each < 1)) return pairs;
  const places = (last - first) / step + 1;
  if (places > points.length * MOST_PLACES) return pairs;
  const known = new Map(days.map((day, at) => [day, pairs[at]?.[1] ?? null]));
  const values = Array.from({ length: places }, (_, at) => known.get(first + at * step) ?? null);
  return { from: dayAt(first), everyDays: step, values };
}

/** The points behind a form. */
export function openSeries(form: ShortSeries): Series {
  if (Array.isArray(form)) return form;
  const first = dayNumber(form.from);
  return form.values.flatMap((value, at) =>
    value === null ? [] : [[dayAt(first + at * form.everyDays), value] as [string, number]],
  );
}
