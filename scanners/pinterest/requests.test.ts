import { describe, expect, test } from "vitest";
import type { Page, RequestSpec, ScanContext, ScanState } from "../scanner";
import { scanner } from "./index";
import { quotaOf } from "./quota";

const fetchedAt = "2026-11-22T10:00:00.000Z";
const ctx = (over: Partial<ScanContext> = {}): ScanContext => ({
  now: new Date(fetchedAt),
  locale: "en-US",
  config: {},
  credentials: {},
  memory: {},
  ...over,
});
const keyed = { credentials: { accessToken: "pina_x" } };

/** What Pinterest answers to a request, in the described shapes. */
function answer({ url }: RequestSpec, endsOn: string, headers: Record<string, string> = {}): Page {
  const series = { "2026-01-03": 5, [endsOn]: 80 };
  const body = url.includes("/keywords/")
    ? { trends: [{ keyword: "cork mat", time_series: series, predicted_time_series: {} }] }
    : url.includes("/trending")
      ? [
          { product_category: "T_SHIRTS" },
          { product_category: "no such; name" },
          { product_category: "SOFAS" },
        ]
      : url.includes("latest_available_date")
        ? { date: endsOn }
        : { endDate: endsOn, values: [{ term: "cork mat" }] };
  return { url, status: 200, headers, body: JSON.stringify(body), fetchedAt, locale: "en-US" };
}

/** A whole scan; answers what was asked, and what the scanner leaves behind. */
function scan(given: ScanContext, endsOn = "2026-11-14") {
  const state: ScanState = {};
  const asked: RequestSpec[] = [];
  const waiting = scanner.first(given);
  for (let request = waiting.shift(); request; request = waiting.shift()) {
    asked.push(request);
    waiting.push(...scanner.next(answer(request, endsOn), state, given));
  }
  return { asked, keys: asked.map(({ key }) => key), state };
}

const ALL = [
  "keywords/US/growing",
  "keywords/US/monthly",
  "keywords/US/yearly",
  "keywords/US/seasonal",
  "product-categories/US",
  "product-categories/US/details",
];

describe("with a token", () => {
  test("all four lists, the categories and their details are asked for, the token in a header alone", () => {
    const { asked, keys } = scan(ctx(keyed));
    expect(keys).toEqual(ALL);
    for (const { url, headers } of asked) {
      expect(url).not.toContain("pina_x");
      expect(headers["authorization"]).toBe("Bearer pina_x");
    }
    expect(asked[5]?.url).toBe(
      "https://api.pinterest.com/v5/trends/product_categories/details?region=US&lookback_window=365&product_categories=T_SHIRTS&product_categories=SOFAS",
    );
  });

  test("data that has not changed is not read again, and the scan says so; newer data is", () => {
    const before = scan(ctx(keyed)).state;
    const same = scan(ctx({ ...keyed, memory: before.memory ?? {} }));
    expect(same.keys).toEqual(["keywords/US/growing"]);
    expect(same.state.note).toMatch(/^Unchanged.*2026-11-14/);
    const newer = scan(ctx({ ...keyed, memory: before.memory ?? {} }), "2026-11-21");
    expect(newer.keys).toEqual(ALL);
    expect(newer.state.note).toBeUndefined();
  });

  test("a list that could not be read last time is asked for again", () => {
    const memory = {
      read: { US: { endsOn: "2026-11-14", lists: ["growing", "yearly", "product-categories"] } },
    };
    expect(scan(ctx({ ...keyed, memory })).keys).toEqual([
      "keywords/US/growing",
      "keywords/US/monthly",
      "keywords/US/seasonal",
    ]);
  });

  test("an answer of another shape is not remembered as read", () => {
    const state: ScanState = {};
    const url = "https://api.pinterest.com/v5/trends/keywords/US/top/growing?limit=50";
    const odd = { url, status: 200, headers: {}, body: '{"trends":"soon"}', fetchedAt, locale: "en-US" };
    expect(scanner.next(odd, state, ctx(keyed))).toEqual([]);
    expect(state.memory).toBeUndefined();
  });

  test.each([
    ["en-GB", {}, ["GB+IE"]],
    ["de-DE", {}, ["DE"]],
    ["de-AT", {}, ["DE+AT+CH"]],
    ["ja-JP", {}, ["US"]],
    ["en-US", { country: "IE" }, ["GB+IE"]],
    ["en-US", { regions: ["US", "CA", "us", "FR"].slice(0, 3) }, ["US", "CA"]],
  ])("%s with %j reads %j", (locale, config, regions) => {
    const paths = scanner.first(ctx({ ...keyed, locale, config })).map(({ url }) => new URL(url).pathname);
    expect(paths).toEqual(
      regions.map((region) => `/v5/trends/keywords/${encodeURIComponent(region)}/top/growing`),
    );
  });

  test("a region without product categories is not asked for them", () => {
    const { keys } = scan(ctx({ ...keyed, config: { regions: ["FR"] } }));
    expect(keys).toHaveLength(4);
    expect(keys.join()).not.toContain("product-categories");
  });

  test.each([{ regions: [] }, { regions: ["Mars"] }, { country: 3 }, { regions: ["US", "CA", "FR", "DE"] }])(
    "settings that cannot be used are refused with a sentence: %j",
    (config) => {
      expect(() => scanner.first(ctx({ ...keyed, config }))).toThrow(/"regions" must be a list of 1 to 3/);
    },
  );
});

describe("without a token", () => {
  test("the date leads to the four presets, and the same date to nothing but a note", () => {
    const { asked, state } = scan(ctx());
    expect(asked.map(({ url }) => new URL(url).searchParams.get("trendsPreset"))).toEqual([
      null,
      "3",
      "1",
      "2",
      "4",
    ]);
    expect(asked[1]?.url).toContain("country=US&endDate=2026-11-14");
    const again = scan(ctx({ memory: state.memory ?? {} }));
    expect(again.keys).toEqual(["latest-date"]);
    expect(again.state.nothingNew).toMatch(/^Unchanged.*2026-11-14/);
    expect(again.state.memory).toBeUndefined();
  });

  test("a date that is none leads nowhere", () => {
    const url = "https://trends.pinterest.com/latest_available_date/";
    for (const body of ['{"date":"soon"}', "{}", "no"]) {
      const page = { url, status: 200, headers: {}, body, fetchedAt, locale: "en-US" };
      expect(scanner.next(page, {}, ctx())).toEqual([]);
    }
  });
});

describe("the stated rate limit", () => {
  const limit = '60, 100;w=1;name="safety_net_app_id_user_id", 60;w=60;name="trends_read_app_id_user_id"';
  const quota = (headers: Record<string, string>) =>
    quotaOf({ url: "", status: 200, headers, body: "", fetchedAt, locale: "en-US" });

  test("is the one that will be reached first, in its own window", () => {
    const headers = { "x-ratelimit-limit": limit, "x-ratelimit-remaining": "57", "x-ratelimit-reset": "42" };
    expect(quota(headers)).toEqual({
      used: 3,
      limit: 60,
      windowDays: 60 / 86_400,
      resetsAt: "2026-11-22T10:00:42.000Z",
      unit: "requests",
    });
  });

  test("is unknown where the answer does not say what is left", () => {
    const silent: Record<string, string>[] = [
      {},
      { "x-ratelimit-limit": limit },
      { "x-ratelimit-limit": "many", "x-ratelimit-remaining": "3" },
      { "x-ratelimit-limit": "60", "x-ratelimit-remaining": "3" },
    ];
    for (const headers of silent) {
      expect(quota(headers)).toBeUndefined();
    }
  });
});
