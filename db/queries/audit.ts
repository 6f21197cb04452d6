import { and, asc, desc, eq, gt, like, lt, lte, max, sql } from "drizzle-orm";
import type { Database } from "../client";
import { auditLogs, auditSeals, users } from "../schema";

export type AuditRow = typeof auditLogs.$inferSelect;
export type AuditSeal = typeof auditSeals.$inferSelect;

/** Appends one row. */
export async function insertAudit(db: Database, row: typeof auditLogs.$inferInsert): Promise<void> {
  await db.insert(auditLogs).values(row);
}

export type AuditFilter = {
  /** An action (`product.approve`) or, ending with a dot, all of a kind (`product.`). */
  action?: string | undefined;
  userId?: string | undefined;
  entityType?: string | undefined;
  entityId?: string | undefined;
  /** The `nextBefore` of the page before. */
  before?: number | undefined;
};

export type AuditPage = { rows: (AuditRow & { userName: string | null })[]; nextBefore: number | null };

/** The audit log, newest first, with the names of the people. `nextBefore` is null on the last page. */
export async function listAudit(db: Database, filter: AuditFilter, pageSize = 50): Promise<AuditPage> {
  const { action, userId, entityType, entityId, before } = filter;
  const kind = action?.endsWith(".") ? `${action.replaceAll(/[\\%_]/g, String.raw`\$&`)}%` : undefined;
  const rows = await db
    .select({ row: auditLogs, userName: users.name })
    .from(auditLogs)
    .leftJoin(users, eq(users.id, auditLogs.userId))
    .where(
      and(
        before === undefined ? undefined : lt(auditLogs.id, before),
        kind ? like(auditLogs.action, kind) : action ? eq(auditLogs.action, action) : undefined,
        userId ? eq(auditLogs.userId, userId) : undefined,
        entityType ? eq(auditLogs.entityType, entityType) : undefined,
        entityId ? eq(auditLogs.entityId, entityId) : undefined,
      ),
    )
    .orderBy(desc(auditLogs.id))
    .limit(pageSize + 1);
  const page = rows.slice(0, pageSize).map(({ row, userName }) => ({ ...row, userName }));
  return { rows: page, nextBefore: rows.length > pageSize ? (page.at(-1)?.id ?? null) : null };
}

/** The actions that occur in the log, for its filter. */
export async function listAuditActions(db: Database): Promise<string[]> {
  const rows = await db
    .selectDistinct({ action: auditLogs.action })
    .from(auditLogs)
    .orderBy(asc(auditLogs.action))
    .limit(200);
  return rows.map((row) => row.action);
}

/**
 * The highest id below which no row can still appear: waits a moment for the writers at work, because ids are
 * handed out before their rows are committed. Null while the log is empty.
 */
export async function settledAuditId(db: Database): Promise<number | null> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local lock_timeout = '2s'`);
    await tx.execute(sql`lock table ${auditLogs} in share mode`);
    const [row] = await tx.select({ id: max(auditLogs.id) }).from(auditLogs);
    return row?.id ?? null;
  });
}

/** Rows in order of id: above `after`, up to and with `upTo`. */
export async function auditRowsBetween(
  db: Database,
  range: { after: number; upTo: number; limit?: number },
): Promise<AuditRow[]> {
  const query = db
    .select()
    .from(auditLogs)
    .where(and(gt(auditLogs.id, range.after), lte(auditLogs.id, range.upTo)))
    .orderBy(asc(auditLogs.id));
  return range.limit === undefined ? query : query.limit(range.limit);
}

/** Lets one transaction at a time extend the chain. */
export async function lockSeals(tx: Database): Promise<void> {
  await tx.execute(sql`lock table ${auditSeals} in share row exclusive mode`);
}

export async function lastSeal(db: Database): Promise<AuditSeal | null> {
  const [seal] = await db.select().from(auditSeals).orderBy(desc(auditSeals.id)).limit(1);
  return seal ?? null;
}

/** Seals in the order of their making, above `after`. */
export async function sealsAfter(db: Database, after: number, limit: number): Promise<AuditSeal[]> {
  return db
    .select()
    .from(auditSeals)
    .where(gt(auditSeals.id, after))
    .orderBy(asc(auditSeals.id))
    .limit(limit);
}

export async function insertSeal(db: Database, seal: typeof auditSeals.$inferInsert): Promise<void> {
  await db.insert(auditSeals).values(seal);
}
