/** Reads the numbers of a sentence: value as written, unit, scale, direction, what it is of, and how exactly it is meant. */
import { currencyOf, currencyOfKey, declaredCurrency, MONEY_BEFORE, MONEY_BEHIND } from "./currency-words";
import { FOLD_WORDS, readSpelledNumbers } from "./number-words";
import {
  dimensionBehind,
  dimensionBeside,
  directionOf,
  hedgeOf,
  unknownNoun,
  wordsAround,
  moveOf,
  type Hedge,
  type Move,
} from "./quantity-context";
import { bindSentence, UNBOUND, type Bound } from "./bind-sentence";
import { joinQuantities } from "./join-quantities";
import { dimensionOfWord, PLAIN, SCALES, secondMeaning, type Dimension } from "./quantity-words";
import { subjectsIn } from "./subject-words";

export type Reading = { value: number; step: number; dimension: Dimension };

export type Quantity = {
  /** As written, with the sign or unit that touches it. */
  raw: string;
  /** Every way to read the digits: "1.299" is 1299 or 1.299. `step` is the place of the last digit written. */
  readings: Reading[];
  /** −1 and 1 where a sign or a word says down or up. */
  direction: -1 | 0 | 1;
  /** True when the direction is a sign at the number, not a word near it. */
  signed: boolean;
  hedge: Hedge | null;
  /** 1,000 for "k", 1 where no scale is written. */
  scale: number;
  /** A counted thing that no table knows, as written. */
  noun: string | null;
  move: Move | null;
  /** What the sentence around it binds to it. */
  bound: Bound;
  /** The words of its clause that belong to it, and what they say it is of. */
  around: string;
  about: string[];
  /** The two ends, where it is one end of a range. */
  range: { low: number; high: number; end: "low" | "high"; isSpan: boolean } | null;
  /** The word before and behind, in small letters. */
  before: string;
  behind: string;
};

export type Placed = { quantity: Quantity; start: number; end: number };

/** A quantity that no words stand around. */
export function bareQuantity(raw: string, readings: Reading[]): Quantity {
  const unsaid = {
    direction: 0,
    signed: false,
    hedge: null,
    scale: 1,
    noun: null,
    move: null,
    bound: UNBOUND,
    range: null,
  } as const;
  return { raw, readings, ...unsaid, around: "", about: [], before: "", behind: "" };
}

/** The days that a length of time is; null for anything else. */
export function daysOf({ readings }: Quantity): number | null {
  const [reading] = readings;
  if (reading?.dimension.kind !== "measure" || reading.dimension.base !== "day") return null;
  return reading.value * reading.dimension.size;
}

/** Characters of a text that are read. */
export const TEXT_LIMIT = 8_000;
/** Separated thousands (1,299 · 1.299 · 1 299 · 1'299 · 12,34,567), then plain digits with a decimal part. */
const NUMBER =
  /\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?![\d])(?:[.,]\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|(?<![\d.])\.\d+/gu;
const ADDRESS = /\bhttps?:\/\/\S+/giu;
/** Names that hold digits and claim nothing. */
const NAMES =
  /\b24\/7\b|\b\d+-in-\d+\b|\b(?:USB|HDMI|Bluetooth|Wi-?Fi|IPX?|Version|Gen|Mark)[ -]?\d(?:\.\d)?\b|\bE\d{1,4}\b|\b\d+\.\d+\.\d{1,2}(?:\.\d+)?\b|\b\d+-(?=(?:piece|pack|person)\b)/giu;
const SCALE =
  /^\s?(k|thousands?|tausend|tsd|lakhs?|mn|mio|millions?|millionen|m|crores?|bn|mrd|billions?|trillions?|tn|b)(?![\p{L}\p{N}])\.?/iu;

/**
 * All quantities of a text, in order. Digits inside names (MX500, E3) and in addresses are none. `written` is the text with
 * its dates, where those are blank in `source`.
 */
export function readQuantities(source: string, written = source): Quantity[] {
  const text = [ADDRESS, NAMES].reduce(blank, normal(source));
  const words = readWords(text);
  const digits = [...text.matchAll(NUMBER)].flatMap((match) => readDigits(text, match.index, match[0]) ?? []);
  // The digits of "1 in 5" belong to the share.
  const isFree = (one: Placed) => words.every((word) => one.end <= word.start || one.start >= word.end);
  const found = [...words, ...digits.filter(isFree)];
  found.sort((a, b) => a.start - b.start);
  const declared = declaredCurrency(text);
  const joined = joinQuantities(text, found);
  const bounds = bindSentence(joined, text, normal(written));
  return joined.map(({ quantity: read }, index) => {
    const quantity = { ...read, bound: bounds[index] ?? UNBOUND };
    const dimensions = quantity.readings.map(({ dimension }) => dimension);
    const about = subjectsIn(quantity.around, dimensions);
    const keyed = dimensions.every(({ kind }) => kind === "plain")
      ? currencyOfKey(quantity.before, declared)
      : null;
    if (keyed === null) return { ...quantity, about };
    const dimension: Dimension = { kind: "money", currency: keyed };
    return { ...quantity, about, readings: quantity.readings.map((one) => ({ ...one, dimension })) };
  });
}

function normal(source: string): string {
  const halves = source
    .slice(0, TEXT_LIMIT)
    .replaceAll(/(?<=\d)\s?½/gu, ".5")
    .replaceAll("½", "0.5");
  const plain = halves.normalize("NFKC").replaceAll("−", "-");
  // The words of a key, "pct_change_mom", are words; a yen that the text calls Chinese is a yuan.
  const words = plain.replaceAll(/(?<=\p{L})_(?=\p{L})/gu, " ").replaceAll(/\bM\.R\.P\.?/giu, "MRP");
  return /\b(?:CNY|RMB|yuan|renminbi)\b/iu.test(words) && !/\b(?:JPY|yen)\b/iu.test(words)
    ? words.replaceAll(/(?:(?:CN|RMB)?\s?¥|\bRMB\b)\s?(?=\d)/gu, "CNY ")
    : words;
}

function blank(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (match) => " ".repeat(match.length));
}

