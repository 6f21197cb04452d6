/** The sample world as the Graph API's top media of each hashtag. */
import { HOUR_MS } from "@/lib/core/clock";
import type { Page } from "../../scanner";
import { imageAddress } from "../../world/addresses";
import { chance, rankedIn } from "../../world/attention";

function digits(key: string, length: number): string {
  return String(Math.floor(chance(key) * 10 ** length)).padStart(length, "0");
}

/** One answer for each hashtag; some authors hide their likes, and the field is then missing. */
export function render(day: number, fetchedAt: Date): Page[] {
  const ranked = rankedIn("instagram", day);
  const hashtags = [...new Set(ranked.map(({ as }) => as.hashtag))].toSorted();
  return hashtags.map((hashtag): Page => {
    const data = ranked
      .filter(({ as }) => as.hashtag === hashtag)
      .map(({ thing, as, heat }) => {
        const hidden = chance(`${thing.slug}/hidden`) < 0.12;
        const id = `178${digits(`${thing.slug}/media`, 13)}`;
        return {
          id,
          caption: `${as.caption}\n\n#${hashtag} #${thing.slug.replaceAll("-", "")}`,
          media_type: "IMAGE",
          media_url: imageAddress(thing.slug),
          permalink: `https://www.instagram.com/p/S${digits(`${thing.slug}/short`, 10)}/`,
          timestamp: `${new Date(fetchedAt.getTime() - HOUR_MS * (24 * day + 30)).toISOString().slice(0, 19)}+0000`,
          ...(hidden ? {} : { like_count: Math.round(10 ** (2 + 2.6 * heat)) }),
          comments_count: Math.round(10 ** (0.6 + 2 * heat)),
        };
      });
    return {
      url: `https://graph.facebook.com/v23.0/178${digits(`${hashtag}/hashtag`, 13)}/top_media?limit=50#${hashtag}`,
      status: 200,
      headers: { "content-type": "application/json; charset=UTF-8" },
      body: JSON.stringify({ data, paging: { cursors: { after: "c2FtcGxl" } } }),
      fetchedAt: fetchedAt.toISOString(),
      locale: "en-US",
    };
  });
}
