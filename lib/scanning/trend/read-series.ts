import { z } from "zod";

/** One series of the trend command: its id as given, and its usable points. */
type NamedSeries = { id: string | number; points: [string, number][] };

const line = z.object({
  id: z.union([z.string().min(1), z.number()]),
  points: z.array(
    z.tuple([z.union([z.string(), z.number()]), z.union([z.number(), z.string(), z.null()])]),
    "a list of [date, value] pairs is wanted",
  ),
});

/** Larger whole numbers are milliseconds since 1970, smaller ones seconds. */
const SECONDS_BELOW = 1e11;
const WEEK_OF_YEAR = /^(\d{4})-?W(\d{2})$/i;
/** A number as sources write it: grouped, as a percentage, or as a bound ("<1", ">10,000", "10,000+"). */
const WRITTEN_NUMBER = /^[<>≥≤~]?\s*([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[-+]?\d+)?)\s*[%+]?$/i;

/**
 * Reads one line `{id, points: [[date, value], …]}` in any order and rhythm. A value is a number, a number written as text, or
 * a gap (null or empty text), which is left out; a bound such as "<1" or 10001 ("more than 10,000") counts as the bound itself.
 * A date is ISO (day, time, month "2026-03", week "2026-W09") or a Unix time. Throws SyntaxError or RangeError that says
 * what is wrong.
 */
export function readSeries(text: string): NamedSeries {
  const parsed = line.safeParse(JSON.parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new RangeError(`${issue?.path.join(".") || "the line"}: ${issue?.message ?? "not a series"}`);
  }
  const { id, points } = parsed.data;
  return {
    id,
    points: points.flatMap(([date, value]) => {
      const at = dateOf(date);
      const figure = valueOf(value);
      return figure === null ? [] : [[at, figure] satisfies [string, number]];
    }),
  };
}

function dateOf(date: string | number): string {
  const week = typeof date === "string" ? WEEK_OF_YEAR.exec(date.trim()) : null;
  const at =
    typeof date === "number"
      ? date * (Math.abs(date) < SECONDS_BELOW ? 1000 : 1)
      : week
        ? weekStart(Number(week[1]), Number(week[2]))
        : Date.parse(date);
  // Beyond what a calendar holds, a time has no ISO form.
  if (!Number.isFinite(at) || Math.abs(at) > 8.64e15) {
    throw new RangeError(`"${String(date).slice(0, 40)}" is not a date; write it as 2026-03-31`);
  }
  return new Date(at).toISOString();
}

/** Monday of an ISO week: the week that holds 4 January is the first. */
function weekStart(year: number, week: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getUTCDate() - ((fourth.getUTCDay() + 6) % 7);
  return Date.UTC(year, 0, monday + (week - 1) * 7);
}

function valueOf(value: string | number | null): number | null {
  if (value === null || typeof value === "number") return value;
  if (value.trim() === "") return null;
  const digits = WRITTEN_NUMBER.exec(value.trim())?.[1]?.replaceAll(",", "");
  const figure = digits ? Number(digits) : Number.NaN;
  if (!Number.isFinite(figure)) throw new RangeError(`"${value.slice(0, 40)}" is not a number`);
  return figure;
}
