import type { Origin } from "@/lib/core/words";
import { asAsin, asinOf, isAmazonHost } from "./asin";
import { canonicalUrl } from "./canonical-url";
import { oneSpelling } from "./words/one-spelling";
import { isVocabularyWord } from "./words/phrases";
import { readableTitle } from "./readable-title";
import { titleWords } from "./title-words";

/** Addresses of lists, searches and front pages: many things share them, so they identify none. */
const LIST_PATH =
  /^\/?$|^\/(?:trending|trends|search|s|explore(?!\/tags\/)|hot|top|new|rising|gp\/bestsellers|zgbs|gp\/goldbox|deals|r\/[^/]+)(?:\/|$)(?!comments)/i;
const LIST_HOSTS =
  /(^|\.)(trends\.google\.[a-z.]+|news\.google\.[a-z.]+|ads\.tiktok\.com|trends\.pinterest\.com)$/i;

/**
 * Keys by which a sighting is the same product as another: any shared key merges. `asin:B0…`, `url:https://…`, `title:…`.
 * A title that is too generic gives no title key, an address of a list gives no url key; a sighting may have no key at all.
 */
export function identityKeys(sighting: {
  title: string;
  url?: string | null | undefined;
  externalId: string;
  origin: Origin;
}): string[] {
  const keys: string[] = [];
  const asin =
    (sighting.origin.startsWith("amazon-") ? asAsin(sighting.externalId) : null) ??
    (sighting.url ? asinOf(sighting.url) : null);
  if (asin) keys.push(`asin:${asin}`);
  const url = sighting.url && !asin ? identifyingUrl(sighting.url) : null;
  if (url) keys.push(`url:${url}`);
  const title = identifyingTitle(sighting.title);
  if (title) keys.push(`title:${title}`);
  return keys;
}

function identifyingUrl(url: string): string | null {
  const canonical = canonicalUrl(url);
  const parsed = canonical ? URL.parse(canonical) : null;
  if (!parsed || LIST_HOSTS.test(parsed.hostname) || LIST_PATH.test(parsed.pathname)) return null;
  // An Amazon page without an ASIN is a list, a search or a shop.
  if (isAmazonHost(parsed.hostname)) return null;
  return `${parsed.protocol}//${parsed.host.replace(/^www\./, "")}${parsed.pathname}${parsed.search}`;
}

/** Two words at least, or one that is no common word: "lamp" names nothing, an invented word or "mx500" does. */
function identifyingTitle(title: string): string | null {
  const words = titleWords(readableTitle(title)).map(oneSpelling);
  const [only] = words;
  if (!only) return null;
  if (words.length === 1) {
    if (/^\d/.test(only) || isCommon(only)) return null;
    // One word of an alphabet is a name only when it is long enough; scripts without spaces write several words in one.
    if (/^[a-z]+$/.test(only) && only.length < 5) return null;
  }
  if (words.every(isEmptyWord)) return null;
  // "#splitkeyboard" is "split keyboard" and "gta6" is "gta 6": letters run together, and two numbers stay apart.
  return words.join(" ").replaceAll(/(?<=\p{L}) (?=[\p{L}\p{N}])/gu, "");
}

const EMPTY_WORDS = new Set(
  `new best top good great cool viral trending hot gift idea thing stuff product item deal sale set kit pack
   for with and of in on my your this that it 2024 2025 2026 2027`.split(/\s+/),
);

function isEmptyWord(word: string): boolean {
  return EMPTY_WORDS.has(word) || /^\d+(?:\.\d+)?$/.test(word);
}

function isCommon(word: string): boolean {
  return isVocabularyWord(word) || isEmptyWord(word);
}
