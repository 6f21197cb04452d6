import { DAY_MS, MINUTE_MS } from "@/lib/core/clock";

/** A parsed cron expression: the allowed values of each field, in the time zone the times are meant in. */
export type Cron = {
  minutes: number[];
  hours: number[];
  days: Set<number>;
  months: Set<number>;
  weekdays: Set<number>;
  /** Both day fields restricted: either may match, as cron has always had it. */
  eitherDay: boolean;
  timeZone: string;
};

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const NICKNAMES: Record<string, string> = {
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
  "@monthly": "0 0 1 * *",
  "@weekly": "0 0 * * 0",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
};
/** The 29th of February can be eight years away (1896–1904, 2096–2104). */
const SEARCH_DAYS = 8 * 366;

function fieldValue(text: string, names: readonly string[], first: number): number {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return named + first;
  if (!/^\d{1,2}$/.test(text)) throw new SyntaxError(`"${text}" is no value of a cron field`);
  return Number(text);
}

function parseField(
  text: string,
  low: number,
  high: number,
  names: readonly string[] = [],
  first = 0,
): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step, ...rest] = part.split("/");
    const stride = step === undefined ? 1 : fieldValue(step, [], 0);
    if (rest.length > 0 || stride < 1) throw new SyntaxError(`"${part}" has no usable step`);
    const [start = "", end, ...more] = range.split("-");
    if (more.length > 0) throw new SyntaxError(`"${range}" is no range`);
    const every = range === "*" || range === "?";
    const from = every ? low : fieldValue(start, names, first);
    const open = every || step !== undefined;
    const to = end === undefined ? (open ? high : from) : fieldValue(end, names, first);
    if (from < low || to > high || from > to) throw new SyntaxError(`"${part}" is outside ${low}–${high}`);
    for (let value = from; value <= to; value += stride) values.add(value);
  }
  return values;
}

/** Parses five fields, a nickname such as @hourly, and a leading `CRON_TZ=Zone`; throws SyntaxError. */
export function parseCron(expression: string): Cron {
  const words = expression.trim().split(/\s+/);
  let timeZone = "UTC";
  const zone = /^(?:CRON_)?TZ=(.+)$/.exec(words[0] ?? "")?.[1];
  if (zone !== undefined) {
    words.shift();
    timeZone = zone;
    wallClock(timeZone);
  }
  const nickname = words.length === 1 ? NICKNAMES[words[0] ?? ""] : undefined;
  const fields = nickname ? nickname.split(" ") : words;
  const [minute, hour, day, month, weekday] = fields;
  if (!minute || !hour || !day || !month || !weekday || fields.length !== 5) {
    throw new SyntaxError(`a cron expression has five fields, this one has ${fields.length}`);
  }
  const weekdays = parseField(weekday, 0, 7, WEEKDAYS);
  if (weekdays.delete(7)) weekdays.add(0);
  return {
    minutes: [...parseField(minute, 0, 59)].toSorted((a, b) => a - b),
    hours: [...parseField(hour, 0, 23)].toSorted((a, b) => a - b),
    days: parseField(day, 1, 31),
    months: parseField(month, 1, 12, MONTHS, 1),
    weekdays,
    eitherDay: !/^[*?]/.test(day) && !/^[*?]/.test(weekday),
    timeZone,
  };
}

const clocks = new Map<string, (at: number) => number>();

/** For a zone: instant → the wall clock there, written as if it were UTC. */
function wallClock(timeZone: string): (at: number) => number {
  if (timeZone === "UTC") return (at) => at;
  const known = clocks.get(timeZone);
  if (known) return known;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
    });
  } catch (thrown) {
    throw new SyntaxError(`"${timeZone}" is no time zone`, { cause: thrown });
  }
  const read = (at: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    return Date.UTC(part.year ?? 0, (part.month ?? 1) - 1, part.day, part.hour, part.minute);
  };
  clocks.set(timeZone, read);
  return read;
}

/** The instant at which the wall clock of a zone shows `wall`, or undefined in the hour that summer time skips. */
function instantOf(wall: number, read: (at: number) => number): number | undefined {
  const first = wall - (read(wall) - wall);
  const second = wall - (read(first) - first);
  const earlier = Math.min(first, second);
  if (read(earlier) === wall) return earlier;
  const later = Math.max(first, second);
  return read(later) === wall ? later : undefined;
}

function dayMatches(cron: Cron, wallDay: Date): boolean {
  if (!cron.months.has(wallDay.getUTCMonth() + 1)) return false;
  const byDate = cron.days.has(wallDay.getUTCDate());
  const byWeekday = cron.weekdays.has(wallDay.getUTCDay());
  return cron.eitherDay ? byDate || byWeekday : byDate && byWeekday;
}

/**
 * The first instant (epoch ms) after `after` at which the expression fires; undefined when it never does (30 February).
 * A time that summer time skips is left out that day; one that occurs twice fires the first time.
 */
export function nextCronTime(cron: Cron, after: number): number | undefined {
  const read = wallClock(cron.timeZone);
  const wallNow = read(after);
  const today = wallNow - (((wallNow % DAY_MS) + DAY_MS) % DAY_MS);
  for (let offset = 0; offset <= SEARCH_DAYS; offset += 1) {
    const day = today + offset * DAY_MS;
    if (!dayMatches(cron, new Date(day))) continue;
    for (const hour of cron.hours) {
      for (const minute of cron.minutes) {
        const at = instantOf(day + (hour * 60 + minute) * MINUTE_MS, read);
        if (at !== undefined && at > after) return at;
      }
    }
  }
  return undefined;
}
