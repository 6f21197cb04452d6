/** What to ask Pinterest: the trends of API v5 with a token, else the public trends page's own calls. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext, ScanState } from "../scanner";
import { looseText } from "../json-page";
import { regionOf } from "../reading/number";
import { PRESETS, TREND_TYPES, type TrendType } from "./lists";
import { readMemory, remember, unread } from "./memory";
import { quotaOf } from "./quota";
import { hasCategories, REGION_NAMES, regionNamed } from "./regions";

const API = "https://api.pinterest.com/v5/trends";
const SITE = "https://trends.pinterest.com";

/** A year of weeks, so that a category can be compared with its own season. */
const CATEGORY_DAYS = "365";
/** Of the categories that grow, how many are asked for in detail. */
const CATEGORIES_IN_DETAIL = 5;
const CATEGORIES = "product-categories";
const MAX_REGIONS = 3;

const config = z.object({
  country: z.string().max(40).optional(),
  regions: z.array(z.string().max(40)).min(1).max(MAX_REGIONS).optional(),
});

/** The regions to read: those of the source's settings, else that of its language, else the United States. */
function regionsOf(ctx: ScanContext): string[] {
  const { data } = config.safeParse(ctx.config);
  const named = data?.regions ?? (data?.country === undefined ? undefined : [data.country]);
  const regions = named?.map(regionNamed) ?? [regionNamed(regionOf(ctx.locale) ?? "US") ?? "US"];
  if (data === undefined || regions.includes(undefined)) {
    throw new MisconfiguredError(
      `Pinterest: "regions" must be a list of 1 to ${MAX_REGIONS} of ${REGION_NAMES}.`,
    );
  }
  return [...new Set(regions)].filter((region) => region !== undefined);
}

const json = { accept: "application/json" };

function keyword(region: string, type: TrendType, token: string): RequestSpec {
  return {
    key: `keywords/${region}/${type}`,
    url: `${API}/keywords/${encodeURIComponent(region)}/top/${type}?limit=50`,
    method: "GET",
    headers: { ...json, authorization: `Bearer ${token}` },
  };
}

function categories(region: string, token: string): RequestSpec {
  return {
    key: `${CATEGORIES}/${region}`,
    url: `${API}/product_categories/trending?${new URLSearchParams({ region })}`,
    method: "GET",
    headers: { ...json, authorization: `Bearer ${token}` },
  };
}

/** With a token the growing keywords of each region, which say how new the data is; without, the date of the public data. */
export function first(ctx: ScanContext): RequestSpec[] {
  const token = ctx.credentials["accessToken"];
  const regions = regionsOf(ctx);
  if (token) return regions.map((region) => keyword(region, "growing", token));
  return [{ key: "latest-date", url: `${SITE}/latest_available_date/`, method: "GET", headers: json }];
}

/** What is left to read of the newest data. Each page that was read is remembered, and nothing is asked for twice. */
export function next(page: Page, state: ScanState, ctx: ScanContext): RequestSpec[] {
  const quota = quotaOf(page);
  if (quota) state.quota = quota;
  const url = URL.parse(page.url);
  const token = ctx.credentials["accessToken"];
  if (!url || page.status !== 200) return [];
  return token ? afterApiPage(url, page, state, ctx, token) : afterPublicPage(url, page, state, ctx);
}

function afterApiPage(
  url: URL,
  page: Page,
  state: ScanState,
  ctx: ScanContext,
  token: string,
): RequestSpec[] {
  const list = /\/keywords\/([^/]+)\/top\/(\w+)$/.exec(url.pathname);
  const type = TREND_TYPES.find((one) => one === list?.[2]);
  if (list && type) {
    const region = decodeURIComponent(list[1] ?? "");
    if (type === "growing") return afterGrowing(region, page, state, ctx, token);
    if (read(page.body, trends)) markRead(state, ctx, region, type);
    return [];
  }
  const region = url.searchParams.get("region");
  const growing = read(page.body, trendingCategories);
  if (!region || !growing || !url.pathname.endsWith("/product_categories/trending")) return [];
  markRead(state, ctx, region, CATEGORIES);
  return details(region, growing, token);
}

