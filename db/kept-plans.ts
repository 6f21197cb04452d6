/** Statements that run often, planned once a connection where the connection is ours alone. */
import { PgDialect } from "drizzle-orm/pg-core";
import type { SQL } from "drizzle-orm";
import type { Sql } from "postgres";
import { rowsOf } from "./rows";

const dialect = new PgDialect();

type Client = { sql: Sql; direct?: Promise<boolean> | undefined };

// Next bundles instrumentation and routes apart: a module-level singleton would exist twice.
const holder = globalThis as typeof globalThis & { __plansKept?: WeakMap<object, Client> };
/** By the database that was opened; a transaction in one is none of them and plans anew. */
const clients = (holder.__plansKept ??= new WeakMap<object, Client>());

/** Tells whose connections may keep plans, if they turn out to be direct. */
export function mayKeepPlans(db: object, sql: Sql): void {
  clients.set(db, { sql });
}

/**
 * Runs a statement whose text is always the same. On a direct connection it is prepared under a name: a third of its time,
 * and half of its round trips, is parsing, planning and asking for the types of its parameters. Behind a pooler, which gives
 * a name to one server process and the next statement to another, and on PGlite it runs like any other.
 */
export async function executeKept(
  db: object & { execute(query: SQL): PromiseLike<unknown> },
  query: SQL,
): Promise<unknown> {
  const client = clients.get(db);
  if (!client || !(await isDirect(client))) return db.execute(query);
  const { sql: text, params } = dialect.sqlToQuery(query);
  // drizzle has mapped them to what the driver takes; its type for them is unknown.
  return client.sql.unsafe(text, params as (string | number | null)[], { prepare: true });
}

/** Asked once; asked again where there was no answer. */
async function isDirect(client: Client): Promise<boolean> {
  client.direct ??= askWhoAnswers(client.sql);
  try {
    return await client.direct;
  } catch {
    client.direct = undefined;
    return false;
  }
}

/**
 * True when the server process that answers is the one that greeted the connection. A pooler greets with a number of its own,
 * since it may use any process for what follows. https://www.postgresql.org/docs/15/protocol-message-formats.html (BackendKeyData)
 */
async function askWhoAnswers(sql: Sql): Promise<boolean> {
  const answer = await sql.unsafe("select pg_backend_pid() as pid");
  const [row] = rowsOf<{ pid: number }>(answer);
  const direct = row?.pid === answer.state.pid;
  // The driver prepares nothing, whatever a statement asks for, until this is set.
  sql.options.prepare = direct;
  return direct;
}
