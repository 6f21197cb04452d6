/**
 * What to ask Instagram's Graph API: the top and the recent posts of each hashtag. There is no anonymous route.
 * A hashtag that does not count yet among the 30 of seven days is asked for only after Instagram has said which
 * ones it counts: its own figure holds over lost memories, failed scans and other apps of the same account.
 */
import { createHash } from "node:crypto";
import { z } from "zod";
import { DAY_MS } from "@/lib/core/clock";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Page, RequestSpec, ScanContext, ScanState } from "../scanner";
import { loosely } from "../json-page";
import { counts, MOST_HASHTAGS, quotaOf, readMemory, remember, withCensus, type Memory } from "./budget";
import { graphError, isMomentary, type GraphError } from "./faults";

const GRAPH = "https://graph.facebook.com/v23.0";

/** With the spacing between requests, what a scan can ask in the time it has. */
const MOST_REQUESTS = 26;
/** A new hashtag costs a look-up and two lists. */
const REQUESTS_OF_NEW = 3;
/** After a look-up found nothing, a hashtag is left alone for so long. */
const LOOK_UP_REST_MS = DAY_MS;
/** Long-lived tokens last 60 days from the day they were made. */
const TOKEN_DAYS = 60;

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

/** The two lists of a hashtag: the most liked of all time and of late, and those of the last 24 hours. */
const LISTS = ["top", "recent"] as const;
type List = (typeof LISTS)[number];

