/** What a web answer to a discovery question holds, whoever gave it: text off the web, bounded and made safe to keep. */
import { z } from "zod";
import { currencyCode } from "@/lib/core/money";
import { loosely, looseNumber, looseText, looseUrl } from "@/scanners/json-page";
import { cleanText } from "@/scanners/reading/text";

/** An answer names about seven products and 28 keywords in a round; one that goes on for ever is cut. */
const MOST_PRODUCTS = 50;
const MOST_KEYWORDS = 200;
const MOST_CITATIONS = 8;
const MAX_SNIPPET_CHARS = 1_000;
/** The lengths of the columns: what is longer is cut, and the rest of the answer is kept. */
const MAX_CATEGORY_CHARS = 200;
const MAX_STRENGTH_CHARS = 50;
const MAX_NAME_CHARS = 300;
/** The largest amount that a price column holds. */
const MAX_PRICE = 9_999_999_999;

/** One line of at most `limit` characters, or null. */
const line = (limit: number) =>
  looseText.transform((text) => (text === undefined ? null : cleanText(text, limit) || null));

/** A list whose broken entries are left out, and whose end is cut. */
const listOf = <T extends z.ZodType>(entry: T, most: number) =>
  loosely(z.array(z.unknown())).transform((entries) =>
    (entries ?? []).slice(0, most).flatMap((one) => {
      const read = entry.safeParse(one);
      return read.success ? [read.data] : [];
    }),
  );

const citation = z.object({ url: looseUrl, title: line(MAX_NAME_CHARS), snippet: line(MAX_SNIPPET_CHARS) });
const amount = looseNumber.transform((value) =>
  value !== undefined && value > 0 && value <= MAX_PRICE ? value : null,
);

const product = z
  .object({
    name: line(MAX_NAME_CHARS),
    category: line(MAX_CATEGORY_CHARS),
    trendStrength: line(MAX_STRENGTH_CHARS),
    priceLow: amount,
    priceHigh: amount,
    currency: loosely(currencyCode),
    evidence: listOf(citation, MOST_CITATIONS),
  })
  .transform(({ priceLow, priceHigh, currency, evidence, ...rest }) => ({
    ...rest,
    price:
      priceLow === null || priceHigh === null || currency === undefined
        ? null
        : { low: Math.min(priceLow, priceHigh), high: Math.max(priceLow, priceHigh), currency },
    citations: evidence.flatMap(({ url, title, snippet }) =>
      url === undefined ? [] : [{ url, title, snippet }],
    ),
  }));

const keyword = z
  .object({
    keyword: line(MAX_NAME_CHARS),
    category: line(MAX_CATEGORY_CHARS),
    trendStrength: line(MAX_STRENGTH_CHARS),
    urls: listOf(looseUrl, MOST_CITATIONS),
  })
  .transform(({ urls, ...rest }) => ({ ...rest, urls: urls.filter((url) => url !== undefined) }));

const webAnswer = z.object({
  products: listOf(product, MOST_PRODUCTS),
  keywords: listOf(keyword, MOST_KEYWORDS),
});

export type WebAnswer = {
  products: (Omit<z.infer<typeof product>, "name"> & { name: string })[];
  keywords: (Omit<z.infer<typeof keyword>, "keyword"> & { keyword: string })[];
};

/**
 * Reads an answer of any shape. What is too long is cut, an entry that cannot be read is left out, and a product that
 * no page is cited for does not count: a model may have made it up. Null when it is no answer at all.
 */
export function readWebAnswer(given: unknown): WebAnswer | null {
  const { data } = webAnswer.safeParse(given);
  if (!data) return null;
  return {
    products: data.products.flatMap((one) =>
      one.name === null || one.citations.length === 0 ? [] : [{ ...one, name: one.name }],
    ),
    keywords: data.keywords.flatMap((one) =>
      one.keyword === null ? [] : [{ ...one, keyword: one.keyword }],
    ),
  };
}
