/** Which lists to ask: some of one country's, one page each, as ranks 51–100 rarely repay the second request. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { RequestSpec, ScanContext } from "../scanner";
import { AMAZON_MARKETPLACES, type AmazonMarketplace } from "./marketplaces";

const MARKETPLACE_NAMES = Object.keys(AMAZON_MARKETPLACES);
const isMarketplace = (name: string): name is keyof typeof AMAZON_MARKETPLACES =>
  MARKETPLACE_NAMES.includes(name);

const config = z.object({
  marketplace: z.string().refine(isMarketplace).default("com"),
  /** Slugs, as they stand in the list's address; absent: every known list of the marketplace. */
  lists: z
    .array(z.string().regex(/^[a-z0-9-]{2,40}(?:\/\d{3,14})?$/))
    .min(1)
    .max(20)
    .optional(),
  /** 1 for the first fifty ranks, 2 for a hundred. */
  pages: z.int().min(1).max(2).default(1),
});

/** One request per list and page. */
export function first(ctx: ScanContext): RequestSpec[] {
  const parsed = config.safeParse(ctx.config);
  if (!parsed.success) {
    throw new MisconfiguredError(
      `Amazon Best Sellers: "marketplace" must be one of ${MARKETPLACE_NAMES.join(", ")}, "lists" 1 to 20 slugs such as electronics, "pages" 1 or 2.`,
    );
  }
  const { marketplace, lists, pages } = parsed.data;
  const market: AmazonMarketplace = AMAZON_MARKETPLACES[marketplace];
  const slugs = lists ?? market.lists.map((list) => list.slug);
  return slugs.flatMap((slug) =>
    Array.from({ length: pages }, (_, index) => ({
      key: `bestsellers/${slug}/${index + 1}`,
      url: `https://${market.host}/gp/bestsellers/${slug}${index === 0 ? "" : `?pg=${index + 1}`}`,
      method: "GET" as const,
      headers: {
        "user-agent":
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        accept: "text/html,application/xhtml+xml",
        "accept-language": `${market.language},${market.language.slice(0, 2)};q=0.8`,
        cookie: `i18n-prefs=${market.currency}`,
      },
    })),
  );
}
