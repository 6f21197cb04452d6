/** What the words beside a number mean: units with their conversion, things that are counted, scales. */
import { currencyOf } from "./currency-words";

export type Dimension =
  | { kind: "plain" }
  | { kind: "money"; currency: string }
  | { kind: "percent" }
  | { kind: "points" }
  | { kind: "fold" }
  /** A mark on a scale: stars are of 5. */
  | { kind: "score"; of: number }
  | { kind: "rank" }
  /** `size` of one unit in the base unit: days, grams, metres, litres, watts …; `zero` where its zero lies (temperatures). */
  | { kind: "measure"; base: string; size: number; zero?: number }
  | { kind: "count"; of: string };

export const PLAIN: Dimension = { kind: "plain" };
export const STARS: Dimension = { kind: "score", of: 5 };

export const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  thousands: 1e3,
  tausend: 1e3,
  tsd: 1e3,
  lakh: 1e5,
  lakhs: 1e5,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  crore: 1e7,
  crores: 1e7,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  billion: 1e9,
  billions: 1e9,
  tn: 1e12,
  trillion: 1e12,
  trillions: 1e12,
};

const MEASURES: [base: string, size: number, words: string][] = [
  ["day", 1 / 86_400, "second seconds sec secs sekunden"],
  ["day", 1 / 1_440, "minute minutes min mins minuten"],
  ["day", 1 / 24, "hour hours hr hrs h hourly stunde stunden"],
  ["day", 1, "day days daily tag tage tagen"],
  ["day", 7, "week weeks weekly wk wks woche wochen"],
  ["day", 14, "fortnight fortnights"],
  ["day", 30.4375, "month months monthly monat monate monaten"],
  ["day", 91.3125, "quarter quarters"],
  ["day", 365.25, "year years yr yrs jahr jahre jahren"],
  ["gram", 0.000_001, "mcg µg microgram micrograms"],
  ["gram", 0.001, "mg milligram milligrams"],
  ["gram", 1, "g gram grams gramm"],
  ["gram", 1_000, "kg kgs kilogram kilograms kilo kilos"],
  ["gram", 1_000_000, "tonne tonnes"],
  ["gram", 28.349523125, "oz ounce ounces"],
  ["gram", 453.59237, "lb lbs pound pounds"],
  ["metre", 0.001, "mm millimetre millimetres millimeter millimeters"],
  ["metre", 0.01, "cm cms centimetre centimetres centimeter centimeters"],
  ["metre", 1, "metre metres meter meters"],
  ["metre", 1_000, "km kilometre kilometres kilometer kilometers"],
  ["metre", 0.0254, "inch inches zoll"],
  ["metre", 0.3048, "ft foot feet"],
  ["metre", 0.9144, "yd yard yards"],
  ["metre", 1_609.344, "mile miles"],
  ["litre", 0.001, "ml millilitre millilitres milliliter milliliters"],
  ["litre", 0.01, "cl centilitre centilitres centiliter centiliters"],
  ["litre", 1, "l litre litres liter liters"],
  ["litre", 0.0295735295625, "fl-oz"],
  ["litre", 0.473176473, "pint pints"],
  ["litre", 0.946352946, "quart quarts qt"],
  ["litre", 3.785411784, "gal gallon gallons"],
  ["watt", 0.001, "mw milliwatt milliwatts"],
  ["watt", 1, "w watt watts"],
  ["watt", 1_000, "kw kilowatt kilowatts"],
  ["volt", 1, "v volt volts"],
  ["amp", 0.001, "ma"],
  ["amp", 1, "amp amps ampere"],
  ["mAh", 1, "mah"],
  ["mAh", 1_000, "ah"],
  ["Wh", 1, "wh"],
  ["Wh", 1_000, "kwh"],
  ["hertz", 1, "hz hertz"],
  ["hertz", 1_000, "khz"],
  ["hertz", 1_000_000, "mhz"],
  ["hertz", 1_000_000_000, "ghz"],
  ["byte", 1, "mb megabyte megabytes"],
  ["byte", 1_000, "gb gigabyte gigabytes"],
  ["byte", 1_000_000, "tb terabyte terabytes"],
  ["decibel", 1, "db decibel decibels"],
  ["lumen", 1, "lm lumen lumens"],
  ["pixel", 1, "px pixel pixels"],
  ["pixel", 1_000_000, "mp megapixel megapixels"],
  ["turn", 1, "rpm"],
  ["dot", 1, "dpi"],
  ["bar", 1, "bar bars"],
  ["bar", 0.0689476, "psi"],
  ["calorie", 1, "kcal calorie calories"],
];
const CELSIUS: Dimension = { kind: "measure", base: "kelvin", size: 1, zero: 273.15 };
const FAHRENHEIT: Dimension = { kind: "measure", base: "kelvin", size: 5 / 9, zero: 255.372_222_222 };

/** Letters that are a unit only when they touch the number: "9in" is a size, "3 in Kitchen" is not. */
const TOUCHING: Record<string, Dimension> = {
  in: { kind: "measure", base: "metre", size: 0.0254 },
  m: { kind: "measure", base: "metre", size: 1 },
  h: { kind: "measure", base: "day", size: 1 / 24 },
  d: { kind: "measure", base: "day", size: 1 },
  s: { kind: "measure", base: "day", size: 1 / 86_400 },
  t: { kind: "measure", base: "gram", size: 1_000_000 },
  a: { kind: "measure", base: "amp", size: 1 },
  x: { kind: "fold" },
};

