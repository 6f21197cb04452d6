import { sql } from "drizzle-orm";
import {
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  serial,
  text,
  varchar,
} from "drizzle-orm/pg-core";
import { oneOf, time } from "./columns";
import { products } from "./products";

/**
 * The words of each product's title, for the search for candidates. A table of its own, because every scan rewrites rows of
 * `products` (scores), and an index over words there would be written again each time; this row changes with the title alone.
 */
export const productWords = pgTable(
  "product_words",
  {
    productId: integer("product_id")
      .primaryKey()
      .references(() => products.id, { onDelete: "cascade" }),
    words: text("words").array().notNull(),
  },
  (table) => [
    // the products that share rare words with a new sighting (findCandidates). GIN keeps a compressed list of rows per word:
    // a tenth of the size of a table of (word, product) pairs, and a search for several words reads the shortest list first.
    // No pending list: it would be read from end to end by each of a scan's thousand searches.
    index("product_words_idx").using("gin", table.words).with({ fastupdate: false }),
  ],
);

/** In how many products' titles a word stands: how rare it is. The empty word stands in all of them. */
export const wordCounts = pgTable("word_counts", {
  word: varchar("word", { length: 100 }).primaryKey(),
  products: integer("products").notNull(),
});

const pair = () => ({
  /** The lower of the two ids, so that a pair is one row. */
  lowId: integer("low_id")
    .notNull()
    .references(() => products.id, { onDelete: "cascade" }),
  highId: integer("high_id")
    .notNull()
    .references(() => products.id, { onDelete: "cascade" }),
});

/** Pairs that may be the same product and are not sure enough to be merged without a person. */
export const productSuggestions = pgTable(
  "product_suggestions",
  {
    ...pair(),
    probability: doublePrecision("probability").notNull(),
    because: jsonb("because").$type<string[]>().notNull(),
    createdAt: time("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.lowId, table.highId] }),
    // the suggestions of a product that is the higher of the two, for its page and for deletes
    index("product_suggestions_high_idx").on(table.highId),
  ],
);

/** Pairs that a person has said are not the same: ingest never joins them, whatever keys they share. */
export const productSeparations = pgTable(
  "product_separations",
  {
    ...pair(),
    saidBy: varchar("said_by", { length: 200 }).notNull(),
    saidAt: time("said_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.lowId, table.highId] }),
    // the separations of a product that is the higher of the two (findSeparations) and deletes
    index("product_separations_high_idx").on(table.highId),
  ],
);

/** What a merge or a split moved, in full: rows as they stood before, and the ids of those that changed hands. */
export type Moved = Record<string, unknown>;

/** Every merge (the part joined the whole) and split (the part was taken out of the whole). Undone rows stay. */
export const productMoves = pgTable(
  "product_moves",
  {
    id: serial("id").primaryKey(),
    kind: varchar("kind", { length: 10, enum: ["merge", "split"] }).notNull(),
    /** No reference: after a merge this product is gone, and comes back with an undo. */
    partId: integer("part_id").notNull(),
    wholeId: integer("whole_id").notNull(),
    partTitle: varchar("part_title", { length: 500 }).notNull(),
    wholeTitle: varchar("whole_title", { length: 500 }).notNull(),
    moved: jsonb("moved").$type<Moved>().notNull(),
    /** A person's id, or `schedule` where a scan found both under one key. */
    movedBy: varchar("moved_by", { length: 200 }).notNull(),
    movedByName: varchar("moved_by_name", { length: 200 }).notNull(),
    movedAt: time("moved_at").notNull().defaultNow(),
    undoneAt: time("undone_at"),
    undoneBy: varchar("undone_by", { length: 200 }),
  },
  (table) => [
    oneOf("product_moves_kind_check", table.kind, ["merge", "split"]),
    // where a product went that is gone (findKeeper), and the moves of a product for its page
    index("product_moves_part_idx").on(table.partId, sql`${table.id} desc`),
    // the moves of a product for its page, newest first
    index("product_moves_whole_idx").on(table.wholeId, sql`${table.id} desc`),
  ],
);
