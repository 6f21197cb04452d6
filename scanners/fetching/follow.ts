/** One try: a request, the redirects it may follow, and the page at the end. */
import type { IncomingMessage } from "node:http";
import { PermanentError } from "@/lib/core/errors";
import type { Page, RequestSpec } from "../scanner";
import { checkedUrl, placeOf } from "./address";
import { readBody } from "./body";
import { FetchFailure } from "./failures";
import type { Deadline, FetchOptions } from "./options";
import { retryAfter } from "./retry-after";
import { send, type Hop } from "./send";

const MAX_REDIRECTS = 5;

/** Where a redirect may lead: the named hosts beside the URL's own, or for robots rules any public host. */
export type MayLeadTo = (host: string) => boolean;

/** The hop a redirect asks for. Credentials stay with the host they were meant for. */
function redirected(
  hop: Hop,
  answer: { status: number; location: string },
  mayLeadTo: MayLeadTo,
  options: FetchOptions,
): Hop {
  const { status, location } = answer;
  const target = URL.parse(location, hop.url);
  if (!target) throw new PermanentError(`${placeOf(hop.url)} redirects to something that is no address.`);
  const url = checkedUrl(target.href, options);
  if (!mayLeadTo(url.hostname)) {
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

/** The hosts that a request names, and its own. */
export function namedHosts(request: RequestSpec): MayLeadTo {
  const home = new URL(request.url).hostname;
  return (host) => host === home || request.redirectHosts?.includes(host) === true;
}

/**
 * Asks once. A 5xx other than 503 is a FetchFailure: the source is broken. 503 is a page like every other status: it is
 * how shops turn robots away, and only the parser can tell.
 */
export async function follow(
  request: RequestSpec,
  options: FetchOptions,
  deadline: Deadline,
  mayLeadTo: MayLeadTo = namedHosts(request),
): Promise<Page> {
  let hop: Hop = { ...request, url: checkedUrl(request.url, options) };
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await send(hop, options, deadline);
    const status = response.statusCode ?? 0;
    const { location } = response.headers;
    const now = options.now?.() ?? new Date();
    if (status >= 300 && status < 400 && status !== 304 && location !== undefined) {
      response.destroy();
      hop = redirected(hop, { status, location }, mayLeadTo, options);
      continue;
    }
    const headers = plainHeaders(response);
    if (status >= 500 && status !== 503) {
      response.destroy();
      const seconds = retryAfter(headers, now);
      throw new FetchFailure(
        "server-error",
        `${placeOf(hop.url)} answered ${status}: it failed.`,
        seconds === undefined ? {} : { retryAfterSeconds: seconds },
      );
    }
    const body = await readBody(response, hop.url, options, deadline);
    return {
      url: hop.url.href,
      status,
      headers,
      body,
      fetchedAt: now.toISOString(),
      locale: options.locale,
    };
  }
  throw new PermanentError(`${placeOf(hop.url)} redirects more than ${MAX_REDIRECTS} times.`);
}
