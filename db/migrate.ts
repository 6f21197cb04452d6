/** Brings a database to the newest migration. Safe to call by several processes at once. */
import path from "node:path";
import { sql } from "drizzle-orm";
import { migrate as migratePglite } from "drizzle-orm/pglite/migrator";
import { migrate as migratePostgres } from "drizzle-orm/postgres-js/migrator";
import type { PgliteDatabase } from "drizzle-orm/pglite";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import type { OpenDatabase } from "./client";
import type * as schema from "./schema";

const MIGRATIONS = path.join(process.cwd(), "db", "migrations");
/** Any number, the same in every process: who holds it migrates. */
const LOCK_ID = 727_401_118;

/** Migrates the embedded database. */
export async function migrateEmbedded(open: OpenDatabase): Promise<void> {
  await migratePglite(open.db as unknown as PgliteDatabase<typeof schema>, { migrationsFolder: MIGRATIONS });
}

/** Migrates Postgres over one connection of its own, under an advisory lock: drizzle's own migrate races. */
export async function migrateServer(url: string): Promise<void> {
  const client = postgres(url, { prepare: false, max: 1, onnotice: () => {} });
  try {
    const db: PostgresJsDatabase = drizzle(client);
    await db.execute(sql`select pg_advisory_lock(${LOCK_ID})`);
    try {
      await migratePostgres(db, { migrationsFolder: MIGRATIONS });
    } finally {
      await db.execute(sql`select pg_advisory_unlock(${LOCK_ID})`);
    }
  } finally {
    await client.end({ timeout: 5 });
  }
}
