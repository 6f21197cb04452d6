/**
 * Numbers as pages write them: "15,569", "92.284", "4,4", "1,23,456", "1'234.50", "٢٬٠٠٠", "2천+", "1,2 mil".
 * How a number is built decides first; the locale decides only what the digits leave open.
 */

/** The first code point of each script's digits that a shop or search page may use. */
const ZEROS = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20,
  0x1040, 0x17e0, 0x1810,
];

/** Marks of writing direction and width, which pages in Arabic and Hebrew set around every sign of money. */
const UNSEEN = /[\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g;

/** The same text with ASCII digits, plain spaces and full-width signs made narrow. */
export function plainDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll(UNSEEN, "")
    .replaceAll(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = ZEROS.find((start) => code >= start && code <= start + 9);
      return zero === undefined ? digit : String(code - zero);
    });
}

/** Every number written in a text that went through `plainDigits`; spaces count as grouping before exactly three digits. */
export const NUMBER = /\d{1,3}(?: \d{3})+(?:[.,٫]\d{1,2})?(?!\d)|\d+(?:[.,٬٫'’]\d+)*/g;

/** The locale when it is one, else en-US. */
export function localeOf(text: string): Intl.Locale {
  try {
    return new Intl.Locale(text);
  } catch {
    return new Intl.Locale("en-US");
  }
}

/** The region a locale speaks for: de → DE, en-CA → CA; undefined when none is known. */
export function regionOf(locale: string): string | undefined {
  return localeOf(locale).maximize().region;
}

function decimalMarkOf(locale: string): string {
  const parts = new Intl.NumberFormat(localeOf(locale).toString(), { numberingSystem: "latn" }).formatToParts(
    1.5,
  );
  return parts.find((part) => part.type === "decimal")?.value ?? ".";
}

/** Groups of three, or of two before a last three as India writes them. */
function isGrouped(groups: string[]): boolean {
  const [head = "", ...rest] = groups;
  const last = rest.at(-1) ?? "";
  if (!/^[1-9]\d{0,2}$/.test(head) || last.length !== 3) return false;
  const middle = rest.slice(0, -1);
  return (
    middle.every((group) => group.length === 3) ||
    (head.length <= 2 && middle.every((group) => group.length === 2))
  );
}

/**
 * One number as "1234.56", or undefined when its separators make no sense.
 * `decimals` is how many places the thing counted can have: 0 for counts, 2 for most money, undefined when open.
 */
export function readDigits(token: string, locale: string, decimals?: number): string | undefined {
  let text = token.replaceAll("٬", ",").replaceAll(/[ '’]/g, "");
  if (text.includes("٫")) text = text.replaceAll(",", "").replace("٫", ".");
  const marks = [...text.matchAll(/[.,]/g)].map((match) => match[0]);
  const last = marks.at(-1);
  if (last === undefined) return /^\d+$/.test(text) ? text : undefined;

  const split = text.lastIndexOf(last);
  const [whole, fraction] = [text.slice(0, split), text.slice(split + 1)];
  if (new Set(marks).size === 2) {
    const group = last === "." ? "," : ".";
    if (whole.includes(last) || !isGrouped(whole.split(group))) return undefined;
    return `${whole.replaceAll(group, "")}.${fraction}`;
  }
  if (marks.length > 1) return isGrouped(text.split(last)) ? text.replaceAll(last, "") : undefined;

  const mayGroup = isGrouped([whole, fraction]);
  const mayBeDecimal = decimals === undefined || fraction.length <= decimals || whole === "0";
  if (mayGroup && (!mayBeDecimal || decimalMarkOf(locale) !== last)) return whole + fraction;
  return mayBeDecimal ? `${whole}.${fraction}` : undefined;
}

/** Words for magnitudes that mean the same everywhere; what one language alone uses comes from its own locale data. */
const COMMON_UNITS: ReadonlyMap<string, number> = new Map([
  ["k", 1e3],
  ["tsd", 1e3],
  ["m", 1e6],
  ["mn", 1e6],
  ["mio", 1e6],
  ["mln", 1e6],
  ["bn", 1e9],
  ["lakh", 1e5],
  ["crore", 1e7],
  ["cr", 1e7],
  ["千", 1e3],
  ["천", 1e3],
  ["万", 1e4],
  ["萬", 1e4],
  ["만", 1e4],
  ["億", 1e8],
  ["亿", 1e8],
  ["억", 1e8],
]);

const unitsByLocale = new Map<string, ReadonlyMap<string, number>>();

const unitKey = (word: string): string =>
  plainDigits(word)
    .toLowerCase()
    .replaceAll(/[.॰\s]+$/g, "");

/** Magnitude words of one locale, read off how the platform's own locale data abbreviates round numbers. */
function unitsOf(locale: string): ReadonlyMap<string, number> {
  const name = localeOf(locale).toString();
  const known = unitsByLocale.get(name);
  if (known) return known;
  const units = new Map<string, number>();
  for (const compactDisplay of ["short", "long"] as const) {
    const format = new Intl.NumberFormat(name, {
      notation: "compact",
      compactDisplay,
      numberingSystem: "latn",
    });
    for (let power = 1e3; power <= 1e9; power *= 10) {
      for (const head of [1, 2, 5]) {
        const parts = format.formatToParts(head * power);
        const word = parts.find((part) => part.type === "compact")?.value;
        const digits = parts.filter((part) => part.type === "integer").map((part) => part.value);
        if (word && digits.length > 0) units.set(unitKey(word), (head * power) / Number(digits.join("")));
      }
    }
  }
  unitsByLocale.set(name, units);
  return units;
}

/** The magnitude that `after` begins with, and what follows it. */
function unitAtStart(after: string, locale: string): { factor: number; rest: string } | undefined {
  const word = /^\s*([\p{L}\p{M}॰]+\.?)/u.exec(after);
  if (!word?.[1]) return undefined;
  const key = unitKey(word[1]);
  const factor = unitsOf(locale).get(key) ?? COMMON_UNITS.get(key);
  if (factor !== undefined) return { factor, rest: after.slice(word[0].length) };
  // Chinese, Japanese and Korean write on without a space: 1万件の評価.
  const sign = COMMON_UNITS.get(key.charAt(0));
  if (sign === undefined || key.charCodeAt(0) < 0x3000) return undefined;
  return { factor: sign, rest: after.slice(after.indexOf(key.charAt(0)) + 1) };
}

/** A whole number at the start of `text`, abbreviated or not: "15,569 ratings" → 15569, "1,2 mil" → 1200. */
export function countAtStart(text: string, locale: string): { count: number; rest: string } | undefined {
  const plain = plainDigits(text).trimStart();
  const token = plain.match(NUMBER)?.[0];
  if (token === undefined || !plain.startsWith(token)) return undefined;
  const after = plain.slice(token.length);
  const unit = unitAtStart(after, locale);
  const digits = readDigits(token, locale, unit ? undefined : 0);
  if (digits === undefined) return undefined;
  const count = Math.round(Number(digits) * (unit?.factor ?? 1));
  return Number.isSafeInteger(count) ? { count, rest: unit?.rest ?? after } : undefined;
}

/**
 * A text that says one count and nothing else, as "92.284", "(1.2K)", "2천+" or "+٢٠٠٠".
 * Undefined when a word in it is not understood: a wrong magnitude is worse than none.
 */
export function readCount(text: string, locale: string): number | undefined {
  const plain = plainDigits(text.slice(0, 60)).trim();
  const inner = plain.replace(/^[(+>~≥\s]+/, "").replace(/[)\s]+$/, "");
  const found = countAtStart(inner, locale);
  return found && /^[+)\s]*$/.test(found.rest) ? found.count : undefined;
}
