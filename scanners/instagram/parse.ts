/** Reads the Graph API's top media of a hashtag. */
import { z } from "zod";
import type { Page, Parsed } from "../scanner";
import {
  deniedByStatus,
  looseCount,
  looseId,
  loosely,
  looseNumber,
  looseText,
  looseUrl,
  readJsonPage,
} from "../json-page";
import { blocked, empty, gather, parser, unknown, type Candidate } from "../reading/parser";
import { cleanText } from "../reading/text";

const error = z.object({ message: looseText, code: looseNumber });
const answer = z.object({ data: loosely(z.array(z.unknown())), error: loosely(error) });

const media = z.object({
  id: looseId,
  caption: loosely(z.string()),
  media_type: looseText,
  media_url: looseUrl,
  permalink: looseUrl,
  // Left out by the API when the author hides it: unknown, not zero.
  like_count: looseCount,
  comments_count: looseCount,
  children: loosely(
    z.object({ data: z.array(z.object({ media_type: looseText, media_url: looseUrl })).catch([]) }),
  ),
});

/** Error codes that say no to us: permissions, token, rate, and the limit of 30 hashtags in seven days. */
const REFUSALS: Record<number, string> = {
  4: "the app's rate limit is reached",
  10: "the app lacks a permission",
  17: "the user's rate limit is reached",
  18: "30 different hashtags were asked for in seven days",
  32: "the page's rate limit is reached",
  190: "the token has expired or was withdrawn",
  200: "the app lacks a permission",
  613: "the rate limit is reached",
};

/** The caption's first line that says something beside hashtags and mentions; else its first line with anything in it. */
function titleOf(caption: string): string {
  const lines = caption
    .slice(0, 5_000)
    .split(/\r?\n/)
    .map((line) => cleanText(line));
  const words = (line: string) => line.replaceAll(/[#＃@][\p{L}\p{N}_.]+/gu, "");
  return lines.find((line) => /\p{L}/u.test(words(line))) ?? lines.find((line) => line !== "") ?? "";
}

/** A still picture of the post; a video's own address is none. */
function pictureOf(post: z.infer<typeof media>): string | undefined {
  if (post.media_type === "VIDEO") return undefined;
  return (
    post.media_url ??
    post.children?.data.find((child) => child.media_type !== "VIDEO" && child.media_url)?.media_url
  );
}

function hashtagOf(page: Page): string | undefined {
  try {
    return cleanText(decodeURIComponent(URL.parse(page.url)?.hash.slice(1) ?? ""), 150) || undefined;
  } catch {
    return undefined;
  }
}

/** True for the answer to a hashtag look-up: entries that are an id and nothing else. */
function isLookUp(entries: unknown[]): boolean {
  return entries.every(
    (entry) =>
      typeof entry === "object" && entry !== null && Object.keys(entry).length === 1 && "id" in entry,
  );
}

function readPost(entry: unknown, rank: number, listSize: number, page: Page): Candidate["read"] {
  const { data: post } = media.safeParse(entry);
  const title = post?.caption === undefined ? "" : titleOf(post.caption);
  if (post?.id === undefined || title === "") return "The post has no id or no caption.";
  const imageUrl = pictureOf(post);
  const hashtag = hashtagOf(page);
  return {
    // A caption, not a listing: whether its words name goods is decided where it is stored.
    kind: "term",
    externalId: post.id,
    title,
    ...(post.permalink !== undefined && { url: post.permalink }),
    ...(imageUrl !== undefined && { imageUrl }),
    rank,
    listSize,
    ...(post.like_count !== undefined && { upvotes: post.like_count }),
    ...(post.comments_count !== undefined && { comments: post.comments_count }),
    ...(hashtag !== undefined && { list: `#${hashtag}` }),
    seenAt: page.fetchedAt,
  };
}

/** The same text with whatever may be an access token cut out. */
function withoutTokens(text: string): string {
  return text
    .replaceAll(/access_token=[^&\s"']+/gi, "access_token=…")
    .replaceAll(/\bEA[A-Za-z0-9]{20,}/g, "…");
}

function read(page: Page): Parsed {
  const json = readJsonPage(page);
  if ("outcome" in json) return json.outcome;
  const { data: whole } = answer.safeParse(json.value);
  if (whole === undefined) return unknown("Instagram answered JSON that is not an object.");
  const { data, error: fault } = whole;
  if (fault) {
    const refusal = REFUSALS[fault.code ?? 0];
    const said = withoutTokens(fault.message ?? "no reason given");
    return refusal !== undefined || deniedByStatus(page.status)
      ? blocked(`Instagram refused (code ${fault.code ?? "unknown"}): ${refusal ?? said}.`)
      : unknown(`Instagram answered an error (code ${fault.code ?? "unknown"}): ${said}`);
  }
  if (deniedByStatus(page.status)) return blocked(`Instagram answered HTTP ${page.status}.`);
  if (!data) return unknown("Instagram's answer has no list of media.");
  if (isLookUp(data)) return empty();
  const parsed = gather(
    data.map((entry, index) => ({ entry, read: readPost(entry, index + 1, data.length, page) })),
  );
  const rejects = parsed.rejects.map((reject) => ({ ...reject, snippet: withoutTokens(reject.snippet) }));
  return { ...parsed, rejects };
}

/** Every post with a caption. A look-up of a hashtag's id has no entries by nature, and is `empty`. */
export const parse = parser(() => "json", read);
