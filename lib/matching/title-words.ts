/** The words of a title, written one way. Shared by every comparison of titles. */

const PRICE =
  /(?:US|CA|AU|A|C|R)?[$€£¥₹₩]\s?\d[\d.,]*\s?k?|\d[\d.,]*\s?[$€£¥₹₩]|\b(?:USD|EUR|GBP|AED|INR|CAD|AUD|JPY|SAR)\s?\d[\d.,]*|\d[\d.,]*\s?\b(?:USD|EUR|GBP|AED|INR|CAD|AUD|dollars|euros|bucks)\b/giu;
const PROMOTION =
  /\b(sponsored|advertisement|promoted|best ?seller|free (?:shipping|delivery|returns)|limited[- ]time(?: deal| offer)?|(?:lightning|hot|today'?s|daily) deal|prime day|black friday|cyber monday|on sale|back in stock|lowest price(?: ever| to date)?|\d{1,3} ?% (?:off|discount)|(?:up to )?\d{1,3} percent off|save \d{1,3} ?%|coupon|promo code|newest model|latest model|new release|gifs?|pics?|repost|x-?post(?: from)?|oc|nsfw)\b/giu;
const SHOP_OR_PLACE =
  /^(us|usa|uk|eu|ca|au|in|de|amazon|ebay|walmart|etsy|target|aliexpress|tiktok|deal|sale|ad|new|hot|link in comments?|video|image|album|request|discussion)$/iu;
const BRACKETED = /[([{【（［]([^()[\]{}【】（）［］]{0,200})[)\]}】）］]/gu;

/** Written unit → the way it is compared. Only behind a number. */
const UNITS: Record<string, string> = {
  ounce: "oz",
  ounces: "oz",
  oz: "oz",
  inch: "in",
  inches: "in",
  in: "in",
  zoll: "in",
  foot: "ft",
  feet: "ft",
  ft: "ft",
  pound: "lb",
  pounds: "lb",
  lbs: "lb",
  lb: "lb",
  gram: "g",
  grams: "g",
  gr: "g",
  g: "g",
  kilogram: "kg",
  kilograms: "kg",
  kilo: "kg",
  kg: "kg",
  litre: "l",
  litres: "l",
  liter: "l",
  liters: "l",
  l: "l",
  millilitre: "ml",
  millilitres: "ml",
  milliliter: "ml",
  milliliters: "ml",
  ml: "ml",
  centimetre: "cm",
  centimetres: "cm",
  centimeter: "cm",
  centimeters: "cm",
  cm: "cm",
  millimetre: "mm",
  millimeter: "mm",
  mm: "mm",
  metre: "m",
  metres: "m",
  meter: "m",
  meters: "m",
  m: "m",
  gigabyte: "gb",
  gigabytes: "gb",
  gb: "gb",
  terabyte: "tb",
  terabytes: "tb",
  tb: "tb",
  megabyte: "mb",
  mb: "mb",
  watt: "w",
  watts: "w",
  w: "w",
  volt: "v",
  volts: "v",
  v: "v",
  mah: "mah",
  hz: "hz",
  hertz: "hz",
  hour: "h",
  hours: "h",
  hrs: "h",
  h: "h",
  pack: "pack",
  packs: "pack",
  pk: "pack",
  pieces: "pack",
  piece: "pack",
  pcs: "pack",
  pc: "pack",
  count: "pack",
  ct: "pack",
  stück: "pack",
};
const ARTICLES = new Set(["the", "a", "an"]);
const LATIN_WITH_MARKS = /(\p{Script=Latin})\p{M}+/gu;
const TOKEN = /\d+(?:[.,]\d+)*(?:\p{L}[\p{L}\p{N}]*)?|[\p{L}\p{M}\p{N}]+/gu;

/**
 * The title in small letters without accents, prices, advertising words and noise in brackets.
 * Brackets that say something about the thing (colour, size) stay as words. Letters of every script survive.
 */
function plainText(title: string): string {
  return title
    .normalize("NFKC")
    .slice(0, 1_000)
    .replaceAll(BRACKETED, (_, inside: string) => (isNoise(inside) ? " " : ` ${inside} `))
    .replaceAll(PRICE, " ")
    .replaceAll(PROMOTION, " ")
    .toLowerCase()
    .normalize("NFD")
    .replaceAll(LATIN_WITH_MARKS, "$1")
    .normalize("NFC")
    .replaceAll("ß", "ss")
    .replaceAll(/(\d)\s*(?:"|″|”|'')/gu, "$1 in ")
    .replaceAll(/['’`´]/gu, "")
    .replaceAll("&", " and ");
}

function isNoise(inside: string): boolean {
  const rest = inside
    .replaceAll(PRICE, "")
    .replaceAll(PROMOTION, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  return rest === "" || SHOP_OR_PLACE.test(rest);
}

/**
 * Words of a title in order, stemmed and joined: "12 ounces" and "12oz" are `12oz`, "MX-500" is
 * `mx500`, "bottles" is `bottle`.
 */
export function titleWords(title: string): string[] {
  const joined = plainText(title)
    // A model number keeps its parts together: MX-500, wi-fi stays two words that everybody else writes as one.
    .replaceAll(/\bwi[- ]fi\b/gu, "wifi")
    .replaceAll(/\b(t|e|u)-(?=\p{L})/gu, "$1")
    .replaceAll(/([\p{L}]+)-(?=\d)|(\d)-(?=\p{L}{1,2}\b)/gu, "$1$2");
  const words: string[] = [];
  const raw = joined.match(TOKEN) ?? [];
  for (let index = 0; index < raw.length; index += 1) {
    const word = raw[index] ?? "";
    const glued = /^(\d+(?:[.,]\d+)?)(\p{L}+)$/u.exec(word);
    const unit = UNITS[glued?.[2] ?? raw[index + 1] ?? ""];
    if (glued?.[1] && unit) words.push(plainNumber(glued[1]) + unit);
    else if (/^\d/.test(word) && !/\p{L}/u.test(word)) {
      if (unit) index += 1;
      words.push(plainNumber(word) + (unit ?? ""));
    } else if (!ARTICLES.has(word)) words.push(stem(word));
  }
  return words;
}

function plainNumber(text: string): string {
  const point = text.replaceAll(/[.,](?=\d{3}(?:\D|$))/g, "").replace(",", ".");
  const value = Number(point);
  return Number.isFinite(value) ? String(value) : text;
}

/** Singular of an English plural, cheaply and the same way every time; other words as they are. */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word) || !word.endsWith("s") || /(ss|us|is|ous)$/.test(word))
    return word;
  if (word.endsWith("ies") && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ches|shes|xes|zes|sses)$/.test(word)) return word.slice(0, -2);
  if (word.endsWith("ves") && word.length > 5 && !/(eves|oves|aves|ives)$/.test(word))
    return `${word.slice(0, -3)}f`;
  return word.slice(0, -1);
}
