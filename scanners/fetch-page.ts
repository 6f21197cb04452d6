/** The one way out to a source: polite, bounded, and only to public addresses. It never retries: the step that asked does. */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { SECOND_MS } from "@/lib/core/clock";
import { guardedLookup, isPublicAddress, portOf, type MayReach } from "@/lib/platform/public-address";
import { AppError, messageOf, PermanentError, TransientError } from "@/lib/core/errors";
import { MAX_BODY_BYTES } from "./reading/body-limits";
import type { Page, RequestSpec } from "./scanner";

/** Sources answer within a second or two; one that has not begun by then will not. */
const HEADERS_TIMEOUT_MS = 15 * SECOND_MS;
/** Enough for 3 MB on a slow line, and with the above well inside a step's lease. */
const BODY_TIMEOUT_MS = 20 * SECOND_MS;
/** Between the end of one request and the start of the next to the same host; shops answer 503 to less. */
const SPACING_MS = 2 * SECOND_MS;
const MAX_REDIRECTS = 5;
const MAX_RETRY_AFTER_SECONDS = 86_400;

export type FetchOptions = {
  /** BCP 47: becomes `locale` of the page. */
  locale: string;
  headersTimeoutMs?: number;
  bodyTimeoutMs?: number;
  spacingMs?: number;
  now?: () => Date;
  /** For tests against a server on this machine: lets loopback addresses through, and nothing else that is private. */
  allowLoopback?: boolean;
};

/** Names a request in an error. Never the query: it may hold a token. */
const placeOf = (url: URL): string => `${url.host}${url.pathname}`;

type Turn = { last: Promise<void>; freeAtMs: number };
const turns = new Map<string, Turn>();

/** Runs `work` when no other request to the host is under way and the last one is long enough ago. */
async function inTurn<T>(host: string, spacingMs: number, work: () => Promise<T>): Promise<T> {
  const turn = turns.get(host) ?? { last: Promise.resolve(), freeAtMs: 0 };
  turns.set(host, turn);
  const before = turn.last;
  const { promise, resolve } = Promise.withResolvers<void>();
  turn.last = promise;
  await before;
  try {
    await sleep(Math.max(0, turn.freeAtMs - performance.now()));
    return await work();
  } finally {
    turn.freeAtMs = performance.now() + spacingMs;
    resolve();
  }
}

/** Public addresses; loopback only where a test says so. */
const reach =
  (options: FetchOptions): MayReach =>
  (address) =>
    isPublicAddress(address) || (options.allowLoopback === true && /^(127\.|::1$)/.test(address));

function checkedUrl(address: string, options: FetchOptions): URL {
  const url = URL.parse(address);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) {
    throw new PermanentError("Only http and https addresses can be fetched.");
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && !reach(options)(host, portOf(url))) {
    throw new PermanentError(`${host} is not a public address.`);
  }
  return url;
}

type Hop = Pick<RequestSpec, "method" | "headers" | "body"> & { url: URL };

/** Sends one request and waits for the head of its answer. */
async function send(hop: Hop, options: FetchOptions): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = hop.url.protocol === "https:" ? httpsRequest : httpRequest;
  const request = send(hop.url, {
    method: hop.method,
    headers: { "accept-encoding": "gzip, br", ...hop.headers },
    lookup: guardedLookup(portOf(hop.url), reach(options)),
    agent: false,
  });
  const limitMs = options.headersTimeoutMs ?? HEADERS_TIMEOUT_MS;
  const timer = setTimeout(() => {
    request.destroy(
      new TransientError(`${placeOf(hop.url)} did not answer within ${limitMs / SECOND_MS} s.`),
    );
  }, limitMs);
  request.once("response", resolve);
  request.on("error", reject);
  request.end(hop.body);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}

