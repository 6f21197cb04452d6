/** Reads an API listing. Fields come and go with the years: each is taken for itself, and missing ones stay unknown. */
import { z } from "zod";
import { SECOND_MS } from "@/lib/core/clock";
import { looseList } from "../json-page";
import { blocked, empty, gather, unknown, type Candidate } from "../reading/parser";
import { cleanText, cleanUrl } from "../reading/text";
import type { Page, Parsed } from "../scanner";
import { REMOVED_TITLE, toSighting } from "./post";
import { windowOf } from "./window";

const text = z.string().optional().catch(undefined);
/** Figures and marks are strings where somebody kept posts as rows of a table. */
const figure = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d{1,12}(?:\.\d{1,6})?$/)
    .transform(Number),
]);
const whole = figure.pipe(z.int()).optional().catch(undefined);
const flag = z
  .union([
    z.boolean(),
    z
      .string()
      .regex(/^(?:true|false)$/i)
      .transform((said) => said.toLowerCase() === "true"),
  ])
  .optional()
  .catch(undefined);

const original = z.object({ url: text, url_overridden_by_dest: text, is_self: flag, over_18: flag });
const picture = z.object({ s: z.object({ u: text, gif: text }) });

const post = z.object({
  name: text,
  /** The name without its "t3_". */
  id: text,
  title: text,
  permalink: text,
  url: text,
  subreddit: text,
  thumbnail: text,
  selftext: text,
  author: text,
  score: whole,
  num_comments: figure.pipe(z.int().nonnegative()).optional().catch(undefined),
  stickied: flag,
  hide_score: flag,
  is_self: flag,
  over_18: flag,
  removed_by_category: text,
  created_utc: figure.pipe(z.number().positive()).optional().catch(undefined),
  link_flair_text: text,
  url_overridden_by_dest: text,
  /** The first is the post that was passed on. */
  crosspost_parent_list: looseList(original),
  /** The pictures of a gallery in their order, and where they are. */
  gallery_data: z
    .object({ items: looseList(z.object({ media_id: z.string() })) })
    .optional()
    .catch(undefined),
  media_metadata: z.record(z.string(), picture.optional().catch(undefined)).optional().catch(undefined),
  preview: z
    .object({ images: looseList(z.object({ source: z.object({ url: z.string() }) })) })
    .optional()
    .catch(undefined),
});

type PostData = z.infer<typeof post>;

const listing = z.object({
  kind: z.literal("Listing"),
  data: z.object({ children: z.array(z.unknown()), after: text }),
});
const child = z.object({ kind: z.literal("t3"), data: post });
/** Posts that stand alone, as somebody kept them: without the listing and the kind round them. */
const bare = z.array(z.looseObject({ title: z.string(), permalink: z.string() })).min(1);
const failure = z.object({ message: z.string().optional(), error: z.union([z.number(), z.string()]) });
const refusal = z.object({ reason: z.string() });
const token = z.object({ access_token: z.string() });

/** Without `raw_json=1` the API escapes three characters in every text, addresses included. */
function unescape(value: string | undefined, page: Page): string | undefined {
  if (value === undefined || /[?&]raw_json=1\b/.test(page.url)) return value;
  return value.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

/** A post kept as a row of a table may lack its name and its subreddit: its id and its address say both. */
const nameOf = ({ name, id }: PostData): string => name ?? (id === undefined ? "" : `t3_${id}`);
const subredditOf = ({ subreddit, permalink }: PostData): string =>
  subreddit ?? /\/r\/([A-Za-z0-9_]{2,40})\/comments\//.exec(permalink ?? "")?.[1] ?? "";

/** The list of a page: a listing, a post's own page, which has its comments behind it, or posts that stand alone. */
function listingOf(json: unknown): z.infer<typeof listing> | undefined {
  const rows = bare.safeParse(json).data;
  if (rows) return { kind: "Listing", data: { children: rows.map((data) => ({ kind: "t3", data })) } };
  return listing.safeParse(Array.isArray(json) ? json[0] : json).data;
}

function isRemoved(data: PostData): boolean {
  if (data.removed_by_category || data.selftext === "[removed]") return true;
  if (data.selftext === "[deleted]" && data.author === "[deleted]") return true;
  return REMOVED_TITLE.test(data.title?.trim() ?? "");
}

/** The post's picture: its preview, a gallery's first, else a thumbnail that is an address (not "self", "default", "nsfw" or ""). */
function imageOf(data: PostData, page: Page): string | undefined {
  const first = data.media_metadata?.[data.gallery_data?.items?.[0]?.media_id ?? ""]?.s;
  return [data.preview?.images?.[0]?.source.url, first?.u, first?.gif, data.thumbnail]
    .map((address) => cleanUrl(unescape(address, page)))
    .find((address) => address !== undefined);
}

/** Where a link post leads; one passed on leads where the original does. */
function linkOf(data: PostData, page: Page): string | undefined {
  const source = data.crosspost_parent_list?.[0] ?? data;
  return source.is_self ? undefined : unescape(source.url_overridden_by_dest ?? source.url ?? data.url, page);
}

function readPost(data: PostData, rank: number, listSize: number, page: Page): Candidate["read"] {
  return toSighting({
    id: nameOf(data),
    title: unescape(data.title, page) ?? "",
    permalink: data.permalink,
    link: linkOf(data, page),
    imageUrl: imageOf(data, page),
    subreddit: subredditOf(data),
    flair: data.link_flair_text,
    adult: data.over_18 === true || data.crosspost_parent_list?.[0]?.over_18 === true,
    rank,
    listSize,
    // A hidden score is sent as 1 or as the figure itself: a 1 then says nothing.
    upvotes: data.hide_score && (data.score ?? 0) <= 1 ? undefined : data.score,
    comments: data.num_comments,
    publishedMs: (data.created_utc ?? Number.NaN) * SECOND_MS,
    seenAt: page.fetchedAt,
  });
}

/** Posts older than this were pinned, in seconds. The newest post is the clock, so that a saved listing reads the same for ever. */
function oldest(posts: readonly PostData[], page: Page): number {
  const newest = Math.max(0, ...posts.map(({ created_utc }) => created_utc ?? 0));
  const window = windowOf(page.url);
  return window === undefined ? 0 : newest - window / SECOND_MS;
}

/**
 * Where this page's posts stand in the whole list: ranks go on from the pages before it (`count`), and the list is as long
 * as what will be asked for (`of`, named behind the address) unless it ends here.
 */
function placeOf(page: Page, shown: number, isLast: boolean): { before: number; listSize: number } {
  const inAddress = (pattern: RegExp) => Math.min(Number(pattern.exec(page.url)?.[1] ?? 0), 5_000);
  const before = inAddress(/[?&]count=(\d{1,4})\b/);
  return { before, listSize: Math.max(before + shown, isLast ? 0 : inAddress(/#of=(\d{1,4})\b/)) };
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
  const list = listingOf(json)?.data;
  if (list === undefined) return unknown("The answer is no Reddit listing.");

  const read = list.children.map((entry) => ({ entry, data: child.safeParse(entry).data?.data }));
  const since = oldest(
    read.flatMap(({ data }) => data ?? []),
    page,
  );
  const shown = read.filter(
    ({ data }) =>
      !data || !(data.stickied || isRemoved(data) || (data.created_utc ?? Number.POSITIVE_INFINITY) < since),
  );
  const { before, listSize } = placeOf(page, shown.length, list.after === undefined);
  return gather(
    shown.map(({ entry, data }, index) => ({
      entry,
      read: data ? readPost(data, before + index + 1, listSize, page) : "The entry is not a post.",
    })),
  );
}
