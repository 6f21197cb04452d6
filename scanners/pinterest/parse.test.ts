import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Page } from "../scanner";
import { scanner } from "./index";

const seenAt = "2026-11-22T10:00:00.000Z";
const page = (value: unknown, over: Partial<Page> = {}): Page => ({
  url: "https://api.pinterest.com/v5/trends/keywords/US/top/growing?limit=50",
  status: 200,
  headers: {},
  body: typeof value === "string" ? value : JSON.stringify(value),
  fetchedAt: seenAt,
  locale: "en-US",
  ...over,
});

const RECORDED = path.resolve(import.meta.dirname, "../../../shared/captures/pinterest");

describe.skipIf(!existsSync(RECORDED))("recorded answers", () => {
  const recorded = (file: string, url: string) =>
    page(readFileSync(path.join(RECORDED, file), "utf8"), { url });

  test("keywords carry 52 weeks and growth as fractions; 10001 is a bound", () => {
    const parsed = scanner.parse(
      recorded(
        "v5-keywords-us-monthly-2026-07-09-first-12.json",
        "https://api.pinterest.com/v5/trends/keywords/US/top/monthly",
      ),
    );
    expect([parsed.kind, parsed.items.length, parsed.rejects.length]).toEqual(["items", 12, 0]);
    const [nails] = parsed.items;
    expect(nails).toMatchObject({
      kind: "term",
      externalId: "nails",
      title: "nails",
      growth: { wow: -0.01, mom: 0.02, yoy: 0.02 },
      rank: 1,
      listSize: 12,
      list: "monthly",
    });
    expect(nails?.series).toHaveLength(52);
    expect(nails?.series?.[0]).toEqual(["2025-07-12", 89]);
    expect(nails?.series?.at(-1)).toEqual(["2026-07-04", 84]);
    expect(parsed.items[1]).toMatchObject({
      title: "4th of july nails",
      growth: { wow: 0.3, mom: 15, yoy: 0.4 },
    });
    expect(parsed.items[2]).toMatchObject({
      title: "summer nails 2026",
      growth: { wow: -0.05, mom: 0.5, yoy: 100 },
      growthIsBound: ["yoy"],
    });
    expect(nails).not.toHaveProperty("growthIsBound");
    expect(parsed.items[9]).toMatchObject({
      title: "outfit ideas",
      growth: { wow: -0.06, mom: -0.1, yoy: -0.2 },
    });
  });

  test("product categories are categories", () => {
    const parsed = scanner.parse(recorded("v5-product-categories-trending-us-2026-07-09.json", ""));
    expect([parsed.kind, parsed.items.length]).toEqual(["items", 20]);
    expect(parsed.items[0]).toEqual({
      kind: "category",
      externalId: "T_SHIRTS",
      title: "T shirts",
      growth: { mom: 0.11 },
      category: "fashion",
      rank: 1,
      listSize: 20,
      list: "product categories",
      seenAt,
    });
    expect(parsed.items[1]?.category).toBeUndefined();
    expect(parsed.items[19]).toMatchObject({ externalId: "POOL_AND_SPA_ACCESSORIES", growth: { mom: 0.12 } });
  });

  test("the detail page of a category writes fractions, and they stay fractions", () => {
    const parsed = scanner.parse(recorded("v5-product-category-details-us-2026-07-09.json", ""));
    expect(parsed.items).toHaveLength(1);
    expect(parsed.items[0]).toMatchObject({ kind: "category", title: "Artwork", growth: { mom: 0.04 } });
    expect(parsed.items[0]?.series?.[0]).toEqual(["2025-07-05", 100]);
    expect(parsed.items[0]).not.toHaveProperty("rank");
  });
});

describe("the public list", () => {
  // No body of this call was ever recorded: this is written from a description of its shape.
  test("its ratios are fractions already, and 100.01 is the bound", () => {
    const parsed = scanner.parse(
      page({
        endDate: "2026-11-14",
        values: [
          {
            term: "mushroom lamp",
            searchCount: 5200,
            normalizedCount: 88,
            wow_change: { value: 0.1, index: 3 },
            mom_change: { value: -0.25 },
            yoy_change: { value: 100.01 },
          },
          { term: "cork mat", wow_change: null, mom_change: { value: "n/a" } },
        ],
      }),
    );
    expect(parsed.items.map(({ title, searchVolume, growth }) => ({ title, searchVolume, growth }))).toEqual([
      { title: "mushroom lamp", searchVolume: 5200, growth: { wow: 0.1, mom: -0.25, yoy: 100 } },
      { title: "cork mat", searchVolume: undefined, growth: undefined },
    ]);
    expect(parsed.items[0]?.growthIsBound).toEqual(["yoy"]);
  });

  test("each preset is the list it stands for", () => {
    const lists = [1, 2, 3, 4, 5].map((preset) => {
      const url = `https://trends.pinterest.com/top_trends_filtered/?country=US&trendsPreset=${preset}`;
      return scanner.parse(page({ values: [{ term: "cork mat" }] }, { url })).items[0]?.list;
    });
    expect(lists).toEqual(["monthly", "yearly", "growing", "seasonal", undefined]);
  });

  test("the page that names the date of the newest data has no entries", () => {
    expect(scanner.parse(page({ date: "2026-11-14" })).kind).toBe("empty");
  });
});

