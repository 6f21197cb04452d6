import { count, desc, gt } from "drizzle-orm";
import type { Database } from "../../client";
import { auditLogs, auditSeals } from "../../schema";

/** How far the seals reach: the last one, how many rows all of them cover, and how many rows come after. */
export async function readSealState(db: Database) {
  const [last] = await db.select().from(auditSeals).orderBy(desc(auditSeals.id)).limit(1);
  const [open] = await db
    .select({ rows: count() })
    .from(auditLogs)
    .where(gt(auditLogs.id, last?.lastId ?? 0));
  return { lastSealedAt: last?.sealedAt ?? null, lastId: last?.lastId ?? 0, unsealed: open?.rows ?? 0 };
}
