/** What to ask Reddit: the API with an approved app's keys, else one public feed over all subreddits. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext } from "../scanner";
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
});

type Keys = { id: string; secret: string };

function keysOf(ctx: ScanContext): Keys | undefined {
  const { clientId: id, clientSecret: secret } = ctx.credentials;
  return id && secret ? { id, secret } : undefined;
}

function configOf(ctx: ScanContext): z.infer<typeof config> {
  const parsed = config.safeParse(ctx.config);
  if (parsed.success) return parsed.data;
  throw new MisconfiguredError(
    `Reddit: "subreddits" must be a list of 1 to 50 names without "r/", "sort" top, hot or rising, "window" one of ${WINDOWS.join(", ")}.`,
  );
}

/** Reddit asks every client to say what it is and whose it is, and slows down those who do not. */
function userAgent(ctx: ScanContext): string {
  const name = ctx.credentials["userName"]?.replaceAll(/[^\w-]/g, "");
  return `web:product-trend-automation:1.0${name ? ` (by /u/${name})` : ""}`;
}

/** Keyed: the token request, which `next` follows. Without keys: one multi-subreddit feed, as one address may ask once a minute. */
export function first(ctx: ScanContext): RequestSpec[] {
  const { subreddits, sort, window } = configOf(ctx);
  const keys = keysOf(ctx);
  if (!keys) {
    const query = sort === "top" ? `?t=${window}&limit=100` : "?limit=100";
    return [
      {
        key: `feed/${sort}`,
        url: `https://www.reddit.com/r/${subreddits.join("+")}/${sort}/.rss${query}`,
        method: "GET",
        headers: { "user-agent": userAgent(ctx), accept: "application/atom+xml, application/xml;q=0.9" },
        redirectHosts: ["old.reddit.com"],
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

/** After the token, the listing. The token goes nowhere but into that one header. */
export function next(page: Page, ctx: ScanContext): RequestSpec[] {
  if (!keysOf(ctx) || !page.url.includes("/api/v1/access_token")) return [];
  const token = tokenOf(page.body);
  if (token === undefined) return [];
  const { subreddits, sort, window } = configOf(ctx);
  const query = new URLSearchParams({ limit: "100", raw_json: "1", ...(sort === "top" && { t: window }) });
  return [
    {
      key: `listing/${sort}`,
      url: `https://oauth.reddit.com/r/${subreddits.join("+")}/${sort}?${query.toString()}`,
      method: "GET",
      headers: { "user-agent": userAgent(ctx), authorization: `Bearer ${token}`, accept: "application/json" },
    },
  ];
}
