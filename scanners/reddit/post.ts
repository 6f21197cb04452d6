/** One post, whichever way it came, as a sighting. */
import type { Sighting } from "@/lib/core/sighting";
import { readPrice, type ReadPrice } from "../reading/price";
import { cleanText, cleanUrl } from "../reading/text";
import { PRODUCT_SUBREDDITS } from "./subreddits";
import { isTalk } from "./talk";

export type Post = {
  /** "t3_…" */
  id: string;
  title: string;
  permalink: string | undefined;
  /** Where a link post leads; undefined for text posts. */
  link: string | undefined;
  imageUrl: string | undefined;
  subreddit: string;
  /** The label that the subreddit gave it. */
  flair?: string | undefined;
  /** Marked as for adults: kept as seen, never shown as a product, and without its picture. */
  adult?: boolean;
  rank: number;
  listSize: number;
  upvotes?: number | undefined;
  comments?: number | undefined;
  /** Milliseconds since 1970, or NaN where the post does not say. */
  publishedMs: number;
  seenAt: string;
};

/** Hosts that hold the picture or film of a post: the post itself is then the better address. */
const MEDIA_HOSTS =
  /(?:^|\.)(?:redd\.it|redditmedia\.com|imgur\.com|gfycat\.com|giphy\.com|youtube\.com|youtu\.be|streamable\.com|tiktok\.com|vimeo\.com)$/i;
const REDDIT_HOSTS = /(?:^|\.)(?:reddit\.com|redd\.it|redditmedia\.com)$/i;
const SHOP_HOSTS =
  /(?:^|\.)(?:amazon\.[a-z.]{2,6}|amzn\.to|a\.co|ebay\.[a-z.]{2,6}|etsy\.com|aliexpress\.com|walmart\.com|target\.com|bestbuy\.com|kickstarter\.com|indiegogo\.com|ikea\.com|temu\.com|thinkgeek\.com)$/i;
const SHOP_PATHS = /\/(?:dp|gp\/product|itm|product|products|p|listing|shop)\/[^/]/i;

/** The title of a post that its author or a moderator took away. */
export const REMOVED_TITLE = /^\[\s*(?:removed|deleted)(?: by [^\]]{1,40})?\s*\]$/i;

/** A price that stands alone in brackets, as "[$19.99]" or "($20 - $30)"; a sum in a sentence is not one. */
export function priceInTitle(title: string): ReadPrice {
  for (const match of title.matchAll(/[[({]([^[\](){}]{2,40})[\])}]/g)) {
    // Reddit writes prices the American way whatever language the page was asked in.
    const read = readPrice(match[1] ?? "", "en-US", "US");
    if (read.price ?? read.priceRange) return read;
  }
  return {};
}

const lowerProductSubreddits = new Set(PRODUCT_SUBREDDITS.map((name) => name.toLowerCase()));

/**
 * A thing sold, or shown where things are shown, is a product; people talking, news and what is for adults are events.
 * An address of a shop outweighs how the post is worded, a price in brackets does not outweigh a question.
 */
function kindOf(post: Post, host: string, path: string, priced: boolean): Sighting["kind"] {
  if (post.adult || /\bnsfw\b/i.test(post.title)) return "event";
  if (SHOP_HOSTS.test(host) || SHOP_PATHS.test(path)) return "product";
  if (isTalk({ ...post, leadsOut: host !== "" })) return "event";
  if (priced) return "product";
  return post.link !== undefined && lowerProductSubreddits.has(post.subreddit.toLowerCase())
    ? "product"
    : "event";
}

/** The post's own time; one that no clock could have shown is left out. */
function publishedAt({ publishedMs }: Post): string | undefined {
  return publishedMs > 0 && publishedMs < 4e12 ? new Date(publishedMs).toISOString() : undefined;
}

/** The sighting of a post, or the reason why there is none. */
export function toSighting(post: Post): Sighting | string {
  const title = cleanText(post.title);
  if (!/^t3_[a-z0-9]{1,20}$/i.test(post.id)) return "The entry is not a post.";
  if (!title) return "The post has no title.";
  const price = priceInTitle(title);
  const permalink = cleanUrl(post.permalink, "https://www.reddit.com");
  const link = cleanUrl(post.link, "https://www.reddit.com");
  const target = link === undefined ? undefined : new URL(link);
  const leadsOut =
    target !== undefined && !MEDIA_HOSTS.test(target.hostname) && !REDDIT_HOSTS.test(target.hostname);
  const url = leadsOut ? link : (permalink ?? link);
  const subreddit = cleanText(post.subreddit, 40);
  const published = publishedAt(post);
  return {
    kind: kindOf(
      post,
      leadsOut ? target.hostname : "",
      leadsOut ? target.pathname : "",
      Object.keys(price).length > 0,
    ),
    externalId: post.id,
    title,
    ...(url !== undefined && { url }),
    ...(post.imageUrl !== undefined && !post.adult && { imageUrl: post.imageUrl }),
    ...price,
    rank: post.rank,
    listSize: post.listSize,
    ...(post.upvotes !== undefined && { upvotes: post.upvotes }),
    ...(post.comments !== undefined && { comments: post.comments }),
    ...(subreddit && { list: `r/${subreddit}` }),
    ...(published !== undefined && { publishedAt: published }),
    seenAt: post.seenAt,
  };
}
