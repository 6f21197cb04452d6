const AMAZON_HOST = /(^|\.)amazon\.(com|[a-z]{2}|co\.[a-z]{2}|com\.[a-z]{2})$/;
/** Every ASIN holds a digit, which keeps ten-letter words of an address apart from it. */
const ASIN = /^(B(?=[A-Z]*\d)[0-9A-Z]{9}|\d{9}[\dX])$/;
const IN_PATH =
  /\/(?:dp|gp\/product|gp\/aw\/d|gp\/offer-listing|exec\/obidos\/asin|exec\/obidos\/tg\/detail\/-|o\/asin|asin|product|d)\/([0-9a-z]{10})(?=[/?#]|$)/i;

/** True for hosts of Amazon's shops: www.amazon.de, amazon.co.uk. Not for hosts that merely contain the word. */
export function isAmazonHost(host: string): boolean {
  return AMAZON_HOST.test(host.toLowerCase());
}

/** The id as Amazon writes it (upper case) when the text is an ASIN or ISBN-10, else null. */
export function asAsin(text: string): string | null {
  const id = text.trim().toUpperCase();
  return ASIN.test(id) ? id : null;
}

/** The ASIN that an Amazon product address names, else null. Other shops' addresses give null. */
export function asinOf(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (!parsed || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) return null;
  if (!isAmazonHost(parsed.hostname)) return null;
  const id = IN_PATH.exec(parsed.pathname)?.[1] ?? parsed.searchParams.get("asin");
  return id ? asAsin(id) : null;
}
