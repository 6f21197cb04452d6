/** What sentences of web pages state about a market: numbers, supply terms and dangers. Pure. */
import type { FATAL_RISKS } from "@/agents/coordinator/report";
import type { Metric } from "@/lib/core/evidence";

export type WebText = { url: string; title: string; snippet: string };

export type WebFact = {
  metric: Extract<Metric, "competing-listings" | "review-count" | "cost">;
  /** Of a range the higher end, so that a cost is never flattered. */
  value: number;
  /** "count", or an ISO 4217 code. */
  unit: string;
  range: [low: number, high: number] | null;
  /** The sentence in which the number stands. */
  text: string;
  url: string;
};

/** Bounds on what is read of one page: a snippet is short, and hostile text is not. */
const TEXT_LIMIT = 4_000;
const SENTENCE_LIMIT = 400;

const NUMBER = String.raw`\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3}){1,3}(?![\d])|\d{1,9}(?:[.,]\d{1,2})?`;
const SCALE = String.raw`(?:\s?(k|m|thousand|million)\b)?`;
const CURRENCY_CODES: Record<string, string> = {
  $: "USD",
  US$: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
};
const CODE = String.raw`USD|EUR|GBP|JPY|CNY|INR|CAD|AUD|CHF|SEK|PLN|MXN|AED`;
const SIGN = String.raw`US\$|[$€£¥₹]`;

const LISTINGS = new RegExp(
  `(${NUMBER})${SCALE}\\+?\\s+(?:(?:competing|similar|rival|active|comparable|matching|other|live|near-identical)\\s+){0,2}(?:listings|offers|sellers|competitors)\\b`,
  "iu",
);
const REVIEWS = new RegExp(
  `(${NUMBER})${SCALE}\\+?\\s+(?:customer\\s+|verified\\s+|buyer\\s+)?(?:reviews|ratings)\\b`,
  "iu",
);
const LEADER =
  /\b(?:best[\s-]?sell(?:er|ing)|leader|leading|top(?:-ranked|-rated)?|number one|strongest|market leader)\b/iu;
const COST_WORDS =
  /\b(?:wholesale|supplier|factory|quot(?:e|es|ed)|ex[\s-]?works|fob|unit cost|landed cost|manufactur\w{1,8}|sourc(?:e|ed|ing)|alibaba|trade price)\b/iu;
const EACH = /\b(?:per|a|each|\/)\s?(?:unit|piece|pc|item|each)?\b|\beach\b/iu;
const AMOUNT = new RegExp(
  `(?:(${SIGN}|${CODE})\\s?(${NUMBER})(?:\\s?(?:-|–|to)\\s?(?:${SIGN}|${CODE})?\\s?(${NUMBER}))?)|(?:(${NUMBER})(?:\\s?(?:-|–|to)\\s?(${NUMBER}))?\\s?(€|£|${CODE}))`,
  "u",
);

/** The value of digits as written: "2,310" and "2.310" are thousands, "4,10" and "4.10" are decimals. */
function numberOf(digits: string, scale?: string): number {
  const grouped = /^\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+$/u.test(digits);
  const plain = grouped ? digits.replaceAll(/\D/gu, "") : digits.replace(",", ".");
  const factor = scale ? (/^(?:k|thousand)$/iu.test(scale) ? 1_000 : 1_000_000) : 1;
  return Number((Number(plain) * factor).toPrecision(12));
}

function sentencesOf(text: string): string[] {
  return text
    .slice(0, TEXT_LIMIT)
    .split(/(?<=[.!?;])\s+|\n+/u)
    .map((sentence) => sentence.trim().slice(0, SENTENCE_LIMIT))
    .filter((sentence) => sentence !== "");
}

function costIn(sentence: string): Pick<WebFact, "value" | "unit" | "range"> | null {
  if (!COST_WORDS.test(sentence) || !EACH.test(sentence)) return null;
  const match = AMOUNT.exec(sentence);
  if (!match) return null;
  const symbol = match[1] ?? match[6] ?? "";
  const first = numberOf(match[2] ?? match[4] ?? "");
  const second = match[3] ?? match[5];
  const ends = second === undefined ? null : [first, numberOf(second)].toSorted((a, b) => a - b);
  const low = ends?.[0];
  const high = ends?.[1];
  const range: WebFact["range"] = low === undefined || high === undefined ? null : [low, high];
  return { value: range === null ? first : range[1], unit: CURRENCY_CODES[symbol] ?? symbol, range };
}

