/** The sample world as answers of GetHashtagList: numbers as strings, and a last day that is not counted yet. */
import { DAY_MS } from "@/lib/core/clock";
import type { Page } from "../../scanner";
import { attention, chance, rankedIn } from "../../world/attention";
import type { Thing } from "../../world/thing";
import { INDUSTRIES, INDUSTRY_UNIT } from "../industries";

/** Without a sign-in no query answers more rows. */
const ROWS = 3;
const CURVE_DAYS = 7;

/** Seven days up to the shown one, 0–100; before the first day of the world the first day's value stands. */
function curve(thing: Thing, day: number, fetchedAt: Date): { timestamp: string; value: string }[] {
  return Array.from({ length: CURVE_DAYS }, (_, index) => {
    const back = CURVE_DAYS - 1 - index;
    const at = new Date(fetchedAt.getTime() - back * DAY_MS);
    const midnight = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()) / 1000;
    const value = back === 0 ? 0 : Math.round(100 * attention(thing, "tiktok", Math.max(0, day - back)));
    return { timestamp: String(midnight), value: String(value) };
  });
}

/** One answer for each industry. */
export function render(day: number, fetchedAt: Date): Page[] {
  const ranked = rankedIn("tiktok", day).map((entry, index) => ({ ...entry, rank: index + 1 }));
  return Object.keys(INDUSTRIES).map((industry): Page => {
    const rows = ranked.filter(({ as }) => as.industry === Number(industry));
    const items = rows.slice(0, ROWS).map(({ thing, as, heat, rank }) => ({
      hashtagID: `77${String(Math.floor(chance(`${thing.slug}/hashtag`) * 1e12)).padStart(12, "0")}`,
      hashtagName: as.tag,
      industryIDs: [String(as.industry * INDUSTRY_UNIT)],
      popularityCurve: curve(thing, day, fetchedAt),
      publishCnt: String(Math.round(10 ** (2 + 2.4 * heat))),
      vv: String(Math.round(10 ** (4.8 + 3.2 * heat))),
      rankIndex: String(rank),
      topCreators: [],
    }));
    return {
      url: "https://ads.tiktok.com/CreativeOne/KnowledgeAPI/GetHashtagList",
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        BaseResp: { StatusCode: 0, StatusMessage: "" },
        items,
        pagination: { page: 1, limit: 20, totalCount: 100, hasMore: true },
      }),
      fetchedAt: fetchedAt.toISOString(),
      locale: "en-US",
    };
  });
}
