/** Reads the "trending now" feed: RSS with Google's own `ht:` elements, ten searches of one country. */
import { readCount, localeOf } from "../reading/number";
import {
  blocked,
  empty,
  gather,
  parser,
  unknown,
  whyBlocked,
  type BlockSign,
  type Candidate,
} from "../reading/parser";
import { cleanText, cleanUrl } from "../reading/text";
import { childOf, childrenOf, readXml, textOf, type XmlNode } from "../reading/xml";
import type { Page, Parsed } from "../scanner";

const BLOCK_SIGNS: readonly BlockSign[] = [
  {
    sign: /consent\.google\.|action="https:\/\/consent\./i,
    why: "Google asks for consent to cookies first.",
  },
  {
    sign: /unusual traffic from your computer|\/sorry\/index|g-recaptcha/i,
    why: "Google takes us for a robot.",
  },
  { sign: /accounts\.google\.com\/(?:v3\/)?signin/i, why: "Google asks to sign in." },
];

const NAMESPACE = "https://trends.google.com/trending/rss";

/** The language most used where the feed is from: the feed never names the one its numbers are written in. */
function localeOfGeo(geo: string | undefined): string | undefined {
  return geo === undefined ? undefined : localeOf(`und-${geo}`).maximize().toString();
}

function readTraffic(text: string, page: Page, geo: string | undefined): number | undefined {
  const local = localeOfGeo(geo);
  return readCount(text, page.locale) ?? (local === undefined ? undefined : readCount(text, local));
}

/** ISO time of an RFC 822 date with its own offset: Pacific time, -0700 in summer and -0800 in winter. */
function readTime(text: string): string | undefined {
  if (!/[+-]\d{4}$|GMT$|UTC$/.test(text)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function readNews(item: XmlNode): { url: string; title?: string; text?: string }[] {
  return childrenOf(item, "ht:news_item").flatMap((news) => {
    const url = cleanUrl(textOf(news, "ht:news_item_url"));
    if (url === undefined) return [];
    const title = cleanText(textOf(news, "ht:news_item_title"));
    const text = cleanText(textOf(news, "ht:news_item_snippet"), 2000);
    return [{ url, ...(title && { title }), ...(text && { text }) }];
  });
}

function readItem(item: XmlNode, index: number, page: Page, geo: string | undefined): Candidate["read"] {
  const title = cleanText(textOf(item, "title"), 300);
  if (!title) return "The entry has no search term.";
  const traffic = cleanText(textOf(item, "ht:approx_traffic"), 50);
  const searchVolume = readTraffic(traffic, page, geo);
  const startedAt = readTime(textOf(item, "pubDate"));
  const imageUrl = cleanUrl(textOf(item, "ht:picture"));
  const citations = readNews(item);
  return {
    kind: "term",
    externalId: title.normalize("NFC").toLowerCase(),
    title,
    // The entry's own link is always the feed itself; the news items are what a person can open.
    ...(imageUrl !== undefined && { imageUrl }),
    rank: index + 1,
    ...(traffic && { trendStrength: traffic }),
    ...(searchVolume !== undefined && { searchVolume }),
    ...(searchVolume !== undefined && startedAt !== undefined && { series: [[startedAt, searchVolume]] }),
    list: geo === undefined ? "Trending searches" : `Trending searches ${geo}`,
    ...(citations.length > 0 && { citations }),
    seenAt: page.fetchedAt,
  };
}

function read(page: Page): Parsed {
  const why = whyBlocked(page, page.body.includes(NAMESPACE) ? [] : BLOCK_SIGNS);
  if (why !== undefined) return blocked(why);
  if (!/<rss[\s>]/i.test(page.body)) return unknown("This is no RSS feed.");
  const channel = childOf(childOf(readXml(page.body), "rss"), "channel");
  if (channel === undefined || !page.body.includes(NAMESPACE))
    return unknown("This feed is not Google's trending searches.");

  const entries = childrenOf(channel, "item");
  const whole = page.body.match(/<\/item>/g)?.length ?? 0;
  if (entries.length === 0) {
    return page.body.includes("</channel>") ? empty() : unknown("The feed ends before its first entry.");
  }
  const geo = /[?&]geo=([A-Z]{2})\b/.exec(`${textOf(channel, "link")} ${page.url}`)?.[1];
  const parsed = gather(
    entries.map((entry, index) => ({
      entry,
      read: index < whole ? readItem(entry, index, page, geo) : "The feed ends inside this entry.",
    })),
  );
  return parsed.kind === "items"
    ? { ...parsed, items: parsed.items.map((item) => ({ ...item, listSize: Math.max(entries.length, 1) })) }
    : parsed;
}

export const parse = parser(() => "xml", read);
