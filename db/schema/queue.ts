/**
 * What the embedded queue keeps: rows of its own, which only `db/queries/queue.ts` reads and writes.
 * Records are `json`, not `jsonb`: they are stored and loaded whole, and never searched in SQL.
 */
import { bigint, index, integer, json, pgTable, text } from "drizzle-orm/pg-core";
import type {
  DeadLetter,
  Envelope,
  FlowControlState,
  Queue,
  Schedule,
  UrlGroup,
} from "@/lib/platform/qstash/embedded/records";

/** Times are epoch milliseconds, as in the protocol: they are compared with the queue's own clock only. */
const milliseconds = (name: string) => bigint(name, { mode: "number" });

export const queueMessages = pgTable(
  "queue_messages",
  {
    id: text("id").primaryKey(),
    createdAt: milliseconds("created_at").notNull(),
    notBefore: milliseconds("not_before").notNull(),
    dueAt: milliseconds("due_at").notNull(),
    retried: integer("retried").notNull(),
    deduplicationId: text("deduplication_id"),
    /** Set when the message is over but its deduplication id still has to be remembered. */
    finishedAt: milliseconds("finished_at"),
    envelope: json("envelope").$type<Envelope>().notNull(),
  },
  (table) => [
    // prune: finished messages whose deduplication window is over
    index("queue_messages_finished_at").on(table.finishedAt),
  ],
);

export const queueDlq = pgTable("queue_dlq", {
  id: text("id").primaryKey(),
  record: json("record").$type<DeadLetter>().notNull(),
});

export const queueSchedules = pgTable("queue_schedules", {
  id: text("id").primaryKey(),
  record: json("record").$type<Schedule>().notNull(),
});

export const queueUrlGroups = pgTable("queue_url_groups", {
  id: text("id").primaryKey(),
  record: json("record").$type<UrlGroup>().notNull(),
});

export const queueQueues = pgTable("queue_queues", {
  id: text("id").primaryKey(),
  record: json("record").$type<Queue>().notNull(),
});

export const queueFlowControls = pgTable("queue_flow_controls", {
  id: text("id").primaryKey(),
  record: json("record").$type<FlowControlState>().notNull(),
});
