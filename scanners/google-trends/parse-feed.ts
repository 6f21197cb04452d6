/** Reads the "trending now" feed: RSS with Google's own `ht:` elements, ten searches of one country. */
import { readCount, localeOf } from "../reading/number";
import { empty, gather, unknown, type Candidate } from "../reading/parser";
import { cleanText, cleanUrl } from "../reading/text";
import { childOf, childrenOf, decodeXml, readXml, textOf, type XmlNode } from "../reading/xml";
import type { Page, Parsed } from "../scanner";

/** The namespace of the `ht:` elements, today's and that of the feed's years at its former address. */
const NAMESPACE =
  /=\s*["']https?:\/\/trends\.google\.com\/(?:trending\/rss|trends\/trendingsearches\/daily)["']/;

/** A feed of Google's; a page that only names the feed's address, as a consent page does to lead back, is none. */
export const isFeed = (body: string): boolean =>
  NAMESPACE.test(/<rss[\s>][^>]{0,2000}>?/i.exec(body.slice(0, 20_000))?.[0] ?? "");

/** "and more" where it is a word and not a plus. */
const AND_MORE = /\s*(?:以上|이상)\s*$/u;

/** The language most used where the feed is from: the feed never names the one its numbers are written in. */
function localeOfGeo(geo: string | undefined): string | undefined {
  return geo === undefined ? undefined : localeOf(`und-${geo}`).maximize().toString();
}

/**
 * Searches, by the words of the feed's country, as Google writes them whatever language was asked for: "10 B+" are ten
 * thousand in Turkey. Where that does not know a word, the page's own language may.
 */
function readTraffic(stated: string, page: Page, geo: string | undefined): number | undefined {
  const plain = stated.replace(AND_MORE, "+");
  // English as the country writes it comes last: "1L+" is one lakh in India.
  const english = geo === undefined ? undefined : `en-${geo}`;
  for (const locale of [localeOfGeo(geo), page.locale, english]) {
    const count = locale === undefined ? undefined : readCount(plain, locale);
    if (count !== undefined) return count;
  }
  return undefined;
}

/** A text that Google has escaped as HTML before it went into the feed, with the marks of emphasis it may hold. */
const unescaped = (text: string): string => decodeXml(text.replaceAll(/<\/?(?:b|em|i|strong)>/gi, ""));

/**
 * ISO time of an RFC 822 date with its own offset: Pacific time, -0700 in summer and -0800 in winter. A time without one
 * would be another on every machine, and is none.
 */
function readTime(text: string): string | undefined {
  if (!/[+-]\d\d:?\d\d$|\dZ$|GMT$|UTC$/.test(text)) return undefined;
  const time = new Date(text);
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString();
}

function readNews(item: XmlNode): { url: string; title?: string; text?: string }[] {
  return childrenOf(item, "ht:news_item").flatMap((news) => {
    const url = cleanUrl(textOf(news, "ht:news_item_url"));
    if (url === undefined) return [];
    const title = cleanText(unescaped(textOf(news, "ht:news_item_title")));
    const text = cleanText(unescaped(textOf(news, "ht:news_item_snippet")), 2000);
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
    ...(startedAt !== undefined && { publishedAt: startedAt }),
    list: geo === undefined ? "Trending searches" : `Trending searches ${geo}`,
    ...(citations.length > 0 && { citations }),
    seenAt: page.fetchedAt,
  };
}

/** Ten searches of a country. A page that is no such feed is unknown. */
export function parseFeed(page: Page): Parsed {
  if (!/<rss[\s>]/i.test(page.body)) return unknown("This is no RSS feed.");
  const channel = childOf(childOf(readXml(page.body), "rss"), "channel");
  if (channel === undefined || !isFeed(page.body))
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
