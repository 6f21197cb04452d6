/** Statements that run often, planned once a connection where the connection is ours alone. */
import { DrizzleQueryError, type SQL } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Sql } from "postgres";
import { rowsOf } from "./rows";

const dialect = new PgDialect();

type Clients = {
  /** On which everything else runs, its transactions too. */
  usual: Sql;
  /**
   * Whose connections keep plans; none is made before the first such statement. A client of its own, because the driver's choice
   * goes for all that a client sends, a transaction's "commit" with it: where that one's plan is gone, the failed try ends the
   * transaction, and the driver's second try commits nothing and says that it has.
   */
  keeping: Sql;
  direct?: Promise<boolean> | undefined;
};

// Next bundles instrumentation and routes apart: a module-level singleton would exist twice.
const holder = globalThis as typeof globalThis & { __plansKept?: WeakMap<object, Clients> };
/** By the database that was opened; a transaction in one is none of them and plans anew. */
const known = (holder.__plansKept ??= new WeakMap<object, Clients>());

/** Tells whose connections may keep plans, if they turn out to be direct. Both clients lead to the same server. */
export function mayKeepPlans(db: object, clients: Pick<Clients, "usual" | "keeping">): void {
  known.set(db, { ...clients });
}

/**
 * Runs a statement whose text is always the same. On a direct connection it is prepared under a name: a third of its time,
 * and half of its round trips, is parsing, planning and asking for the types of its parameters. Behind a pooler, which gives
 * a name to one server process and the next statement to another, and on PGlite it runs like any other. A plan that is gone is
 * made again by the driver: nothing of the statement has been run then.
 * @throws DrizzleQueryError, as `db.execute` does
 */
export async function executeKept(
  db: object & { execute(query: SQL): PromiseLike<unknown> },
  query: SQL,
): Promise<unknown> {
  const clients = known.get(db);
  if (!clients || !(await isDirect(clients))) return db.execute(query);
  const { sql: text, params } = dialect.sqlToQuery(query);
  try {
    // drizzle has mapped them to what the driver takes; its type for them is unknown.
    return await clients.keeping.unsafe(text, params as (string | number | null)[], { prepare: true });
  } catch (thrown) {
    throw new DrizzleQueryError(text, params, thrown instanceof Error ? thrown : undefined);
  }
}

/** Asked once; asked again where there was no answer. */
async function isDirect(clients: Clients): Promise<boolean> {
  clients.direct ??= askWhoAnswers(clients.usual);
  try {
    return await clients.direct;
  } catch {
    clients.direct = undefined;
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
  return row?.pid === answer.state.pid;
}
