import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  serial,
  text,
  varchar,
} from "drizzle-orm/pg-core";
import { COMPETITION_LEVELS, PRODUCT_STATUSES, VERDICTS } from "@/lib/core/words";
import { amount, oneOf, time } from "./columns";

/** One row per thing, however many sightings it has. Status moves only through `db/queries/move-product`. */
export const products = pgTable(
  "products",
  {
    id: serial("id").primaryKey(),
    title: varchar("title", { length: 500 }).notNull(),
    description: text("description"),
    category: varchar("category", { length: 200 }),
    imageUrl: varchar("image_url", { length: 1000 }),
    sourceUrl: varchar("source_url", { length: 1000 }),
    trendScore: doublePrecision("trend_score"),
    /** The origin of the strongest evidence. */
    trendSource: varchar("trend_source", { length: 200 }),
    searchVolume: integer("search_volume"),
    socialMentions: integer("social_mentions"),
    aiCategory: varchar("ai_category", { length: 200 }),
    aiKeywords: jsonb("ai_keywords").$type<string[]>(),
    aiDescription: text("ai_description"),
    profitPotentialScore: doublePrecision("profit_potential_score"),
    competitionLevel: varchar("competition_level", { length: 50, enum: COMPETITION_LEVELS }),
    estimatedCost: amount("estimated_cost"),
    suggestedPrice: amount("suggested_price"),
    /** The likely margin in percent: 32 means 32%. */
    potentialMargin: doublePrecision("potential_margin"),
    status: varchar("status", { length: 50, enum: PRODUCT_STATUSES }).notNull().default("DISCOVERED"),
    /** True only when a person approved; false when a policy did; null before any decision. */
    approvedByUser: boolean("approved_by_user"),
    postedPlatforms: jsonb("posted_platforms").$type<string[]>(),
    platformIds: jsonb("platform_ids").$type<Record<string, string>>(),
    discoveredAt: time("discovered_at").notNull().defaultNow(),
    analyzedAt: time("analyzed_at"),
    approvedAt: time("approved_at"),
    postedAt: time("posted_at"),
    updatedAt: time("updated_at").notNull().defaultNow(),
    /** ISO 4217 of estimated_cost and suggested_price: the home currency when they were written. */
    currency: varchar("currency", { length: 3 }),
    qualityScore: doublePrecision("quality_score"),
    viralScore: doublePrecision("viral_score"),
    verdict: varchar("verdict", { length: 20, enum: VERDICTS }),
    verdictReasons: jsonb("verdict_reasons").$type<string[]>(),
    trendBreakdown:
      jsonb("trend_breakdown").$type<{ name: string; label: string; value: number; detail: string }[]>(),
    /** How far trend_score can be trusted, 0–1, and why. */
    trendConfidence: jsonb("trend_confidence").$type<{ value: number; because: string }>(),
    /** The keywords that matched the title, strongest first; empty when none did. */
    keywordMatch: jsonb("keyword_match")
      .$type<{ id: number; keyword: string; how: string }[]>()
      .notNull()
      .default([]),
    /** 0–1 as the data-science agent reconciled it; null before analysis. */
    dataQuality: doublePrecision("data_quality"),
    /** How many runs have failed since the last one that finished. */
    failedRuns: integer("failed_runs").notNull().default(0),
    /** Not analysed again by itself before this time, after a failed run. */
    analyzeAfter: time("analyze_after"),
    /** Grows with every change of status: the compare in compare-and-set. */
    version: integer("version").notNull().default(1),
  },
  (table) => [
    oneOf("products_status_check", table.status, PRODUCT_STATUSES),
    oneOf("products_verdict_check", table.verdict, VERDICTS),
    oneOf("products_competition_check", table.competitionLevel, COMPETITION_LEVELS),
    // analyze: the best products that wait for analysis (chooseProducts)
    index("products_to_analyze_idx")
      .on(
        sql`(jsonb_array_length(${table.keywordMatch}) > 0) desc`,
        sql`${table.trendScore} desc nulls last`,
        table.id,
      )
      .where(sql`${table.status} = 'DISCOVERED'`),
    // review queue and product lists by status, best first (listProducts)
    index("products_by_status_idx").on(table.status, sql`${table.trendScore} desc nulls last`, table.id),
  ],
);

/** Identity keys (`asin:…`, `url:…`, `title:…`): whoever holds a key is the product that a sighting with it belongs to. */
export const productKeys = pgTable(
  "product_keys",
  {
    key: varchar("key", { length: 600 }).primaryKey(),
    productId: integer("product_id")
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
  },
  // the keys of one product, for its page and for merges
  (table) => [index("product_keys_product_idx").on(table.productId)],
);
