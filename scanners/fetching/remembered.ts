/**
 * What a page was at the last look, with the validators (ETag, Last-Modified) that let its server answer 304: then
 * nothing is sent again, and the old body counts as seen now. Kept in Redis, bounded in size and in time.
 */
import { createHash } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { DAY_MS, SECOND_MS } from "@/lib/core/clock";
import { redis } from "@/lib/platform/redis/redis";
import { MAX_BODY_BYTES } from "../reading/body-limits";
import type { Page, RequestSpec } from "../scanner";
import type { FetchOptions } from "./options";

/** A page asked for less often than that is read anew. */
const KEPT_SECONDS = (3 * DAY_MS) / SECOND_MS;
/** Packed, in base64 characters: a list of 100 products has about 60,000. A larger page is read anew each time. */
const MAX_PACKED = 400_000;

const stored = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  seenAt: z.iso.datetime(),
  headers: z.record(z.string(), z.string()),
  packed: z.string().max(MAX_PACKED),
});
type Stored = z.infer<typeof stored>;

/** True where robots rules speak to the request and its answer may be kept: it carries no key of the owner's. */
export function isAnonymous(request: RequestSpec): boolean {
  return (
    request.keyed !== true &&
    !Object.keys(request.headers).some((name) => name.toLowerCase() === "authorization")
  );
}

/** Everything that the answer may depend on; as a hash, because an address may be long. */
function keyOf(request: RequestSpec): string {
  const asked = JSON.stringify([
    request.url,
    Object.entries(request.headers).toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  return `source-page:${createHash("sha256").update(asked).digest("hex")}`;
}

const mayBeKept = (request: RequestSpec) => request.method === "GET" && isAnonymous(request);

/** What is remembered of the request's last good answer; undefined where nothing is, or it cannot be read. */
async function recall(request: RequestSpec, options: FetchOptions): Promise<Stored | undefined> {
  if (!mayBeKept(request)) return undefined;
  try {
    const text = await (options.redis ?? redis()).get<string>(keyOf(request));
    return text === null ? undefined : stored.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * Fetches with the validators of the last good look. A 304 becomes the page of that look, seen now, with
 * `unchangedSince`.
 */
export async function askIfChanged(
  request: RequestSpec,
  options: FetchOptions,
  ask: (request: RequestSpec) => Promise<Page>,
): Promise<Page> {
  const last = await recall(request, options);
  if (!last) return ask(request);
  const page = await ask({
    ...request,
    headers: {
      ...request.headers,
      ...(last.etag !== undefined && { "if-none-match": last.etag }),
      ...(last.lastModified !== undefined && { "if-modified-since": last.lastModified }),
    },
  });
  if (page.status !== 304) return page;
  const body = gunzipSync(Buffer.from(last.packed, "base64"), { maxOutputLength: MAX_BODY_BYTES });
  return {
    ...page,
    status: 200,
    headers: { ...last.headers, ...page.headers },
    body: body.toString("utf8"),
    unchangedSince: last.seenAt,
  };
}

/**
 * Remembers a page whose parser recognised it; a block page must never stand for the real one. Without a validator,
 * with `no-store`, after a redirect, with a key of the owner's or too large, nothing is kept. Never throws.
 */
export async function rememberPage(request: RequestSpec, page: Page, options: FetchOptions): Promise<void> {
  const { etag, "last-modified": lastModified, "cache-control": control = "" } = page.headers;
  if (!mayBeKept(request) || page.status !== 200 || page.url !== new URL(request.url).href) return;
  if ((etag === undefined && lastModified === undefined) || /no-store/i.test(control)) return;
  const packed = gzipSync(page.body).toString("base64");
  if (packed.length > MAX_PACKED) return;
  const kept: Stored = {
    ...(etag !== undefined && { etag }),
    ...(lastModified !== undefined && { lastModified }),
    seenAt: page.unchangedSince ?? page.fetchedAt,
    headers: { "content-type": page.headers["content-type"] ?? "" },
    packed,
  };
  try {
    await (options.redis ?? redis()).set(keyOf(request), JSON.stringify(kept), { ex: KEPT_SECONDS });
  } catch {
    // The next look reads the page anew.
  }
}
