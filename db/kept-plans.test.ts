import net from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { openPostgres, type Database, type OpenDatabase } from "./client";
import { executeKept } from "./kept-plans";
import { rowsOf } from "./rows";
import { testPglite, testPostgres } from "./testing";

const statement = (n: number) => sql`select ${n}::int + 1 as sum`;

async function sumOf(db: Database, n: number): Promise<number | undefined> {
  return rowsOf<{ sum: number }>(await executeKept(db, statement(n)))[0]?.sum;
}

/** The statements that the connection keeps planned; the driver's own "commit" is one. */
async function keptBy(db: Database): Promise<string[]> {
  const kept = await db.execute(
    sql`select statement from pg_prepared_statements where statement <> 'commit'`,
  );
  return rowsOf<{ statement: string }>(kept).map((row) => row.statement);
}

/** BackendKeyData: 'K', a length of 12, the number of the process, a secret. */
const GREETING = Buffer.from([0x4b, 0, 0, 0, 12]);

/** A way to the server that greets with a number of its own, as poolers do. */
function startPooler(): Promise<net.Server> {
  const server = net.createServer((client) => {
    const upstream = net.connect(5432, "127.0.0.1");
    client.pipe(upstream);
    upstream.on("data", (chunk: Buffer) => {
      const at = chunk.indexOf(GREETING);
      if (at >= 0) chunk.writeUInt32BE(4_242, at + GREETING.length);
      client.write(chunk);
    });
    client.on("close", () => upstream.destroy());
    upstream.on("close", () => client.destroy());
    for (const socket of [client, upstream]) socket.on("error", () => {});
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server)));
}

it("on PGlite a statement runs like any other", async () => {
  const open = await testPglite(inject("migratedDump"));
  expect(await sumOf(open.db, 1)).toBe(2);
  await open.close();
});

describe.skipIf(!inject("postgres"))("on Postgres", () => {
  let server: OpenDatabase & { url: string };
  let open: OpenDatabase | undefined;

  beforeAll(async () => {
    server = await testPostgres("plans");
  });
  afterAll(() => server.close());
  afterEach(async () => {
    await open?.close();
    open = undefined;
  });

  it("a direct connection keeps one plan, however often the statement runs", async () => {
    open = openPostgres(server.url, 1);
    expect([await sumOf(open.db, 1), await sumOf(open.db, 2), await sumOf(open.db, 40)]).toEqual([2, 3, 41]);
    expect(await keptBy(open.db)).toEqual(["select $1::int + 1 as sum"]);
  });

  it("a statement that does not ask for it, and one inside a transaction, leaves no plan behind", async () => {
    open = openPostgres(server.url, 1);
    await sumOf(open.db, 1);
    await open.db.execute(sql`select ${7}::int as seven`);
    expect(await open.db.transaction((tx) => sumOf(tx, 5))).toBe(6);
    expect(await keptBy(open.db)).toEqual(["select $1::int + 1 as sum"]);
  });

  it("behind a pooler nothing is prepared, and the answers are the same", async () => {
    const pooler = await startPooler();
    const url = new URL(server.url);
    url.port = String((pooler.address() as net.AddressInfo).port);
    open = openPostgres(url.href, 1);
    expect([await sumOf(open.db, 1), await sumOf(open.db, 2)]).toEqual([2, 3]);
    expect(await keptBy(open.db)).toEqual([]);
    await open.close();
    open = undefined;
    pooler.close();
  });
});
