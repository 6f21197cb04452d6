import { sql } from "drizzle-orm";
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  bigserial,
  uniqueIndex,
  varchar,
} from "drizzle-orm/pg-core";
import { ORIGINS, SIGHTING_KINDS } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { amount, oneOf, time } from "./columns";
import { products } from "./products";
import { scans } from "./sources";

/** One observation of one thing at one origin in one scan. Never updated; thinned by retention. */
export const sightings = pgTable(
  "sightings",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    /** Null for what is no product: terms, categories and events are kept too. */
    productId: integer("product_id").references(() => products.id, { onDelete: "set null" }),
    scanId: integer("scan_id").references(() => scans.id, { onDelete: "set null" }),
    origin: varchar("origin", { length: 50, enum: ORIGINS }).notNull(),
    kind: varchar("kind", { length: 20, enum: SIGHTING_KINDS }).notNull(),
    externalId: varchar("external_id", { length: 300 }).notNull(),
    title: varchar("title", { length: 500 }).notNull(),
    url: varchar("url", { length: 1000 }),
    imageUrl: varchar("image_url", { length: 1000 }),
    priceAmount: amount("price_amount"),
    priceCurrency: varchar("price_currency", { length: 3 }),
    rank: integer("rank"),
    /** Engagement in the origin's own measure, for its distribution; null where it states none. */
    engagement: doublePrecision("engagement"),
    /** The whole sighting as parsed. */
    detail: jsonb("detail").$type<Sighting>().notNull(),
    /** Null where live; "sample" when it came from the samples. */
    mode: varchar("mode", { length: 10, enum: ["live", "sample"] }).notNull(),
    seenAt: time("seen_at").notNull(),
  },
  (table) => [
    oneOf("sightings_origin_check", table.origin, ORIGINS),
    oneOf("sightings_kind_check", table.kind, SIGHTING_KINDS),
    // a scan delivered twice writes each sighting once; a thing that stands in several lists is seen in each
    uniqueIndex("sightings_once_idx").on(
      table.origin,
      table.externalId,
      table.seenAt,
      sql`coalesce(${table.detail} ->> 'list', '')`,
    ),
    // the sightings of a product, newest first, for its page and its dossier
    index("sightings_product_idx").on(table.productId, sql`${table.seenAt} desc`),
    // the recent distribution of an origin (engagement against its own recent past)
    index("sightings_origin_idx").on(table.origin, sql`${table.seenAt} desc`),
  ],
);
