/** What to ask Pinterest: the trends of API v5 with a token, else the public trends page's own calls. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext } from "../scanner";
import { regionOf } from "../reading/number";

const API = "https://api.pinterest.com/v5/trends";
const SITE = "https://trends.pinterest.com";

/** The regions of v5 that stand for more than one country. */
const REGION_OF_COUNTRY: Record<string, string> = { GB: "GB+IE", IE: "GB+IE" };

/** Growing first: a rising term is worth more than a large one. */
const TREND_TYPES = ["growing", "monthly"] as const;

/** The site's number for growing trends. */
const GROWING_PRESET = 3;

const config = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});

function configOf(ctx: ScanContext): z.infer<typeof config> {
  const parsed = config.safeParse(ctx.config);
  if (parsed.success) return parsed.data;
  throw new MisconfiguredError('Pinterest: "country" must be a country code such as US.');
}

function countryOf(ctx: ScanContext): string {
  return configOf(ctx).country ?? regionOf(ctx.locale) ?? "US";
}

/** With a token the keyword lists and the product categories; without, the date of the newest public data. */
export function first(ctx: ScanContext): RequestSpec[] {
  const token = ctx.credentials["accessToken"];
  if (!token) {
    return [
      {
        key: "latest-date",
        url: `${SITE}/latest_available_date/`,
        method: "GET",
        headers: { accept: "application/json" },
      },
    ];
  }
  const country = countryOf(ctx);
  const region = encodeURIComponent(REGION_OF_COUNTRY[country] ?? country);
  const headers = { accept: "application/json", authorization: `Bearer ${token}` };
  return [
    ...TREND_TYPES.map((type): RequestSpec => ({
      key: `keywords/${type}`,
      url: `${API}/keywords/${region}/top/${type}?limit=50`,
      method: "GET",
      headers,
    })),
    {
      key: "product-categories",
      url: `${API}/product_categories/trending?region=${region}`,
      method: "GET",
      headers,
    },
  ];
}

const latestDate = z.object({ date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) });

/** The public list belongs to a date, which the first answer names. */
export function next(page: Page, ctx: ScanContext): RequestSpec[] {
  if (!page.url.startsWith(`${SITE}/latest_available_date`)) return [];
  const date = readLatestDate(page.body);
  if (date === undefined) return [];
  const query = new URLSearchParams({
    country: countryOf(ctx),
    endDate: date,
    trendsPreset: String(GROWING_PRESET),
    numTermsToReturn: "100",
    l1interests: "",
    keywordsToInclude: "",
  });
  return [
    {
      key: "top-trends",
      url: `${SITE}/top_trends_filtered/?${query}`,
      method: "GET",
      headers: { accept: "application/json" },
    },
  ];
}

/** The date in an answer of latest_available_date; undefined for any other text. */
function readLatestDate(body: string): string | undefined {
  if (body.length > 1_000) return undefined;
  try {
    return latestDate.safeParse(JSON.parse(body)).data?.date;
  } catch {
    return undefined;
  }
}
