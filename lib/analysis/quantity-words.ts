/** What the words and signs beside a number mean: currencies, units with their conversion, things that are counted. */

export type Dimension =
  | { kind: "plain" }
  | { kind: "money"; currency: string }
  | { kind: "percent" }
  | { kind: "points" }
  | { kind: "fold" }
  | { kind: "stars" }
  | { kind: "rank" }
  /** `size` of one unit in the base unit: days, grams, metres, litres, watts … */
  | { kind: "measure"; base: string; size: number }
  | { kind: "count"; of: string };

export const PLAIN: Dimension = { kind: "plain" };

const CURRENCY_SIGNS: Record<string, string> = {
  $: "USD",
  US$: "USD",
  CA$: "CAD",
  C$: "CAD",
  A$: "AUD",
  AU$: "AUD",
  NZ$: "NZD",
  HK$: "HKD",
  S$: "SGD",
  R$: "BRL",
  MX$: "MXN",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  "₩": "KRW",
  "₺": "TRY",
  "₱": "PHP",
  "฿": "THB",
  zł: "PLN",
  Rs: "INR",
};
const CURRENCY_CODES =
  "USD|EUR|GBP|JPY|CNY|INR|CAD|AUD|CHF|SEK|NOK|DKK|PLN|MXN|BRL|AED|SAR|SGD|HKD|NZD|KRW|TRY|ZAR|CZK|HUF|RON|ILS|IDR|MYR|PHP|THB";
const CURRENCY_NAMES: Record<string, string> = {
  dollar: "USD",
  dollars: "USD",
  bucks: "USD",
  euro: "EUR",
  euros: "EUR",
  rupees: "INR",
  rupee: "INR",
  dirhams: "AED",
  dirham: "AED",
  yen: "JPY",
  yuan: "CNY",
};

const SIGN = String.raw`(?:US|CA|AU|NZ|HK|MX|C|A|S|R)?\$|[€£¥₹₩₺₱฿]|zł|Rs\.?`;
export const MONEY_BEFORE = new RegExp(`(?:(${SIGN})|\\b(${CURRENCY_CODES}))\\s?$`, "u");
export const MONEY_BEHIND = new RegExp(
  `^\\s?(?:([€£¥₹₩₺₱฿$]|zł)|(${CURRENCY_CODES})\\b|(${Object.keys(CURRENCY_NAMES).join("|")})\\b)`,
  "iu",
);

/** ISO 4217 code of a sign, code or name as written; null for anything else. */
export function currencyOf(written: string): string | null {
  const text = written.replace(/\.$/, "");
  return (
    CURRENCY_SIGNS[text] ??
    CURRENCY_NAMES[text.toLowerCase()] ??
    (new RegExp(`^(?:${CURRENCY_CODES})$`).test(text.toUpperCase()) ? text.toUpperCase() : null)
  );
}

export const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  crore: 1e7,
  crores: 1e7,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  billion: 1e9,
  billions: 1e9,
};

const DAY = { base: "day", size: 1 };
const MEASURES: [base: string, size: number, words: string][] = [
  ["day", 1 / 86_400, "second seconds sec secs"],
  ["day", 1 / 1_440, "minute minutes min mins"],
  ["day", 1 / 24, "hour hours hr hrs"],
  ["day", 1, "day days daily tag tage tagen"],
  ["day", 7, "week weeks weekly wk wks woche wochen"],
  ["day", 30.4375, "month months monthly monat monate monaten"],
  ["day", 91.3125, "quarter quarters"],
  ["day", 365.25, "year years yr yrs jahr jahre jahren"],
  ["gram", 0.001, "mg milligram milligrams"],
  ["gram", 1, "g gram grams gramm"],
  ["gram", 1_000, "kg kilogram kilograms kilo kilos"],
  ["gram", 28.349523125, "oz ounce ounces"],
  ["gram", 453.59237, "lb lbs pound pounds"],
  ["metre", 0.001, "mm millimetre millimetres millimeter millimeters"],
  ["metre", 0.01, "cm centimetre centimetres centimeter centimeters"],
  ["metre", 1, "metre metres meter meters"],
  ["metre", 1_000, "km kilometre kilometres kilometer kilometers"],
  ["metre", 0.0254, "inch inches"],
  ["metre", 0.3048, "ft foot feet"],
  ["litre", 0.001, "ml millilitre millilitres milliliter milliliters"],
  ["litre", 1, "l litre litres liter liters"],
  ["watt", 1, "w watt watts"],
  ["watt", 1_000, "kw kilowatt kilowatts"],
  ["volt", 1, "v volt volts"],
  ["mAh", 1, "mah"],
  ["Wh", 1, "wh"],
  ["hertz", 1, "hz hertz"],
  ["byte", 1, "mb megabyte megabytes"],
  ["byte", 1_000, "gb gigabyte gigabytes"],
  ["byte", 1_000_000, "tb terabyte terabytes"],
  ["decibel", 1, "db decibel decibels"],
];
/** Letters that are a unit only when they touch the number: "9in" is a size, "3 in Kitchen" is not. */
const TOUCHING: Record<string, Dimension> = {
  in: { kind: "measure", base: "metre", size: 0.0254 },
  m: { kind: "measure", base: "metre", size: 1 },
  h: { kind: "measure", base: "day", size: 1 / 24 },
  d: { kind: "measure", ...DAY },
  s: { kind: "measure", base: "day", size: 1 / 86_400 },
  x: { kind: "fold" },
};

