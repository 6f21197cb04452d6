/** The one database of this process: Postgres by DATABASE_URL, or the embedded PGlite that the boot opened. */
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { MisconfiguredError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { mayKeepPlans } from "./kept-plans";
import * as schema from "./schema";

/** A database or a transaction in one: whoever gets a transaction uses nothing else. */
export type Database = PgDatabase<PgQueryResultHKT, typeof schema>;

export type OpenDatabase = { db: Database; kind: "postgres" | "pglite"; close(): Promise<void> };

// Next bundles instrumentation and routes apart: a module-level singleton would exist twice.
const holder = globalThis as typeof globalThis & { __database?: OpenDatabase | undefined };

/** Small, because hosted functions are many: each holds at most this many connections. */
const POOL_SIZE = 10;

/** And this many more for the statements that run most, where they are direct. */
const KEEPING_POOL_SIZE = 4;

/** Opens Postgres. No prepared statements and no session state: poolers may sit in between (db/kept-plans.ts finds out). */
export function openPostgres(url: string, poolSize = POOL_SIZE): OpenDatabase {
  const options = { onnotice: () => {} };
  const usual = postgres(url, { ...options, prepare: false, max: poolSize });
  const max = Math.min(poolSize, KEEPING_POOL_SIZE);
  const keeping = postgres(url, { ...options, prepare: true, max, fetch_types: false });
  const db = drizzle(usual, { schema }) as unknown as Database;
  // Values are then written and read as by the other: dates and JSON as text.
  drizzle(keeping);
  mayKeepPlans(db, { usual, keeping });
  return {
    db,
    kind: "postgres",
    close: async () => {
      await Promise.all([usual.end({ timeout: 5 }), keeping.end({ timeout: 5 })]);
    },
  };
}

/** Makes an opened database the one of this process. */
export function useDatabase(open: OpenDatabase | undefined): void {
  holder.__database = open;
}

/** What this process has open, if anything. */
export function openedDatabase(): OpenDatabase | undefined {
  return holder.__database;
}

/** The database. Opens Postgres at first use; never opens anything during a build. */
export function db(): Database {
  if (env().NEXT_PHASE === "phase-production-build") {
    throw new MisconfiguredError("The database must not be used during the build: make the page dynamic.");
  }
  if (!holder.__database) {
    const url = env().DATABASE_URL;
    if (!url)
      throw new MisconfiguredError(
        "The embedded database is not open. Start the application with npm start.",
      );
    holder.__database = openPostgres(url);
  }
  return holder.__database.db;
}
