import { formatCount } from "@/app/_ui/format";
import { Sparkline } from "@/app/_ui/sparkline";
import { DAY_MS } from "@/lib/core/clock";

export const SPARKLINE_DAYS = 14;

type ItemsSparklineProps = { days: readonly { day: string; items: number }[]; now: Date };

/** Items a day as a line, from the first day of the last fourteen that brought any; words where there is no line. */
export function ItemsSparkline({ days, now }: ItemsSparklineProps) {
  const first = days[0]?.day;
  const values = Array.from({ length: SPARKLINE_DAYS }, (_, index) => {
    const day = new Date(now.getTime() - (SPARKLINE_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, items: days.find((row) => row.day === day)?.items ?? 0 };
  })
    .filter(({ day }) => first !== undefined && day >= first)
    .map(({ items }) => items);
  const newest = values.at(-1);
  if (newest === undefined) return "none yet";
  const label = `Items a day over ${values.length} days: from ${formatCount(Math.min(...values))} to ${formatCount(Math.max(...values))}`;
  return (
    <>
      <span className="block">{formatCount(newest)} today</span>
      <Sparkline values={values} label={label} className="h-6 w-24" />
    </>
  );
}
