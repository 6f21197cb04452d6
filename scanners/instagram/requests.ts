/** What to ask Instagram's Graph API: the id of each hashtag, then its top media. There is no anonymous route. */
import { z } from "zod";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext } from "../scanner";

const GRAPH = "https://graph.facebook.com/v23.0";

/** The API allows 30 different hashtags in any seven days, so the list is fixed and short. */
const MOST_HASHTAGS = 30;

const DEFAULT_HASHTAGS = [
  "amazonfinds",
  "tiktokmademebuyit",
  "founditonamazon",
  "homedecor",
  "kitchengadgets",
  "skincare",
  "petsofinstagram",
  "deskgoals",
];

const MEDIA_FIELDS =
  "id,caption,media_type,media_url,permalink,timestamp,like_count,comments_count,children{media_type,media_url}";

const config = z.object({
  hashtags: z
    .array(z.string().regex(/^[\p{L}\p{N}_]{1,100}$/u))
    .min(1)
    .max(MOST_HASHTAGS)
    .default(DEFAULT_HASHTAGS),
});

function configOf(ctx: ScanContext): z.infer<typeof config> {
  const parsed = config.safeParse(ctx.config);
  if (parsed.success) return parsed.data;
  throw new MisconfiguredError('Instagram: "hashtags" must be a list of 1 to 30 hashtags without "#".');
}

/** The token travels in a header, so that no address that is logged or stored carries it. */
function headersOf(ctx: ScanContext): Record<string, string> {
  return {
    accept: "application/json",
    authorization: `Bearer ${ctx.credentials["accessToken"] ?? ""}`,
  };
}

export function access(
  ctx: ScanContext,
): { state: "ready" } | { state: "needs-key"; how: string; link: string } {
  if (ctx.credentials["accessToken"] && ctx.credentials["userId"]) return { state: "ready" };
  return {
    state: "needs-key",
    how: "Connect an Instagram professional account: its user id and a long-lived token of a Meta app that was reviewed for Instagram Public Content Access.",
    link: "https://developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/hashtag-search",
  };
}

/** One look-up of its id for each hashtag. */
export function first(ctx: ScanContext): RequestSpec[] {
  const userId = ctx.credentials["userId"];
  if (access(ctx).state !== "ready" || !userId) return [];
  return [...new Set(configOf(ctx).hashtags)].map((hashtag) => ({
    key: `hashtag/${hashtag}`,
    url: `${GRAPH}/ig_hashtag_search?${new URLSearchParams({ user_id: userId, q: hashtag })}`,
    method: "GET",
    headers: headersOf(ctx),
  }));
}

const lookUp = z.object({ data: z.array(z.object({ id: z.string().regex(/^\d{1,30}$/) })).min(1) });

/**
 * The top media of a hashtag whose id was looked up. The fragment of the address names the hashtag for the parser;
 * it is never sent. `paging.next` is not followed: it carries the token.
 */
export function next(page: Page, ctx: ScanContext): RequestSpec[] {
  const userId = ctx.credentials["userId"];
  const url = URL.parse(page.url);
  const hashtag = url?.searchParams.get("q");
  if (!userId || !url?.pathname.endsWith("/ig_hashtag_search") || !hashtag || page.body.length > 10_000)
    return [];
  const id = readLookUp(page.body);
  if (id === undefined) return [];
  const query = new URLSearchParams({ user_id: userId, fields: MEDIA_FIELDS, limit: "50" });
  return [
    {
      key: `top-media/${hashtag}`,
      url: `${GRAPH}/${id}/top_media?${query}#${encodeURIComponent(hashtag)}`,
      method: "GET",
      headers: headersOf(ctx),
    },
  ];
}

function readLookUp(body: string): string | undefined {
  try {
    return lookUp.safeParse(JSON.parse(body)).data?.data[0]?.id;
  } catch {
    return undefined;
  }
}
