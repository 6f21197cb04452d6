/** The one way out to a source: polite, bounded, and only to public addresses. */
import { TransientError } from "@/lib/core/errors";
import { redis } from "@/lib/platform/redis/redis";
import { browsePage } from "./browse-page";
import { checkedUrl } from "./fetching/address";
import { follow, namedHosts, type MayLeadTo } from "./fetching/follow";
import { BUDGET_MS, deadlineIn, SPACING_MS, type FetchOptions } from "./fetching/options";
import { askIfChanged, isAnonymous } from "./fetching/remembered";
import { retrying } from "./fetching/retrying";
import { requireRobotsAllow, ROBOT_NAME } from "./fetching/robots";
import { inTurn } from "./fetching/turns";
import type { Page, RequestSpec } from "./scanner";

/**
 * Fetches one page, within `budgetMs` whatever happens. Each try waits for the host's turn. Throws RobotsRefusal where
 * the site's rules say no, PermanentError where no try helps (address not public, redirect not allowed, body over
 * 3 MB), and FetchFailure (a TransientError) where the tries of its class are used up: connection, timeout, 5xx.
 * Every other status, 429 and 503 among them, comes back as a page and is never asked for again here: the parser says
 * what a 403 means.
 */
export async function fetchPage(request: RequestSpec, options: FetchOptions): Promise<Page> {
  const url = checkedUrl(request.url, options);
  const deadline = deadlineIn(options.budgetMs ?? BUDGET_MS);
  const shared = options.redis ?? redis();
  const ask = (spec: RequestSpec, mayLeadTo: MayLeadTo) =>
    retrying(options, deadline, () =>
      inTurn({ host: url.host, spacingMs: options.spacingMs ?? SPACING_MS, deadline, redis: shared }, () =>
        follow(spec, options, deadline, mayLeadTo),
      ),
    );
  if (options.robots !== "ignore" && isAnonymous(request)) {
    await requireRobotsAllow(url, {
      redis: shared,
      now: options.now?.() ?? new Date(),
      fetchRules: (address) => ask(rulesRequest(address, request), () => true),
    });
  }
  if (deadline.leftMs() === 0) throw new TransientError(`No time was left to ask ${url.host}.`);
  const { browser } = request;
  if (browser !== undefined) {
    const turn = { host: url.host, spacingMs: options.spacingMs ?? SPACING_MS, deadline, redis: shared };
    return inTurn(turn, () => browsePage(request, browser, options, deadline));
  }
  return askIfChanged(request, options, (spec) => ask(spec, namedHosts(request)));
}

/** Asked for as the page itself is, but for what only the page wants. */
function rulesRequest(url: string, { headers }: RequestSpec): RequestSpec {
  const userAgent = headers["user-agent"] ?? ROBOT_NAME;
  return { key: "robots", url, method: "GET", headers: { "user-agent": userAgent, accept: "text/plain" } };
}
