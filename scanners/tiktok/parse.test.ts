import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Page, ScanContext, ScanState } from "../scanner";
import { scanner } from "./index";

// No body of GetHashtagList was ever recorded: these are written from descriptions of its shape.
const seenAt = "2026-11-22T10:00:00.000Z";
const page = (value: unknown, status = 200): Page => ({
  url: "https://ads.tiktok.com/CreativeOne/KnowledgeAPI/GetHashtagList",
  status,
  headers: {},
  body: typeof value === "string" ? value : JSON.stringify(value),
  fetchedAt: seenAt,
  locale: "en-US",
});
const answer = (items: unknown[], more: object = {}) =>
  page({
    BaseResp: { StatusCode: 0 },
    items,
    pagination: { page: 1, limit: 20, totalCount: "100", hasMore: true },
    ...more,
  });

const day = (date: string) => Date.parse(`${date}T00:00:00Z`) / 1000;

describe("an answer of GetHashtagList", () => {
  test("numbers written as strings are numbers, and a last day of 0 is not counted yet", () => {
    const parsed = scanner.parse(
      answer([
        {
          hashtagID: "7301234567890123456",
          hashtagName: "splitkeyboard",
          industryIDs: ["21000000000"],
          popularityCurve: [
            { timestamp: String(day("2026-11-20")), value: "84" },
            { timestamp: String(day("2026-11-19")), value: "71" },
            { timestamp: String(day("2026-11-21")), value: "0" },
          ],
          publishCnt: "1234",
          vv: "45678901",
          rankIndex: "3",
        },
      ]),
    );
    expect(parsed).toEqual({
      kind: "items",
      rejects: [],
      items: [
        {
          kind: "term",
          externalId: "7301234567890123456",
          title: "#splitkeyboard",
          url: "https://www.tiktok.com/tag/splitkeyboard",
          rank: 3,
          listSize: 100,
          views: 45_678_901,
          series: [
            ["2026-11-19", 71],
            ["2026-11-20", 84],
          ],
          trendStrength: "1,234 posts",
          category: "Home Improvement",
          list: "Home Improvement",
          seenAt,
        },
      ],
    });
  });

  test("a zero inside the curve stays: only the newest day can be false", () => {
    const curve = [0, 5, 0, 9].map((value, index) => ({ timestamp: day(`2026-11-1${index}`), value }));
    const [item] = scanner.parse(answer([{ hashtagName: "x", popularityCurve: curve }])).items;
    expect(item?.series?.map(([, value]) => value)).toEqual([0, 5, 0, 9]);
  });

  test("unknown figures are left out, not zero", () => {
    const [item] = scanner.parse(
      answer([{ hashtagName: "#lone tag", vv: null, rankIndex: "many", popularityCurve: "none" }]),
    ).items;
    expect(item).toEqual({
      kind: "term",
      externalId: "lonetag",
      title: "#lonetag",
      url: "https://www.tiktok.com/tag/lonetag",
      seenAt,
    });
  });

  test("an id that a JSON number has rounded is not used", () => {
    const body =
      '{"BaseResp":{"StatusCode":0},"items":[{"hashtagID":7301234567890123456,"hashtagName":"rounded"}]}';
    expect(scanner.parse(page(body)).items[0]?.externalId).toBe("rounded");
  });

  test("rows without a name are rejects beside the others", () => {
    const parsed = scanner.parse(answer([{ hashtagName: "kept" }, { hashtagName: "" }, 7, null]));
    expect(parsed.items.map(({ title }) => title)).toEqual(["#kept"]);
    expect(parsed.rejects).toHaveLength(3);
  });

  test.each([
    [
      "a status other than 0 under HTTP 200",
      page({ BaseResp: { StatusCode: 38_001_001, StatusMessage: "InvalidLogin" } }),
      "InvalidLogin",
    ],
    ["the refusal of the older call", page({ code: 40_101, msg: "no permission" }), "no permission"],
    ["too many requests", page({ items: [] }, 429), "429"],
    ["a robot check", page("<!doctype html><title>Verify you are human</title>"), "robot"],
  ])("%s is blocked", (_, refused, said) => {
    expect(scanner.parse(refused)).toMatchObject({
      kind: "blocked",
      items: [],
      why: expect.stringContaining(said),
    });
  });

  test("the board that was asked for is named, so that the same tag in two windows is told apart", () => {
    const url = "https://ads.tiktok.com/CreativeOne/KnowledgeAPI/GetHashtagList#DE/14/30/1";
    const [item] = scanner.parse({ ...answer([{ hashtagName: "hautpflege" }]), url }).items;
    expect(item?.list).toBe("Beauty DE, 30 days");
  });

  test("a row of the call before this one is read alike; its curve ran from 0 to 1", () => {
    const older = {
      hashtag_id: "83683018",
      hashtag_name: "waterbottle",
      country_info: { id: "MY", value: "Malaysia", label: "MY" },
      industry_info: { id: 22_000_000_000, value: "Apparel & Accessories", label: "label_22000000000" },
      trend: [
        { time: day("2025-05-01"), value: 0.15 },
        { date: day("2025-05-02"), value: 1 },
      ],
      publish_cnt: 7013,
      video_views: 257_782_256,
      rank: 1,
      rank_diff: 0,
      rank_diff_type: 2,
    };
    const body = {
      code: 0,
      msg: "OK",
      data: { list: [older], pagination: { page: 1, size: 20, total: 300 } },
    };
    expect(scanner.parse(page(body)).items).toEqual([
      {
        kind: "term",
        externalId: "83683018",
        title: "#waterbottle",
        url: "https://www.tiktok.com/tag/waterbottle",
        rank: 1,
        listSize: 300,
        views: 257_782_256,
        series: [
          ["2025-05-01", 15],
          ["2025-05-02", 100],
        ],
        trendStrength: "7,013 posts",
        category: "Apparel & Accessories",
        list: "Apparel & Accessories",
        seenAt,
      },
    ]);
  });

  test("a refusal for want of a sign-in says what to do", () => {
    const refused = { BaseResp: { StatusCode: "38001001", StatusMessage: "InvalidLogin" }, items: [] };
    expect(scanner.parse(page(refused))).toMatchObject({
      kind: "blocked",
      why: expect.stringMatching(/38001001: InvalidLogin.*TIKTOK_COOKIE/),
    });
    expect(scanner.parse(page({ code: 0, msg: "no permission", data: {} })).kind).toBe("blocked");
  });

  test("no hashtags are empty, another shape is unknown", () => {
    const none = (totalCount: number) => ({
      BaseResp: { StatusCode: 0 },
      items: null,
      pagination: { totalCount },
    });
    expect(scanner.parse(page(none(0))).kind).toBe("empty");
    expect(scanner.parse(page(none(20))).kind).toBe("unknown");
    expect(scanner.parse(answer([])).kind).toBe("empty");
    expect(scanner.parse(page({ BaseResp: { StatusCode: 0 }, list: [] })).kind).toBe("unknown");
    expect(scanner.parse(page([1])).kind).toBe("unknown");
    expect(scanner.parse(page("")).kind).toBe("unknown");
  });
});

