import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { oneOf, time } from "./columns";
import { STEP_STATUSES } from "@/lib/core/words";

/** Trending terms found by discovery; they live 30 days from the last time discovery saw them. */
export const trendingKeywords = pgTable(
  "trending_keywords",
  {
    id: serial("id").primaryKey(),
    keyword: varchar("keyword", { length: 200 }).notNull().unique(),
    category: varchar("category", { length: 200 }),
    trendStrength: varchar("trend_strength", { length: 50 }),
    searchCount: integer("search_count").notNull().default(1),
    lastSeen: time("last_seen").notNull(),
    firstDiscovered: time("first_discovered").notNull(),
    relatedProducts: jsonb("related_products").$type<string[]>().notNull().default([]),
    sourceUrls: jsonb("source_urls").$type<string[]>().notNull().default([]),
    expiresAt: time("expires_at").notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
    updatedAt: time("updated_at").notNull().defaultNow(),
    pinned: boolean("pinned").notNull().default(false),
    muted: boolean("muted").notNull().default(false),
  },
  // the 20 most-seen keywords that have not expired (steeringKeywords)
  (table) => [index("trending_keywords_steering_idx").on(sql`${table.searchCount} desc`, table.expiresAt)],
);

/** One question of one discovery round: the step that `discover-query` claims. */
export const discoveryQueries = pgTable(
  "discovery_queries",
  {
    id: serial("id").primaryKey(),
    /** All questions of one round share the time the round was planned for. */
    round: time("round").notNull(),
    question: varchar("question", { length: 50 }).notNull(),
    status: varchar("status", { length: 20, enum: STEP_STATUSES }).notNull().default("QUEUED"),
    attempt: integer("attempt").notNull().default(0),
    leaseToken: varchar("lease_token", { length: 64 }),
    leaseExpiresAt: time("lease_expires_at"),
    model: varchar("model", { length: 100 }),
    keywordsFound: integer("keywords_found"),
    productsFound: integer("products_found"),
    lastError: text("last_error"),
    /** While the question waits for a limit or a budget: until when, and for what, in a sentence. */
    waitUntil: time("wait_until"),
    waitReason: text("wait_reason"),
    createdAt: time("created_at").notNull().defaultNow(),
    startedAt: time("started_at"),
    finishedAt: time("finished_at"),
  },
  (table) => [
    oneOf("discovery_queries_status_check", table.status, STEP_STATUSES),
    // planning a round twice finds the questions of the first time
    uniqueIndex("discovery_queries_round_question_idx").on(table.round, table.question),
    // what the health task sweeps: claimed and not finished
    index("discovery_queries_open_idx")
      .on(table.leaseExpiresAt)
      .where(sql`${table.status} in ('QUEUED', 'RUNNING')`),
  ],
);
