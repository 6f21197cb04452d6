/** Which lists to ask: some of one country's, and of the lists below them, which each page's menu names, a few in turn. */
import { z } from "zod";
import { HOUR_MS } from "@/lib/core/clock";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext, ScanState } from "../scanner";
import { AMAZON_MARKETPLACES, type AmazonMarketplace } from "./marketplaces";

const MARKETPLACE_NAMES = Object.keys(AMAZON_MARKETPLACES);
const isMarketplace = (name: string): name is keyof typeof AMAZON_MARKETPLACES =>
  MARKETPLACE_NAMES.includes(name);

const SLUG = /^[a-z0-9-]{2,40}(?:\/\d{3,14})?$/;

const config = z.object({
  marketplace: z.string().refine(isMarketplace).default("com"),
  /** Slugs, as they stand in the list's address; absent: every known list of the marketplace. */
  lists: z.array(z.string().regex(SLUG)).min(1).max(20).optional(),
  /** 1 for the first fifty ranks, 2 for a hundred. */
  pages: z.int().min(1).max(2).default(1),
  /** How many lists below those to look at in each scan; another one of each menu every hour. */
  discover: z.int().min(0).max(10).default(4),
});

function settingsOf(ctx: ScanContext) {
  const parsed = config.safeParse(ctx.config);
  if (!parsed.success) {
    throw new MisconfiguredError(
      `Amazon Best Sellers: "marketplace" must be one of ${MARKETPLACE_NAMES.join(", ")}, "lists" 1 to 20 slugs such as electronics, "pages" 1 or 2, "discover" 0 to 10.`,
    );
  }
  const market: AmazonMarketplace = AMAZON_MARKETPLACES[parsed.data.marketplace];
  const slugs = parsed.data.lists ?? [...market.lists];
  return { ...parsed.data, market, slugs };
}

function requestFor(market: AmazonMarketplace, slug: string, number: number): RequestSpec {
  return {
    key: `bestsellers/${slug}/${number}`,
    url: `https://${market.host}/gp/bestsellers/${slug}${number === 1 ? "" : `?pg=${number}`}`,
    method: "GET",
    headers: {
      "user-agent":
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
      accept: "text/html,application/xhtml+xml",
      "accept-language": `${market.language},${market.language.slice(0, 2)};q=0.8`,
      cookie: `i18n-prefs=${market.currency}`,
    },
  };
}

/** One request per list and page. Throws MisconfiguredError for settings that cannot be used. */
export function first(ctx: ScanContext): RequestSpec[] {
  const { market, slugs, pages } = settingsOf(ctx);
  return slugs.flatMap((slug) =>
    Array.from({ length: pages }, (_, index) => requestFor(market, slug, index + 1)),
  );
}

/** A link of the menu to a list below: `/Best-Sellers-…/zgbs/electronics/172541/ref=zg_bs_nav_electronics_1`. */
const MENU_LINK = /\/(?:zgbs|gp\/bestsellers)\/([a-z0-9-]{2,40}\/\d{3,14})\/ref=zg_bs_(?:g_)?(?:nav|unv)_/g;

/** The lists that a page's menu names, as slugs, each once. */
export function listsInMenu(body: string): string[] {
  return [...new Set(Array.from(body.matchAll(MENU_LINK), ([, slug]) => slug ?? ""))].slice(0, 200);
}

/** One list below the page's own, another every hour, as long as the scan may look at more. */
export function next(page: Page, state: ScanState, ctx: ScanContext): RequestSpec[] {
  const { market, slugs, discover } = settingsOf(ctx);
  const discovered = typeof state["discovered"] === "number" ? state["discovered"] : 0;
  const path = /\/(?:zgbs|gp\/bestsellers)\/([a-z0-9-]{2,40})(\/\d{3,14})?/.exec(page.url);
  // Only a list that was asked for by name leads further, and only its first page.
  if (discovered >= discover || !path || path[2] !== undefined || /[?&]pg=/.test(page.url)) return [];
  const below = listsInMenu(page.body).filter(
    (slug) => slug.startsWith(`${path[1]}/`) && !slugs.includes(slug),
  );
  const slug = below[Math.floor(ctx.now.getTime() / HOUR_MS) % below.length];
  if (slug === undefined) return [];
  state["discovered"] = discovered + 1;
  return [requestFor(market, slug, 1)];
}
