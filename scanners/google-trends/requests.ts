/** What to ask: for each country its feed of ten searches, and the call behind the page, which knows hundreds. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext } from "../scanner";

/** The name of the call. Undocumented: a change shows as `unknown`, and the feed stands beside it. */
export const RPC = "i0OFE";
const HOURS = [4, 24, 48, 168] as const;

const config = z.object({
  /** ISO 3166 countries whose daily searches are read. */
  geos: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(10)
    .default(["US"]),
  /** Hours that the page's own list looks back over; the feed has a window of its own. */
  hours: z.literal(HOURS).default(24),
  /** false: the feeds alone. */
  wholeList: z.boolean().default(true),
});

const USER_AGENT = "Mozilla/5.0 (compatible; product-trend-automation/1.0)";
/** European addresses are sent to the consent page: it is fetched to be recognised as what it is. */
const CONSENT_HOSTS = ["consent.google.com"];

function configOf(ctx: ScanContext): z.infer<typeof config> {
  const parsed = config.safeParse(ctx.config);
  if (parsed.success) return parsed.data;
  throw new MisconfiguredError(
    `Google Trends: "geos" must be a list of one to ten country codes such as US, "hours" one of ${HOURS.join(", ")}, "wholeList" true or false.`,
  );
}

function feed(geo: string, ctx: ScanContext): RequestSpec {
  return {
    key: `trending/${geo}`,
    url: `https://trends.google.com/trending/rss?geo=${geo}`,
    method: "GET",
    headers: {
      "user-agent": USER_AGENT,
      accept: "application/rss+xml, application/xml;q=0.9",
      "accept-language": ctx.locale,
    },
    redirectHosts: CONSENT_HOSTS,
  };
}

function wholeList(geo: string, hours: number): RequestSpec {
  const question = JSON.stringify([null, null, geo, 0, "en", hours]);
  return {
    key: `trending/${geo}/${hours}`,
    // What stands behind "#" is never sent: it tells the parser whose list it reads.
    url: `https://trends.google.com/_/TrendsUi/data/batchexecute?rpcids=${RPC}&source-path=%2Ftrending&hl=en#${geo}/${hours}`,
    method: "POST",
    headers: {
      "user-agent": USER_AGENT,
      accept: "*/*",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    },
    body: new URLSearchParams({ "f.req": JSON.stringify([[[RPC, question, null, "generic"]]]) }).toString(),
    redirectHosts: CONSENT_HOSTS,
  };
}

/** The feeds of all countries first, as the surer of the two, then their whole lists. */
export function first(ctx: ScanContext): RequestSpec[] {
  const { geos, hours, wholeList: isWhole } = configOf(ctx);
  const unique = [...new Set(geos)];
  return [
    ...unique.map((geo) => feed(geo, ctx)),
    ...(isWhole ? unique.map((geo) => wholeList(geo, hours)) : []),
  ];
}

/** The country and window that a list was asked for, as far as its address says. */
export function boardOf(page: Page): { geo: string | undefined; hours: number | undefined } {
  const [, geo, hours] = /#([A-Z]{2})\/(\d{1,3})$/.exec(page.url) ?? [];
  const window = hours ?? /[?&]hours=(\d{1,3})\b/.exec(page.url)?.[1];
  return {
    geo: geo ?? /[?&]geo=([A-Z]{2})\b/.exec(page.url)?.[1],
    hours: window === undefined ? undefined : Number(window),
  };
}