/** The first list of a region tells the last week that the data knows; what was read of that week is not asked again. */
function afterGrowing(
  region: string,
  page: Page,
  state: ScanState,
  ctx: ScanContext,
  token: string,
): RequestSpec[] {
  const growing = read(page.body, trends);
  if (!growing) return [];
  const others = [...TREND_TYPES.filter((type) => type !== "growing"), CATEGORIES];
  const wanted = others.filter((list) => list !== CATEGORIES || hasCategories(region));
  const endsOn = newestWeek(growing);
  const left = endsOn === undefined ? wanted : unread(readMemory(ctx.memory), region, endsOn, wanted);
  if (endsOn !== undefined) {
    endsOnOf(state)[region] = endsOn;
    markRead(state, ctx, region, "growing");
    if (left.length === 0) state.note = unchanged(endsOn);
  }
  return left.map((list) => {
    const type = TREND_TYPES.find((one) => one === list);
    return type ? keyword(region, type, token) : categories(region, token);
  });
}

const trends = z.object({
  trends: z.array(z.object({ time_series: z.record(z.string(), z.unknown()).optional().catch(undefined) })),
});
const trendingCategories = z.array(z.object({ product_category: looseText }));

/** The last week of any series of a list of keywords. */
function newestWeek(list: z.infer<typeof trends>): string | undefined {
  const dates = list.trends.flatMap(({ time_series }) => Object.keys(time_series ?? {}));
  return dates
    .filter((date) => /^\d{4}-\d{2}-\d{2}$/.test(date))
    .toSorted()
    .at(-1);
}

/** The year of the categories that grow most: the list itself holds no series. */
function details(region: string, growing: z.infer<typeof trendingCategories>, token: string): RequestSpec[] {
  const names = growing
    .flatMap(({ product_category: name }) => (name && /^[A-Z0-9_]{1,80}$/.test(name) ? [name] : []))
    .slice(0, CATEGORIES_IN_DETAIL);
  if (names.length === 0) return [];
  const query = new URLSearchParams({ region, lookback_window: CATEGORY_DAYS });
  for (const name of names) query.append("product_categories", name);
  return [
    {
      key: `${CATEGORIES}/${region}/details`,
      url: `${API}/product_categories/details?${query}`,
      method: "GET",
      headers: { ...json, authorization: `Bearer ${token}` },
    },
  ];
}

const latestDate = z.object({ date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) });

/** The public lists belong to a date, which the first answer names. */
function afterPublicPage(url: URL, page: Page, state: ScanState, ctx: ScanContext): RequestSpec[] {
  if (url.origin !== SITE) return [];
  if (url.pathname.startsWith("/top_trends_filtered")) {
    const type = TREND_TYPES.find((one) => String(PRESETS[one]) === url.searchParams.get("trendsPreset"));
    const given = read(page.body, z.object({ values: z.array(z.unknown()) }));
    if (type && given) markRead(state, ctx, url.searchParams.get("country") ?? "", type);
    return [];
  }
  const endsOn = read(page.body, latestDate)?.date;
  if (endsOn === undefined || !url.pathname.startsWith("/latest_available_date")) return [];
  const requests = regionsOf(ctx).flatMap((region) => {
    endsOnOf(state)[region] = endsOn;
    return unread(readMemory(ctx.memory), region, endsOn, TREND_TYPES).flatMap((list) => {
      const type = TREND_TYPES.find((one) => one === list);
      return type ? [publicList(region, type, endsOn)] : [];
    });
  });
  if (requests.length === 0) state.nothingNew = unchanged(endsOn);
  return requests;
}

function publicList(region: string, type: TrendType, endsOn: string): RequestSpec {
  const query = new URLSearchParams({
    country: region,
    endDate: endsOn,
    trendsPreset: String(PRESETS[type]),
    numTermsToReturn: "100",
    l1interests: "",
    keywordsToInclude: "",
  });
  return {
    key: `top-trends/${region}/${type}`,
    url: `${SITE}/top_trends_filtered/?${query}`,
    method: "GET",
    headers: json,
  };
}

/** The day on which each region's data ends, as this scan has learnt it. */
function endsOnOf(state: ScanState): Record<string, string> {
  const known = z.record(z.string(), z.string()).safeParse(state["endsOn"]).data ?? {};
  state["endsOn"] = known;
  return known;
}

function markRead(state: ScanState, ctx: ScanContext, region: string, list: string): void {
  const endsOn = endsOnOf(state)[region];
  if (endsOn === undefined) return;
  state.memory = remember(readMemory(state.memory ?? ctx.memory), region, endsOn, list);
}

const unchanged = (endsOn: string): string =>
  `Unchanged: Pinterest's newest data still ends on ${endsOn} and was read before.`;

/** A part of an answer in its expected shape; undefined for any other text. */
function read<T extends z.ZodType>(body: string, schema: T): z.infer<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
