import net from "node:net";
import { DrizzleQueryError, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { openPostgres, type Database, type OpenDatabase } from "./client";
import { executeKept } from "./kept-plans";
import { rowsOf } from "./rows";
import { testPglite, testPostgres } from "./testing";

const statement = (n: number) => sql`select ${n}::int + 1 as sum`;

async function sumOf(db: Database, n: number): Promise<number | undefined> {
  return rowsOf<{ sum: number }>(await executeKept(db, statement(n)))[0]?.sum;
}

const ASKS_FOR_PLANS = sql`select statement from pg_prepared_statements order by statement`;
const statements = (answer: unknown) =>
  rowsOf<{ statement: string }>(answer).map((row) => row.statement.replace(/ from pg_prepared.*/, ""));
/** The statements that the connection of those that run often keeps planned. */
const keptBy = async (db: Database) => statements(await executeKept(db, ASKS_FOR_PLANS));
/** And those of the connection that everything else runs on. */
const keptBesides = async (db: Database) => statements(await db.execute(ASKS_FOR_PLANS));

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
    expect(await keptBesides(open.db)).toEqual([]);
  });

  it("plans that are gone, as where a pooler comes in between, cost neither a statement nor a transaction", async () => {
    open = openPostgres(server.url, 1);
    const { db } = open;
    await db.execute(sql`create table if not exists written (n int)`);
    const write = (n: number) => db.transaction((tx) => tx.execute(sql`insert into written values (${n})`));
    await sumOf(db, 1);
    await write(1);
    await executeKept(db, sql`deallocate all`);
    await db.execute(sql`deallocate all`);
    await write(2);
    expect(await sumOf(db, 2)).toBe(3);
    expect(rowsOf(await db.execute(sql`select n from written order by n`))).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it("a connection that is cut is made again, with plans of its own", async () => {
    open = openPostgres(server.url, 1);
    const { db } = open;
    const who = async () =>
      rowsOf<{ pid: number }>(await executeKept(db, sql`select pg_backend_pid() as pid`))[0]?.pid ?? 0;
    const before = await who();
    await server.db.execute(sql`select pg_terminate_backend(${before}::int)`);
    await expect.poll(() => who().catch(() => before)).not.toBe(before);
    expect(await sumOf(db, 2)).toBe(3);
  });

  it("an error has the shape that it has without a plan", async () => {
    open = openPostgres(server.url, 1);
    const { db } = open;
    const failing = sql`select 1 / ${0}::int`;
    const caught = (work: PromiseLike<unknown>) => Promise.resolve(work).catch((thrown: unknown) => thrown);
    const [kept, plain] = [await caught(executeKept(db, failing)), await caught(db.execute(failing))];
    expect(kept).toBeInstanceOf(DrizzleQueryError);
    expect(kept).toEqual(plain);
    expect(kept).toMatchObject({ cause: { code: "22012" } });
  });

  it("behind a pooler nothing is prepared, and the answers are the same", async () => {
    const pooler = await startPooler();
    const url = new URL(server.url);
    url.port = String((pooler.address() as net.AddressInfo).port);
    open = openPostgres(url.href, 1);
    expect([await sumOf(open.db, 1), await sumOf(open.db, 2)]).toEqual([2, 3]);
    expect(await keptBesides(open.db)).toEqual([]);
    await open.close();
    open = undefined;
    pooler.close();
  });
});
