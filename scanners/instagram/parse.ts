/** Reads the Graph API's top and recent media of a hashtag, and an account's own by business discovery. */
import { z } from "zod";
import type { Page, Parsed } from "../scanner";
import {
  deniedByStatus,
  looseCount,
  looseId,
  looseList,
  loosely,
  looseText,
  looseUrl,
  readJsonPage,
} from "../json-page";
import { blocked, empty, gather, parser, unknown, type Candidate } from "../reading/parser";
import { cleanText } from "../reading/text";
import { hashtagsOf, titleOf } from "./caption";
import { faultOf, graphError, withoutTokens } from "./faults";

const list = loosely(z.array(z.unknown()));
/** Business discovery: an account's own posts, newest first. */
const account = z.object({ username: looseText, media: loosely(z.object({ data: list })) });
const answer = z.object({
  data: list,
  business_discovery: loosely(account),
  error: loosely(graphError),
  // What the website answers to whoever is not signed in.
  require_login: loosely(z.boolean()),
});

const media = z.object({
  id: looseId,
  caption: loosely(z.string()),
  media_type: looseText,
  media_url: looseUrl,
  /** The still picture of a film. */
  thumbnail_url: looseUrl,
  permalink: looseUrl,
  // Left out by the API when the author hides it: unknown, not zero.
  like_count: looseCount,
  comments_count: looseCount,
  // Not in answers of before 2020.
  timestamp: looseText,
  children: loosely(z.object({ data: looseList(z.object({ media_type: looseText, media_url: looseUrl })) })),
});

/** The address of a film: no picture, also where the post does not say of what kind it is. */
const isFilm = (url: string | undefined): boolean => /\.(?:mp4|m4v|mov|webm)(?:[?#]|$)/i.test(url ?? "");

/** A still picture of the post; a video's own address is none. */
function pictureOf(post: z.infer<typeof media>): string | undefined {
  if (post.media_type === "VIDEO") return post.thumbnail_url;
  const own = isFilm(post.media_url) ? undefined : post.media_url;
  return (
    own ??
    post.thumbnail_url ??
    post.children?.data?.find((child) => child.media_type !== "VIDEO" && !isFilm(child.media_url))?.media_url
  );
}

function hashtagOf(page: Page): string | undefined {
  try {
    return cleanText(decodeURIComponent(URL.parse(page.url)?.hash.slice(1) ?? ""), 150) || undefined;
  } catch {
    return undefined;
  }
}

/** True for the answer to a hashtag look-up, or to which were looked up: entries that are an id, with its name at most. */
function isLookUp(entries: unknown[]): boolean {
  return entries.every(
    (entry) =>
      typeof entry === "object" &&
      entry !== null &&
      "id" in entry &&
      Object.keys(entry).every((key) => key === "id" || key === "name"),
  );
}

/** "2026-11-22T10:00:00+0000" as an ISO time; absent where it is none. */
function timeOf(stamp: string | undefined): string | undefined {
  const parts = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:\.\d+)?(?:Z|([+-]\d{2}):?(\d{2}))?$/.exec(
    stamp ?? "",
  );
  if (!parts) return undefined;
  const at = Date.parse(`${parts[1]}${parts[2] ?? "+00"}:${parts[3] ?? "00"}`);
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}

/** The recent posts stand in the order of their time: their place says nothing. */
const isRecentList = (page: Page): boolean =>
  URL.parse(page.url)?.pathname.endsWith("/recent_media") ?? false;

/** The list that a post stands in, and how many it holds where their order says something. */
type Place = { list: string | undefined; listSize: number | undefined };

function readPost(entry: unknown, index: number, place: Place, page: Page): Candidate["read"] {
  const { data: post } = media.safeParse(entry);
  if (post?.id === undefined) return "The post has no id.";
  if ((post.caption ?? post.media_type ?? post.media_url ?? post.permalink) === undefined) {
    return "The entry is not a post.";
  }
  const title = withoutTokens(titleOf(post.caption ?? ""));
  const imageUrl = pictureOf(post);
  const hashtags = hashtagsOf(post.caption ?? "");
  const publishedAt = timeOf(post.timestamp);
  return {
    // A caption, not a listing: whether its words name goods is decided where it is stored.
    kind: "term",
    externalId: post.id,
    // A post may have no words at all: it was seen, and says nothing that could name a product.
    ...(title === "" ? { title: post.id, unnamed: true as const } : { title }),
    ...(post.permalink !== undefined && { url: post.permalink }),
    ...(imageUrl !== undefined && { imageUrl }),
    ...(place.listSize !== undefined && { rank: index + 1, listSize: place.listSize }),
    ...(post.like_count !== undefined && { upvotes: post.like_count }),
    ...(post.comments_count !== undefined && { comments: post.comments_count }),
    ...(place.list !== undefined && { list: place.list }),
    ...(hashtags.length > 0 && { hashtags }),
    ...(publishedAt !== undefined && { publishedAt }),
    seenAt: page.fetchedAt,
  };
}

function placeOf(page: Page, size: number, owner: z.infer<typeof account> | undefined): Place {
  if (owner) return { list: owner.username && `@${owner.username}`, listSize: undefined };
  const hashtag = hashtagOf(page);
  return { list: hashtag && `#${hashtag}`, listSize: isRecentList(page) ? undefined : size };
}

function read(page: Page): Parsed {
  const json = readJsonPage(page);
  if ("outcome" in json) return json.outcome;
  const { data: whole } = answer.safeParse(json.value);
  if (whole === undefined) return unknown("Instagram answered JSON that is not an object.");
  const { data, error: fault } = whole;
  if (fault) return faultOf(fault, page);
  if (deniedByStatus(page.status)) return blocked(`Instagram answered HTTP ${page.status}.`);
  if (whole.require_login === true) return blocked("Instagram asks to sign in.");
  const owner = whole.business_discovery;
  const posts = data ?? (owner && (owner.media?.data ?? []));
  if (!posts) return unknown("Instagram's answer has no list of media.");
  if (!owner && isLookUp(posts)) return empty();
  const place = placeOf(page, posts.length, owner);
  const parsed = gather(posts.map((entry, index) => ({ entry, read: readPost(entry, index, place, page) })));
  const rejects = parsed.rejects.map((reject) => ({ ...reject, snippet: withoutTokens(reject.snippet) }));
  return { ...parsed, rejects };
}

/** Every post, those without words too. A look-up of a hashtag's id has no entries by nature, and is `empty`. */
export const parse = parser(() => "json", read);
