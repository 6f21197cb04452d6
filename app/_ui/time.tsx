const UNITS = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

const relative = new Intl.RelativeTimeFormat("en", { numeric: "always", style: "short" });

/** "3 min. ago", "in 2 hr.", "just now": the largest whole unit between two times. */
export function relativeTime(at: Date, now: Date): string {
  const difference = at.getTime() - now.getTime();
  const unit = UNITS.find(([, ms]) => Math.abs(difference) >= ms);
  if (!unit) return "just now";
  return relative.format(Math.trunc(difference / unit[1]), unit[0]);
}

const moment = new Intl.DateTimeFormat("en", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
});

/** "Nov 22, 2026, 21:22 UTC": the time itself, where "two hours ago" says too little. */
export function exactTime(at: Date): string {
  return `${moment.format(at)} UTC`;
}

/** A time as people say it, with the exact one behind it. "never" where there is none. */
export function Time({ at, now, none = "never" }: { at: Date | null; now: Date; none?: string }) {
  if (!at) return <span>{none}</span>;
  return (
    <time dateTime={at.toISOString()} title={exactTime(at)} className="whitespace-nowrap">
      {relativeTime(at, now)}
    </time>
  );
}
