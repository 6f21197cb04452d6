import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import type { Sighting } from "@/lib/core/sighting";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import type { Prepared } from "@/lib/matching/same-product/prepare";
import { tellApart } from "@/lib/merging/tell-apart";
import type { OpenDatabase } from "@/db/client";
import { listSuggestions } from "@/db/queries/pairs";
import { products, sightings } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { ingest } from "./ingest";

/** How sure the pair model is stands in the titles: this file is about what ingest makes of it. */
vi.mock("@/lib/matching/same-product/same-product", () => ({
  samePrepared(left: Prepared, right: Prepared) {
    const sure = [left, right].every(({ compact }) => compact.includes("surely"));
    const likely = [left, right].every(({ compact }) => /surely|likely/.test(compact));
    return { probability: sure ? 0.99 : likely ? 0.7 : 0.1, same: likely, merge: sure, because: ["as told"] };
  },
}));

let open: OpenDatabase;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
afterAll(() => open.close());

const clock = fixedClock("2026-03-02T10:00:00Z");
const ctx = (): Ctx => ({
  actor: SCHEDULE,
  db: open.db,
  clock,
  requestId: "req_test",
  env: parseEnv({ NODE_ENV: "test" }),
});

async function see(...titles: string[]) {
  const seen = titles.map((title): Sighting => {
    clock.advance(1_000);
    return { kind: "product", externalId: title, title, seenAt: clock.now().toISOString() };
  });
  return open.db.transaction((tx) =>
    ingest({
      ctx: { ...ctx(), db: tx },
      input: { origin: "pinterest", mode: "live", scanId: null, sightings: seen },
    }),
  );
}

const placed = async () =>
  (await open.db.select().from(sightings).orderBy(sightings.id)).map((row) => row.productId);

test("what the model is sure of lands on the product that stands, and is counted as seen again", async () => {
  await emptyTables(open.db);
  await see("Orvel KX300 lamp surely walnut");
  expect(await see("Orvel brass lamp KX300 surely")).toEqual({ newProducts: 0, mergedProducts: 1 });
  expect(await placed()).toEqual([1, 1]);
});

test("so it does within one scan, through a chain too", async () => {
  await emptyTables(open.db);
  const counts = await see("Orvel KX300 lamp surely one", "Orvel surely KX300 two", "KX300 surely three");
  expect(counts).toMatchObject({ newProducts: 1 });
  expect(await placed()).toEqual([1, 1, 1]);
});

test("what is likely and not sure is a product of its own with a suggestion, until a person tells them apart", async () => {
  await emptyTables(open.db);
  await see("Orvel KX300 lamp likely walnut");
  await see("Orvel brass lamp KX300 likely");
  expect(await placed()).toEqual([1, 2]);
  const suggested = { probability: 0.7, because: ["as told"] };
  expect(await listSuggestions(open.db, 1)).toMatchObject([{ id: 2, ...suggested }]);
  expect(await listSuggestions(open.db, 2)).toMatchObject([{ id: 1, ...suggested }]);
  await tellApart({ ctx: ctx(), input: { productId: 1, otherId: 2 } });
  expect(await listSuggestions(open.db, 1)).toEqual([]);
});

test("what shares no rare word is not even compared", async () => {
  await emptyTables(open.db);
  await see("Orvel KX300 lamp surely walnut");
  await see("Tarn copper mug likely engraved");
  expect(await open.db.select().from(products)).toHaveLength(2);
  expect(await listSuggestions(open.db, 1)).toEqual([]);
});

test("products of a database older than the index are found as soon as one scan has indexed them", async () => {
  await emptyTables(open.db);
  await open.db.insert(products).values({ title: "Orvel KX300 lamp surely walnut" });
  expect(await see("Tarn copper mug engraved")).toMatchObject({ newProducts: 1 });
  expect(await see("Orvel brass lamp KX300 surely")).toEqual({ newProducts: 0, mergedProducts: 1 });
  expect(await placed()).toEqual([2, 1]);
});

test("a thousand new things cost a bounded number of statements", async () => {
  await emptyTables(open.db);
  const statements = async (count: number) => {
    let executed = 0;
    const counting = new Proxy(open.db, {
      get(target, name, receiver) {
        if (["select", "insert", "update", "delete", "execute"].includes(String(name))) executed += 1;
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    clock.advance(1_000);
    const seenAt = clock.now().toISOString();
    const seen = Array.from({ length: count }, (_, at): Sighting => {
      const title = `Orvel ${seenAt.replaceAll(/\D/g, "")}${at} lamp number KX${at}`;
      return { kind: "product", externalId: title, title, seenAt };
    });
    await ingest({
      ctx: { ...ctx(), db: counting },
      input: { origin: "pinterest", mode: "live", scanId: null, sightings: seen },
    });
    return executed;
  };
  const few = await statements(10);
  // Only the chunks of at most 500 or 1,000 rows add up.
  expect(await statements(1_000)).toBeLessThan(few + 60);
});
