import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { DAY_MS, fixedClock } from "@/lib/core/clock";
import type { Sighting } from "@/lib/core/sighting";
import type { SourceId } from "@/lib/core/words";
import { SCHEDULE, type Ctx } from "@/lib/ctx";
import { parseEnv } from "@/lib/env";
import type { OpenDatabase } from "@/db/client";
import { setMarks, steeringKeywords, upsertKeywords } from "@/db/queries/keywords";
import { trendingKeywords } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { keepTerms } from "./keep-terms";

let open: OpenDatabase;
let clock = fixedClock("2026-03-02T10:00:00Z");
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  clock = fixedClock("2026-03-02T10:00:00Z");
  await emptyTables(open.db);
});
afterAll(() => open.close());

const term = (title: string, more: Partial<Sighting> = {}): Sighting => ({
  kind: "term",
  externalId: title,
  title,
  seenAt: clock.now().toISOString(),
  ...more,
});

/** What a scan of a source keeps, in a transaction of its own as in a scan. */
function keep(source: SourceId, ...sightings: Sighting[]): Promise<number> {
  const env = parseEnv({ NODE_ENV: "test" });
  const ctx: Ctx = { actor: SCHEDULE, db: open.db, clock, requestId: "req_test", env };
  return open.db.transaction((tx) => keepTerms({ ctx: { ...ctx, db: tx }, input: { source, sightings } }));
}

const counts = async () => {
  const rows = await open.db.select().from(trendingKeywords).orderBy(trendingKeywords.id);
  return Object.fromEntries(rows.map(({ keyword, searchCount }) => [keyword, searchCount]));
};
const steering = async () => (await steeringKeywords(open.db, clock.now())).map(({ keyword }) => keyword);
const discovered = (keyword: string) =>
  upsertKeywords(
    open.db,
    [{ keyword, category: null, trendStrength: null, relatedProducts: [], sourceUrls: [] }],
    clock.now(),
  );

test("every term becomes a keyword, in words and with where it stood; what is no term does not", async () => {
  const kept = await keep(
    "tiktok",
    term("#cloudslippers", { url: "https://www.tiktok.com/tag/cloudslippers", category: "Beauty", views: 9 }),
    term("#messi", { views: 1_000_000 }),
    term("#fyp"),
    term("#perfumetok"),
    term("#🔥"),
    { ...term("Cloud lamp"), kind: "product" },
    { ...term("Kitchen week"), kind: "event" },
  );
  expect(kept).toBe(4);
  const rows = await open.db.select().from(trendingKeywords);
  expect(rows.map(({ keyword }) => keyword).toSorted()).toEqual([
    "cloud slippers",
    "fyp",
    "messi",
    "perfume",
  ]);
  expect(rows.find(({ keyword }) => keyword === "cloud slippers")).toMatchObject({
    category: "Beauty",
    sourceUrls: [
      "https://www.tiktok.com/tag/cloudslippers",
      "https://ads.tiktok.com/creative/creativeCenter/trends/hashtag",
    ],
    expiresAt: new Date(clock.now().getTime() + 30 * DAY_MS),
  });
});

test("sources of things keep none", async () => {
  expect(await keep("reddit", term("cloud slippers"))).toBe(0);
  expect(await keep("instagram", term("cloud slippers"))).toBe(0);
  expect(await counts()).toEqual({});
});

test("goods count once for each further day, three times at most; names of people and news never do", async () => {
  const seen = () => [
    term("portable blender"),
    term("timothee chalamet"),
    term("table lamp", { category: "Sports searches" }),
  ];
  const counted: unknown[] = [];
  for (let day = 0; day < 6; day += 1) {
    await keep("google-trends", ...seen());
    clock.advance(3_600_000);
    await keep("google-trends", ...seen());
    counted.push((await counts())["portable blender"]);
    clock.advance(DAY_MS - 3_600_000);
  }
  expect(counted).toEqual([0, 1, 2, 3, 3, 3]);
  expect(await counts()).toEqual({ "portable blender": 3, "timothee chalamet": 0, "table lamp": 0 });
  expect(await steering()).toEqual(["portable blender"]);
});

test("430 names a day, for a week, leave the keywords that steer as they are", async () => {
  const wanted = Array.from({ length: 20 }, (_, index) => `walnut shelf ${index}`);
  for (const keyword of wanted) await discovered(keyword);
  for (let day = 0; day < 7; day += 1) {
    await keep(
      "google-trends",
      ...Array.from({ length: 430 }, (_, index) => term(`famous person ${day} ${index}`)),
    );
    clock.advance(DAY_MS);
  }
  expect((await steering()).toSorted()).toEqual(wanted.toSorted());
  expect(Object.keys(await counts())).toHaveLength(20 + 7 * 430);
});

test("spellings of one term are one keyword, also with one that discovery wrote", async () => {
  await discovered("drawer organizer");
  await keep(
    "tiktok",
    term("#cloudslipper", { views: 5 }),
    term("#cloudslippers", { views: 50 }),
    term("#drawerorganisers", { views: 7 }),
  );
  clock.advance(DAY_MS);
  await keep("pinterest", term("cloud slipper"));
  expect(await counts()).toEqual({ "drawer organizer": 1, "cloud slippers": 1 });
});

test("a term that never counted is forgotten when it has expired, unless a person marked it", async () => {
  await keep("google-trends", term("famous person"), term("loved person"));
  const [loved] = (await open.db.select().from(trendingKeywords)).filter(
    ({ keyword }) => keyword === "loved person",
  );
  await setMarks(open.db, { id: loved?.id ?? 0, marks: { pinned: true }, now: clock.now() });
  expect(await steering()).toEqual(["loved person"]);
  clock.advance(31 * DAY_MS);
  await keep("google-trends", term("portable blender"));
  expect(await counts()).toEqual({ "loved person": 0, "portable blender": 0 });
});
