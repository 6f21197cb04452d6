import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { DAY_MS, fixedClock } from "@/lib/core/clock";
import type { Marketplace, Origin, ProductStatus } from "@/lib/core/words";
import { SYSTEM, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import type { OpenDatabase } from "@/db/client";
import { sumRevenue } from "@/db/queries/pages/analytics";
import { platformListings, products, sightings } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { readFunnel, type FunnelRow } from "./read-funnel";

let open: OpenDatabase;
const clock = fixedClock("2026-03-02T10:00:00Z");
const ctx = (): Ctx => ({
  actor: SYSTEM,
  db: open.db,
  clock,
  requestId: "req_test",
  env: parseEnv({ NODE_ENV: "test" }),
});
const daysAgo = (days: number) => new Date(clock.now().getTime() - days * DAY_MS);

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(() => emptyTables(open.db));
afterAll(() => open.close());

async function product(status: ProductStatus): Promise<number> {
  const analyzedAt = status === "DISCOVERED" ? null : clock.now();
  const [row] = await open.db
    .insert(products)
    .values({ title: "Lamp", status, analyzedAt })
    .returning({ id: products.id });
  return row?.id ?? 0;
}

async function see(origin: Origin, productId: number | null, externalId: string, days = 1): Promise<void> {
  const title = "Lamp";
  const seenAt = daysAgo(days);
  const detail = { kind: "product" as const, externalId, title, seenAt: seenAt.toISOString() };
  await open.db
    .insert(sightings)
    .values({ origin, productId, externalId, title, kind: "product", mode: "live", detail, seenAt });
}

async function listing(
  productId: number,
  platform: Marketplace,
  figures: { sales?: number; revenue?: string; revenueCurrency?: string; days?: number },
): Promise<void> {
  const { days = 1, ...known } = figures;
  await open.db
    .insert(platformListings)
    .values({ productId, platform, listingStatus: "LIVE", postedAt: daysAgo(days), ...known });
}

const counts = (row: FunnelRow | null | undefined) => row?.steps.map((step) => step.count);
const funnel = (days: number | null = 30) => readFunnel({ ctx: ctx(), input: { days } });

describe("the funnel", () => {
  test("of nothing is nothing, not a row of zeros", async () => {
    expect(await funnel()).toEqual({ rows: [], total: null });
  });

  test("counts a product once at each source that saw it, however often, and once in all together", async () => {
    const lamp = await product("APPROVED");
    for (const days of [1, 2, 3]) await see("reddit", lamp, "a", days);
    await see("reddit", lamp, "b");
    await see("pinterest", lamp, "a");
    await see("pinterest", null, "a term");
    const { rows, total } = await funnel();
    expect(counts(rows.find((row) => row.origin === "reddit"))).toEqual([2, 1, 1, 1, 0, 0]);
    expect(counts(rows.find((row) => row.origin === "pinterest"))).toEqual([2, 1, 1, 1, 0, 0]);
    expect(counts(total)).toEqual([4, 1, 1, 1, 0, 0]);
  });

  test("looks at what was seen in its period alone", async () => {
    await see("reddit", await product("DISCOVERED"), "old", 40);
    await see("reddit", await product("DISCOVERED"), "new", 5);
    expect(counts((await funnel(7)).total)?.slice(0, 2)).toEqual([1, 1]);
    expect(counts((await funnel(90)).total)?.slice(0, 2)).toEqual([2, 2]);
    expect(counts((await funnel(null)).total)?.slice(0, 2)).toEqual([2, 2]);
  });

  test("says unknown where nobody knows the sales, and counts a known zero as none", async () => {
    const silent = await product("POSTED");
    await see("reddit", silent, "silent");
    await listing(silent, "ebay", {});
    const [unknown] = (await funnel()).rows;
    expect(unknown?.steps.at(-1)).toEqual({ stage: "sold", count: null, share: null, unknown: 1 });

    const unsold = await product("POSTED");
    await see("pinterest", unsold, "unsold");
    await listing(unsold, "ebay", { sales: 0 });
    const none = (await funnel()).rows.find((row) => row.origin === "pinterest");
    expect(none?.steps.at(-1)).toEqual({ stage: "sold", count: 0, share: 0, unknown: 0 });
  });

  test("gives no share where a part of the stage is unknown or the stage before is empty", async () => {
    for (const sales of [4, undefined]) {
      const posted = await product("POSTED");
      await see("reddit", posted, `sold ${sales}`);
      await listing(posted, "ebay", sales === undefined ? {} : { sales });
    }
    await see("tiktok", null, "a tag");
    const { rows } = await funnel();
    const sold = rows.find((row) => row.origin === "reddit")?.steps.at(-1);
    expect(sold).toEqual({ stage: "sold", count: 1, share: null, unknown: 1 });
    const shares = rows.find((row) => row.origin === "tiktok")?.steps.map((step) => step.share);
    expect(shares).toEqual([null, 0, null, null, null, null]);
  });
});

test("revenue is summed by currency and never over two; unknown revenue adds nothing", async () => {
  const id = await product("POSTED");
  const other = await product("POSTED");
  await listing(id, "ebay", { sales: 2, revenue: "20.10", revenueCurrency: "USD" });
  await listing(other, "ebay", { sales: 1, revenue: "5.05", revenueCurrency: "USD" });
  await listing(id, "amazon", { revenue: "7.00", revenueCurrency: "EUR" });
  await listing(id, "meta", {});
  await listing(id, "tiktok-shop", { revenue: "99.00", revenueCurrency: "USD", days: 40 });
  expect(await sumRevenue(open.db, daysAgo(30))).toEqual([
    { platform: "amazon", currency: "EUR", revenue: "7.00", listings: 1, known: 1, sales: null },
    { platform: "ebay", currency: "USD", revenue: "25.15", listings: 2, known: 2, sales: 3 },
    { platform: "meta", currency: null, revenue: null, listings: 1, known: 0, sales: null },
  ]);
});
