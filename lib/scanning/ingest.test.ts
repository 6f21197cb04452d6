import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import type { Sighting } from "@/lib/core/sighting";
import type { Origin } from "@/lib/core/words";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import type { OpenDatabase } from "@/db/client";
import { products, sightings } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { ingest } from "./ingest";

let open: OpenDatabase;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
afterAll(() => open.close());

const clock = fixedClock("2026-03-02T10:00:00Z");
const thing = (title: string, more: Partial<Sighting> = {}): Sighting => {
  clock.advance(1_000);
  return {
    kind: "product",
    externalId: title.slice(0, 40),
    title,
    seenAt: clock.now().toISOString(),
    ...more,
  };
};

async function see(...seen: Sighting[]) {
  return seeAt("reddit", ...seen);
}

async function seeAt(origin: Origin, ...seen: Sighting[]) {
  const ctx: Ctx = {
    actor: SCHEDULE,
    db: open.db,
    clock,
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test" }),
  };
  return open.db.transaction((tx) =>
    ingest({
      ctx: { ...ctx, db: tx },
      input: { origin, mode: "live", scanId: null, sightings: seen },
    }),
  );
}

const lamp = "https://shop.example/item/walnut-lamp";
const mug = "https://shop.example/item/copper-mug";

test("a merge for a later thing takes the sightings of an earlier one along", async () => {
  await emptyTables(open.db);
  await see(thing("Walnut floor lamp with dimmer", { url: lamp }));
  await see(thing("Copper camping mug engraved", { url: mug }));
  // The first leads to the second product, the second to both: they turn out to be one thing.
  await see(
    thing("Engraved copper camping mug, large", { url: mug, externalId: "a" }),
    thing("Walnut floor lamp with dimmer", { url: mug, externalId: "b" }),
  );
  const rows = await open.db.select().from(products);
  expect(rows).toHaveLength(1);
  const seen = await open.db.select().from(sightings);
  expect(seen.map((row) => row.productId)).toEqual([1, 1, 1, 1]);
});

test("characters that a database refuses cost no scan", async () => {
  await emptyTables(open.db);
  await see(
    thing("Travel\0 kettle foldable \ud83d", { url: "https://shop.example/kettle", rank: 5_000_000_000 }),
  );
  expect(await open.db.select().from(sightings)).toMatchObject([
    { title: "Travel kettle foldable \ufffd", rank: null },
  ]);
});

test("a rank without a name belongs to the product that was seen by name, and makes none of its own", async () => {
  await emptyTables(open.db);
  const unnamed = (asin: string, rank: number) => thing(asin, { externalId: asin, unnamed: true, rank });
  await seeAt("amazon-best-sellers", unnamed("B0TEST0001", 41), unnamed("B0TEST0002", 42));
  expect(await open.db.select().from(products)).toEqual([]);
  await seeAt("amazon-best-sellers", thing("Walnut floor lamp", { externalId: "B0TEST0001", rank: 12 }));
  await seeAt("amazon-best-sellers", unnamed("B0TEST0001", 35), unnamed("B0TEST0002", 36));
  const [lampRow, ...others] = await open.db.select().from(products);
  expect([lampRow?.title, others]).toEqual(["Walnut floor lamp", []]);
  const seen = await open.db.select().from(sightings).orderBy(sightings.id);
  expect(seen.map((row) => [row.productId === lampRow?.id, row.rank])).toEqual([
    [false, 41],
    [false, 42],
    [true, 12],
    [true, 35],
    [false, 36],
  ]);
});
