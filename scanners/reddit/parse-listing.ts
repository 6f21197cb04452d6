/** Reads an API listing. Fields come and go with the years: each is taken for itself, and missing ones stay unknown. */
import { z } from "zod";
import { blocked, empty, gather, unknown, type Candidate } from "../reading/parser";
import { cleanText, cleanUrl } from "../reading/text";
import type { Page, Parsed } from "../scanner";
import { REMOVED_TITLE, toSighting } from "./post";

const text = z.string().optional().catch(undefined);
const whole = z.int().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);

const post = z.object({
  name: text,
  title: text,
  permalink: text,
  url: text,
  subreddit: text,
  thumbnail: text,
  selftext: text,
  author: text,
  score: whole,
  num_comments: z.int().nonnegative().optional().catch(undefined),
  stickied: flag,
  hide_score: flag,
  is_self: flag,
  over_18: flag,
  removed_by_category: text,
  preview: z
    .object({ images: z.array(z.object({ source: z.object({ url: z.string() }) })).min(1) })
    .optional()
    .catch(undefined),
});

const listing = z.object({
  kind: z.literal("Listing"),
  data: z.object({ children: z.array(z.unknown()) }),
});
const child = z.object({ kind: z.literal("t3"), data: post });
const failure = z.object({ message: z.string().optional(), error: z.union([z.number(), z.string()]) });
const refusal = z.object({ reason: z.string() });
const token = z.object({ access_token: z.string() });

/** Without `raw_json=1` the API escapes three characters in every text, addresses included. */
function unescape(value: string | undefined, page: Page): string | undefined {
  if (value === undefined || /[?&]raw_json=1\b/.test(page.url)) return value;
  return value.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function isRemoved(data: z.infer<typeof post>): boolean {
  if (data.removed_by_category || data.selftext === "[removed]") return true;
  if (data.selftext === "[deleted]" && data.author === "[deleted]") return true;
  return REMOVED_TITLE.test(data.title?.trim() ?? "");
}

/** The post's picture: its preview, else a thumbnail that is an address (not "self", "default", "nsfw" or ""). */
function imageOf(data: z.infer<typeof post>, page: Page): string | undefined {
  const preview = cleanUrl(unescape(data.preview?.images[0]?.source.url, page));
  return data.over_18 ? undefined : (preview ?? cleanUrl(unescape(data.thumbnail, page)));
}

function readPost(data: z.infer<typeof post>, rank: number, listSize: number, page: Page): Candidate["read"] {
  return toSighting({
    id: data.name ?? "",
    title: unescape(data.title, page) ?? "",
    permalink: data.permalink,
    link: data.is_self ? undefined : unescape(data.url, page),
    imageUrl: imageOf(data, page),
    subreddit: data.subreddit ?? "",
    rank,
    listSize,
    // A hidden score is sent as 1 or as the figure itself: a 1 then says nothing.
    upvotes: data.hide_score && (data.score ?? 0) <= 1 ? undefined : data.score,
    comments: data.num_comments,
    seenAt: page.fetchedAt,
  });
}

/** A listing of posts, a token, or an error of the API. */
export function parseListing(page: Page): Parsed {
  let json: unknown;
  try {
    json = JSON.parse(page.body);
  } catch {
    return unknown("The answer begins like JSON and is none.");
  }
  if (token.safeParse(json).success) return empty();
  const failed = failure.safeParse(json).data ?? undefined;
  if (failed)
    return blocked(`Reddit answered: ${cleanText(`${failed.error} ${failed.message ?? ""}`, 100)}.`);
  const refused = refusal.safeParse(json).data;
  if (refused) return blocked(`Reddit does not show this subreddit: ${cleanText(refused.reason, 60)}.`);
  const parsed = listing.safeParse(json);
  if (!parsed.success) return unknown("The answer is no Reddit listing.");

  const shown = parsed.data.data.children.flatMap((entry) => {
    const data = child.safeParse(entry).data?.data;
    return data && (data.stickied || isRemoved(data)) ? [] : [{ entry, data }];
  });
  return gather(
    shown.map(({ entry, data }, index) => ({
      entry,
      read: data ? readPost(data, index + 1, shown.length, page) : "The entry is not a post.",
    })),
  );
}
