import { sql } from "drizzle-orm";
import type { Database } from "../client";
import { settings } from "../schema";

/** Every stored setting by its key, as stored: whoever reads parses. */
export async function allSettings(db: Database): Promise<Map<string, unknown>> {
  const rows = await db.select({ key: settings.key, value: settings.value }).from(settings);
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** Lets one transaction at a time change settings, so that "from" in the audit row is true. */
export async function lockSettings(tx: Database): Promise<void> {
  await tx.execute(sql`lock table ${settings} in share row exclusive mode`);
}

/** Writes one setting. */
export async function putSetting(
  tx: Database,
  row: { key: string; value: unknown; updatedBy: string; updatedAt: Date },
): Promise<void> {
  await tx
    .insert(settings)
    .values(row)
    .onConflictDoUpdate({
      target: settings.key,
      set: { value: row.value, updatedBy: row.updatedBy, updatedAt: row.updatedAt },
    });
}
