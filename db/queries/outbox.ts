import { and, asc, count, eq, gt, isNull, lt, lte, or, sql } from "drizzle-orm";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { outbox } from "../schema";

/** A step that is due: ids only. `id` travels with the message, so that the receiver can mark it. */
export type DueStep = {
  id: number;
  step: string;
  payload: Record<string, number | string>;
  dedupeId: string;
  notBefore: Date | null;
};

const due = {
  id: outbox.id,
  step: outbox.step,
  payload: outbox.payload,
  dedupeId: outbox.dedupeId,
  notBefore: outbox.notBefore,
};

/** A message that nobody has received this long after it was due is published again. */
export const REPUBLISH_AFTER_MS = 120_000;

/** Rows of one insert: Postgres takes at most 65,535 parameters. */
const CHUNK = 1_000;

/** Writes due steps; one whose dedupe id stands already is left out of the answer. */
export async function insertOutbox(
  tx: Database,
  now: Date,
  steps: (Omit<DueStep, "id" | "notBefore"> & { notBefore?: Date | undefined })[],
): Promise<DueStep[]> {
  if (steps.length === 0) return [];
  return tx
    .insert(outbox)
    .values(
      steps.map((step) => ({
        ...step,
        createdAt: now,
        republishAfter: new Date(
          Math.max(now.getTime(), step.notBefore?.getTime() ?? 0) + REPUBLISH_AFTER_MS,
        ),
      })),
    )
    .onConflictDoNothing({ target: outbox.dedupeId })
    .returning(due);
}

/** Marks a message as received. Receiving it again changes nothing. */
export async function markReceived(tx: Database, id: number, now: Date): Promise<void> {
  await tx
    .update(outbox)
    .set({ receivedAt: now })
    .where(and(eq(outbox.id, id), isNull(outbox.receivedAt)));
}

/**
 * Takes messages that nobody has received in time, at most `limit`, and puts their next try off,
 * twice as long each time. The dedupe id that comes back holds the number of the try.
 */
export async function takeUnreceived(tx: Database, now: Date, limit: number): Promise<DueStep[]> {
  const waiting = tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(isNull(outbox.receivedAt), lte(outbox.republishAfter, now)))
    .orderBy(asc(outbox.republishAfter))
    .limit(limit);
  const rows = await tx
    .update(outbox)
    .set({
      republished: sql`${outbox.republished} + 1`,
      republishAfter: sql`${now.toISOString()}::timestamptz + ${REPUBLISH_AFTER_MS} * interval '1 millisecond' * power(2, least(${outbox.republished} + 1, 10))`,
    })
    .where(sql`${outbox.id} in ${waiting}`)
    .returning({ ...due, republished: outbox.republished });
  return rows.map(({ republished, ...row }) => ({ ...row, dedupeId: `${row.dedupeId}-again${republished}` }));
}

/** Messages due now that nobody has received, oldest first (in-process delivery of the pipeline command). */
export async function listDue(tx: Database, now: Date, limit: number): Promise<DueStep[]> {
  return tx
    .select(due)
    .from(outbox)
    .where(and(isNull(outbox.receivedAt), or(isNull(outbox.notBefore), lte(outbox.notBefore, now))))
    .orderBy(asc(outbox.id))
    .limit(limit);
}

/** When the first message is due that nobody has received and that waits for later; null where none does. */
export async function nextDue(tx: Database, now: Date): Promise<Date | null> {
  const [row] = await tx
    .select({ at: outbox.notBefore })
    .from(outbox)
    .where(and(isNull(outbox.receivedAt), gt(outbox.notBefore, now)))
    .orderBy(asc(outbox.notBefore))
    .limit(1);
  return row?.at ?? null;
}

/** The payload of a message as it was written; null where the message is gone. */
export async function payloadOf(tx: Database, id: number): Promise<DueStep["payload"] | null> {
  const [row] = await tx.select({ payload: outbox.payload }).from(outbox).where(eq(outbox.id, id));
  return row?.payload ?? null;
}

/** How the dedupe id of a message is marked that waits for the end of a pause. */
export const PAUSED_MARK = "-paused-";

/**
 * Makes every message that waits for the end of a pause due now, under a dedupe id of its own: the queue still holds the old
 * one for later, and it will find its work done.
 */
export async function wakePaused(tx: Database, now: Date): Promise<DueStep[]> {
  const woken = await tx
    .update(outbox)
    .set({ receivedAt: now })
    .where(and(isNull(outbox.receivedAt), sql`position(${PAUSED_MARK} in ${outbox.dedupeId}) > 0`))
    .returning(due);
  const steps = woken.map(({ step, payload, dedupeId, id }) => ({
    step,
    payload,
    dedupeId: `${dedupeId.split(PAUSED_MARK)[0]}-woken-${id}`,
  }));
  const written: DueStep[] = [];
  for (let at = 0; at < steps.length; at += CHUNK) {
    written.push(...(await insertOutbox(tx, now, steps.slice(at, at + CHUNK))));
  }
  return written;
}

/** True when the same step of the same row was made due again after this message: the newer one speaks for it. */
export async function isSuperseded(tx: Database, message: { id: number }): Promise<boolean> {
  const result = await tx.execute(sql`
    select 1 from outbox later join outbox earlier on earlier.id = ${message.id}
    where later.id > earlier.id and later.step = earlier.step and later.payload = earlier.payload limit 1`);
  return rowsOf(result).length > 0;
}

/** How many messages nobody has received although they were due before `before`. */
export async function countStuck(tx: Database, before: Date): Promise<number> {
  const [row] = await tx
    .select({ stuck: count() })
    .from(outbox)
    .where(and(isNull(outbox.receivedAt), lt(outbox.republishAfter, before)));
  return row?.stuck ?? 0;
}

/** Retention: removes received messages older than `before`. */
export async function pruneOutbox(tx: Database, before: Date): Promise<number> {
  const gone = await tx.delete(outbox).where(lt(outbox.receivedAt, before)).returning({ id: outbox.id });
  return gone.length;
}
