/** Which feeds to ask: one per country. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { RequestSpec, ScanContext } from "../scanner";

const config = z.object({
  /** ISO 3166 countries whose daily searches are read. */
  geos: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(10)
    .default(["US"]),
});

/** One feed per configured country. */
export function first(ctx: ScanContext): RequestSpec[] {
  const parsed = config.safeParse(ctx.config);
  if (!parsed.success) {
    throw new MisconfiguredError(
      'Google Trends: "geos" must be a list of one to ten country codes such as US.',
    );
  }
  return parsed.data.geos.map((geo) => ({
    key: `trending/${geo}`,
    url: `https://trends.google.com/trending/rss?geo=${geo}`,
    method: "GET",
    headers: {
      "user-agent": "Mozilla/5.0 (compatible; product-trend-automation/1.0)",
      accept: "application/rss+xml, application/xml;q=0.9",
      "accept-language": ctx.locale,
    },
    // European addresses are sent to the consent page: it is fetched to be recognised as what it is.
    redirectHosts: ["consent.google.com"],
  }));
}
