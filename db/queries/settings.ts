import { eq, sql } from "drizzle-orm";
import type { Database } from "../client";
import { settings, users } from "../schema";

/** Every stored setting by its key, as stored: whoever reads parses. */
export async function allSettings(db: Database): Promise<Map<string, unknown>> {
  const rows = await db.select({ key: settings.key, value: settings.value }).from(settings);
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** Lets one transaction at a time change settings, so that "from" in the audit row is true. */
export async function lockSettings(tx: Database): Promise<void> {
  await tx.execute(sql`lock table ${settings} in share row exclusive mode`);
}

/** Keeps the settings as they are until this transaction ends; readers of this kind do not wait for one another. */
export async function holdSettings(tx: Database): Promise<void> {
  await tx.execute(sql`lock table ${settings} in share mode`);
}

/** Who changed a setting last, and when; the name is null where nobody with this id is known. */
export async function lastChangeOf(
  db: Database,
  key: string,
): Promise<{ by: string; name: string | null; at: Date } | null> {
  const [row] = await db
    .select({ by: settings.updatedBy, name: users.name, at: settings.updatedAt })
    .from(settings)
    .leftJoin(users, eq(users.id, settings.updatedBy))
    .where(eq(settings.key, key));
  return row ?? null;
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
