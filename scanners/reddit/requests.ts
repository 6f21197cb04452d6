/** What to ask Reddit: the API with an approved app's keys, else one public feed over all subreddits. */
import { z } from "zod";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import { MisconfiguredError } from "@/lib/core/errors";
import type { SourceQuota } from "@/lib/core/source-limits";
import type { Page, RequestSpec, ScanContext, ScanState } from "../scanner";
import { parse } from "./parse";
import { DEFAULT_SUBREDDITS } from "./subreddits";

const WINDOWS = ["hour", "day", "week", "month", "year", "all"] as const;

const config = z.object({
  subreddits: z
    .array(z.string().regex(/^[A-Za-z0-9_]{2,21}$/))
    .min(1)
    .max(50)
    .default([...DEFAULT_SUBREDDITS]),
  sort: z.enum(["top", "hot", "rising"]).default("top"),
  /** The span `top` looks back over. */
  window: z.enum(WINDOWS).default("day"),
  /** Pages of a hundred posts that the API is asked for. */
  pages: z.int().min(1).max(5).default(2),
});

const PAGE_SIZE = 100;

type Keys = { id: string; secret: string };

function keysOf(ctx: ScanContext): Keys | undefined {
  const { clientId: id, clientSecret: secret } = ctx.credentials;
  return id && secret ? { id, secret } : undefined;
}

function configOf(ctx: ScanContext): z.infer<typeof config> {
  const parsed = config.safeParse(ctx.config);
  if (parsed.success) return parsed.data;
  throw new MisconfiguredError(
    `Reddit: "subreddits" must be a list of 1 to 50 names without "r/", "sort" top, hot or rising, "window" one of ${WINDOWS.join(", ")}, "pages" 1 to 5.`,
  );
}

/** Reddit asks every client to say what it is and whose it is, and slows down those who do not. */
function userAgent(ctx: ScanContext): string {
  const name = ctx.credentials["userName"]?.replaceAll(/[^\w-]/g, "");
  return `web:product-trend-automation:1.0${name ? ` (by /u/${name})` : ""}`;
}

/** A person's own feed key (reddit.com/prefs/feeds): feeds asked for with it are not counted against the address. */
function feedKey(ctx: ScanContext): Record<string, string> {
  const { feedToken: feed, userName: user } = ctx.credentials;
  return feed && user ? { feed, user } : {};
}

/** Keyed: the token request, which `next` follows. Without keys: one multi-subreddit feed, as one address may ask once a minute. */
export function first(ctx: ScanContext): RequestSpec[] {
  const { subreddits, sort, window } = configOf(ctx);
  const keys = keysOf(ctx);
  if (!keys) {
    const query = new URLSearchParams({
      ...(sort === "top" && { t: window }),
      limit: String(PAGE_SIZE),
      ...feedKey(ctx),
    });
    return [
      {
        key: `feed/${sort}`,
        url: `https://www.reddit.com/r/${subreddits.join("+")}/${sort}/.rss?${query.toString()}`,
        method: "GET",
        headers: { "user-agent": userAgent(ctx), accept: "application/atom+xml, application/xml;q=0.9" },
        redirectHosts: ["old.reddit.com"],
        ...(query.has("feed") && { keyed: true as const }),
      },
    ];
  }
  return [
    {
      key: "token",
      url: "https://www.reddit.com/api/v1/access_token",
      method: "POST",
      headers: {
        "user-agent": userAgent(ctx),
        authorization: `Basic ${Buffer.from(`${keys.id}:${keys.secret}`).toString("base64")}`,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: "grant_type=client_credentials",
    },
  ];
}

const tokenAnswer = z.object({ access_token: z.string().regex(/^[\x21-\x7E]{1,4000}$/) });

function tokenOf(body: string): string | undefined {
  try {
    return tokenAnswer.safeParse(JSON.parse(body)).data?.access_token;
  } catch {
    return undefined;
  }
}

const listingAnswer = z.object({
  data: z.object({ after: z.string().regex(/^t3_[a-z0-9]{1,20}$/i) }),
});

/** The name of the last post of a page, behind which the next page begins; undefined where the list ends. */
function afterOf(body: string): string | undefined {
  try {
    return listingAnswer.safeParse(JSON.parse(body)).data?.data.after;
  } catch {
    return undefined;
  }
}

/** Reddit counts requests over ten minutes, so that a burst may pass. */
const RATE_WINDOW_DAYS = (10 * MINUTE_MS) / DAY_MS;

const rateHeaders = z.object({
  "x-ratelimit-used": z.coerce.number().min(0).max(1e6),
  "x-ratelimit-remaining": z.coerce.number().min(0).max(1e6),
  "x-ratelimit-reset": z.coerce.number().min(0).max(86_400),
});

/** What the answer says is left of our requests; undefined where it does not say. */
function quotaOf(page: Page): SourceQuota | undefined {
  const { data } = rateHeaders.safeParse(page.headers);
  if (data === undefined) return undefined;
  const used = Math.round(data["x-ratelimit-used"]);
  const resetsMs = Date.parse(page.fetchedAt) + data["x-ratelimit-reset"] * SECOND_MS;
  return {
    used,
    limit: Math.max(1, used + Math.floor(data["x-ratelimit-remaining"])),
    windowDays: RATE_WINDOW_DAYS,
    resetsAt: new Date(resetsMs).toISOString(),
    unit: "requests",
  };
}

/** What stands in the state of one scan: the token, never kept longer, and how many pages and posts were read. */
const progress = z.object({
  token: z.string().optional().catch(undefined),
  pagesRead: z.int().catch(0),
  postsRead: z.int().catch(0),
});

/** After the token the listing, after each page the one behind it. The token goes nowhere but into that one header. */
export function next(page: Page, state: ScanState, ctx: ScanContext): RequestSpec[] {
  if (!keysOf(ctx)) return [];
  if (page.url.includes("/api/v1/access_token")) {
    state["token"] = tokenOf(page.body);
    return listingRequest(state, ctx);
  }
  const quota = quotaOf(page);
  if (quota) state.quota = quota;
  const { pagesRead, postsRead } = progress.parse(state);
  state["pagesRead"] = pagesRead + 1;
  state["postsRead"] = postsRead + parse(page).items.length;
  const after = afterOf(page.body);
  const isOver = after === undefined || pagesRead + 1 >= configOf(ctx).pages;
  const isSpent = quota !== undefined && quota.used >= quota.limit;
  return isOver || isSpent ? [] : listingRequest(state, ctx, after);
}

function listingRequest(state: ScanState, ctx: ScanContext, after?: string): RequestSpec[] {
  const { token, postsRead } = progress.parse(state);
  if (token === undefined) return [];
  const { subreddits, sort, window, pages } = configOf(ctx);
  const query = new URLSearchParams({
    limit: String(PAGE_SIZE),
    raw_json: "1",
    ...(sort === "top" && { t: window }),
    ...(after !== undefined && { after, count: String(postsRead) }),
  });
  // What stands behind "#" is never sent: it tells the parser how long the whole list will be.
  const whole = pages > 1 ? `#of=${pages * PAGE_SIZE}` : "";
  return [
    {
      key: `listing/${sort}${after === undefined ? "" : `/${after}`}`,
      url: `https://oauth.reddit.com/r/${subreddits.join("+")}/${sort}?${query.toString()}${whole}`,
      method: "GET",
      headers: { "user-agent": userAgent(ctx), authorization: `Bearer ${token}`, accept: "application/json" },
    },
  ];
}
