/** A migrated database for tests: PGlite in memory by default, or a fresh Postgres database on the local server. */
import fs from "node:fs";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { openPostgres, type Database, type OpenDatabase } from "./client";
import { openPglite } from "./embedded";
import { migrateEmbedded, migrateServer } from "./migrate";
import { rowsOf } from "./rows";

/** PGlite in memory. `dumpPath` is a dump of a migrated database (tests/global-setup.ts); else it migrates. */
export async function testPglite(dumpPath?: string): Promise<OpenDatabase> {
  if (dumpPath && fs.existsSync(dumpPath)) {
    return openPglite({ from: new Blob([fs.readFileSync(dumpPath)]) });
  }
  const open = await openPglite({});
  await migrateEmbedded(open);
  return open;
}

const SERVER = "postgres://postgres@127.0.0.1:5432";

/** True when a local Postgres answers: race and fault tests need one. */
export async function postgresAnswers(): Promise<boolean> {
  const client = postgres(`${SERVER}/postgres`, { max: 1, connect_timeout: 2, onnotice: () => {} });
  try {
    await client`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await client.end({ timeout: 1 });
  }
}

/** A fresh migrated Postgres database, dropped by `close`. `url` is for further processes. */
export async function testPostgres(name: string): Promise<OpenDatabase & { url: string }> {
  const database = `pta_${name}_${process.pid}_${Date.now()}`;
  const admin = postgres(`${SERVER}/postgres`, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${database}`);
  const url = `${SERVER}/${database}`;
  await migrateServer(url);
  const open = openPostgres(url);
  return {
    ...open,
    url,
    close: async () => {
      await open.close();
      await admin.unsafe(`drop database if exists ${database} with (force)`);
      await admin.end({ timeout: 1 });
    },
  };
}

/** Empties every table (6 ms), so that the tests of one file share one database. */
export async function emptyTables(db: Database): Promise<void> {
  await db.execute(sql`
    do $$ declare names text; begin
      set local session_replication_role = replica;
      select string_agg(format('%I', tablename), ', ') into names from pg_tables where schemaname = 'public';
      execute 'alter table audit_logs disable trigger all';
      execute 'truncate ' || names || ' restart identity cascade';
      execute 'alter table audit_logs enable trigger all';
    end $$`);
}

/** Runs a statement written out in a test, where the application has no query for it; answers its rows. */
export async function runStatement<Row extends Record<string, unknown>>(
  db: Database,
  statement: string,
): Promise<Row[]> {
  return rowsOf<Row>(await db.execute(sql.raw(statement)));
}
