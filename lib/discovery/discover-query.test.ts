import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { DAY_MS, fixedClock } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { ingest } from "@/lib/scanning/ingest";
import type { OpenDatabase } from "@/db/client";
import { KEYWORD_DAYS, listWronglySteered, steeringKeywords, upsertKeywords } from "@/db/queries/keywords";
import { discoveryQueries, products, sightings, trendingKeywords } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { discoverQuery } from "./discover-query";
import { pinKeyword } from "./pin-keyword";
import { QUESTIONS } from "./questions";
import { retireKeywords } from "./retire-keywords";
import { readWebAnswer } from "./web-answer";

let open: OpenDatabase;
let ctx: Ctx;
const START = "2026-03-02T10:00:00Z";
const at = (time: string): Ctx => ({ ...ctx, clock: fixedClock(time) });

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  const actor = { kind: "person", id: "ada", name: "Ada", role: "reviewer" } as const;
  const env = parseEnv({ NODE_ENV: "test", SOURCES_MODE: "sample" });
  ctx = { actor, db: open.db, clock: fixedClock(START), requestId: "req_test", env };
});
afterAll(() => open.close());

const found = (keyword: string, over: object = {}) => ({
  keyword,
  category: null,
  trendStrength: null,
  relatedProducts: [],
  sourceUrls: [],
  ...over,
});
const keywords = () => open.db.select().from(trendingKeywords).orderBy(trendingKeywords.id);

async function ask(question: string, on: Ctx = ctx) {
  const [row] = await open.db
    .insert(discoveryQueries)
    .values({ round: on.clock.now(), question, createdAt: on.clock.now() })
    .returning();
  return discoverQuery({ ctx: on, input: { queryId: row?.id ?? 0, outboxId: null } });
}

describe("a round of the four questions", () => {
  test("keeps keywords with their pages and products, and takes named products as cited sightings of the web", async () => {
    for (const question of QUESTIONS) expect(await ask(question)).toBe("done");
    const rows = await keywords();
    expect(rows.length).toBeGreaterThanOrEqual(20);
    const lamp = rows.find(({ keyword }) => keyword === "mushroom lamp");
    expect(lamp).toMatchObject({ searchCount: 1, category: "Home", trendStrength: "viral" });
    expect(lamp?.sourceUrls).toHaveLength(1);
    expect(lamp?.relatedProducts.join()).toMatch(/mushroom lamp/i);
    expect(lamp?.expiresAt.getTime()).toBe(Date.parse(START) + KEYWORD_DAYS * DAY_MS);

    const seen = await open.db.select().from(sightings);
    expect(new Set(seen.map(({ origin }) => origin))).toEqual(new Set(["web"]));
    for (const { detail } of seen) expect(detail.citations?.[0]?.url).toMatch(/^https:/);
    const named = (await open.db.select().from(products)).find(({ title }) => /mushroom lamp/i.test(title));
    expect(named?.keywordMatch).toContainEqual({ id: lamp?.id, keyword: "mushroom lamp", how: "exact" });
  });

  test("a keyword that is found again lives 30 days more and counts one more", async () => {
    await ask("viral-now");
    await ask("viral-now", at("2026-03-20T10:00:00Z"));
    const lamp = (await keywords()).find(({ keyword }) => keyword === "mushroom lamp");
    expect(lamp?.searchCount).toBe(2);
    expect(lamp?.firstDiscovered.toISOString()).toBe(new Date(START).toISOString());
    expect(lamp?.expiresAt.toISOString()).toBe("2026-04-19T10:00:00.000Z");
  });

  test("a second delivery of the same question does nothing", async () => {
    await ask("viral-now");
    const before = await keywords();
    expect(await discoverQuery({ ctx, input: { queryId: 1, outboxId: null } })).toBe("lost");
    expect(await keywords()).toEqual(before);
  });
});

describe("the rows of keywords", () => {
  test("one term is one row however it is written, also within one answer", async () => {
    const now = ctx.clock.now();
    await upsertKeywords(open.db, [found("TikTok perfume"), found(" tiktok  PERFUME"), found("…")], now);
    await upsertKeywords(open.db, [found("ＴｉｋＴｏｋ perfume")], now);
    expect((await keywords()).map(({ keyword, searchCount }) => [keyword, searchCount])).toEqual([
      ["tiktok perfume", 2],
    ]);
  });

  test("what is too long or cannot be stored is cut, and the rest is kept", async () => {
    const long = { category: "c".repeat(300), trendStrength: "s".repeat(90), relatedProducts: ["a\0b"] };
    const urls = { sourceUrls: [`https://x.example/${"u".repeat(2_000)}`, "https://x.example/1"] };
    await upsertKeywords(open.db, [found("k".repeat(500), { ...long, ...urls })], ctx.clock.now());
    const [row] = await keywords();
    expect([row?.keyword.length, row?.category?.length, row?.trendStrength?.length]).toEqual([200, 200, 50]);
    expect([row?.relatedProducts, row?.sourceUrls]).toEqual([["ab"], ["https://x.example/1"]]);
  });

  test("the newest thirty names and addresses are kept, each once, newest first", async () => {
    for (let round = 0; round < 5; round += 1) {
      const names = Array.from({ length: 10 }, (_, index) => `product ${round * 8 + index}`);
      await upsertKeywords(open.db, [found("lamp", { relatedProducts: names })], ctx.clock.now());
    }
    const [row] = await keywords();
    expect(row?.relatedProducts).toHaveLength(30);
    expect(row?.relatedProducts.slice(0, 11)).toEqual([
      ...Array.from({ length: 10 }, (_, index) => `product ${32 + index}`),
      "product 24",
    ]);
    expect(new Set(row?.relatedProducts).size).toBe(30);
  });
});