function readDigits(text: string, start: number, digits: string): Placed | null {
  const left = text.slice(Math.max(0, start - 80), start);
  const right = text.slice(start + digits.length, start + digits.length + 80);
  const money = MONEY_BEFORE.exec(left);
  // Letters that touch from the left make a name: MX500, E3, iPhone15. A currency does not.
  if (!money && /[\p{L}\p{N}_]-?$/u.test(left) && !/\d-$/.test(left) && !/(?:\d\s?x|\bto)$/iu.test(left))
    return null;
  if (isScaleOfMark(left, right, digits)) return null;
  return {
    quantity: quantityAt({ left, right, raw: digits, money, values: valuesOf(digits) }),
    start,
    end: start + digits.length,
  };
}

/** The 5 of "4.6 out of 5" and the 100 of "78/100" name the scale; the 5 of "3 of 5 sources" counts. */
function isScaleOfMark(left: string, right: string, digits: string): boolean {
  const isRanked = /(?:#|\b(?:rank\w*|place|position|no\.?|number)[\s:]+#?)\d+\s?(?:out of|of|\/)\s?$/iu.test(
    left,
  );
  if (isRanked || !/\d\s?(?:out of|of|von|\/)\s?$/iu.test(left) || !/^(?:5|10|100)$/.test(digits))
    return false;
  const counted = dimensionBehind(right);
  return !counted || counted.kind === "score" || counted.kind === "points";
}

