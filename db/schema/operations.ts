import { sql } from "drizzle-orm";
import {
  bigserial,
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { time } from "./columns";

/**
 * Steps that must be delivered, written in the transaction that makes them due. The step that receives
 * one marks it; the health task publishes again what nobody has received.
 */
export const outbox = pgTable(
  "outbox",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    step: varchar("step", { length: 50 }).notNull(),
    /** Ids only: the truth stands in the rows they name. */
    payload: jsonb("payload").$type<Record<string, number | string>>().notNull(),
    dedupeId: varchar("dedupe_id", { length: 200 }).notNull(),
    notBefore: time("not_before"),
    createdAt: time("created_at").notNull().defaultNow(),
    receivedAt: time("received_at"),
    /** How often the health task has published it again. */
    republished: integer("republished").notNull().default(0),
    republishAfter: time("republish_after").notNull(),
  },
  (table) => [
    // the same work at the same attempt is due once
    uniqueIndex("outbox_dedupe_idx").on(table.dedupeId),
    // what nobody has received and is due for another try (sweepOutbox)
    index("outbox_pending_idx")
      .on(table.republishAfter)
      .where(sql`${table.receivedAt} is null`),
    // retention: received rows by age
    index("outbox_received_idx").on(table.receivedAt),
  ],
);

/** What people do, status changes and settings. Append-only, enforced by a trigger. */
export const auditLogs = pgTable(
  "audit_logs",
  {
    id: serial("id").primaryKey(),
    action: varchar("action", { length: 200 }).notNull(),
    entityType: varchar("entity_type", { length: 100 }).notNull(),
    entityId: text("entity_id"),
    details: jsonb("details").$type<Record<string, unknown>>(),
    /** A person's id, or `system`, `schedule`, `policy`. */
    userId: varchar("user_id", { length: 200 }),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [
    // the history of one entity
    index("audit_logs_entity_idx").on(table.entityType, table.entityId),
    // the acts of one person
    index("audit_logs_user_idx").on(table.userId, sql`${table.id} desc`),
  ],
);

/** A hash chain over the audit log, sealed by the health task. */
export const auditSeals = pgTable("audit_seals", {
  id: serial("id").primaryKey(),
  firstId: integer("first_id").notNull(),
  lastId: integer("last_id").notNull(),
  rows: integer("rows").notNull(),
  /** SHA-256, hex, of the previous seal's hash and the rows in order of id. */
  hash: varchar("hash", { length: 64 }).notNull(),
  previousHash: varchar("previous_hash", { length: 64 }),
  sealedAt: time("sealed_at").notNull().defaultNow(),
});

/** One row per run of a cron task, for the health page. */
export const taskRuns = pgTable(
  "task_runs",
  {
    id: serial("id").primaryKey(),
    task: varchar("task", { length: 30 }).notNull(),
    startedAt: time("started_at").notNull(),
    finishedAt: time("finished_at"),
    durationMs: doublePrecision("duration_ms"),
    outcome: varchar("outcome", { length: 20, enum: ["running", "done", "failed", "paused"] }).notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>(),
    error: text("error"),
  },
  // the last runs of a task
  (table) => [index("task_runs_task_idx").on(table.task, sql`${table.id} desc`)],
);

/** Settings that a page changes: `paused`, retention, home currency. One row a key. */
export const settings = pgTable("settings", {
  key: varchar("key", { length: 100 }).primaryKey(),
  value: jsonb("value").$type<unknown>().notNull(),
  updatedBy: varchar("updated_by", { length: 200 }).notNull(),
  updatedAt: time("updated_at").notNull().defaultNow(),
});

/** Keys that the application makes for itself: first writer wins. */
export const ownKeys = pgTable("own_keys", {
  name: varchar("name", { length: 100 }).primaryKey(),
  value: text("value").notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
});

/** Units of `quote` for one unit of `base` on a day. */
export const exchangeRates = pgTable(
  "exchange_rates",
  {
    day: date("day").notNull(),
    base: varchar("base", { length: 3 }).notNull(),
    quote: varchar("quote", { length: 3 }).notNull(),
    rate: doublePrecision("rate").notNull(),
    source: varchar("source", { length: 200 }).notNull(),
  },
  // the newest rate of a pair
  (table) => [primaryKey({ columns: [table.base, table.quote, table.day] })],
);

export const pushSubscriptions = pgTable("push_subscriptions", {
  id: serial("id").primaryKey(),
  userId: text("user_id").notNull(),
  endpoint: text("endpoint").notNull().unique(),
  keys: jsonb("keys").$type<{ p256dh: string; auth: string }>().notNull(),
  createdAt: time("created_at").notNull().defaultNow(),
  /** Consecutive failures; a subscription that keeps failing is removed. */
  failures: bigint("failures", { mode: "number" }).notNull().default(0),
});
