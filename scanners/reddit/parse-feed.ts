/** Reads the Atom feed. It has no score and no comment count: a post's place in `top` is all it says. */
import { load } from "cheerio/slim";
import { DAY_MS } from "@/lib/core/clock";
import { gather, unknown, empty, type Candidate } from "../reading/parser";
import { cleanUrl } from "../reading/text";
import { childOf, childrenOf, readXml, textOf, type XmlNode } from "../reading/xml";
import type { Page, Parsed } from "../scanner";
import { REMOVED_TITLE, toSighting } from "./post";
import { windowOf } from "./window";

/** Feeds without a window, such as `hot`: an older post in one is a sticky. */
const OPEN_WINDOW_MS = 30 * DAY_MS;

const linkOf = (node: XmlNode, rel?: string): string | undefined =>
  childrenOf(node, "link")
    .filter((link) => rel === undefined || link["@rel"] === rel)
    .map((link) => textOf({ "#text": link["@href"] }))
    .find(Boolean);

const attribute = (node: XmlNode | undefined, name: string): string =>
  textOf({ "#text": node?.[`@${name}`] });

/** Milliseconds of an ISO time with an offset, else NaN. */
const timeOf = (text: string): number =>
  /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : NaN;

/** Posts older than this are stickies. The feed's own clock counts, so that a saved feed reads the same for ever. */
function oldest(feed: XmlNode, entries: XmlNode[], page: Page): number {
  const newest = Math.max(
    ...entries.map((entry) => timeOf(textOf(entry, "published"))).filter(Number.isFinite),
  );
  const stated = timeOf(textOf(feed, "updated"));
  const now = Number.isFinite(stated) ? stated : newest;
  return now - (windowOf(linkOf(feed, "self") ?? "") ?? windowOf(page.url) ?? OPEN_WINDOW_MS);
}

/** The address behind "[link]" in the escaped content; a text post's leads back to its own comments. */
function outboundLink(entry: XmlNode, permalink: string | undefined): string | undefined {
  const $ = load(textOf(entry, "content"), { xml: { xmlMode: false } });
  const href = $("a")
    .filter((_, anchor) => $(anchor).text().trim() === "[link]")
    .last()
    .attr("href");
  const link = cleanUrl(href);
  return link === undefined || link === cleanUrl(permalink) ? undefined : link;
}

function subredditOf(entry: XmlNode, permalink: string | undefined): string {
  return attribute(childOf(entry, "category"), "term") || (/\/r\/(\w+)\//.exec(permalink ?? "")?.[1] ?? "");
}

function readEntry(entry: XmlNode, rank: number, listSize: number, page: Page): Candidate["read"] {
  const permalink = linkOf(entry);
  return toSighting({
    id: textOf(entry, "id"),
    title: textOf(entry, "title"),
    permalink,
    link: outboundLink(entry, permalink),
    imageUrl: cleanUrl(attribute(childOf(entry, "media:thumbnail"), "url")),
    subreddit: subredditOf(entry, permalink),
    rank,
    listSize,
    publishedMs: timeOf(textOf(entry, "published")),
    seenAt: page.fetchedAt,
  });
}

/** A feed of posts; one whose entries are all stickies is genuinely empty. */
export function parseFeed(page: Page): Parsed {
  const feed = childOf(readXml(page.body), "feed");
  if (feed === undefined || !/reddit/i.test(page.body.slice(0, 3000)))
    return unknown("This feed is not Reddit's.");
  const entries = childrenOf(feed, "entry");
  const whole = page.body.match(/<\/entry>/g)?.length ?? 0;
  if (entries.length === 0)
    return page.body.includes("</feed>") ? empty() : unknown("The feed ends before its first entry.");

  const cutoff = oldest(feed, entries, page);
  const shown = entries
    .map((entry, index) => ({ entry, cut: index >= whole }))
    .filter(({ entry }) => !(timeOf(textOf(entry, "published")) < cutoff))
    .filter(({ entry }) => !REMOVED_TITLE.test(textOf(entry, "title")));
  return gather(
    shown.map(({ entry, cut }, index) => ({
      entry,
      read: cut ? "The feed ends inside this entry." : readEntry(entry, index + 1, shown.length, page),
    })),
  );
}
