/** The sample world as Google's trending feeds: ten searches a country, few of them for products. */
import { HOUR_MS } from "@/lib/core/clock";
import type { Page } from "../../scanner";
import { imageAddress, webAddress } from "../../world/addresses";
import { chance, rankedIn } from "../../world/attention";
import { escapeMarkup } from "../../world/markup";
import type { Thing } from "../../world/thing";

const GEOS = ["US", "GB", "CA"] as const;
const TERMS = 10;
const TRAFFIC = [200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000] as const;

const PACIFIC = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  weekday: "short",
  day: "2-digit",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
  timeZoneName: "longOffset",
});

/** As the feed writes times, with the offset of the season: "Tue, 25 Feb 2025 13:20:00 -0800". */
function pacific(at: Date): string {
  const part = Object.fromEntries(PACIFIC.formatToParts(at).map(({ type, value }) => [type, value]));
  const offset = (part["timeZoneName"] ?? "").replace("GMT", "").replace(":", "");
  return `${part["weekday"]}, ${part["day"]} ${part["month"]} ${part["year"]} ${part["hour"]}:${part["minute"]}:${part["second"]} ${offset}`;
}

function item(thing: Thing, term: string, heat: number, fetchedAt: Date, feed: string, day: number): string {
  const name = escapeMarkup(term);
  const traffic = TRAFFIC[Math.min(TRAFFIC.length - 1, Math.floor(heat * TRAFFIC.length))] ?? 200;
  const began = new Date(fetchedAt.getTime() - HOUR_MS * (1 + 9 * chance(`${thing.slug}/${day}/searched`)));
  // A third of the entries come without news or picture, as feeds do.
  const news =
    chance(`${thing.slug}/news`) < 0.33
      ? ""
      : `<ht:picture>${imageAddress(thing.slug)}</ht:picture><ht:picture_source>Sample Herald</ht:picture_source>` +
        `<ht:news_item><ht:news_item_title>Why everyone looks up ${name}</ht:news_item_title><ht:news_item_snippet/>` +
        `<ht:news_item_url>${webAddress("news", thing.slug)}</ht:news_item_url><ht:news_item_picture>${imageAddress(thing.slug)}</ht:news_item_picture>` +
        `<ht:news_item_source>Sample Herald</ht:news_item_source></ht:news_item>`;
  return (
    `<item><title>${name}</title><ht:approx_traffic>${traffic}+</ht:approx_traffic><description/><link>${feed}</link>` +
    `<pubDate>${pacific(began)}</pubDate>${news}</item>`
  );
}

/** One feed for each country. */
export function render(day: number, fetchedAt: Date): Page[] {
  const ranked = rankedIn("google-trends", day);
  return GEOS.map((geo): Page => {
    const url = `https://trends.google.com/trending/rss?geo=${geo}`;
    const items = ranked
      .filter(({ as }) => as.geo === geo)
      .slice(0, TERMS)
      .map(({ thing, as, heat }) => item(thing, as.term, heat, fetchedAt, url, day));
    return {
      url,
      status: 200,
      headers: { "content-type": "application/rss+xml; charset=UTF-8" },
      body:
        `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<rss xmlns:atom="http://www.w3.org/2005/Atom" xmlns:ht="https://trends.google.com/trending/rss" version="2.0"><channel>` +
        `<title>Daily Search Trends</title><description>Recent searches</description><link>${url}</link><atom:link href="${url}" rel="self" type="application/rss+xml"/>${items.join("")}</channel></rss>`,
      fetchedAt: fetchedAt.toISOString(),
      locale: "en-US",
    };
  });
}
