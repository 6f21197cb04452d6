/** Reads the numbers of a sentence: value as written, unit, scale, direction, and how exactly it claims to be meant. */
import {
  currencyOf,
  dimensionOfWord,
  FOLD_WORDS,
  MONEY_BEFORE,
  MONEY_BEHIND,
  NUMBER_WORDS,
  PLAIN,
  SCALES,
  type Dimension,
} from "./quantity-words";

export type Quantity = {
  /** As written, with the sign or unit that touches it. */
  raw: string;
  /** Every way to read the digits: "1.299" is 1299 or 1.299. `step` is the place of the last digit written. */
  readings: { value: number; step: number; dimension: Dimension }[];
  /** −1 and 1 where a sign or a word says down or up. */
  direction: -1 | 0 | 1;
  /** True when the direction is a sign at the number, not a word near it. */
  signed: boolean;
  hedge: "about" | "at-least" | "at-most" | null;
  /** The word before and behind, in small letters. */
  before: string;
  behind: string;
};

/** Separated thousands (1,299 · 1.299 · 1 299 · 1'299 · 12,34,567), then plain digits with a decimal part. */
const NUMBER =
  /\d{1,3}(?:([.,'’\u00A0\u202F ])\d{3})(?:\1\d{3})*(?![\d])(?:[.,]\d+)?|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)?|(?<![\d.])\.\d+/gu;
const ADDRESS = /\bhttps?:\/\/\S+/giu;
/** Names that hold digits and claim nothing. */
const NAMES = /\b24\/7\b|\b\d+-in-\d+\b|\b(?:USB|HDMI|Bluetooth|Wi-?Fi|IPX?)[ -]?\d(?:\.\d)?\b/giu;
const ABOUT =
  /(?:\b(?:about|around|roughly|approximately|approx\.?|nearly|almost|some|circa|ca\.?|close to|just (?:over|under|above|below))|[~≈])\s*$/iu;
const AT_LEAST =
  /(?:\b(?:over|more than|above|at least|exceed(?:s|ing|ed)?|upwards of|no less than|from)|[>≥])\s*$/iu;
const AT_MOST = /(?:\b(?:under|less than|fewer than|below|at most|up to|no more than)|[<≤])\s*$/iu;
const UP =
  /\b(?:up|rose|rises?|rising|risen|grew|grows?|growing|grown|growth|increas\w*|gain(?:ed|s)?|higher|jump(?:ed|s)?|surg(?:ed|es|ing)|climb(?:ed|s|ing)?|soar(?:ed|s)?|above last year)\b/iu;
const DOWN =
  /\b(?:down|fell|falls?|falling|fallen|declin\w*|drop(?:ped|s|ping)?|decreas\w*|lost|loses?|loss|lower|shr[aiu]nk\w*|plung\w*|slid|sank|negative)\b/iu;
const STOP =
  /^(?:of|in|and|with|for|on|at|to|by|from|per|is|are|was|were|has|have|had|than|while|but|or|a|an|the|which|that|as|its|it|this|over|under)$/iu;

/** All quantities of a text, in order. Digits inside names (MX500, E3), in addresses and dates are none. */
export function readQuantities(source: string): Quantity[] {
  const text = blank(blank(source.normalize("NFKC").replaceAll("−", "-").slice(0, 8_000), ADDRESS), NAMES);
  const found: { quantity: Quantity; start: number; end: number }[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const read = readAt(text, match.index, match[0]);
    if (read) found.push(read);
  }
  for (const match of text.matchAll(/\b[a-z]{3,12}\b/giu)) {
    const read = readWord(text, match.index, match[0]);
    if (read) found.push(read);
  }
  found.sort((a, b) => a.start - b.start);
  shareUnits(text, found);
  return found.map(({ quantity }) => quantity);
}

function blank(text: string, pattern: RegExp): string {
  return text.replaceAll(pattern, (match) => " ".repeat(match.length));
}

function readAt(
  text: string,
  start: number,
  digits: string,
): { quantity: Quantity; start: number; end: number } | null {
  const left = text.slice(Math.max(0, start - 80), start);
  const right = text.slice(start + digits.length, start + digits.length + 80);
  const money = MONEY_BEFORE.exec(left);
  // Letters that touch from the left make a name: MX500, E3, iPhone15. A currency does not.
  if (!money && /[\p{L}\p{N}_]-?$/u.test(left) && !/\d-$/.test(left) && !/\b(?:x|to)$/iu.test(left))
    return null;

  // The 5 of "4.6 out of 5" and the 100 of "78/100" name the scale; the 5 of "3 of 5 sources" counts.
  const ranked = /(?:#|\b(?:rank\w*|place|position|no\.?)\s)\d+\s?(?:out of|of|\/)\s?$/iu.test(left);
  if (!ranked && /\d\s?(?:out of|of|\/)\s?$/iu.test(left) && /^(?:5|10|100)$/.test(digits)) {
    const counted = dimensionBehind(right);
    if (!counted || counted.kind === "stars") return null;
  }
  const scale = /^\s?(k|thousand|tsd|lakhs?|mn|mio|millions?|m|crores?|bn|mrd|billions?|b)\b\.?/iu.exec(
    right,
  );
  const scaleWord = scale?.[1]?.toLowerCase() ?? "";
  const touchesScale = scale !== null && !/^\s/.test(right);
  const factor = scale && (touchesScale || scaleWord.length > 1) ? SCALES[scaleWord] : undefined;
  const behindScale = factor ? right.slice(scale?.[0].length ?? 0) : right;

  const dimension = money
    ? moneyOf(money[1] ?? money[2] ?? "")
    : (dimensionBehind(behindScale) ?? dimensionBefore(left));
  const readings = readingsOf(digits).flatMap(({ value, step }) => {
    const scaled = { value: value * (factor ?? 1), step: step * (factor ?? 1), dimension };
    // "5m" is five million or five metres, "30 cents" is a part of a dollar.
    if (scaleWord === "m" && touchesScale && dimension.kind === "plain") {
      return [scaled, { value, step, dimension: dimensionOfWord("m", true) ?? PLAIN }];
    }
    if (/^\s?(?:cents?|¢)(?![\p{L}])/iu.test(right))
      return [{ value: value / 100, step: step / 100, dimension: moneyOf("$") }];
    return [scaled];
  });

  const sign =
    /(?:^|[^\p{L}\p{N}])([+-])\s?(?:[$€£¥₹]|[A-Z]{3}\s)?$/u.exec(left)?.[1] ??
    /[$€£¥₹]\s?([+-])$/u.exec(left)?.[1];
  const lead = left.replace(/[+-]?\s?(?:(?:US|CA|AU)?[$€£¥₹#]|\b[A-Z]{3}\s)?\s?[+-]?$/u, "");
  return {
    quantity: {
      raw: `${money?.[0].trimStart() ?? ""}${digits}${/^(?:\s?%|[\p{L}]{1,3}\b)/u.exec(right)?.[0] ?? ""}`.trim(),
      readings,
      direction: sign === "-" ? -1 : sign === "+" ? 1 : directionOf(lead, right),
      signed: sign !== undefined,
      hedge: hedgeOf(lead, right),
      before: /([\p{L}\p{N}]+)[^\p{L}\p{N}]*$/u.exec(left)?.[1]?.toLowerCase() ?? "",
      behind: /^[^\p{L}\p{N}.;]*([\p{L}\p{N}]+)/u.exec(right)?.[1]?.toLowerCase() ?? "",
    },
    start,
    end: start + digits.length,
  };
}

/** "three sources", "doubled": words count only where they clearly measure something. */
function readWord(
  text: string,
  start: number,
  word: string,
): { quantity: Quantity; start: number; end: number } | null {
  const right = text.slice(start + word.length, start + word.length + 60);
  const left = text.slice(Math.max(0, start - 60), start);
  const times = FOLD_WORDS[word.toLowerCase()];
  const number = NUMBER_WORDS[word.toLowerCase()];
  const dimension = times ? ({ kind: "fold" } as const) : number ? dimensionBehind(right) : null;
  const value = times ?? number;
  if (value === undefined || !dimension) return null;
  return {
    quantity: {
      raw: word,
      readings: [{ value, step: value < 1 ? 0.1 : 1, dimension }],
      direction: times ? 0 : directionOf(left, right),
      signed: false,
      hedge: hedgeOf(left, right),
      before: "",
      behind: "",
    },
    start,
    end: start + word.length,
  };
}

/** Both readings of an ambiguous separator; the place of the last digit is the precision claimed. */
function readingsOf(digits: string): { value: number; step: number }[] {
  const plain = digits.replaceAll(/['’\u00A0\u202F ]/gu, "");
  const decimal = (text: string) => ({ value: Number(text), step: 10 ** -(text.split(".")[1]?.length ?? 0) });
  const marks = plain.match(/[.,]/g) ?? [];
  if (marks.length === 0) return [decimal(plain)];
  const last = plain.lastIndexOf(marks.at(-1) ?? "");
  const decimals = plain.slice(last + 1);
  const asDecimal = decimal(`${plain.slice(0, last).replaceAll(/[.,]/g, "")}.${decimals}`);
  const asThousands = decimal(plain.replaceAll(/[.,]/g, ""));
  const mixed = new Set(marks).size > 1;
  if (mixed || decimals.length !== 3) return [asDecimal];
  if (marks.length > 1) return [asThousands];
  // "0.125" and "1234,567" can only be decimals; "2,310" is never written for 2.31, but "2.310" may be either.
  if (/^0|^\d{4}/.test(plain)) return [asDecimal];
  return marks[0] === "," ? [asThousands] : [asThousands, asDecimal];
}

function moneyOf(written: string): Dimension {
  return { kind: "money", currency: currencyOf(written) ?? written };
}

function dimensionBehind(right: string): Dimension | null {
  const money = MONEY_BEHIND.exec(right);
  if (money) return moneyOf(money[1] ?? money[2] ?? money[3] ?? "");
  if (/^\s?-?\s?(?:percentage points?|pp\b)/iu.test(right)) return { kind: "points" };
  if (/^\s?-?(?:%|percent\b|per cent\b|pct\b|prozent\b)/iu.test(right)) return { kind: "percent" };
  if (/^\s?(?:["″]|-inch)/u.test(right)) return dimensionOfWord("inch", false);
  if (/^(?:st|nd|rd|th)\b/iu.test(right)) return { kind: "rank" };
  if (/^\s?(?:out of|of|\/)\s?5\b(?!\d|,\d)/u.test(right)) return { kind: "stars" };
  const words = right.split(/[.;:!?()[\]]|,\s|\s[-–—]\s/u, 1)[0] ?? "";
  for (const [index, word] of words.split(/[\s,/-]+/u).entries()) {
    if (index === 0 && word === "") continue;
    if (index > 4 || /^\d/.test(word) || STOP.test(word)) return null;
    if (index < 2 && /^rating$/iu.test(word)) return { kind: "stars" };
    const dimension = dimensionOfWord(word, index === 0 && /^\p{L}/u.test(right));
    if (dimension && !(dimension.kind === "rank" && index > 1)) return dimension;
  }
  return null;
}

/** Words that may stand between a name and its number. */
const CONNECTOR =
  /^(?:of|is|was|are|at|count|volume|total|about|around|roughly|nearly|almost|approximately|only|just|over|under|above|below|than|more|less|likely|score|seen)$/iu;

/** "review count: 2,310", "rated 4.6", "rank 3", "days seen: 12", "upvotes rose to 640". */
function dimensionBefore(left: string): Dimension {
  if (/(?:#|\bno\.?)\s?$/iu.test(left)) return { kind: "rank" };
  const clause = left.split(/[.;!?]\s|,\s|\)\s/u).at(-1) ?? left;
  const words = clause.split(/[\s:=()~≈<>]+/u).filter((word) => word !== "");
  let strange = 0;
  for (const [index, word] of words.toReversed().slice(0, 6).entries()) {
    if (/^[\d$€£]/.test(word) || /^(?:and|but|while|with|for)$/iu.test(word)) return PLAIN;
    if (CONNECTOR.test(word)) continue;
    if (/^(?:rated|rating)$/iu.test(word)) return { kind: "stars" };
    // In front of its number a counted thing is plural, or a count: "orders: 12", "review count 12", not "the order is 100".
    const isCounted = word.endsWith("s") || /^(?:count|volume)$/iu.test(words.at(-index) ?? "");
    const named = dimensionOfWord(word, false);
    const dimension = named?.kind === "count" && !isCounted ? null : named;
    const ownsNumber = /^\d/.test(words.at(-2 - index) ?? "");
    if (
      dimension &&
      dimension.kind !== "fold" &&
      !ownsNumber &&
      !(dimension.kind === "measure" && strange > 0)
    )
      return dimension;
    strange += 1;
    if (dimension || strange > 2) return PLAIN;
  }
  return PLAIN;
}

function hedgeOf(lead: string, right: string): Quantity["hedge"] {
  if (/^\s?\+(?!\d)/.test(right)) return "at-least";
  if (ABOUT.test(lead)) return "about";
  if (AT_LEAST.test(lead)) return /\bfrom\s*$/iu.test(lead) ? null : "at-least";
  return AT_MOST.test(lead) ? "at-most" : null;
}

/** The nearest word of direction in the same clause: first the ones before, then the few behind. */
function directionOf(left: string, right: string): -1 | 0 | 1 {
  const before = left.split(/[.;!?,]\s|\bbut\b|\bwhile\b/iu).at(-1) ?? "";
  const near = before.split(/\s+/u).slice(-5).join(" ");
  const behind = (right.split(/[.;!?,](?:\s|$)|\bbut\b|\bwhile\b|\band\b|\bfrom\b/iu, 1)[0] ?? "")
    .split(/\s+/u)
    .slice(0, 4)
    .join(" ");
  for (const part of [near, behind]) {
    const [up, down] = [UP.test(part), DOWN.test(part)];
    if (up !== down) return up ? 1 : -1;
  }
  return 0;
}

/** "$15–20", "15 to 20 days", "between 15 and 20%": one unit stands for both numbers. */
function shareUnits(text: string, found: { quantity: Quantity; start: number; end: number }[]): void {
  for (const [index, second] of found.entries()) {
    const first = found[index - 1];
    if (!first) continue;
    const between = text.slice(first.end, second.start);
    const joined = /^\s?[%\p{L}]{0,8}\s?(?:[-–—]|to|bis)\s?(?:[$€£¥₹]|[A-Z]{3}\s)?$/u.test(between);
    const enumerated = /^\s(?:and|or)\s(?:[$€£¥₹])?$/u.test(between);
    if (!joined && !enumerated) continue;
    const [a, b] = [first.quantity.readings, second.quantity.readings];
    if (a.every(isPlain)) for (const reading of a) reading.dimension = b[0]?.dimension ?? PLAIN;
    else if (joined && b.every(isPlain))
      for (const reading of b) reading.dimension = a[0]?.dimension ?? PLAIN;
  }
}

function isPlain({ dimension }: { dimension: Dimension }): boolean {
  return dimension.kind === "plain";
}
