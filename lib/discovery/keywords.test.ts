import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { DAY_MS, fixedClock } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import { ingest } from "@/lib/scanning/ingest";
import type { OpenDatabase } from "@/db/client";
import { steeringKeywords, upsertKeywords } from "@/db/queries/keywords";
import { countKeywords, listKeywords } from "@/db/queries/pages/keywords";
import { auditLogs, products, trendingKeywords } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { addKeyword } from "./add-keyword";
import { muteKeyword } from "./mute-keyword";
import { pinKeyword } from "./pin-keyword";
import { restoreKeyword } from "./restore-keyword";

let open: OpenDatabase;
let ctx: Ctx;

beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  ctx = {
    actor: { kind: "person", id: "ada", name: "Ada", role: "reviewer" },
    db: open.db,
    clock: fixedClock("2026-03-02T10:00:00Z"),
    requestId: "req_test",
    env: parseEnv({ NODE_ENV: "test" }),
  };
});
afterAll(() => open.close());

const found = (keyword: string) => ({
  keyword,
  category: null,
  trendStrength: null,
  relatedProducts: [],
  sourceUrls: [],
});
const audited = async () => (await open.db.select().from(auditLogs)).map((row) => [row.action, row.userId]);
const steering = async () => (await steeringKeywords(open.db, ctx.clock.now())).map(({ keyword }) => keyword);
const idOf = async (keyword: string) => {
  const rows = await open.db.select().from(trendingKeywords);
  return rows.find((row) => row.keyword === keyword)?.id ?? 0;
};
const list = (view: "live" | "muted" | "expired", size = 50) =>
  listKeywords(open.db, { view, now: ctx.clock.now(), size });

async function seen(title: string): Promise<void> {
  const sighting = {
    kind: "product" as const,
    externalId: title,
    title,
    price: { amount: "19.99", currency: "USD" },
    seenAt: ctx.clock.now().toISOString(),
  };
  await open.db.transaction((tx) =>
    ingest({
      ctx: { ...ctx, db: tx },
      input: { origin: "amazon-deals", mode: "sample", scanId: null, sightings: [sighting] },
    }),
  );
}

describe("a person's keyword", () => {
  test("is written one way, lives 30 days, and leaves its audit row", async () => {
    await addKeyword({ ctx, input: { keyword: "  Desk   TREADMILL ", category: null, pinned: false } });
    const [row] = await open.db.select().from(trendingKeywords);
    expect(row?.keyword).toBe("desk treadmill");
    expect(row?.expiresAt.getTime()).toBe(ctx.clock.now().getTime() + 30 * DAY_MS);
    expect(await audited()).toEqual([["keyword.add", "ada"]]);
  });

  test.each(["", "   ", "!!!", "x".repeat(201)])(
    "that no title could match is refused: %j",
    async (keyword) => {
      await expect(
        addKeyword({ ctx, input: { keyword, category: null, pinned: false } }),
      ).rejects.toMatchObject({
        code: "BAD_REQUEST",
      });
      expect(await audited()).toEqual([]);
    },
  );

  test("that is alive already is a conflict and leaves no audit row; an expired one comes back", async () => {
    await upsertKeywords(open.db, [found("ice roller")], ctx.clock.now());
    const add = () => addKeyword({ ctx, input: { keyword: "ice roller", category: null, pinned: false } });
    await expect(add()).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await audited()).toEqual([]);

    ctx = { ...ctx, clock: fixedClock("2026-05-02T10:00:00Z") };
    expect((await list("expired")).rows.map((row) => row.keyword)).toEqual(["ice roller"]);
    await add();
    expect((await list("live")).rows.map((row) => row.keyword)).toEqual(["ice roller"]);
  });

  test("that a source only named counts once a person adds it", async () => {
    await upsertKeywords(open.db, [found("ice roller")], ctx.clock.now(), "never");
    expect(await steering()).toEqual([]);
    await addKeyword({ ctx, input: { keyword: "Ice Roller", category: null, pinned: false } });
    expect(await steering()).toEqual(["ice roller"]);
  });

  test("raises the open products that match it at once", async () => {
    await seen("Quiet Desk Treadmill with Remote");
    const [before] = await open.db.select().from(products);
    await addKeyword({ ctx, input: { keyword: "desk treadmill", category: null, pinned: true } });
    const [after] = await open.db.select().from(products);
    expect(before?.keywordMatch).toEqual([]);
    expect(after?.keywordMatch.map((match) => match.keyword)).toEqual(["desk treadmill"]);
    expect(after?.trendScore ?? 0).toBeGreaterThan(before?.trendScore ?? 0);
    expect((await list("live")).rows[0]).toMatchObject({ matched: 1, approved: 0 });
  });
});

