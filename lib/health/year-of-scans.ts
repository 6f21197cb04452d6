/** How much a year of scans holds in the database: items a scan, bytes a row, and what retention leaves of them. */
import { ORIGIN_LABELS, SOURCE_IDS } from "@/lib/core/words";
import { SCAN_SIZES, scansADay } from "@/lib/scanning/scan-sizes";
import { defaultSettings } from "@/lib/settings/settings";

const DAYS_A_YEAR = 365;

/**
 * Bytes that one sighting takes with its indexes: measured on 14 days of samples and rounded up; a test measures again.
 */
export const BYTES_A_SIGHTING = 1_000;

/** How many different things a list shows in a day, and in a week, for each place on it: assumed, generously. */
const DIFFERENT_A_DAY = 2;
const DIFFERENT_A_WEEK = 5;

export type YearOfScans = {
  itemsADay: number;
  /** Rows that stand after a year, by how densely they are kept. */
  rows: { all: number; daily: number; weekly: number };
  /** GB (10⁹ bytes) after a year with retention at its defaults, and without it. */
  gigabytes: number;
  gigabytesUnthinned: number;
};

export function yearOfScans(): YearOfScans {
  const { sightingsDailyAfterDays, sightingsWeeklyAfterDays } = defaultSettings("USD").retention;
  const places = SOURCE_IDS.reduce((sum, id) => sum + SCAN_SIZES[id].items, 0);
  const itemsADay = SOURCE_IDS.reduce((sum, id) => sum + SCAN_SIZES[id].items * scansADay(id), 0);
  const rows = {
    all: itemsADay * sightingsDailyAfterDays,
    daily: places * DIFFERENT_A_DAY * (sightingsWeeklyAfterDays - sightingsDailyAfterDays),
    weekly: places * DIFFERENT_A_WEEK * Math.ceil((DAYS_A_YEAR - sightingsWeeklyAfterDays) / 7),
  };
  const gigabytesOf = (count: number) => (count * BYTES_A_SIGHTING) / 1e9;
  return {
    itemsADay,
    rows,
    gigabytes: gigabytesOf(rows.all + rows.daily + rows.weekly),
    gigabytesUnthinned: gigabytesOf(itemsADay * DAYS_A_YEAR),
  };
}

const grouped = new Intl.NumberFormat("en-US");

/** The arithmetic in lines, as `npm run schedules -- --plans` prints it and the README shows it. */
export function yearLines(): string[] {
  const { itemsADay, rows, gigabytes, gigabytesUnthinned } = yearOfScans();
  const n = (value: number) => grouped.format(value);
  const parts = SOURCE_IDS.map(
    (id) => `${ORIGIN_LABELS[id]} ${n(SCAN_SIZES[id].items)} x ${n(scansADay(id))}`,
  ).join(" + ");
  return [
    `Sightings a day, at most: ${parts} = ${n(itemsADay)}`,
    `Sightings after a year: ${n(rows.all)} of the last 30 days, ${n(rows.daily)} kept daily, ${n(rows.weekly)} kept weekly; at ${n(BYTES_A_SIGHTING)} bytes with their indexes ${gigabytes.toFixed(1)} GB, without thinning ${gigabytesUnthinned.toFixed(1)} GB`,
  ];
}
