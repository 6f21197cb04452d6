/** Column shapes that more than one table uses. */
import { sql, type SQL } from "drizzle-orm";
import { check, numeric, timestamp, type AnyPgColumn } from "drizzle-orm/pg-core";

/** `timestamptz` with milliseconds read as Date. */
export const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });

/** Money amount; the currency stands in a column of its own. Read and written as a decimal string. */
export const amount = (name: string) => numeric(name, { precision: 12, scale: 2 });

/** `column in (…)` for a tuple of words, so that the database refuses what the type refuses. */
export function oneOf(name: string, column: AnyPgColumn, words: readonly string[]) {
  const list: SQL = sql.raw(words.map((word) => `'${word.replaceAll("'", "''")}'`).join(", "));
  return check(name, sql`${column} in (${list})`);
}
