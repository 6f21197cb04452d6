/** Over which time a number counts: "a day", "weekly", "in the past 7 days", "year on year", "since January". */

/** A length in days, or the moment since which a text counts, as written. */
export type TimeSpan = { days: number } | { since: string };

const DAYS: Record<string, number> = {
  hour: 1 / 24,
  hr: 1 / 24,
  day: 1,
  week: 7,
  wk: 7,
  fortnight: 14,
  month: 30.4375,
  mo: 30.4375,
  quarter: 91.3125,
  year: 365.25,
  yr: 365.25,
  annum: 365.25,
};
const ADVERBS: Record<string, number> = {
  hourly: 1 / 24,
  daily: 1,
  dod: 1,
  yesterday: 1,
  weekly: 7,
  wow: 7,
  monthly: 30.4375,
  mom: 30.4375,
  quarterly: 91.3125,
  qoq: 91.3125,
  yearly: 365.25,
  annual: 365.25,
  annually: 365.25,
  yoy: 365.25,
  cagr: 365.25,
};
const NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
/** Lengths of time as people round them: four weeks are a month, 52 weeks a year. */
const SLACK = 0.1;

const UNIT = `(${Object.keys(DAYS).join("|")})s?`;
const COUNT = String.raw`(?:(\d{1,3}|${NUMBERS.join("|")}|few)[\s-])?`;
const RATE = String.raw`(?:(?<!half\s)\b(?:per|an?|each|every)\s|\/\s?)${UNIT}\b(?!\s(?:ago|earlier|before|after|later|and a half))`;
const FORMS = [
  String.raw`\b${UNIT}[\s-](?:on|over|to)[\s-]\p{L}+\b`,
  String.raw`\b(?:in|over|within|during|across)\s(?:just\s|only\s)?(?:(?:the|its|an?|this|each)\s)?(?:(?:past|last|previous|prior|trailing|latest|first|full|single)\s)?${COUNT}${UNIT}\b`,
  String.raw`\b(?:past|last|previous|this|trailing|latest)\s${COUNT}${UNIT}\b`,
  String.raw`\b(?:the|this)\s${UNIT}\b(?!['’])`,
  String.raw`\b(\d{1,3}|${NUMBERS.join("|")})-${UNIT}\b`,
  String.raw`\b(half)\sa\s${UNIT}\b`,
];
/** When a change began; of a level it is only the moment. */
const AGO = String.raw`\b(an?|the|${NUMBERS.join("|")}|\d{1,3})\s${UNIT}\s(?:ago|earlier|before|prior)\b`;
const SINCE = String.raw`\bsince\s(?:(?:the|early|mid|late|mid-|its)\s)*(?!(?:then|it|they|we|that)\b)(\p{L}+|\d{4})`;
const ADVERB = String.raw`(?<![\p{L}\p{N}])(${Object.keys(ADVERBS).join("|")})(?![\p{L}\p{N}])`;
const BEGAN = new RegExp(AGO, "iu");
const BEHIND = new RegExp([SINCE, ...FORMS, RATE, ADVERB].join("|"), "giu");
/** "A year of history: 64" is no rate. */
const BEFORE = new RegExp([SINCE, ...FORMS, ADVERB].join("|"), "giu");
/** Most texts name no time at all. */
export const ANY_TIME = new RegExp(
  `since|${[...Object.keys(DAYS), ...Object.keys(ADVERBS)].join("|")}`,
  "iu",
);
const RATE_ONLY = new RegExp(`^[^.;,\\d]{0,24}?${RATE}`, "iu");
const CLAUSE_END = /[.;!?](?:\s|$)|,\s|\b(?:and|but|while|whereas|with)\b/iu;

/** The span of the words around a number: those behind it first, then those of its clause or at its sentence's start. */
export function spanAt(
  left: string,
  right: string,
  of: "change" | "time" | "amount" | "level",
): TimeSpan | null {
  // "12 hours a day": of a length of time only a rate says how it counts.
  if (of === "time") {
    const unit = RATE_ONLY.exec(right)?.slice(1).find(Boolean)?.toLowerCase();
    return unit === undefined ? null : { days: DAYS[unit] ?? 1 };
  }
  // A rank or an index of this week counts over no time.
  if (of === "level") return null;
  if (!ANY_TIME.test(left) && !ANY_TIME.test(right)) return null;
  const behind = right.split(CLAUSE_END, 1)[0] ?? "";
  const began = of === "change" ? BEGAN.exec(behind) : null;
  if (began && !/\d/.test(behind.slice(0, began.index))) return spanOf(began);
  const [first] = behind.matchAll(BEHIND);
  if (first && !/\d/.test(behind.slice(0, first.index))) return spanOf(first);
  const sentence = left.split(/[.;!?]\s|\n/u).at(-1) ?? "";
  const last = [...sentence.matchAll(BEFORE)].at(-1);
  if (!last) return null;
  const between = sentence.slice(last.index + last[0].length);
  const opens = /^[^\p{L}]*(?:\p{L}+\s){0,2}$/u.test(sentence.slice(0, last.index));
  const isOwn = !/\d/.test(between) && (opens || !CLAUSE_END.test(between));
  return isOwn ? spanOf(last) : null;
}

function spanOf(match: RegExpMatchArray): TimeSpan {
  const parts = match.slice(1).flatMap((part) => part?.toLowerCase() ?? []);
  const adverb = parts.find((part) => ADVERBS[part] !== undefined);
  if (adverb !== undefined) return { days: ADVERBS[adverb] ?? 1 };
  const unit = parts.find((part) => DAYS[part] !== undefined);
  const since = /^since\s/iu.test(match[0]) ? parts[0] : undefined;
  if (unit === undefined) {
    const [, length] = /^since\s+last\s+(\p{L}+)/iu.exec(match[0]) ?? [];
    return length ? { days: DAYS[length.toLowerCase()] ?? 1 } : { since: (since ?? "").slice(0, 3) };
  }
  const count = parts.find((part) => part !== unit && !/^(?:an?|the)$/u.test(part));
  if (count === "half") return { days: (DAYS[unit] ?? 1) / 2 };
  const many = count === undefined ? 1 : NUMBERS.indexOf(count) + 1 || Number(count);
  return { days: (DAYS[unit] ?? 1) * (Number.isNaN(many) ? 1 : many) };
}

/** Every span of a text that has a length, in days, and as written. */
export function lengthsIn(text: string): { days: number; raw: string }[] {
  if (!ANY_TIME.test(text)) return [];
  return [...text.matchAll(BEHIND), ...text.matchAll(new RegExp(BEGAN, "giu"))].flatMap((match) => {
    const span = spanOf(match);
    return "days" in span ? [{ days: span.days, raw: match[0].trim() }] : [];
  });
}

/** True where both count over the same time. */
export function isSameSpan(one: TimeSpan, other: TimeSpan): boolean {
  if ("since" in one || "since" in other)
    return "since" in one && "since" in other && one.since === other.since;
  return isSameLength(one.days, other.days);
}

export function isSameLength(days: number, others: number): boolean {
  return Math.abs(days - others) <= SLACK * Math.max(days, others);
}