function readWords(text: string): Placed[] {
  const words = readSpelledNumbers(text).flatMap((spelled): Placed[] => {
    const { start, end, value, step } = spelled;
    const left = text.slice(Math.max(0, start - 80), start);
    const right = text.slice(end, end + 80);
    const raw = text.slice(start, end);
    const scaled = SCALE.exec(right) !== null;
    const behind = dimensionBehind(right);
    const isRank = /\b(?:rank(?:s|ed)?|number|top)\s$/iu.test(left);
    const money = MONEY_BEFORE.exec(left);
    const isFirst = isRank && /^\s(?:in|on|among)\b/iu.test(right);
    // "The cheaper of the two", "at the two shops": no number of its own.
    const isTold =
      /\bof (?:the|these|those)\s$/iu.test(left) || (value === 2 && /\b(?:the|these|those)\s$/iu.test(left));
    if (!spelled.isCertain && isTold) return [];
    const isOne = value === 1 && !isFirst && behind?.kind !== "percent" && behind?.kind !== "score";
    if (!spelled.isCertain && (isOne || !(behind || isRank || scaled))) return [];
    const quantity = quantityAt({ left, right, raw, money, values: [{ value, step }] });
    if (spelled.isRank) quantity.readings = [{ value, step, dimension: { kind: "rank" } }];
    if (spelled.isShare) quantity.readings = [{ value, step, dimension: { kind: "percent" } }];
    return [{ quantity, start, end }];
  });
  const folds = [...text.matchAll(/\b[a-z]{5,12}\b|\bhalf(?=\s(?:as|the price|that)\b)/giu)].flatMap(
    (match): Placed[] => {
      const value = FOLD_WORDS[match[0].toLowerCase()];
      if (value === undefined) return [];
      const left = text.slice(Math.max(0, match.index - 60), match.index);
      const fold = bareQuantity(match[0], [
        { value, step: value < 1 ? 0.1 : 1, dimension: { kind: "fold" } },
      ]);
      const right = text.slice(match.index + match[0].length, match.index + match[0].length + 80);
      const said = { hedge: hedgeOf(left, ""), around: wordsAround(left, right) };
      const direction = /(?:d|s|ing)$/iu.test(match[0]) ? (value < 1 ? -1 : 1) : 0;
      return [
        { quantity: { ...fold, ...said, direction }, start: match.index, end: match.index + match[0].length },
      ];
    },
  );
  return [...words, ...folds];
}

type At = {
  left: string;
  right: string;
  raw: string;
  money: RegExpExecArray | null;
  values: { value: number; step: number }[];
};

