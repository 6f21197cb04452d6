/** What to ask TikTok's Creative Center: the trending hashtags of each product industry, over more than one window. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext, ScanState } from "../scanner";
import { regionOf } from "../reading/number";
import { INDUSTRIES, INDUSTRY_UNIT } from "./industries";

/** Undocumented and renamed once already: a change of shape shows as `unknown`. */
const HASHTAG_LIST = "https://ads.tiktok.com/CreativeOne/KnowledgeAPI/GetHashtagList";

/** Without a sign-in every query answers three rows, whatever is asked; asking for more costs nothing. */
const ANONYMOUS_ROWS = 20;
/** With one, a query answers up to a hundred. */
const SIGNED_IN_ROWS = 100;
/** With two seconds between them and a second for each answer, this many fit in one scan. */
const MAX_REQUESTS = 24;
const DAYS = [7, 30, 90] as const;

const industry = z.int().refine((id) => id in INDUSTRIES);
const config = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Days that the boards look back over. A second window shows tags that the three rows of the first hide. */
  windows: z.array(z.literal(DAYS)).min(1).max(3).optional(),
  /** The single window of older settings. */
  timeRange: z.literal(DAYS).optional(),
  industries: z.array(industry).min(1).default(Object.keys(INDUSTRIES).map(Number)),
});

function configOf(ctx: ScanContext) {
  const parsed = config.safeParse(ctx.config);
  if (!parsed.success) {
    throw new MisconfiguredError(
      `TikTok: "country" must be a country code such as US, "windows" a list of 7, 30 and 90, "industries" a list of ${Object.keys(INDUSTRIES).join(", ")}.`,
    );
  }
  const { country, windows, timeRange, industries } = parsed.data;
  return {
    countryCode: country ?? regionOf(ctx.locale) ?? "US",
    windows: [...new Set(windows ?? (timeRange ? [timeRange] : [7, 30]))],
    industries: [...new Set(industries)],
  };
}

/** A session's cookies as one header; anything that could break out of it is not used. */
function cookieOf(ctx: ScanContext): string | undefined {
  const cookie = ctx.credentials["cookie"]?.trim();
  return cookie && /^[\x20-\x7E]{1,8000}$/.test(cookie) ? cookie : undefined;
}

type Query = { countryCode: string; industry: number; days: number; page: number };

function ask(query: Query, ctx: ScanContext): RequestSpec {
  const { countryCode, industry: id, days, page } = query;
  const cookie = cookieOf(ctx);
  return {
    key: `hashtags/${countryCode}/${id}/${days}${page > 1 ? `/${page}` : ""}`,
    // The address is the same for all; what stands behind "#" is never sent and tells the parser which board it reads.
    url: `${HASHTAG_LIST}#${countryCode}/${id}/${days}/${page}`,
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      origin: "https://ads.tiktok.com",
      referer: "https://ads.tiktok.com/creative/creativeCenter/trends/hashtag",
      // Asks for 64-bit ids as strings, which JSON numbers would round.
      "agw-js-conv": "str",
      ...(cookie !== undefined && { cookie }),
    },
    body: JSON.stringify({
      timeRange: days,
      countryCode,
      page,
      limit: cookie === undefined ? ANONYMOUS_ROWS : SIGNED_IN_ROWS,
      industryID: id * INDUSTRY_UNIT,
    }),
  };
}

/** The board that a page was asked for, read off its address; undefined for a saved page without one. */
export function boardOf(page: Page): Query | undefined {
  const [, countryCode = "", id, days, number] =
    /#([A-Z]{2})\/(\d{1,3})\/(\d{1,3})\/(\d{1,3})$/.exec(page.url) ?? [];
  return id === undefined
    ? undefined
    : { countryCode, industry: Number(id), days: Number(days), page: Number(number) };
}

/** One query for each industry and window; all industries of the shortest window first. */
export function first(ctx: ScanContext): RequestSpec[] {
  const { countryCode, windows, industries } = configOf(ctx);
  return windows
    .toSorted((a, b) => a - b)
    .flatMap((days) => industries.map((id) => ask({ countryCode, industry: id, days, page: 1 }, ctx)))
    .slice(0, MAX_REQUESTS);
}

const answer = z.object({
  items: z.array(z.unknown()),
  pagination: z.object({ hasMore: z.literal(true) }),
});
const asked = z.int().catch(0);

/**
 * Signed in, an answer with fewer rows than a query can give and more behind them is followed to its next page, as long
 * as the scan has requests left. Without a sign-in every page answers the same three rows.
 */
export function next(page: Page, state: ScanState, ctx: ScanContext): RequestSpec[] {
  const board = boardOf(page);
  if (board === undefined || cookieOf(ctx) === undefined) return [];
  const more = asked.parse(state["more"]);
  const rows = moreBehind(page.body);
  const isWhole = rows === undefined || rows * (board.page + 1) > SIGNED_IN_ROWS;
  if (isWhole || first(ctx).length + more >= MAX_REQUESTS) return [];
  state["more"] = more + 1;
  return [ask({ ...board, page: board.page + 1 }, ctx)];
}

/** Rows of an answer that says there are more; undefined where it does not. */
function moreBehind(body: string): number | undefined {
  try {
    const rows = answer.safeParse(JSON.parse(body)).data?.items.length;
    return rows === 0 ? undefined : rows;
  } catch {
    return undefined;
  }
}
