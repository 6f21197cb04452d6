import { sql } from "drizzle-orm";
import { check, doublePrecision, integer, pgTable, primaryKey, varchar } from "drizzle-orm/pg-core";
import { STATED_INPUTS, STATED_PLACES } from "@/lib/core/statement";
import { oneOf, time } from "./columns";

/**
 * What people state about the money in a product, in place of our tables; one row an input and place. No foreign key: what was
 * stated about a product that a merge takes in waits for the merge to be undone.
 */
export const costStatements = pgTable(
  "cost_statements",
  {
    productId: integer("product_id").notNull(),
    input: varchar("input", { length: 20, enum: STATED_INPUTS }).notNull(),
    /** A marketplace, or `all`. */
    place: varchar("place", { length: 20, enum: STATED_PLACES }).notNull(),
    low: doublePrecision("low").notNull(),
    likely: doublePrecision("likely").notNull(),
    high: doublePrecision("high").notNull(),
    /** A currency, or `%`. */
    unit: varchar("unit", { length: 3 }).notNull(),
    note: varchar("note", { length: 200 }).notNull().default(""),
    statedBy: varchar("stated_by", { length: 200 }).notNull(),
    statedByName: varchar("stated_by_name", { length: 200 }).notNull(),
    statedAt: time("stated_at").notNull().defaultNow(),
  },
  (table) => [
    // the statements about a product
    primaryKey({ columns: [table.productId, table.input, table.place] }),
    oneOf("cost_statements_input_check", table.input, STATED_INPUTS),
    oneOf("cost_statements_place_check", table.place, STATED_PLACES),
    check(
      "cost_statements_range_check",
      sql`${table.low} between 0 and ${table.likely} and ${table.likely} <= ${table.high}`,
    ),
  ],
);