describe("steering", () => {
  const tread = async (on: Ctx) => {
    const title = "Quiet Desk Treadmill with Remote";
    const seenAt = on.clock.now().toISOString();
    const price = { amount: "199.00", currency: "USD" };
    const sighting = { kind: "product" as const, externalId: title, title, price, seenAt };
    await open.db.transaction((tx) =>
      ingest({
        ctx: { ...on, db: tx },
        input: { origin: "amazon-deals", mode: "sample", scanId: null, sightings: [sighting] },
      }),
    );
  };
  const product = async () => (await open.db.select().from(products))[0];

  test("the 20 unexpired that were found most often steer; pinned first, muted not at all", async () => {
    const now = ctx.clock.now();
    const names = Array.from({ length: 24 }, (_, index) => `word${String(index).padStart(2, "0")}`);
    for (let times = 24; times > 0; times -= 1) {
      await upsertKeywords(
        open.db,
        names.slice(0, times).map((name) => found(name)),
        now,
      );
    }
    const rows = await keywords();
    await pinKeyword({ ctx, input: { keywordId: rows[23]?.id ?? 0, pinned: true } });
    const steer = (await steeringKeywords(open.db, now)).map(({ keyword }) => keyword);
    expect(steer).toEqual(["word23", ...names.slice(0, 19)]);
    const later = new Date(now.getTime() + KEYWORD_DAYS * DAY_MS);
    expect(await steeringKeywords(open.db, later)).toEqual([]);
  });

  test.each([
    ["seen lately", "2026-04-10T10:00:00Z"],
    ["not seen for weeks", START],
  ])("an expired keyword leaves the score of a product that was %s, and only once", async (_, lastSeen) => {
    await tread(ctx);
    if (lastSeen !== START) await tread(at(lastSeen));
    const before = await product();
    await upsertKeywords(open.db, [found("desk treadmill")], ctx.clock.now());
    await tread(at(new Date(Date.parse(lastSeen) + 1_000).toISOString().replace(".000", "")));
    // The keyword steers until 1 April; the score of a later look is made without it.
    await open.db
      .update(products)
      .set({ keywordMatch: [{ id: 1, keyword: "desk treadmill", how: "exact" }] });
    const later = at("2026-04-12T10:00:00Z");
    expect(await listWronglySteered(open.db, later.clock.now(), 10)).toEqual([1]);
    expect(await retireKeywords({ ctx: later })).toEqual({ rescored: 1 });
    const after = await product();
    expect(after?.keywordMatch).toEqual([]);
    expect(after?.trendBreakdown?.map(({ name }) => name)).not.toContain("keywords");
    const sum = (after?.trendBreakdown ?? []).reduce((total, { value }) => total + value, 0);
    expect(sum).toBeCloseTo(after?.trendScore ?? -1, 6);
    expect(before?.keywordMatch).toEqual([]);
    expect(await retireKeywords({ ctx: later })).toEqual({ rescored: 0 });
  });
});

describe("an answer off the web", () => {
  const cited = [{ url: "https://x.example/a", title: "A", snippet: "says so" }];

  test("is read loosely: what is odd is left out, what is too long is cut, a swapped price is put right", () => {
    const answer = readWebAnswer({
      products: [
        {
          name: "Lamp",
          category: "c".repeat(900),
          trendStrength: "s".repeat(99),
          evidence: cited,
          priceLow: 30,
          priceHigh: "20",
          currency: "USD",
        },
        { name: "Uncited lamp", evidence: [{ url: "javascript:alert(1)" }] },
        { name: "Lamp\u202E\0 two", evidence: [...cited, 7], priceLow: 5, priceHigh: 9, currency: "dollars" },
        { evidence: cited },
        "no product",
      ],
      keywords: [
        { keyword: "cork mat", urls: ["https://x.example/b", "file:///etc/passwd"] },
        { keyword: 3 },
      ],
      more: true,
    });
    expect(answer?.products.map(({ name, price }) => [name, price])).toEqual([
      ["Lamp", { low: 20, high: 30, currency: "USD" }],
      ["Lamp two", null],
    ]);
    expect([answer?.products[0]?.category?.length, answer?.products[0]?.trendStrength?.length]).toEqual([
      200, 50,
    ]);
    expect(answer?.keywords).toEqual([
      { keyword: "cork mat", category: null, trendStrength: null, urls: ["https://x.example/b"] },
    ]);
  });

  test.each([null, "text", 3, []])("that is no answer is none: %j", (given) => {
    expect(readWebAnswer(given)).toBeNull();
  });
});
