/** The sample world as Pinterest's API v5: growing keywords with a year of weeks, and product categories. */
import type { Page } from "../../scanner";
import { rankedIn } from "../../world/attention";
import { PINTEREST_CATEGORIES } from "../../world/bystanders";
import { trendYear } from "../../world/year";

/** The list of keywords and the list of categories. */
export function render(day: number, fetchedAt: Date): Page[] {
  const trends = rankedIn("pinterest", day).map(({ as }) => {
    const year = trendYear(as.keyword, as.year, fetchedAt);
    return {
      keyword: as.keyword,
      pct_growth_wow: year.wow,
      pct_growth_mom: year.mom,
      pct_growth_yoy: year.yoy,
      time_series: Object.fromEntries(year.points),
      predicted_time_series: {},
      has_prediction: false,
      demographics: null,
    };
  });
  const categories = PINTEREST_CATEGORIES.map(({ id, name, vertical, volume, mom }) => ({
    pinterest_product_category_id: id,
    pct_change_mom: mom,
    engagement_type: "ENGAGEMENT",
    product_category: name,
    verticals: vertical === null ? [] : [vertical],
    percent_relative_volume: volume,
  }));
  const page = (path: string, value: unknown): Page => ({
    url: `https://api.pinterest.com/v5/trends/${path}`,
    status: 200,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(value),
    fetchedAt: fetchedAt.toISOString(),
    locale: "en-US",
  });
  return [
    page("keywords/US/top/growing?limit=50", { trends }),
    page("product_categories/trending?region=US", categories),
  ];
}