function decompressed(response: IncomingMessage): Readable {
  const decoders = {
    gzip: createGunzip,
    "x-gzip": createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  const known = Object.entries(decoders).find(([name]) => name === encoding)?.[1];
  if (!known) return response;
  const decoder = known();
  response.on("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

function decode(bytes: Buffer, contentType: string | undefined): string {
  const charset = /charset="?([\w-]+)/i.exec(contentType ?? "")?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** The body as text. What counts against the limit is the unpacked size. */
async function readBody(response: IncomingMessage, url: URL, options: FetchOptions): Promise<string> {
  const limitMs = options.bodyTimeoutMs ?? BODY_TIMEOUT_MS;
  const stream = decompressed(response);
  const timer = setTimeout(() => {
    stream.destroy(
      new TransientError(`${placeOf(url)} did not finish its answer within ${limitMs / SECOND_MS} s.`),
    );
  }, limitMs);
  try {
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of stream) {
      if (!(chunk instanceof Buffer)) continue;
      size += chunk.length;
      if (size > MAX_BODY_BYTES) {
        throw new PermanentError(`${placeOf(url)} answered with more than ${MAX_BODY_BYTES / 1e6} MB.`);
      }
      chunks.push(chunk);
    }
    return decode(Buffer.concat(chunks), response.headers["content-type"]);
  } finally {
    clearTimeout(timer);
    stream.destroy();
    response.destroy();
  }
}

/** Seconds until another try makes sense, as `Retry-After` (seconds or a date) or a rate limit's reset says. */
function retryAfter(response: IncomingMessage, now: Date): number | undefined {
  const { "retry-after": stated, "x-ratelimit-reset": reset } = response.headers;
  const text = stated ?? (Array.isArray(reset) ? reset[0] : reset);
  if (text === undefined) return undefined;
  const seconds = /^\d+(?:\.\d+)?$/.test(text)
    ? Number(text)
    : (Date.parse(text) - now.getTime()) / SECOND_MS;
  return Number.isFinite(seconds)
    ? Math.min(Math.max(1, Math.ceil(seconds)), MAX_RETRY_AFTER_SECONDS)
    : undefined;
}

/** The hop a redirect asks for. Credentials stay with the host they were meant for. */
function redirected(
  hop: Hop,
  status: number,
  location: string,
  request: RequestSpec,
  options: FetchOptions,
): Hop {
  const target = URL.parse(location, hop.url);
  if (!target) throw new PermanentError(`${placeOf(hop.url)} redirects to something that is no address.`);
  const url = checkedUrl(target.href, options);
  const home = new URL(request.url).hostname;
  if (url.hostname !== home && !request.redirectHosts?.includes(url.hostname)) {
    throw new PermanentError(
      `${placeOf(hop.url)} redirects to ${url.hostname}, which is not allowed for this source.`,
    );
  }
  if (hop.url.protocol === "https:" && url.protocol === "http:") {
    throw new PermanentError(`${placeOf(hop.url)} redirects to an unencrypted address.`);
  }
  // As browsers do, a fragment survives a redirect: a scanner may have named the page by it.
  if (url.hash === "") url.hash = hop.url.hash;
  const secret = new Set(url.host === hop.url.host ? [] : ["authorization", "cookie"]);
  const becomesGet = status === 303 || (hop.method === "POST" && (status === 301 || status === 302));
  const dropped = becomesGet ? new Set([...secret, "content-type", "content-length"]) : secret;
  return {
    url,
    method: becomesGet ? "GET" : hop.method,
    headers: Object.fromEntries(
      Object.entries(hop.headers).filter(([name]) => !dropped.has(name.toLowerCase())),
    ),
    ...(!becomesGet && hop.body !== undefined && { body: hop.body }),
  };
}

const plainHeaders = (response: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(response.headers)
      .filter(([name]) => name !== "set-cookie")
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]),
  );

async function follow(request: RequestSpec, options: FetchOptions): Promise<Page> {
  let hop: Hop = { ...request, url: checkedUrl(request.url, options) };
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await send(hop, options);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    const now = options.now?.() ?? new Date();
    if (status >= 300 && status < 400 && location !== undefined) {
      response.destroy();
      hop = redirected(hop, status, location, request, options);
      continue;
    }
    if (status === 429 || status >= 500) {
      response.destroy();
      const seconds = retryAfter(response, now);
      throw new TransientError(
        `${placeOf(hop.url)} answered ${status}: it ${status === 429 || status === 503 ? "asks us to come back later" : "failed"}.`,
        seconds === undefined ? {} : { retryAfterSeconds: seconds },
      );
    }
    const body = await readBody(response, hop.url, options);
    return {
      url: hop.url.href,
      status,
      headers: plainHeaders(response),
      body,
      fetchedAt: now.toISOString(),
      locale: options.locale,
    };
  }
  throw new PermanentError(`${placeOf(hop.url)} redirects more than ${MAX_REDIRECTS} times.`);
}

/**
 * Fetches one page. Throws PermanentError where no retry helps (address not public, redirect not allowed, body over
 * 3 MB) and TransientError otherwise (no answer, timeout, 5xx, and 429 or 503 with `retryAfterSeconds` where stated).
 * Other statuses come back as a page: the parser says what a 403 means.
 */
export async function fetchPage(request: RequestSpec, options: FetchOptions): Promise<Page> {
  const url = checkedUrl(request.url, options);
  return inTurn(url.host, options.spacingMs ?? SPACING_MS, async () => {
    try {
      return await follow(request, options);
    } catch (thrown) {
      if (thrown instanceof AppError) throw thrown;
      throw new TransientError(`${placeOf(url)} could not be reached: ${messageOf(thrown, 100)}`, {
        cause: thrown,
      });
    }
  });
}