function quantityAt({ left, right, raw, money, values }: At): Quantity {
  const { factor, behindScale, isBare } = scaleIn(right);
  const dimension = dimensionAt(left, behindScale, money);
  const second = dimension.kind === "measure" ? secondMeaning(behindScale) : null;
  const hundredths = hundredthsOf(right);
  const readings = values
    .filter(({ step }) => !(values.length > 1 && step < 1 && hasWholeDigits(dimension)))
    .flatMap(({ value, step }): Reading[] => {
      if (hundredths.length > 0)
        return hundredths.map((dimension) => ({ value: value / 100, step: step / 100, dimension }));
      const scaled = { value: value * factor, step: step * factor, dimension };
      // "5m" is five million or five metres.
      if (isBare && dimension.kind === "plain")
        return [scaled, { value, step, dimension: dimensionOfWord("m", true) ?? PLAIN }];
      return second ? [scaled, { ...scaled, dimension: second }] : [scaled];
    });
  const sign =
    /(?:^|[^\p{L}\p{N}\s]|(?<!\d)\s|^\s)([+-])(?:[$€£¥₹]|[A-Z]{3}\s)?$/u.exec(left)?.[1] ??
    /[$€£¥₹]\s?([+-])$/u.exec(left)?.[1];
  const isMinus = sign === "-" || /\bminus\s$/iu.test(left);
  const lead = left.replace(
    /[+-]?\s?(?:(?:US ?|CAD?|AUD?|NZ)?[$€£¥₹#]|\b(?:[A-Z]{3}|RM|Rs\.?)\s)?\s?[+-]?$/u,
    "",
  );
  const direction = isMinus ? -1 : sign === "+" ? 1 : directionOf(lead, right);
  return {
    ...bareQuantity(
      `${money?.[0].trimStart() ?? ""}${raw}${/^(?:\s?%|[\p{L}]{1,3}\b)/u.exec(right)?.[0] ?? ""}`.trim(),
      readings,
    ),
    direction,
    move: moveOf(lead, direction),
    signed: isMinus || sign === "+",
    scale: factor,
    hedge: /\btop[\s-]$/iu.test(left) ? "at-most" : hedgeOf(lead, behindScale),
    noun: dimension.kind === "plain" ? unknownNoun(behindScale) : null,
    around: wordsAround(left, behindScale),
    before: /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u.exec(left)?.[1]?.toLowerCase() ?? "",
    behind: /^[^\p{L}\p{N}.;]*([\p{L}\p{N}]+)/u.exec(right)?.[1]?.toLowerCase() ?? "",
  };
}

/** The word or letter of scale behind a number, and what stands behind that. */
function scaleIn(right: string): { factor: number; behindScale: string; isBare: boolean } {
  const scale = SCALE.exec(right);
  const written = scale?.[1] ?? "";
  const behind = right.slice(scale?.[0].length ?? 0);
  const touches = scale !== null && !/^\s/.test(right);
  // "3 m" may be metres or millions, "3 M views" and "3 m views" are no metres.
  const isMeant = touches || written.length > 1 || /^[KMBm]$/.test(written) || isCounted(behind);
  const factor = isMeant ? SCALES[written.toLowerCase()] : undefined;
  if (factor === undefined) return { factor: 1, behindScale: right, isBare: false };
  return { factor, behindScale: behind, isBare: written === "m" };
}

function isCounted(behind: string): boolean {
  const dimension = dimensionBehind(behind);
  return dimension?.kind === "count" || dimension?.kind === "money";
}

function dimensionAt(left: string, right: string, money: RegExpExecArray | null): Dimension {
  if (!money && /\btop[\s-]$/iu.test(left)) return { kind: "rank" };
  if (!money) return raterOf(left, right, dimensionBeside(left, right));
  // "$24.99 CAD": the code says which dollar.
  const code = /^[$]$/.test(money[1] ?? "") ? MONEY_BEHIND.exec(right) : null;
  return moneyOf(code?.[2] ?? code?.[3] ?? money[1] ?? money[2] ?? "");
}

/** "Rated 4.6 by 15,569 buyers" counts ratings, "5,000 people commented" comments. */
function raterOf(left: string, right: string, dimension: Dimension): Dimension {
  if (dimension.kind !== "count" || dimension.of !== "customer") return dimension;
  const act = ACTED.exec(right)?.[1]?.toLowerCase();
  const isRater =
    /\b(?:rat(?:ed|ings?)|reviewed|stars?)\b(?:[^.;]|\.\d)*\b(?:by|from)\s(?:\p{L}+\s){0,2}$/iu.test(left);
  const word = act === undefined ? (isRater ? "ratings" : "") : (ACTS[act] ?? "");
  return dimensionOfWord(word, false) ?? dimension;
}

const ACTED =
  /^\s\p{L}+\s(?:(?:have|has|had)\s)?(rated|reviewed|commented|liked|viewed|watched|saved|pinned|shared|bought|ordered|downloaded|mentioned|upvoted)\b/iu;
const ACTS: Record<string, string> = {
  rated: "ratings",
  reviewed: "reviews",
  commented: "comments",
  liked: "likes",
  viewed: "views",
  watched: "views",
  saved: "saves",
  pinned: "pins",
  shared: "shares",
  bought: "bought",
  ordered: "orders",
  downloaded: "downloads",
  mentioned: "mentions",
  upvoted: "upvotes",
};

/** What a number is a hundredth of: "85 cents" of a dollar or a euro, "85p" of a pound; nothing otherwise. */
function hundredthsOf(right: string): Dimension[] {
  if (/^p\b/u.test(right)) return [moneyOf("£")];
  const word = /^\s?(cents?|¢)(?!\p{L})/iu.exec(right)?.[1];
  if (word === undefined) return [];
  return word === "¢" ? [moneyOf("$")] : [moneyOf("$"), moneyOf("€")];
}

function moneyOf(written: string): Dimension {
  return { kind: "money", currency: currencyOf(written) ?? written };
}

/** Things are counted in whole numbers and money has two decimals: "1.299 reviews" are no 1.3. */
function hasWholeDigits({ kind }: Dimension): boolean {
  return kind === "count" || kind === "money";
}

/** Both readings of an ambiguous separator; the place of the last digit is the precision claimed. */
function valuesOf(digits: string): { value: number; step: number }[] {
  const plain = digits.replaceAll(/['’ ]/gu, "");
  const decimal = (text: string) => ({ value: Number(text), step: 10 ** -(text.split(".")[1]?.length ?? 0) });
  const marks = plain.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [decimal(plain)];
  const last = plain.lastIndexOf(marks.at(-1) ?? "");
  const decimals = plain.slice(last + 1);
  const asDecimal = decimal(`${plain.slice(0, last).replaceAll(/[.,]/g, "")}.${decimals}`);
  const asThousands = decimal(plain.replaceAll(/[.,]/g, ""));
  const isMixed = new Set(marks).size > 1 || plain !== digits;
  if (isMixed || decimals.length !== 3) return [asDecimal];
  if (marks.length > 1) return [asThousands];
  // "0.125" and "1234,567" can only be decimals; "2,310" is never written for 2.31, but "2.310" may be either.
  if (/^0|^\d{4}/.test(plain)) return [asDecimal];
  return marks[0] === "," ? [asThousands] : [asThousands, asDecimal];
}
