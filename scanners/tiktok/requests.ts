/** What to ask TikTok's Creative Center: the trending hashtags of each product industry. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { RequestSpec, ScanContext } from "../scanner";
import { regionOf } from "../reading/number";

/** Undocumented and renamed once already: a change of shape shows as `unknown`. */
const HASHTAG_LIST = "https://ads.tiktok.com/CreativeOne/KnowledgeAPI/GetHashtagList";

/** Industries in which a hashtag may name something that is sold; the ids are these numbers × 10⁹. */
export const INDUSTRIES: Record<number, string> = {
  11: "Vehicles",
  12: "Baby & Kids",
  14: "Beauty",
  21: "Home Improvement",
  22: "Apparel & Accessories",
  25: "Games",
  27: "Food & Beverage",
  28: "Sports",
  29: "Health",
};
export const INDUSTRY_UNIT = 1_000_000_000;

/** Without a sign-in every query answers three rows, whatever is asked; asking for more costs nothing. */
const ROWS = 20;

const config = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  timeRange: z.union([z.literal(7), z.literal(30), z.literal(90)]).default(7),
});

function configOf(ctx: ScanContext): z.infer<typeof config> {
  const parsed = config.safeParse(ctx.config);
  if (parsed.success) return parsed.data;
  throw new MisconfiguredError(
    'TikTok: "country" must be a country code such as US, "timeRange" 7, 30 or 90.',
  );
}

/** One query for each industry. */
export function first(ctx: ScanContext): RequestSpec[] {
  const { country, timeRange } = configOf(ctx);
  const countryCode = country ?? regionOf(ctx.locale) ?? "US";
  return Object.keys(INDUSTRIES).map((industry) => ({
    key: `hashtags/${countryCode}/${industry}/${timeRange}`,
    url: HASHTAG_LIST,
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      origin: "https://ads.tiktok.com",
      referer: "https://ads.tiktok.com/creative/creativeCenter/trends/hashtag",
      // Asks for 64-bit ids as strings, which JSON numbers would round.
      "agw-js-conv": "str",
    },
    body: JSON.stringify({
      timeRange,
      countryCode,
      page: 1,
      limit: ROWS,
      industryID: Number(industry) * INDUSTRY_UNIT,
    }),
  }));
}