/** Different words for one thing that is counted: each line is one thing. */
const COUNTED = `
review reviews rating ratings bewertung bewertungen rezensionen avis reseñas
listing listings offer offers seller sellers competitor competitors angebot angebote vendor vendors merchant merchants rival rivals
upvote upvotes vote votes
like likes
comment comments
view views play plays
search searches query queries
unit units piece pieces pcs
source sources origin origins
sighting sightings observation observations
order orders
sale sales sold
return returns
follower followers
post posts
video videos
pin pins
share shares
product products
keyword keywords
customer customers buyer buyers shopper shoppers
complaint complaints
ad ads
agent agents
store stores shop shops
country countries
subreddit subreddits
`;

const UNIT_WORDS = new Map<string, Dimension>();
for (const [base, size, words] of MEASURES) {
  for (const word of words.split(" ")) UNIT_WORDS.set(word, { kind: "measure", base, size });
}
for (const line of COUNTED.trim().split("\n")) {
  const words = line.split(" ");
  for (const word of words) UNIT_WORDS.set(word, { kind: "count", of: words[0] ?? word });
}
for (const word of ["percent", "pct", "prozent", "%"]) UNIT_WORDS.set(word, { kind: "percent" });
for (const word of ["pp", "percentage-points"]) UNIT_WORDS.set(word, { kind: "points" });
for (const word of ["fold", "times", "×"]) UNIT_WORDS.set(word, { kind: "fold" });
for (const word of ["star", "stars", "★", "sterne", "sternen"]) UNIT_WORDS.set(word, { kind: "stars" });
for (const word of ["rank", "ranked", "position", "place", "places"]) UNIT_WORDS.set(word, { kind: "rank" });

/** What a word beside a number says it is; null for a word that says nothing. */
export function dimensionOfWord(word: string, touches: boolean): Dimension | null {
  const lower = word.toLowerCase();
  return (touches ? TOUCHING[lower] : undefined) ?? UNIT_WORDS.get(lower) ?? null;
}

/** What the `unit` of a claim or an evidence item means. Unknown and empty units are plain. */
export function dimensionOfUnit(unit: string | null | undefined): Dimension {
  const text = unit?.trim() ?? "";
  if (text === "") return PLAIN;
  const currency = currencyOf(text);
  if (currency) return { kind: "money", currency };
  const word = text.toLowerCase().replaceAll(/[\s_]+/g, "-");
  if (word === "percentage-points" || word === "percentage-point") return { kind: "points" };
  return dimensionOfWord(word, true) ?? dimensionOfWord(word.split("-")[0] ?? word, true) ?? PLAIN;
}

/** Number words worth checking; "one" is too often a pronoun. */
export const NUMBER_WORDS: Record<string, number> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

/** Verbs that are a number of times. */
export const FOLD_WORDS: Record<string, number> = {
  doubled: 2,
  doubling: 2,
  doubles: 2,
  tripled: 3,
  tripling: 3,
  triples: 3,
  quadrupled: 4,
  quadrupling: 4,
  halved: 0.5,
  halving: 0.5,
};
