import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { Database, OpenDatabase } from "@/db/client";
import { insertSeal, lastSeal, listAudit, listAuditActions } from "@/db/queries/audit";
import { emptyTables, testPglite, testPostgres } from "@/db/testing";
import { fixedClock } from "../core/clock";
import { SCHEDULE, within, type Ctx } from "../ctx";
import { parseEnv } from "../env";
import { sealAudit, verifySeals } from "./seal-audit";
import { writeAudit } from "./write-audit";

const ctxOn = (db: Database): Ctx => ({
  actor: SCHEDULE,
  db,
  clock: fixedClock(new Date()),
  requestId: "req_test",
  env: parseEnv({ NODE_ENV: "test" }),
});

let open: OpenDatabase;
let ctx: Ctx;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  ctx = ctxOn(open.db);
});
afterAll(() => open.close());

const note = (action: string, details?: Record<string, unknown>, on = ctx) =>
  writeAudit({
    ctx: on,
    input: { action, entityType: "product", entityId: 7, ...(details ? { details } : {}) },
  });

const isAppendOnly = async (statement: string) => {
  const error: unknown = await open.db.execute(statement).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(String(error instanceof Error ? error.cause : error)).toMatch(/append-only/);
};

describe("the audit log", () => {
  it("has a row exactly when the transaction that wrote it was committed", async () => {
    const undo = open.db.transaction(async (tx) => {
      await note("product.approve", {}, within(ctx, tx));
      throw new Error("undone");
    });
    await expect(undo).rejects.toThrow("undone");
    expect((await listAudit(open.db, {})).rows).toEqual([]);
    await open.db.transaction((tx) => note("product.approve", { why: "good" }, within(ctx, tx)));
    expect((await listAudit(open.db, {})).rows).toMatchObject([
      {
        action: "product.approve",
        entityType: "product",
        entityId: "7",
        userId: "schedule",
        details: { why: "good" },
      },
    ]);
  });

  it("keeps no secret and no more than it can carry", async () => {
    await note("setting.change", {
      password: "hunter2hunter2",
      url: "https://x.example/?token=hunter2hunter2",
    });
    await note("product.note", { nul: "a\u0000b", list: Array.from({ length: 90 }, () => "x".repeat(200)) });
    const [large, secret] = (await listAudit(open.db, {})).rows;
    expect(JSON.stringify(secret)).not.toContain("hunter2");
    expect(large?.details).toEqual({ leftOut: expect.stringMatching(/^\d+ bytes of details$/) });
  });

  it("is append-only in the database itself", async () => {
    await note("product.approve");
    await isAppendOnly("update audit_logs set action = 'x'");
    await isAppendOnly("delete from audit_logs");
    await isAppendOnly("truncate audit_logs");
  });

  it("is read newest first, page by page, by kind, entity and person", async () => {
    for (let n = 0; n < 7; n += 1) await note(n % 2 === 0 ? "product.approve" : "product_x.y");
    const first = await listAudit(open.db, { action: "product." }, 3);
    expect(first.rows.map(({ id }) => id)).toEqual([7, 5, 3]);
    const rest = await listAudit(open.db, { action: "product.", before: first.nextBefore ?? 0 }, 3);
    expect([rest.rows.map(({ id }) => id), rest.nextBefore]).toEqual([[1], null]);
    expect(
      (await listAudit(open.db, { action: "product_x.y", entityType: "product", entityId: "7" })).rows,
    ).toHaveLength(3);
    expect((await listAudit(open.db, { userId: "somebody" })).rows).toEqual([]);
    expect(await listAuditActions(open.db)).toEqual(["product.approve", "product_x.y"]);
  });
});

describe("the seals", () => {
  it("cover every row once, in order, and are silent when nothing is new", async () => {
    expect(await sealAudit({ ctx })).toEqual({ sealed: 0 });
    for (let n = 0; n < 3; n += 1) await note("product.approve", { n, b: { z: 1, a: [1, { y: 1, x: 2 }] } });
    expect(await sealAudit({ ctx })).toEqual({ sealed: 3 });
    expect(await sealAudit({ ctx })).toEqual({ sealed: 0 });
    await note("product.undo");
    expect(await sealAudit({ ctx })).toEqual({ sealed: 1 });
    expect(await verifySeals({ ctx })).toEqual({ intact: true, seals: 2, rows: 4 });
  });

  const tamper: [string, string][] = [
    ["was changed", "update audit_logs set details = '{\"n\": 9}' where id = 3"],
    ["2 rows", "delete from audit_logs where id = 4"],
    ["3 are there", "insert into audit_logs (id, action, entity_type) values (0, 'slipped.in', 'product')"],
    ["does not follow", "update audit_seals set previous_hash = null where id = 2"],
    ["does not follow", "delete from audit_seals where id = 1"],
  ];
  it.each(tamper)("break (%s) when somebody runs: %s", async (why, statement) => {
    for (let seal = 0; seal < 3; seal += 1) {
      for (let n = 0; n < 2; n += 1) await note("product.approve", { n });
      await sealAudit({ ctx });
    }
    await open.db.execute("alter table audit_logs disable trigger all");
    await open.db.execute(statement);
    await open.db.execute("alter table audit_logs enable trigger all");
    expect(await verifySeals({ ctx })).toMatchObject({ intact: false, why: expect.stringContaining(why) });
  });

  it("go on over more seals than one reading holds", async () => {
    await note("product.approve");
    await sealAudit({ ctx });
    const first = await lastSeal(open.db);
    if (!first) throw new Error("no seal");
    let previous = first.hash;
    for (let n = 0; n < 120; n += 1) {
      const hash = createHash("sha256").update(previous).digest("hex");
      await insertSeal(open.db, { firstId: 1, lastId: 1, rows: 0, hash, previousHash: previous });
      previous = hash;
    }
    expect(await verifySeals({ ctx })).toEqual({ intact: true, seals: 121, rows: 1 });
  });
});

describe.skipIf(!inject("postgres"))("on Postgres, at the same moment", () => {
  let server: OpenDatabase;
  beforeAll(async () => {
    server = await testPostgres("audit");
  });
  afterAll(() => server.close());

  it("a row whose transaction is still open is waited for, not sealed over", async () => {
    const on = ctxOn(server.db);
    let sealing: Promise<unknown> | undefined;
    await server.db.transaction(async (tx) => {
      await note("slow.write", {}, within(on, tx));
      await note("fast.write", {}, on);
      sealing = sealAudit({ ctx: on });
      await new Promise((resolve) => setTimeout(resolve, 150));
    });
    expect(await sealing).toEqual({ sealed: 2 });
    expect(await verifySeals({ ctx: on })).toEqual({ intact: true, seals: 1, rows: 2 });
  });

  it("many writers and several sealers leave one whole chain", async () => {
    const on = ctxOn(server.db);
    const writes = Array.from({ length: 40 }, (_, n) =>
      server.db.transaction(async (tx) => {
        await note("product.approve", { n }, within(on, tx));
        await new Promise((resolve) => setTimeout(resolve, (n % 5) * 5));
      }),
    );
    const seals = Array.from({ length: 6 }, () => sealAudit({ ctx: on }));
    await Promise.all([...writes, ...seals]);
    await sealAudit({ ctx: on });
    expect(await verifySeals({ ctx: on })).toMatchObject({ intact: true, rows: 42 });
  });
});