const RECORDED = path.resolve(
  import.meta.dirname,
  "../../../shared/captures/tiktok/my-hashtags-flattened-2025-05.csv",
);

describe.skipIf(!existsSync(RECORDED))("recorded hashtags, put into today's shape", () => {
  test("sixty rows of the older call keep their names, views and ranks", () => {
    const rows = readFileSync(RECORDED, "utf8").split("\n").slice(1).filter(Boolean);
    const items = rows.map((row) => {
      const [id, name] = row.split(",");
      const [views, rank] = /,(\d+),(\d+),[^,]*,\d+\s*$/.exec(row)?.slice(1) ?? [];
      return { hashtagID: id, hashtagName: name, vv: views, rankIndex: rank };
    });
    const parsed = scanner.parse(answer(items));
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 60, 0]);
    expect(parsed.items[0]).toMatchObject({
      externalId: "83683018",
      title: "#ejenali",
      views: 257_782_256,
      rank: 1,
    });
    expect(parsed.items[1]).toMatchObject({ title: "#inteam", views: 105_791_735, rank: 2 });
  });
});

const ctx: ScanContext = { now: new Date(seenAt), locale: "en-GB", config: {}, credentials: {}, memory: {} };

describe("what TikTok is asked", () => {
  test("one query for each industry and window, the shortest window first, for the country of the locale", () => {
    const requests = scanner.first(ctx);
    const bodies = requests.map(({ body }) => JSON.parse(body ?? "null"));
    const industries = [11, 12, 14, 21, 22, 25, 27, 28, 29];
    expect(bodies.map(({ industryID }) => industryID / 1e9)).toEqual([...industries, ...industries]);
    expect(bodies.map(({ timeRange }) => timeRange)).toEqual([...Array(9).fill(7), ...Array(9).fill(30)]);
    expect(new Set(bodies.map(({ countryCode, limit }) => `${countryCode} ${limit}`))).toEqual(
      new Set(["GB 20"]),
    );
    expect(new Set(requests.map(({ key }) => key)).size).toBe(18);
    expect(requests.every(({ headers }) => !("cookie" in headers))).toBe(true);
  });

  test("more windows than a scan has time for lose the longest; older settings with one window still count", () => {
    const days = (config: Record<string, unknown>) =>
      scanner.first({ ...ctx, config }).map(({ body }) => JSON.parse(body ?? "null").timeRange);
    expect(days({ windows: [90, 7, 30] })).toEqual([
      ...Array(9).fill(7),
      ...Array(9).fill(30),
      ...Array(6).fill(90),
    ]);
    expect(days({ timeRange: 30, industries: [14] })).toEqual([30]);
  });

  test("signed in, a hundred rows are asked for, and more pages as long as there are some and time", () => {
    const signedIn = {
      ...ctx,
      config: { industries: [14], windows: [7] },
      credentials: { cookie: "sid=1; a=b" },
    };
    const [request] = scanner.first(signedIn);
    expect(request?.headers["cookie"]).toBe("sid=1; a=b");
    expect(JSON.parse(request?.body ?? "null").limit).toBe(100);
    const read = (rows: number, more: boolean, url = request?.url ?? "") => ({
      ...answer(Array(rows).fill({}), { pagination: { hasMore: more } }),
      url,
    });
    const state: ScanState = {};
    const [second] = scanner.next(read(50, true), state, signedIn);
    expect(second?.key).toBe("hashtags/GB/14/7/2");
    expect(scanner.next(read(50, true, second?.url), state, signedIn)).toEqual([]);
    expect(scanner.next(read(100, true), {}, signedIn)).toEqual([]);
    expect(scanner.next(read(20, false), {}, signedIn)).toEqual([]);
    expect(scanner.next(read(20, true), { more: 23 }, signedIn)).toEqual([]);
    expect(scanner.next(read(3, true), {}, ctx)).toEqual([]);
  });

  test("a cookie that could split the header is not sent", () => {
    const [request] = scanner.first({ ...ctx, credentials: { cookie: "a=1\r\nx-evil: 1" } });
    expect(request?.headers).not.toHaveProperty("cookie");
  });

  test("a setting that makes no sense is said, not guessed", () => {
    expect(() => scanner.first({ ...ctx, config: { country: "United Kingdom" } })).toThrow(
      /country code such as US/,
    );
  });
});
