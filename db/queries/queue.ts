/** Where the embedded queue keeps its messages: in the product's own database, PGlite or Postgres. */
import { inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Change, QueueStore } from "@/lib/platform/qstash/embedded/store";
import { executeKept } from "../kept-plans";
import {
  queueDlq,
  queueFlowControls,
  queueMessages,
  queueQueues,
  queueSchedules,
  queueUrlGroups,
} from "../schema/queue";

type RecordTable =
  | typeof queueDlq
  | typeof queueFlowControls
  | typeof queueQueues
  | typeof queueSchedules
  | typeof queueUrlGroups;

type Write = (tx: Database) => Promise<unknown>;

/** Postgres takes at most 65 535 parameters in a statement; a message has eight. */
const ROWS_PER_STATEMENT = 5_000;

function* inSlices<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
    yield rows.slice(from, from + ROWS_PER_STATEMENT);
  }
}

function* recordWrites<T>(
  table: RecordTable,
  records: readonly T[] | undefined,
  idOf: (record: T) => string,
  gone: readonly string[] | undefined,
): Generator<Write> {
  // The last record of an id wins; one statement must not touch a row twice.
  const newest = new Map((records ?? []).map((record) => [idOf(record), record]));
  const rows = [...newest].map(([id, record]) => ({ id, record })) as (typeof table.$inferInsert)[];
  for (const slice of inSlices(rows)) {
    yield (tx) =>
      tx
        .insert(table)
        .values(slice)
        .onConflictDoUpdate({ target: table.id, set: { record: sql`excluded.record` } });
  }
  for (const slice of inSlices(gone ?? [])) yield (tx) => tx.delete(table).where(inArray(table.id, slice));
}

function* messageWrites(change: Change, now: number): Generator<Write> {
  for (const slice of inSlices(change.messages ?? [])) {
    yield (tx) => {
      const insert = tx.insert(queueMessages).values(slice).onConflictDoNothing();
      // Most are one message, and the step behind it waits.
      return slice.length === 1 ? executeKept(tx, insert.getSQL()) : insert;
    };
  }
  const postponed = new Map((change.postponed ?? []).map((one) => [one.id, one]));
  for (const slice of inSlices([...postponed.values()])) {
    const rows = slice.map(({ id, dueAt, retried }) => sql`(${id}::text, ${dueAt}::bigint, ${retried}::int)`);
    yield (tx) =>
      tx.execute(sql`
        update queue_messages set due_at = next.due_at, retried = next.retried
        from (values ${sql.join(rows, sql`, `)}) as next (id, due_at, retried)
        where queue_messages.id = next.id`);
  }
  // One statement: what has a deduplication id stays until its window is over, the rest goes.
  for (const slice of inSlices(change.finished ?? [])) {
    const ids = sql.join(
      slice.map((id) => sql`${id}`),
      sql`, `,
    );
    yield (tx) =>
      tx.execute(sql`
        with gone as (
          delete from queue_messages where id in (${ids}) and deduplication_id is null
        )
        update queue_messages set finished_at = ${now}::bigint
        where id in (${ids}) and deduplication_id is not null`);
  }
}

function* writesOf(change: Change, now: number): Generator<Write> {
  yield* messageWrites(change, now);
  yield* recordWrites(queueDlq, change.deadLetters, ({ id }) => id, change.deadLettersGone);
  yield* recordWrites(queueSchedules, change.schedules, ({ id }) => id, change.schedulesGone);
  yield* recordWrites(queueUrlGroups, change.urlGroups, ({ name }) => name, change.urlGroupsGone);
  yield* recordWrites(queueQueues, change.queues, ({ name }) => name, change.queuesGone);
  yield* recordWrites(queueFlowControls, change.flowControls, ({ key }) => key, change.flowControlsGone);
}

/** The embedded queue's memory of what it has accepted. Acknowledged writes survive a kill. */
export function databaseQueueStore(db: Database): QueueStore {
  return {
    async load() {
      const messages = await db.select().from(queueMessages).where(isNull(queueMessages.finishedAt));
      const deduplication = await db
        .select({
          id: queueMessages.deduplicationId,
          messageId: queueMessages.id,
          createdAt: queueMessages.createdAt,
        })
        .from(queueMessages)
        .where(isNotNull(queueMessages.deduplicationId));
      const recordsOf = async <T extends RecordTable>(table: T) => {
        const rows = await db.select({ record: table.record }).from(table as RecordTable);
        return rows.map(({ record }) => record) as T["$inferSelect"]["record"][];
      };
      return {
        messages: messages.map(({ id, createdAt, notBefore, dueAt, retried, envelope, deduplicationId }) => ({
          id,
          createdAt,
          notBefore,
          dueAt,
          retried,
          envelope,
          ...(deduplicationId === null ? {} : { deduplicationId }),
        })),
        deduplication: deduplication.flatMap(({ id, ...rest }) => (id === null ? [] : [{ id, ...rest }])),
        deadLetters: await recordsOf(queueDlq),
        schedules: await recordsOf(queueSchedules),
        urlGroups: await recordsOf(queueUrlGroups),
        queues: await recordsOf(queueQueues),
        flowControls: await recordsOf(queueFlowControls),
      };
    },

    async write(change, now) {
      const [first, ...rest] = writesOf(change, now);
      if (!first) return;
      // A single statement needs no transaction around it, and most changes are one.
      if (rest.length === 0) await first(db);
      else {
        await db.transaction(async (tx) => {
          for (const write of [first, ...rest]) await write(tx);
        });
      }
    },

    async prune(before) {
      await db.delete(queueMessages).where(lt(queueMessages.finishedAt, before.finished));
      // By the time in the id: the record may hold text that Postgres cannot look into (a NUL in a header).
      const failedAt = sql`split_part(${queueDlq.id}, '-', 1)::bigint`;
      await db.delete(queueDlq).where(lt(failedAt, before.deadLetters));
    },
  };
}