const config = z.object({
  hashtags: z
    .array(z.string().regex(/^#?[\p{L}\p{M}\p{N}_]{1,100}$/u))
    .min(1)
    .max(MOST_HASHTAGS)
    .default(DEFAULT_HASHTAGS),
});

/** The hashtags to read: small letters, because Instagram does not tell them apart either. */
function hashtagsOf(ctx: ScanContext): string[] {
  const { data } = config.safeParse(ctx.config);
  if (!data)
    throw new MisconfiguredError('Instagram: "hashtags" must be a list of 1 to 30 hashtags without "#".');
  return [...new Set(data.hashtags.map((tag) => tag.replace("#", "").normalize("NFC").toLowerCase()))];
}

/** The token travels in a header, so that no address that is logged or stored carries it. */
function request(key: string, path: string, query: Record<string, string>, ctx: ScanContext): RequestSpec {
  const search = new URLSearchParams({ user_id: ctx.credentials["userId"] ?? "", ...query });
  return {
    key,
    url: `${GRAPH}/${path}?${search}`,
    method: "GET",
    headers: { accept: "application/json", authorization: `Bearer ${ctx.credentials["accessToken"] ?? ""}` },
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

/** The hashtags that do not count yet, or whose id is not known; one whose look-up failed today rests. */
function newOnes(known: Memory, ctx: ScanContext): string[] {
  return hashtagsOf(ctx).filter((hashtag) => {
    const entry = known.hashtags[hashtag];
    if (!entry || !counts(known, hashtag, ctx.now)) return true;
    if (entry.id !== undefined) return false;
    return entry.missing === undefined || ctx.now.getTime() - Date.parse(entry.missing) >= LOOK_UP_REST_MS;
  });
}

/** The posts of the hashtags that count already, longest unread first; before them, where others wait, what counts. */
export function first(ctx: ScanContext): RequestSpec[] {
  const userId = ctx.credentials["userId"];
  if (access(ctx).state !== "ready" || !userId) return [];
  const known = readMemory(ctx.memory);
  const waiting = newOnes(known, ctx);
  const lists = hashtagsOf(ctx)
    .filter((hashtag) => counts(known, hashtag, ctx.now))
    .flatMap((hashtag) => LISTS.map((list) => ({ hashtag, list, entry: known.hashtags[hashtag] })))
    .toSorted((a, b) => (a.entry?.[a.list] ?? "").localeCompare(b.entry?.[b.list] ?? ""))
    .flatMap(({ hashtag, list, entry }) =>
      entry?.id === undefined ? [] : [posts(hashtag, entry.id, list, ctx)],
    );
  if (waiting.length === 0) return lists.slice(0, MOST_REQUESTS);
  const census = request(
    "counted",
    `${encodeURIComponent(userId)}/recently_searched_hashtags`,
    { limit: "30" },
    ctx,
  );
  return [census, ...lists.slice(0, MOST_REQUESTS / 2)];
}

/** The fragment of the address names the hashtag for the parser; it is never sent. */
function posts(hashtag: string, id: string, list: List, ctx: ScanContext): RequestSpec {
  const asked = request(
    `${list}/${hashtag}`,
    `${id}/${list}_media`,
    { fields: MEDIA_FIELDS, limit: "50" },
    ctx,
  );
  return { ...asked, url: `${asked.url}#${encodeURIComponent(hashtag)}` };
}

const ids = z.object({ data: z.array(z.object({ id: z.string().regex(/^\d{1,30}$/) })) });

/** What follows from a page. `paging.next` is not followed: it carries the token. */
export function next(page: Page, state: ScanState, ctx: ScanContext): RequestSpec[] {
  const url = URL.parse(page.url);
  if (!url || !ctx.credentials["userId"]) return [];
  const given = page.body.length > 10_000 ? undefined : readIds(page.body);
  const hashtag = url.searchParams.get("q");
  let requests: RequestSpec[] = [];
  if (url.pathname.endsWith("/recently_searched_hashtags")) {
    requests = given === undefined ? [] : admit(given, state, ctx);
  } else if (url.pathname.endsWith("/ig_hashtag_search") && hashtag) {
    const id = given?.[0];
    if (id !== undefined) note(state, ctx, hashtag, { id });
    else if (!isMomentary(errorIn(page.body))) note(state, ctx, hashtag, { missing: page.fetchedAt });
    requests = id === undefined ? [] : LISTS.map((list) => posts(hashtag, id, list, ctx));
  } else {
    const list = LISTS.find((one) => url.pathname.endsWith(`/${one}_media`));
    const named = decodedFragment(url);
    if (list && named && page.status === 200) note(state, ctx, named, { [list]: page.fetchedAt });
  }
  const known = withToken(readMemory(state.memory ?? ctx.memory), ctx);
  state.memory = known;
  state.quota = quotaOf(known, ctx.now);
  const ends = tokenNote(known);
  if (ends !== undefined) state.note = ends;
  return requests;
}

/** Takes in as many new hashtags as Instagram's count and the time of one scan leave room for, in the order of the list. */
function admit(counted: readonly string[], state: ScanState, ctx: ScanContext): RequestSpec[] {
  let known = withCensus(readMemory(state.memory ?? ctx.memory), counted, ctx.now);
  const waiting = newOnes(known, ctx);
  const alone = waiting.length === hashtagsOf(ctx).length;
  const most = Math.floor((alone ? MOST_REQUESTS - 1 : MOST_REQUESTS / 2 - 1) / REQUESTS_OF_NEW);
  const requests: RequestSpec[] = [];
  let taken = 0;
  let refused = 0;
  for (const hashtag of waiting) {
    const id = known.hashtags[hashtag]?.id;
    const isFree = counts(known, hashtag, ctx.now) || (id !== undefined && counted.includes(id));
    const { used } = quotaOf(known, ctx.now);
    if (!isFree && used >= MOST_HASHTAGS) refused += 1;
    else if (taken < most) {
      taken += 1;
      known = remember(known, hashtag, { asked: ctx.now.toISOString() });
      if (id === undefined)
        requests.push(request(`hashtag/${hashtag}`, "ig_hashtag_search", { q: hashtag }, ctx));
      else requests.push(...LISTS.map((list) => posts(hashtag, id, list, ctx)));
    }
  }
  state.memory = known;
  if (refused > 0) {
    // A shorter list than asked for, or none at all, is right then.
    state.nothingNew = `${refused} of the hashtags ${refused === 1 ? "waits" : "wait"}: ${MOST_HASHTAGS} different ones count within seven days.`;
  }
  return requests;
}

/** Remembers that a hashtag was asked about just now, and what came of it. */
function note(
  state: ScanState,
  ctx: ScanContext,
  hashtag: string,
  found: { id?: string; missing?: string; top?: string; recent?: string },
): void {
  const known = readMemory(state.memory ?? ctx.memory);
  state.memory = remember(known, hashtag, { ...found, asked: ctx.now.toISOString() });
}

/** The memory with the token in use: another one starts its time anew. */
function withToken(known: Memory, ctx: ScanContext): Memory {
  const digest = createHash("sha256")
    .update(ctx.credentials["accessToken"] ?? "")
    .digest("hex")
    .slice(0, 16);
  return known.token?.digest === digest
    ? known
    : { ...known, token: { digest, since: ctx.now.toISOString() } };
}

/** Nobody tells us the day a token was made: from the day it was first used here, it lasts 60 days at the most. */
function tokenNote({ token }: Memory): string | undefined {
  if (!token) return undefined;
  const since = token.since.slice(0, 10);
  const until = new Date(Date.parse(token.since) + TOKEN_DAYS * DAY_MS).toISOString().slice(0, 10);
  return `The access token is in use since ${since}; a long-lived one ends by ${until} at the latest: renew it before.`;
}

function decodedFragment(url: URL): string | undefined {
  try {
    return decodeURIComponent(url.hash.slice(1)) || undefined;
  } catch {
    return undefined;
  }
}

const failure = z.object({ error: loosely(graphError) });

/** The error that a body states; one without a code where it states none. */
function errorIn(body: string): GraphError {
  try {
    return failure.safeParse(JSON.parse(body)).data?.error ?? {};
  } catch {
    return {};
  }
}

function readIds(body: string): string[] | undefined {
  try {
    return ids.safeParse(JSON.parse(body)).data?.data.map(({ id }) => id);
  } catch {
    return undefined;
  }
}
