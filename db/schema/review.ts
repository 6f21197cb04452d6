import { sql } from "drizzle-orm";
import {
  date,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { DECISIONS, LISTING_STATUSES, MARKETPLACES } from "@/lib/core/words";
import { amount, oneOf, time } from "./columns";
import { analysisRuns } from "./analysis";
import { products } from "./products";

/** What a person (or the policy) chose, with a reason; undone rows stay. */
export const decisions = pgTable(
  "decisions",
  {
    id: serial("id").primaryKey(),
    productId: integer("product_id")
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    runId: integer("run_id").references(() => analysisRuns.id, { onDelete: "set null" }),
    decision: varchar("decision", { length: 20, enum: DECISIONS }).notNull(),
    reason: text("reason"),
    /** A person's id, or `policy` when REQUIRE_MANUAL_APPROVAL is off. */
    decidedBy: varchar("decided_by", { length: 200 }).notNull(),
    decidedByName: varchar("decided_by_name", { length: 200 }).notNull(),
    decidedAt: time("decided_at").notNull().defaultNow(),
    undoneAt: time("undone_at"),
    undoneBy: varchar("undone_by", { length: 200 }),
  },
  (table) => [
    oneOf("decisions_decision_check", table.decision, DECISIONS),
    // the newest decision of a product that stands
    index("decisions_product_idx").on(table.productId, sql`${table.id} desc`),
  ],
);

/** One product on one marketplace. */
export const platformListings = pgTable(
  "platform_listings",
  {
    id: serial("id").primaryKey(),
    productId: integer("product_id")
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    platform: varchar("platform", { length: 50, enum: MARKETPLACES }).notNull(),
    platformListingId: varchar("platform_listing_id", { length: 200 }),
    listingUrl: varchar("listing_url", { length: 1000 }),
    listingStatus: varchar("listing_status", { length: 100, enum: LISTING_STATUSES })
      .notNull()
      .default("DRAFT"),
    /** Null where nobody knows: a marketplace that gives no figure is not a zero. */
    views: integer("views"),
    clicks: integer("clicks"),
    sales: integer("sales"),
    revenue: amount("revenue"),
    revenueCurrency: varchar("revenue_currency", { length: 3 }),
    /** `person` when recorded by hand. */
    postedBy: varchar("posted_by", { length: 200 }),
    postedAt: time("posted_at"),
    lastSynced: time("last_synced"),
  },
  (table) => [
    oneOf("platform_listings_platform_check", table.platform, MARKETPLACES),
    oneOf("platform_listings_status_check", table.listingStatus, LISTING_STATUSES),
    // one live listing per product and marketplace
    uniqueIndex("platform_listings_one_idx")
      .on(table.productId, table.platform)
      .where(sql`${table.listingStatus} not in ('WITHDRAWN', 'REJECTED')`),
    // listings of a product
    index("platform_listings_product_idx").on(table.productId),
  ],
);

/** The posting ledger: an intent row before a marketplace is called, settled after the read-back. */
export const postingAttempts = pgTable(
  "posting_attempts",
  {
    id: serial("id").primaryKey(),
    listingId: integer("listing_id")
      .notNull()
      .references(() => platformListings.id, { onDelete: "cascade" }),
    /** The idempotency key at the marketplace: the SKU. */
    sku: varchar("sku", { length: 100 }).notNull(),
    attempt: integer("attempt").notNull(),
    status: varchar("status", { length: 20, enum: ["INTENT", "CALLED", "CONFIRMED", "FAILED"] }).notNull(),
    request: jsonb("request").$type<unknown>(),
    response: jsonb("response").$type<unknown>(),
    error: text("error"),
    createdAt: time("created_at").notNull().defaultNow(),
    settledAt: time("settled_at"),
  },
  // one intent per try
  (table) => [uniqueIndex("posting_attempts_once_idx").on(table.listingId, table.attempt)],
);

/** One row per listing per day; null where the marketplace gives no figure. */
export const listingMetrics = pgTable(
  "listing_metrics",
  {
    id: serial("id").primaryKey(),
    listingId: integer("listing_id")
      .notNull()
      .references(() => platformListings.id, { onDelete: "cascade" }),
    day: date("day").notNull(),
    views: integer("views"),
    clicks: integer("clicks"),
    sales: integer("sales"),
    revenue: amount("revenue"),
    revenueCurrency: varchar("revenue_currency", { length: 3 }),
    recordedBy: varchar("recorded_by", { length: 200 }).notNull(),
    recordedAt: time("recorded_at").notNull().defaultNow(),
  },
  // the days of a listing, and one row a day
  (table) => [uniqueIndex("listing_metrics_day_idx").on(table.listingId, table.day)],
);
