/** Reads Pinterest's trends: keywords and product categories of API v5, and the public page's list. */
import { z } from "zod";
import type { Page, Parsed } from "../scanner";
import { deniedByStatus, looseCount, loosely, looseNumber, looseText, readJsonPage } from "../json-page";
import { blocked, empty, gather, parser, unknown } from "../reading/parser";
import { cleanText } from "../reading/text";
import { growthOf, percent, readSeries, searchUrl, type Read } from "./figures";
import { PRESETS, TREND_TYPES, type TrendType } from "./lists";
import { readArticle, readRelated, readTopic, unwrapped } from "./topics";

const trend = z.object({
  keyword: looseText,
  pct_growth_wow: looseNumber,
  pct_growth_mom: looseNumber,
  pct_growth_yoy: looseNumber,
  time_series: loosely(z.record(z.string(), z.unknown())),
});

const category = z.object({
  product_category: looseText,
  pct_change_mom: looseNumber,
  verticals: loosely(z.array(looseText)),
  metrics_highlights: loosely(z.object({ engagement: loosely(z.object({ pct_change_mom: looseNumber })) })),
  time_series: loosely(z.record(z.string(), z.unknown())),
});

const change = loosely(z.object({ value: looseNumber }));
const publicTerm = z.object({
  term: looseText,
  searchCount: looseCount,
  wow_change: change,
  mom_change: change,
  yoy_change: change,
});

function readTrend(entry: unknown): Read | undefined {
  const { data } = trend.safeParse(entry);
  if (data?.keyword === undefined) return undefined;
  const series = readSeries(data.time_series);
  return {
    kind: "term",
    externalId: data.keyword.slice(0, 300),
    title: data.keyword,
    url: searchUrl(data.keyword),
    ...growthOf({
      wow: percent(data.pct_growth_wow),
      mom: percent(data.pct_growth_mom),
      yoy: percent(data.pct_growth_yoy),
    }),
    ...(series && { series }),
  };
}

function readCategory(entry: unknown): Read | undefined {
  const { data } = category.safeParse(entry);
  const name = data?.product_category;
  if (data === undefined || name === undefined) return undefined;
  const words = name.replaceAll("_", " ").toLowerCase();
  // The list writes percent, the detail page of one category writes fractions.
  const mom = percent(data.pct_change_mom) ?? data.metrics_highlights?.engagement?.pct_change_mom;
  const series = readSeries(data.time_series);
  const vertical = data.verticals?.find((text) => text !== undefined);
  return {
    kind: "category",
    externalId: name.slice(0, 300),
    title: words.charAt(0).toUpperCase() + words.slice(1),
    ...growthOf({ mom }),
    ...(series && { series }),
    ...(vertical !== undefined && { category: cleanText(vertical.replaceAll("_", " ").toLowerCase(), 200) }),
  };
}

function readPublicTerm(entry: unknown): Read | undefined {
  const { data } = publicTerm.safeParse(entry);
  if (data?.term === undefined) return undefined;
  return {
    kind: "term",
    externalId: data.term.slice(0, 300),
    title: data.term,
    url: searchUrl(data.term),
    ...(data.searchCount !== undefined && { searchVolume: data.searchCount }),
    ...growthOf({
      wow: data.wow_change?.value,
      mom: data.mom_change?.value,
      yoy: data.yoy_change?.value,
    }),
  };
}

/** The list a page holds, as its address names it: "growing" of ".../top/growing?limit=50" and of "?trendsPreset=3". */
function listOf(page: Page): TrendType | undefined {
  const named = /\/top\/(\w+)/.exec(page.url)?.[1];
  const preset = Number(/[?&]trendsPreset=(\d)/.exec(page.url)?.[1]);
  return TREND_TYPES.find((type) => type === named || PRESETS[type] === preset);
}

/** A list's order says how much; the order of the details is the one that we asked in. */
const isDetails = (entries: unknown[]): boolean =>
  entries.some((entry) => typeof entry === "object" && entry !== null && "metrics_highlights" in entry);

function collect(
  page: Page,
  entries: unknown[],
  read: (entry: unknown) => Read | undefined,
  list?: string,
): Parsed {
  const ranked = !isDetails(entries);
  return gather(
    entries.map((entry, index) => {
      const found = read(entry);
      return {
        entry,
        read:
          found === undefined
            ? "The entry has no name."
            : {
                ...found,
                ...(ranked && { rank: index + 1, listSize: entries.length }),
                ...(list !== undefined && { list }),
                seenAt: page.fetchedAt,
              },
      };
    }),
  );
}

const body = z.object({
  trends: loosely(z.array(z.unknown())),
  values: loosely(z.array(z.unknown())),
  /** Lists that come with a bookmark for their next page. */
  items: loosely(z.array(z.unknown())),
  related_terms_list: loosely(z.array(z.unknown())),
  date: looseText,
  code: looseNumber,
  message: looseText,
});

/**
 * Codes that say no to us, whatever we ask, for a body whose status is not known: authentication, authorisation, rate limit,
 * permission, and the statuses that some answers repeat. As API v5 lists them among its errors.
 */
const REFUSALS: ReadonlySet<number> = new Set([2, 3, 8, 29, 401, 403, 429]);

/** Lists without a name of their own: what stands in them tells which they are. */
function readListed(page: Page, listed: unknown[]): Parsed {
  const entries = unwrapped(listed);
  if (entries.some((entry) => readArticle(entry) !== undefined)) {
    return collect(page, entries, readArticle, "editorial articles");
  }
  if (entries.some((entry) => readTopic(entry) !== undefined)) {
    return collect(page, entries, readTopic, "featured topics");
  }
  return collect(page, entries, readCategory, "product categories");
}

function read(page: Page): Parsed {
  const json = readJsonPage(page);
  if ("outcome" in json) return json.outcome;
  const { data } = body.safeParse(json.value);
  const listed = Array.isArray(json.value) ? json.value : data?.items;
  if (listed) return readListed(page, listed);
  if (data?.trends)
    return collect(page, data.trends, (entry) => readTrend(entry) ?? readTopic(entry), listOf(page));
  if (data?.values) return collect(page, data.values, readPublicTerm, listOf(page));
  if (data?.related_terms_list) return collect(page, data.related_terms_list, readRelated, "related terms");
  if (deniedByStatus(page.status))
    return blocked(`Pinterest answered HTTP ${page.status}: ${data?.message ?? "no reason given"}.`);
  if (data?.code !== undefined && data.message !== undefined) {
    if (REFUSALS.has(data.code)) return blocked(`Pinterest refused (code ${data.code}): ${data.message}`);
    return unknown(`Pinterest answered error ${data.code}: ${data.message}.`);
  }
  // The page that only names the date of the newest data has no entries by nature.
  if (data?.date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(data.date)) return empty();
  return unknown("Pinterest's answer has none of the lists it is known for.");
}

/** Keywords become terms, product categories become categories; the growth of both is a fraction. */
export const parse = parser(() => "json", read);
