/** Reads dates out of a sentence, and gives the sentence back without them. */

export type DateParts = {
  raw: string;
  year: number | null;
  month: number | null;
  day: number | null;
  quarter?: number;
  /** True where day and month may stand the other way round: 03/04/2026. */
  mayTurn?: boolean;
};

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const QUARTERS = "first second third fourth".split(" ");
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

const CAPITAL_MONTH =
  "(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";

/** Units that make four digits behind a preposition a measure. */
const YEAR_UNITS =
  "m?[lg]|kg|mm|cm|m|lbs?|oz|ml|litres?|liters?|milli|centi|grams?|pounds|watts?|w|mah|wh|lumens?|lm|rpm|dpi|px|pixels?|hours?|days?|reviews?|ratings?|units?|pieces|orders?|sellers?|listings?|views?|searches|followers|customers|buyers|votes|comments";

type Form = { pattern: RegExp; order: ("year" | "month" | "day" | "quarter")[]; mayTurn?: boolean };

const FORMS: Form[] = [
  { pattern: /\bQ([1-4])(?:[\s/,-]+(?:of )?((?:19|20)\d\d))?\b/gu, order: ["quarter", "year"] },
  {
    pattern: /\b(first|second|third|fourth) quarter(?: of)?(?: ((?:19|20)\d\d))?\b/giu,
    order: ["quarter", "year"],
  },
  {
    pattern: /\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?/giu,
    order: ["year", "month", "day"],
  },
  { pattern: /\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b/giu, order: ["year", "month"] },
  // Whoever writes points or a day above twelve puts the day first; with a stroke both orders are in use.
  {
    pattern: /(?<![\d.])(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.((?:19|20)\d\d)\b/giu,
    order: ["day", "month", "year"],
  },
  {
    pattern: /(?<![\d/])(1[3-9]|2\d|3[01])\/(0?[1-9]|1[0-2])\/((?:19|20)\d\d)\b/giu,
    order: ["day", "month", "year"],
  },
  {
    pattern: /(?<![\d/])(0?[1-9]|1[0-2])\/(1[3-9]|2\d|3[01])\/((?:19|20)\d\d)\b/giu,
    order: ["month", "day", "year"],
  },
  {
    pattern: /(?<![\d/])(0?[1-9]|1[0-2])\/(0?[1-9]|1[0-2])\/((?:19|20)\d\d)\b/giu,
    order: ["month", "day", "year"],
    mayTurn: true,
  },
  {
    pattern: new RegExp(`\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\\d\\d)\\b`, "giu"),
    order: ["month", "day", "year"],
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? ${MONTH}\\.?,? ((?:19|20)\\d\\d)\\b`, "giu"),
    order: ["day", "month", "year"],
  },
  { pattern: new RegExp(`\\b${MONTH}\\.? ((?:19|20)\\d\\d)\\b`, "giu"), order: ["month", "year"] },
  {
    pattern: new RegExp(`\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b(?![.,]\\d|%)`, "giu"),
    order: ["month", "day"],
  },
  { pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}\\b`, "giu"), order: ["day", "month"] },
  // A month alone: "may" and "march" are words too, so it has a capital and a preposition.
  {
    pattern: new RegExp(
      `\\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Tt]ill|[Bb]y|[Dd]uring|[Ll]ast|[Tt]his|[Ee]arly|[Mm]id|[Ll]ate|[Bb]efore|[Aa]fter|[Ff]rom|to)[ -]${CAPITAL_MONTH}\\b`,
      "gu",
    ),
    order: ["month"],
  },
  // The months that are no other word, and those before a colon.
  {
    pattern:
      /\b(January|February|July|September|October|November|December|(?:April|March|May|June|August)(?=:))(?![\p{L}-])/gu,
    order: ["month"],
  },
  {
    pattern:
      /(?<![\p{L}\p{N}$€£¥₹.,#+-]\s?)\b((?:19|20)\d\d)\b(?!\s?[%\p{L}$€£¥₹]|[.,]\d)(?=[\s.,;:)?!]|$)/giu,
    order: ["year"],
  },
  {
    pattern: /\b(?:in|since|until|during|by|season|year)\s((?:19|20)\d\d)\b(?!\s?[%$€£¥₹]|[.,]\d)/giu,
    order: ["year"],
  },
  // "The figure of 2025", not "a capacity of 1900 millilitres".
  {
    pattern: new RegExp(
      `\\b(?:of|from|for)\\s((?:19|20)\\d\\d)\\b(?!\\s?[%$€£¥₹]|[.,]\\d|\\s(?:${YEAR_UNITS}))`,
      "giu",
    ),
    order: ["year"],
  },
];

/** The dates of a text and the text with blanks in their place. */
export function readDates(text: string): { dates: DateParts[]; rest: string } {
  const dates: DateParts[] = [];
  let rest = text;
  for (const { pattern, order, mayTurn } of FORMS) {
    rest = rest.replaceAll(pattern, (raw: string, ...groups: unknown[]) => {
      const parts: DateParts = { raw: raw.trim(), year: null, month: null, day: null };
      if (mayTurn) parts.mayTurn = true;
      for (const [index, name] of order.entries()) {
        const written = groups[index];
        if (typeof written === "string") parts[name] = numberOf(written);
      }
      dates.push(parts);
      return " ".repeat(raw.length);
    });
  }
  return { dates, rest };
}

function numberOf(text: string): number {
  const quarter = QUARTERS.indexOf(text.toLowerCase());
  if (quarter >= 0) return quarter + 1;
  const month = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return month >= 0 ? month + 1 : Number(text);
}

/** True when every part that the claim states stands in the known date. */
export function isSameDate(claim: DateParts, known: DateParts): boolean {
  const isSame = (one: DateParts, other: DateParts) =>
    (["year", "month", "day"] as const).every((part) => one[part] === null || one[part] === other[part]) &&
    (one.quarter === undefined || one.quarter === other.quarter);
  const turned = (date: DateParts): DateParts => ({ ...date, month: date.day, day: date.month });
  return (
    isSame(claim, known) ||
    (claim.mayTurn === true && isSame(turned(claim), known)) ||
    (known.mayTurn === true && isSame(claim, turned(known)))
  );
}
