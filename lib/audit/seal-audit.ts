/** A hash chain over the audit log: who changes, removes or slips in a row later breaks it. */
import { createHash } from "node:crypto";
import {
  auditRowsBetween,
  insertSeal,
  lastSeal,
  lockSeals,
  sealsAfter,
  settledAuditId,
  type AuditRow,
} from "@/db/queries/audit";
import type { Ctx } from "../ctx";

/** One seal covers at most this many rows; the next tick of the health task goes on. */
const ROWS_PER_SEAL = 1_000;
const SEALS_PER_READ = 100;
/** Below every id, those too that nobody hands out: a row slipped in at 0 counts. */
const BEFORE_ALL = -2_147_483_648;

/** Seals the rows since the last seal. Answers how many it sealed: 0 when there was nothing new. */
export async function sealAudit({ ctx }: { ctx: Ctx }): Promise<{ sealed: number }> {
  const upTo = await settledAuditId(ctx.db);
  if (upTo === null) return { sealed: 0 };
  return ctx.db.transaction(async (tx) => {
    await lockSeals(tx);
    const previous = await lastSeal(tx);
    const rows = await auditRowsBetween(tx, {
      after: previous?.lastId ?? BEFORE_ALL,
      upTo,
      limit: ROWS_PER_SEAL,
    });
    const first = rows[0];
    const last = rows.at(-1);
    if (!first || !last) return { sealed: 0 };
    await insertSeal(tx, {
      firstId: first.id,
      lastId: last.id,
      rows: rows.length,
      hash: hashOf(previous?.hash ?? null, rows),
      previousHash: previous?.hash ?? null,
      sealedAt: ctx.clock.now(),
    });
    return { sealed: rows.length };
  });
}

export type SealCheck =
  | { intact: true; seals: number; rows: number }
  /** The first seal that does not hold, and the ids it covers. */
  | { intact: false; sealId: number; firstId: number; lastId: number; why: string };

/** Walks the whole chain from its beginning and stops at the first seal that does not hold. */
export async function verifySeals({ ctx }: { ctx: Ctx }): Promise<SealCheck> {
  let previous: { id: number; lastId: number; hash: string | null } = {
    id: 0,
    lastId: BEFORE_ALL,
    hash: null,
  };
  let seals = 0;
  let rowsSeen = 0;
  for (;;) {
    const batch = await sealsAfter(ctx.db, previous.id, SEALS_PER_READ);
    for (const seal of batch) {
      const rows = await auditRowsBetween(ctx.db, { after: previous.lastId, upTo: seal.lastId });
      const why =
        seal.previousHash !== previous.hash
          ? "it does not follow the seal before it"
          : rows.length !== seal.rows
            ? `it covers ${seal.rows} rows and ${rows.length} are there`
            : hashOf(previous.hash, rows) !== seal.hash
              ? "a row in it was changed"
              : undefined;
      if (why) return { intact: false, sealId: seal.id, firstId: seal.firstId, lastId: seal.lastId, why };
      previous = { id: seal.id, lastId: seal.lastId, hash: seal.hash };
      seals += 1;
      rowsSeen += rows.length;
    }
    if (batch.length < SEALS_PER_READ) return { intact: true, seals, rows: rowsSeen };
  }
}

function hashOf(previousHash: string | null, rows: readonly AuditRow[]): string {
  const hash = createHash("sha256").update(previousHash ?? "");
  for (const row of rows) {
    const { id, action, entityType, entityId, details, userId, createdAt } = row;
    const line = [id, action, entityType, entityId, inOrder(details), userId, createdAt.toISOString()];
    hash.update(`\n${JSON.stringify(line)}`);
  }
  return hash.digest("hex");
}

/** The same value with the keys of every object sorted: databases keep keys in an order of their own. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, entry]) => [key, inOrder(entry)]),
  );
}
