import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPostgres, type OpenDatabase } from "@/db/client";
import { reserveCall, settleCall, type Reservation } from "@/db/queries/model-calls";
import { modelCalls, products } from "@/db/schema";
import { emptyTables, testPostgres } from "@/db/testing";

/** Needs connections that really wait for each other: PGlite has one. */
describe.skipIf(!inject("postgres"))("on a real Postgres, of many reservations at once", () => {
  let first: OpenDatabase & { url: string };
  let second: OpenDatabase;
  const now = new Date("2026-03-02T10:00:00Z");
  const call: Reservation = {
    runId: null,
    productId: null,
    agent: null,
    version: "1",
    purpose: "trend",
    provider: "groq",
    model: "m",
    reservedMicros: 1_000,
    promptHash: "h",
    request: null,
    now,
    dayStart: new Date("2026-03-02T00:00:00Z"),
    dailyMicros: 10_000,
    productMicros: 4_000,
  };
  const many = (reservation: Reservation) =>
    Promise.all(
      Array.from({ length: 40 }, (_, nth) => reserveCall((nth % 2 ? first : second).db, reservation)),
    );

  beforeAll(async () => {
    first = await testPostgres("spenders");
    second = openPostgres(first.url);
  });
  afterAll(async () => {
    await second.close();
    await first.close();
  });

  test("as many get through as the day's budget has room for, and what is settled for less makes room again", async () => {
    const answers = await many(call);
    const won = answers.filter((answer) => answer.id !== null);
    expect(won).toHaveLength(10);
    expect(answers.filter((answer) => answer.id === null && answer.over === "day")).toHaveLength(30);
    const end = {
      inputTokens: 1,
      cachedTokens: 0,
      outputTokens: 1,
      latencyMs: 1,
      response: null,
      error: null,
    };
    const settle = (id: number, micros: number | null) =>
      settleCall(first.db, { ...end, id, status: "SETTLED", micros, now });
    expect(await settle(won[0]?.id ?? 0, 300)).toBe(true);
    expect(await settle(won[0]?.id ?? 0, 0)).toBe(false);
    expect(await settle(won[1]?.id ?? 0, null)).toBe(true);
    expect((await reserveCall(first.db, call)).id).toBeNull();
    expect(await settle(won[1]?.id ?? 0, 700)).toBe(true);
    expect((await many(call)).filter(({ id }) => id !== null)).toHaveLength(1);
  });

  test("a product's budget holds beside the day's, and yesterday counts no more", async () => {
    await emptyTables(first.db);
    const [product] = await first.db.insert(products).values({ title: "Lamp" }).returning();
    const one = { ...call, productId: product?.id ?? null };
    const answers = await many(one);
    expect(answers.filter(({ id }) => id !== null)).toHaveLength(4);
    expect(answers.filter((answer) => answer.id === null && answer.over === "product")).toHaveLength(36);
    const tomorrow = { now: new Date("2026-03-03T00:00:00Z"), dayStart: new Date("2026-03-03T00:00:00Z") };
    expect((await many({ ...one, ...tomorrow })).filter(({ id }) => id !== null)).toHaveLength(4);
    expect(await first.db.select().from(modelCalls)).toHaveLength(8);
  });
});