describe("lists of API v5 that name topics", () => {
  const topic = {
    id: "5",
    title: "Cherry nails",
    description: "Red is back.",
    percent_growth_mom: 120,
    pins: [{ id: "9", src: "https://i.pinimg.com/236x/a.jpg", width: 236, height: 300 }],
    related_searches: ["nail ideas"],
    time_series: { "2026-07-04": 84 },
  };

  test.each([
    ["in groups, one for each interest", [{ interest: "BEAUTY", market: "US", trends: [topic] }], "beauty"],
    ["alone", [topic], undefined],
    ["with a bookmark", { items: [topic], bookmark: null }, undefined],
  ])("featured topics are terms: %s", (_, body, category) => {
    const parsed = scanner.parse(page(body));
    expect(parsed).toMatchObject({ kind: "items", rejects: [] });
    expect(parsed.items).toEqual([
      {
        kind: "term",
        externalId: "5",
        title: "Cherry nails",
        url: "https://www.pinterest.com/search/pins/?q=Cherry%20nails",
        imageUrl: "https://i.pinimg.com/236x/a.jpg",
        growth: { mom: 1.2 },
        series: [["2026-07-04", 84]],
        ...(category !== undefined && { category }),
        rank: 1,
        listSize: 1,
        list: "featured topics",
        seenAt: expect.any(String),
      },
    ]);
  });

  test("editorial articles are events, related terms are terms without figures", () => {
    const article = {
      title: "The summer report",
      description: "What people save.",
      related_keywords: ["patio"],
      board_url: "https://www.pinterest.com/editors/summer/",
    };
    expect(scanner.parse(page([article])).items).toMatchObject([
      { kind: "event", title: "The summer report", url: article.board_url, list: "editorial articles" },
    ]);
    const related = {
      id: "1",
      related_term_count: 2,
      related_terms_list: [{ term: "nail", related_terms: ["a"] }],
    };
    expect(scanner.parse(page(related)).items).toMatchObject([{ kind: "term", title: "nail" }]);
  });
});

describe("other answers", () => {
  test.each([
    [401, { code: 2, message: "Authentication failed." }, "blocked"],
    [429, { code: 8, message: "You have exceeded your rate limit." }, "blocked"],
    [400, { code: 1, message: "Invalid region" }, "unknown"],
    [200, { code: 2, message: "Authentication failed." }, "blocked"],
    [200, { code: 8, message: "You have exceeded your rate limit." }, "blocked"],
    [200, { code: 1, message: "Invalid region" }, "unknown"],
    [200, [{ title: "no list of Pinterest's" }], "unknown"],
    [200, "<html><head><title>Access Denied</title></head></html>", "blocked"],
    [200, { trends: [] }, "empty"],
    [200, [], "empty"],
    [200, { hello: 1 }, "unknown"],
    [200, { trends: "none" }, "unknown"],
    [200, "<!doctype html><title>Log in</title>", "blocked"],
  ] as const)("HTTP %d %j is %s", (status, value, kind) => {
    expect(scanner.parse(page(value, { status })).kind).toBe(kind);
  });

  test("dates and values of a series that make no sense are dropped, the rest is put in order", () => {
    const time_series = {
      "2026-11-14": 7,
      "2026-11-07": 5,
      soon: 3,
      "2026-13-45": 1,
      "2026-10-31": "9",
      "2026-10-17": "nine",
      "2026-10-24": -1,
    };
    const [item] = scanner.parse(
      page({ trends: [{ keyword: "k", pct_growth_yoy: "10001", time_series }] }),
    ).items;
    expect(item?.series).toEqual([
      ["2026-10-31", 9],
      ["2026-11-07", 5],
      ["2026-11-14", 7],
    ]);
    expect(item?.growth).toEqual({ yoy: 100 });
  });
});

test.each([
  [10_000, { yoy: 100 }, undefined],
  [10_001, { yoy: 100 }, ["yoy"]],
  [12_345, { yoy: 100 }, ["yoy"]],
  [-100, { yoy: -1 }, undefined],
  // Nothing can fall by more than all of it.
  [-10_000, undefined, undefined],
])("a growth of %d%% in a year is %j, bounds %j", (pct_growth_yoy, growth, growthIsBound) => {
  const [item] = scanner.parse(page({ trends: [{ keyword: "k", pct_growth_yoy }] })).items;
  expect([item?.growth, item?.growthIsBound]).toEqual([growth, growthIsBound]);
});

test("a promised prediction that is empty changes nothing", () => {
  const entry = { keyword: "k", time_series: { "2026-11-14": 7 } };
  const promised = { ...entry, has_prediction: true, predicted_time_series: {}, demographics: null };
  expect(scanner.parse(page({ trends: [promised] }))).toEqual(scanner.parse(page({ trends: [entry] })));
});