function factsIn(sentence: string): Omit<WebFact, "text" | "url">[] {
  const facts: Omit<WebFact, "text" | "url">[] = [];
  const listings = LISTINGS.exec(sentence);
  if (listings?.[1]) {
    facts.push({
      metric: "competing-listings",
      value: numberOf(listings[1], listings[2]),
      unit: "count",
      range: null,
    });
  }
  const reviews = LEADER.test(sentence) ? REVIEWS.exec(sentence) : null;
  if (reviews?.[1]) {
    facts.push({
      metric: "review-count",
      value: numberOf(reviews[1], reviews[2]),
      unit: "count",
      range: null,
    });
  }
  const cost = costIn(sentence);
  if (cost !== null && cost.value > 0) facts.push({ metric: "cost", ...cost });
  return facts;
}

/**
 * The numbers that pages state about listings, the leader's reviews and unit cost, each with its
 * sentence. A number that no sentence ties to one of the three is left alone.
 */
export function factsFromWebText(sources: readonly WebText[]): WebFact[] {
  return sources.flatMap(({ url, snippet }) =>
    sentencesOf(snippet).flatMap((text) => factsIn(text).map((fact) => ({ ...fact, text, url }))),
  );
}

export type SupplyTerms = { moq: number | null; leadTimeDays: number | null; returnRate: number | null };

/** Smallest order (units), lead time (days) and return rate (a fraction) that a text states; null where it states none. */
export function supplyTermsIn(text: string): SupplyTerms {
  const head = text.slice(0, TEXT_LIMIT);
  const moq =
    /\b(?:moq|minimum order(?: quantity)?)(?:\s+(?:of|is|from))?\s*:?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})\b/iu.exec(
      head,
    );
  const lead =
    /\b(?:lead time|production time|delivery)(?:\s+(?:of|is|about|around))*\s*:?\s*(\d{1,3})\s+(days|weeks)\b/iu.exec(
      head,
    ) ?? /\b(\d{1,3})[\s-](day|days|week|weeks)\s+lead time\b/iu.exec(head);
  const returns =
    /\b(?:return rates?|returns)\b[^.%\d]{0,40}?(\d{1,2}(?:\.\d{1,2})?)\s?(?:%|percent)/iu.exec(head) ??
    /\b(\d{1,2}(?:\.\d{1,2})?)\s?(?:%|percent)\s+(?:of (?:all |the )?(?:buyers|orders|units|customers)\s+)?(?:return(?:ed|s)?\b|are returned|(?:send|sent|bring|brought) (?:it|them|one) back|return rate)/iu.exec(
      head,
    );
  const weeks = lead?.[2]?.toLowerCase().startsWith("week") ?? false;
  return {
    moq: moq?.[1] === undefined ? null : numberOf(moq[1]),
    leadTimeDays: lead?.[1] === undefined ? null : Number(lead[1]) * (weeks ? 7 : 1),
    returnRate: returns?.[1] === undefined ? null : Number((Number(returns[1]) / 100).toPrecision(12)),
  };
}

export type FatalRiskName = (typeof FATAL_RISKS)[number];

const DANGERS: readonly (readonly [FatalRiskName, RegExp])[] = [
  [
    "safety-recall",
    /\b(?:recalled|safety recall|product recall|recall(?:s)? (?:of|for|notice|issued|announced))\b/iu,
  ],
  [
    "banned-or-restricted",
    /\b(?:banned (?:from|in|by)|sale is (?:banned|prohibited)|prohibited from sale|restricted from sale)\b/iu,
  ],
  [
    "counterfeit-or-infringing",
    /\b(?:counterfeits? (?:seized|found|reported)|patent infringement|trademark infringement|infringes)\b/iu,
  ],
  [
    "harm-to-health",
    /\b(?:burn injuries|caused injuries|injuries reported|caught fire|fire hazard|choking hazard|toxic levels|hospitali[sz]ed)\b/iu,
  ],
  [
    "deceptive-claims",
    /\b(?:deceptive (?:claims|advertising)|false advertising|misleading health claims)\b/iu,
  ],
];
const DENIED = /\b(?:no|not|never|without|free of|neither)\b[^.]{0,30}$/iu;

/** The dangers that a text reports; a danger that its own sentence denies is not one. */
export function dangersIn(text: string): FatalRiskName[] {
  const found = new Set<FatalRiskName>();
  for (const sentence of sentencesOf(text)) {
    for (const [name, pattern] of DANGERS) {
      const match = pattern.exec(sentence);
      if (match && !DENIED.test(sentence.slice(0, match.index))) found.add(name);
    }
  }
  return [...found];
}
