import { SOURCE_IDS, type SourceId } from "@/lib/core/words";
import type { Env } from "@/lib/env";
import { SCANNERS } from "@/scanners/registry";

const PLACES: { name: SourceId; sourceType: string; url: string }[] = [
  { name: "amazon-best-sellers", sourceType: "html", url: "https://www.amazon.com/gp/bestsellers" },
  { name: "amazon-deals", sourceType: "html", url: "https://www.amazon.com/deals" },
  {
    name: "tiktok",
    sourceType: "json",
    url: "https://ads.tiktok.com/creative/creativeCenter/trends/hashtag",
  },
  { name: "reddit", sourceType: "feed", url: "https://www.reddit.com" },
  { name: "google-trends", sourceType: "feed", url: "https://trends.google.com/trending" },
  { name: "instagram", sourceType: "json", url: "https://www.instagram.com" },
  { name: "pinterest", sourceType: "json", url: "https://trends.pinterest.com" },
];

/** The rows of `trend_sources` in a new database; each begins at the honest pace of its source. */
export const SOURCE_ROWS = PLACES.map((place) => ({
  ...place,
  scanIntervalMinutes: SCANNERS[place.name].cadenceMinutes,
}));

/** Live or samples: the source's own switch, else the setting for all. */
export function modeOf(config: Record<string, unknown>, env: Env): "live" | "sample" {
  return config["mode"] === "live" || config["mode"] === "sample" ? config["mode"] : env.sourcesMode;
}

/** Whether robots rules decide what is read without a key; a person may choose otherwise for one source. */
export function robotsOf(config: Record<string, unknown>): "respect" | "ignore" {
  return config["robots"] === "ignore" ? "ignore" : "respect";
}

/** BCP 47 locale that the source is read in. */
export function localeOf(config: Record<string, unknown>): string {
  return typeof config["locale"] === "string" ? config["locale"] : "en-US";
}

/** The keys of one source, under the names its scanner asks for; what is not set is left out. */
export function credentialsOf(source: SourceId, env: Env): Partial<Record<string, string>> {
  const all: Record<SourceId, Record<string, string | undefined>> = {
    "amazon-best-sellers": {},
    "amazon-deals": {
      clientId: env.AMAZON_CREATORS_ID,
      clientSecret: env.AMAZON_CREATORS_SECRET,
      partnerTag: env.AMAZON_PARTNER_TAG,
      credentialVersion: env.AMAZON_CREATORS_VERSION,
    },
    tiktok: { cookie: env.TIKTOK_COOKIE },
    reddit: {
      clientId: env.REDDIT_CLIENT_ID,
      clientSecret: env.REDDIT_CLIENT_SECRET,
      userName: env.REDDIT_USER_NAME,
      feedToken: env.REDDIT_FEED_TOKEN,
    },
    "google-trends": {},
    instagram: { userId: env.INSTAGRAM_USER_ID, accessToken: env.INSTAGRAM_ACCESS_TOKEN },
    pinterest: { accessToken: env.PINTEREST_ACCESS_TOKEN },
  };
  const given = Object.entries(all[source]).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given);
}

export function asSourceId(text: string): SourceId | null {
  return SOURCE_IDS.find((id) => id === text) ?? null;
}
