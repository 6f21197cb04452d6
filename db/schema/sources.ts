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
import { SOURCE_IDS, SOURCE_STATES, STEP_STATUSES } from "@/lib/core/words";
import type { RateLimit, SourceQuota } from "@/lib/core/source-limits";
import { oneOf, time } from "./columns";

export const trendSources = pgTable(
  "trend_sources",
  {
    id: serial("id").primaryKey(),
    name: varchar("name", { length: 200, enum: SOURCE_IDS }).notNull().unique(),
    sourceType: varchar("source_type", { length: 100 }).notNull(),
    url: varchar("url", { length: 1000 }),
    enabled: boolean("enabled").notNull().default(true),
    productsFound: integer("products_found").notNull().default(0),
    successfulPosts: integer("successful_posts").notNull().default(0),
    lastScan: time("last_scan"),
    scanIntervalMinutes: integer("scan_interval_minutes").notNull().default(60),
    config: jsonb("config").$type<Record<string, unknown>>().notNull().default({}),
    /** What the source is in, and since when; why says it in a sentence. */
    state: varchar("state", { length: 20, enum: SOURCE_STATES }).notNull().default("stale"),
    stateSince: time("state_since").notNull().defaultNow(),
    stateWhy: text("state_why"),
    lastSuccess: time("last_success"),
    /** The source asked to be left alone until then; null where nothing but the interval decides. */
    nextTryAt: time("next_try_at"),
    /** What the scanner remembers from scan to scan, in its own shape; at most 64 kB. */
    memory: jsonb("memory").$type<Record<string, unknown>>().notNull().default({}),
    /** What is left of a budget that the source gives, as its scanner last counted it; null where there is none. */
    quota: jsonb("quota").$type<SourceQuota>(),
    /** The rate limit headers of the newest answer that had some. */
    rateLimit: jsonb("rate_limit").$type<RateLimit>(),
  },
  (table) => [
    oneOf("trend_sources_name_check", table.name, SOURCE_IDS),
    oneOf("trend_sources_state_check", table.state, SOURCE_STATES),
  ],
);

/** One row per source per scan, with its outcome: the step that `scan-source` claims. */
export const scans = pgTable(
  "scans",
  {
    id: serial("id").primaryKey(),
    source: varchar("source", { length: 50, enum: SOURCE_IDS }).notNull(),
    /** The time the scan was planned for: planning it twice finds the first. */
    plannedFor: time("planned_for").notNull(),
    status: varchar("status", { length: 20, enum: STEP_STATUSES }).notNull().default("QUEUED"),
    attempt: integer("attempt").notNull().default(0),
    leaseToken: varchar("lease_token", { length: 64 }),
    leaseExpiresAt: time("lease_expires_at"),
    /** The state the source was found in. */
    outcome: varchar("outcome", { length: 20, enum: SOURCE_STATES }),
    pages: integer("pages"),
    /** Of these pages, how many the source said are the same as at the look before. */
    unchanged: integer("unchanged"),
    found: integer("found"),
    newProducts: integer("new_products"),
    mergedProducts: integer("merged_products"),
    rejected: integer("rejected"),
    lastError: text("last_error"),
    /** What the scanner says about this scan that is no fault: unchanged since, valid until. */
    note: text("note"),
    /** The first 2 kB of a page that was blocked or not recognised, for a person to look at. */
    snippet: text("snippet"),
    createdAt: time("created_at").notNull().defaultNow(),
    startedAt: time("started_at"),
    finishedAt: time("finished_at"),
  },
  (table) => [
    oneOf("scans_source_check", table.source, SOURCE_IDS),
    oneOf("scans_status_check", table.status, STEP_STATUSES),
    // planning a scan twice finds the first
    uniqueIndex("scans_source_planned_idx").on(table.source, table.plannedFor),
    // the newest scans of a source, for its page
    index("scans_recent_idx").on(table.source, sql`${table.id} desc`),
    // what the health task sweeps: claimed and not finished
    index("scans_open_idx")
      .on(table.leaseExpiresAt)
      .where(sql`${table.status} in ('QUEUED', 'RUNNING')`),
  ],
);
