/** Reads dates out of a sentence, and gives the sentence back without them. */

export type DateParts = { raw: string; year: number | null; month: number | null; day: number | null };

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const MONTH =
  "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

const FORMS: { pattern: RegExp; order: ("year" | "month" | "day")[] }[] = [
  {
    pattern: /\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?/giu,
    order: ["year", "month", "day"],
  },
  { pattern: /\b((?:19|20)\d\d)-(0[1-9]|1[0-2])\b/giu, order: ["year", "month"] },
  {
    pattern: new RegExp(`\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? ((?:19|20)\\d\\d)\\b`, "giu"),
    order: ["month", "day", "year"],
  },
  {
    pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?\\.? ${MONTH}\\.?,? ((?:19|20)\\d\\d)\\b`, "giu"),
    order: ["day", "month", "year"],
  },
  { pattern: new RegExp(`\\b${MONTH}\\.? ((?:19|20)\\d\\d)\\b`, "giu"), order: ["month", "year"] },
  { pattern: new RegExp(`\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b`, "giu"), order: ["month", "day"] },
  { pattern: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? ${MONTH}\\b`, "giu"), order: ["day", "month"] },
  {
    pattern:
      /(?<![\p{L}\p{N}$€£¥₹.,#+-]\s?)\b((?:19|20)\d\d)\b(?!\s?[%\p{L}$€£¥₹]|[.,]\d)(?=[\s.,;:)?!]|$)/giu,
    order: ["year"],
  },
  {
    pattern:
      /\b(?:in|since|of|from|until|during|by|for|season|year)\s((?:19|20)\d\d)\b(?!\s?[%$€£¥₹]|[.,]\d)/giu,
    order: ["year"],
  },
];

/** The dates of a text and the text with blanks in their place. */
export function readDates(text: string): { dates: DateParts[]; rest: string } {
  const dates: DateParts[] = [];
  let rest = text;
  for (const { pattern, order } of FORMS) {
    rest = rest.replaceAll(pattern, (raw: string, ...groups: unknown[]) => {
      const parts: DateParts = { raw: raw.trim(), year: null, month: null, day: null };
      for (const [index, name] of order.entries()) parts[name] = numberOf(String(groups[index]));
      dates.push(parts);
      return " ".repeat(raw.length);
    });
  }
  return { dates, rest };
}

function numberOf(text: string): number {
  const month = MONTHS.indexOf(text.slice(0, 3).toLowerCase());
  return month >= 0 ? month + 1 : Number(text);
}

/** True when every part that the claim states stands in the known date. */
export function isSameDate(claim: DateParts, known: DateParts): boolean {
  return (["year", "month", "day"] as const).every(
    (part) => claim[part] === null || claim[part] === known[part],
  );
}

export type Span = "year" | "month" | "week";

const COMPARED =
  /\b(year|month|week)[\s-](?:on|over)[\s-]\1\b|\b(?:in|over|within|against|than|since)\s(?:a|an|one|the|last|the last|the previous)\s(year|month|week)\b|\b(yoy|mom|wow|annually|yearly growth|monthly growth|weekly growth)\b/giu;

/** The spans over which a text compares: "year on year", "in a month", "against the week before". */
export function readSpans(text: string): Set<Span> {
  const spans = new Set<Span>();
  for (const match of text.matchAll(COMPARED)) {
    const word = (match[1] ?? match[2] ?? match[3] ?? "").toLowerCase();
    spans.add(/^(?:year|yoy|annual)/.test(word) ? "year" : word.startsWith("mo") ? "month" : "week");
  }
  return spans;
}
