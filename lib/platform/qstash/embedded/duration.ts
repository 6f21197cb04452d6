import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";

const UNIT_MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: SECOND_MS,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
};

const PART = /(\d+(?:\.\d+)?)(ns|us|µs|μs|ms|s|m|h|d)/y;

/** Whole milliseconds of `50s`, `1d10h30m`, `6m5s` or a bare number of seconds, rounded up; undefined when it is none of these. */
export function parseDuration(text: string): number | undefined {
  const value = text.trim();
  if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * SECOND_MS);
  let total = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < value.length) {
    const part = PART.exec(value);
    if (!part) return undefined;
    total += Number(part[1]) * (UNIT_MS[part[2] ?? ""] ?? 0);
  }
  return value.length > 0 ? Math.ceil(total) : undefined;
}
