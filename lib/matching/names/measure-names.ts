/** How well names are found in titles, against the names that shops write into their addresses. */

export type TitleAndName = { title: string; shopName: string };
export type NameMeasure = {
  titles: number;
  /** Titles that name the thing: at least half of the shop's words stand in them. */
  named: number;
  /** Mean F1 of words (small letters, without articles and prepositions) over the named titles, in percent. */
  tokenF1: number;
  /** The same over titles of at least two shared words, against the title's own words that the shop uses too. */
  taggedF1: number;
  /** Titles that share no word with the shop's name, as a fraction, and how well "none" is told of them. */
  none: { share: number; precision: number; recall: number };
};

const SMALL_WORDS = new Set("a an the of for and with in on to by is it this that your my i".split(" "));

/** The words that a measure compares: letters and digits of ASCII, without articles and the like. */
export function measuredWords(text: string): string[] {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...new Set(words.filter((word) => !SMALL_WORDS.has(word)))];
}

/** Measures a way of finding names; null from `find` is "names nothing" and scores 0 on a title that names the thing. */
export function measureNames(
  rows: readonly TitleAndName[],
  find: (title: string) => string | null,
): NameMeasure {
  const seen = rows.map(({ title, shopName }) => {
    const shop = measuredWords(shopName);
    const found = find(title);
    const shared = measuredWords(title).filter((word) => shop.includes(word));
    return { shop, shared, found: found === null ? null : measuredWords(found) };
  });
  const named = seen.filter(({ shop, shared }) => shared.length > 0 && shared.length * 2 >= shop.length);
  const tagged = seen.filter(({ shared }) => shared.length >= 2);
  const silent = seen.filter(({ found }) => found === null);
  const nameless = seen.filter(({ shared }) => shared.length === 0);
  const both = silent.filter(({ shared }) => shared.length === 0).length;
  return {
    titles: seen.length,
    named: named.length,
    tokenF1: percent(named.map(({ found, shop }) => f1(found ?? [], shop))),
    taggedF1: percent(tagged.map(({ found, shared }) => f1(found ?? [], shared))),
    none: {
      share: hundredth(nameless.length / seen.length),
      precision: hundredth(both / silent.length),
      recall: hundredth(both / nameless.length),
    },
  };
}

function f1(found: readonly string[], wanted: readonly string[]): number {
  const hits = found.filter((word) => wanted.includes(word)).length;
  return hits === 0 ? 0 : (2 * hits) / (found.length + wanted.length);
}

function percent(values: readonly number[]): number {
  return Math.round((1000 * values.reduce((sum, value) => sum + value, 0)) / values.length) / 10;
}

function hundredth(fraction: number): number {
  return Math.round(fraction * 100) / 100;
}
