import { sql } from "drizzle-orm";
import { index, integer, numeric, pgTable, serial, text, uniqueIndex, varchar } from "drizzle-orm/pg-core";
import { FACT_NAMES } from "@/lib/core/facts";
import { oneOf, time } from "./columns";
import { products } from "./products";

/**
 * What people have stated of a product besides its money: weight, category, a note. A person's word stands above every
 * estimate. Never updated: a new statement removes the one before it, so that all of them can be read.
 */
export const productFacts = pgTable(
  "product_facts",
  {
    id: serial("id").primaryKey(),
    productId: integer("product_id")
      .notNull()
      .references(() => products.id, { onDelete: "cascade" }),
    name: varchar("name", { length: 40, enum: FACT_NAMES }).notNull(),
    /** The figure; null where the fact is words. */
    value: numeric("value", { precision: 14, scale: 4 }),
    /** Of the figure: `g`, `kg`, `oz` or `lb`. */
    unit: varchar("unit", { length: 20 }),
    /** The words; null where the fact is a figure. */
    words: text("words"),
    /** Who told the person: "quote of a supplier, 3 May". Null where they say it themselves. */
    source: varchar("source", { length: 300 }),
    statedBy: varchar("stated_by", { length: 200 }).notNull(),
    statedByName: varchar("stated_by_name", { length: 200 }).notNull(),
    statedAt: time("stated_at").notNull(),
    removedBy: varchar("removed_by", { length: 200 }),
    removedAt: time("removed_at"),
  },
  (table) => [
    oneOf("product_facts_name_check", table.name, FACT_NAMES),
    // one standing statement of each fact; also serves the facts of a product (standingFacts)
    uniqueIndex("product_facts_standing_idx")
      .on(table.productId, table.name)
      .where(sql`${table.removedAt} is null`),
    // all that was ever stated of a product, newest first, for its page (listFacts)
    index("product_facts_product_idx").on(table.productId, sql`${table.id} desc`),
  ],
);