describe("pinning and muting", () => {
  test("a pinned keyword steers before one that was seen more often; unpinned it does not", async () => {
    await upsertKeywords(open.db, [found("popular"), found("rare")], ctx.clock.now());
    await upsertKeywords(open.db, [found("popular")], ctx.clock.now());
    const keywordId = await idOf("rare");
    expect(await steering()).toEqual(["popular", "rare"]);
    await pinKeyword({ ctx, input: { keywordId, pinned: true } });
    expect(await steering()).toEqual(["rare", "popular"]);
    await pinKeyword({ ctx, input: { keywordId, pinned: false } });
    expect(await steering()).toEqual(["popular", "rare"]);
    expect((await audited()).map(([action]) => action)).toEqual(["keyword.pin", "keyword.unpin"]);
  });

  test("a muted keyword steers nothing, is no longer pinned, and matches no product any more", async () => {
    await seen("Quiet Desk Treadmill with Remote");
    await addKeyword({ ctx, input: { keyword: "desk treadmill", category: null, pinned: true } });
    await muteKeyword({ ctx, input: { keywordId: await idOf("desk treadmill"), muted: true } });
    expect(await steering()).toEqual([]);
    expect((await list("muted")).rows[0]).toMatchObject({ pinned: false, muted: true, matched: 0 });
    expect(await countKeywords(open.db, ctx.clock.now())).toMatchObject({
      live: 0,
      steering: 0,
      muted: 1,
      expired: 0,
    });
  });

  test("doing it a second time is a conflict and leaves one audit row", async () => {
    await upsertKeywords(open.db, [found("rare")], ctx.clock.now());
    const keywordId = await idOf("rare");
    await muteKeyword({ ctx, input: { keywordId, muted: true } });
    await expect(muteKeyword({ ctx, input: { keywordId, muted: true } })).rejects.toMatchObject({
      code: "CONFLICT",
    });
    expect(await audited()).toHaveLength(1);
  });
});

describe("taking it back", () => {
  test("a pin that muting took comes back with it, with its audit row", async () => {
    await upsertKeywords(open.db, [found("popular"), found("rare")], ctx.clock.now());
    const keywordId = await idOf("rare");
    await pinKeyword({ ctx, input: { keywordId, pinned: true } });
    const { was } = await muteKeyword({ ctx, input: { keywordId, muted: true } });
    expect(was).toEqual({ pinned: true, muted: false });
    expect(await steering()).toEqual(["popular"]);
    await restoreKeyword({ ctx, input: { keywordId, ...was } });
    expect(await steering()).toEqual(["rare", "popular"]);
    expect((await audited()).at(-1)).toEqual(["keyword.restore", "ada"]);
    await expect(restoreKeyword({ ctx, input: { keywordId, ...was } })).rejects.toMatchObject({
      code: "CONFLICT",
    });
  });
});

test("the view of those that steer holds exactly these, searched or not", async () => {
  const names = Array.from({ length: 25 }, (_, index) => `word${String(index).padStart(2, "0")}`);
  await upsertKeywords(open.db, names.map(found), ctx.clock.now());
  await pinKeyword({ ctx, input: { keywordId: await idOf("word24"), pinned: true } });
  const view = { view: "steering" as const, now: ctx.clock.now(), size: 50 };
  expect((await listKeywords(open.db, view)).rows.map(({ keyword }) => keyword)).toEqual(await steering());
  expect((await listKeywords(open.db, { ...view, search: "word23" })).rows).toEqual([]);
  expect((await listKeywords(open.db, { ...view, search: "WORD24" })).rows).toHaveLength(1);
  expect(await countKeywords(open.db, ctx.clock.now())).toEqual({
    live: 25,
    steering: 20,
    muted: 0,
    expired: 0,
  });
});

test("pages of keywords follow each other without a gap or a double, pinned first, then most seen", async () => {
  const names = Array.from({ length: 7 }, (_, index) => `word${index}`);
  await upsertKeywords(open.db, names.map(found), ctx.clock.now());
  await upsertKeywords(open.db, [found("word3"), found("word5")], ctx.clock.now());
  await pinKeyword({ ctx, input: { keywordId: await idOf("word6"), pinned: true } });
  const read: string[] = [];
  let after: Awaited<ReturnType<typeof list>>["next"] = null;
  do {
    const page: Awaited<ReturnType<typeof list>> = await listKeywords(open.db, {
      view: "live",
      after: after ?? undefined,
      now: ctx.clock.now(),
      size: 2,
    });
    read.push(...page.rows.map((row) => row.keyword));
    after = page.next;
  } while (after);
  expect(read).toEqual(["word6", "word3", "word5", "word0", "word1", "word2", "word4"]);
});