/** Different words for one thing that is counted: each line is one thing. */
const COUNTED = `
review reviews reviewer reviewers rating ratings bewertung bewertungen rezension rezensionen avis reseñas reseña valoraciones recensioni
listing listings offer offers seller sellers competitor competitors angebot angebote vendor vendors merchant merchants rival rivals anbieter
upvote upvotes vote votes karma
like likes
heart hearts
comment comments commenter commenters reply replies
view views play plays watches impression impressions
search searches query queries
unit units piece pieces pcs item items stück sale sales sold bought verkauft
source sources origin origins
sighting sightings observation observations
order orders purchase purchases
return returns refund refunds
follower followers
subscriber subscribers
member members
post posts
thread threads
video videos clip clips reel reels
pin pins
save saves saved
share shares
repost reposts
click clicks
visit visits visitor visitors session sessions
download downloads install installs
mention mentions
hashtag hashtags
product products
keyword keywords
customer customers buyer buyers shopper shoppers consumer consumers user users people households families kunden käufer haushalte hogares clientes compradores acheteurs clients
creator creators influencer influencers
complaint complaints
question questions
answer answers
ad ads
agent agents
store stores shop shops retailer retailers
country countries
market markets
category categories
brand brands
supplier suppliers factory factories manufacturer manufacturers
warehouse warehouses
employee employees
variant variants colour colours color colors
backer backers
subreddit subreddits
page pages
places spots
article articles
study studies
patent patents
recall recalls
page-view page-views pageviews
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
for (const word of [
  "star",
  "stars",
  "★",
  "sterne",
  "sternen",
  "étoile",
  "étoiles",
  "estrella",
  "estrellas",
  "stelle",
])
  UNIT_WORDS.set(word, STARS);
for (const word of ["rank", "ranked", "ranks", "position", "place", "platz", "rang", "puesto", "posizione"])
  UNIT_WORDS.set(word, { kind: "rank" });
for (const word of ["°c", "celsius", "centigrade"]) UNIT_WORDS.set(word, CELSIUS);
for (const word of ["°f", "fahrenheit"]) UNIT_WORDS.set(word, FAHRENHEIT);

/** What a word beside a number says it is; null for a word that says nothing. */
export function dimensionOfWord(word: string, touches: boolean): Dimension | null {
  const lower = word.toLowerCase();
  return (touches ? TOUCHING[lower] : undefined) ?? UNIT_WORDS.get(lower) ?? null;
}

/** A word that means a second thing as well: ounces hold as they weigh, pounds are money. */
const SECOND_MEANING: Record<string, Dimension> = {
  oz: { kind: "measure", base: "litre", size: 0.0295735295625 },
  ounces: { kind: "measure", base: "litre", size: 0.0295735295625 },
  ounce: { kind: "measure", base: "litre", size: 0.0295735295625 },
  pounds: { kind: "money", currency: "GBP" },
  pound: { kind: "money", currency: "GBP" },
};

/** The second meaning of the word that stands right behind a number, if it has one. */
export function secondMeaning(right: string): Dimension | null {
  const word = /^[\s-]?([a-z]+)\b/iu.exec(right)?.[1]?.toLowerCase();
  return (word === undefined ? undefined : SECOND_MEANING[word]) ?? null;
}

/**
 * What the `unit` of a claim or an evidence item means, and by how much its number is to be multiplied: "fraction" is a
 * hundredfold in percent, "thousand units" a thousandfold in units. Unknown and empty units are plain.
 */
export function dimensionOfUnit(unit: string | null | undefined): { dimension: Dimension; factor: number } {
  const text = unit?.trim() ?? "";
  const currency = currencyOf(text);
  if (currency) return { dimension: { kind: "money", currency }, factor: 1 };
  if (/^(?:us )?cents?$/iu.test(text)) return { dimension: { kind: "money", currency: "USD" }, factor: 0.01 };
  if (/^(?:fraction|ratio|share)$/iu.test(text)) return { dimension: { kind: "percent" }, factor: 100 };
  const outOf = /^(?:\/|(?:out )?of)\s?(5|10|100)$/iu.exec(text);
  if (outOf) return { dimension: { kind: "score", of: Number(outOf[1]) }, factor: 1 };
  const scaled =
    /^(k|m|bn?|tn|thousands?|millions?|billions?|trillions?|lakhs?|crores?)\b[\s_-]*(.*)$/iu.exec(text);
  const scale = SCALES[scaled?.[1]?.toLowerCase() ?? ""];
  if (scaled && scale && (scaled[2] !== "" || (scaled[1]?.length ?? 0) > 1 || scaled[1] === "k")) {
    return { dimension: dimensionOfUnit(scaled[2]).dimension, factor: scale };
  }
  if (/\bper\b|\//u.test(text)) return dimensionOfUnit(text.split(/\s*(?:\bper\b|\/)/u, 1)[0] || null);
  const word = text.toLowerCase().replaceAll(/[\s_.]+/g, "-");
  if (/^percentage-points?$/.test(word)) return { dimension: { kind: "points" }, factor: 1 };
  if (/^fl-oz$|^fluid-ounces?$/.test(word))
    return { dimension: dimensionOfWord("fl-oz", false) ?? PLAIN, factor: 1 };
  const words = [word, ...word.split("-").toReversed()];
  for (const one of words) {
    const dimension = dimensionOfWord(one, true);
    if (dimension) return { dimension, factor: 1 };
  }
  return { dimension: PLAIN, factor: 1 };
}
