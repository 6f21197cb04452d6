/** Prices as shops write them. Amount and currency come from the text itself; a shop's home currency is never assumed. */
import { fromCents, type Money } from "@/lib/core/money";
import { NUMBER, plainDigits, readDigits, regionOf } from "./number";

const MARKS: Record<string, string> = {
  "€": "EUR",
  "£": "GBP",
  "₹": "INR",
  "₩": "KRW",
  원: "KRW",
  "₺": "TRY",
  tl: "TRY",
  "₽": "RUB",
  руб: "RUB",
  "₴": "UAH",
  "₪": "ILS",
  "₫": "VND",
  "฿": "THB",
  "₱": "PHP",
  "₦": "NGN",
  円: "JPY",
  元: "CNY",
  zł: "PLN",
  kč: "CZK",
  ft: "HUF",
  lei: "RON",
  лв: "BGN",
  rm: "MYR",
  rp: "IDR",
  r: "ZAR",
  r$: "BRL",
  us$: "USD",
  ca$: "CAD",
  c$: "CAD",
  cdn$: "CAD",
  a$: "AUD",
  au$: "AUD",
  nz$: "NZD",
  s$: "SGD",
  hk$: "HKD",
  nt$: "TWD",
  mx$: "MXN",
  "د.إ": "AED",
  درهم: "AED",
  "ر.س": "SAR",
  "\u20C1": "SAR",
  ريال: "SAR",
  "ج.م": "EGP",
  جنيه: "EGP",
};

/** Marks that several countries use: the region tells which money is meant, and without one it stays open. */
const REGIONAL_MARKS: Record<string, Record<string, string>> = {
  $: {
    US: "USD",
    CA: "CAD",
    AU: "AUD",
    NZ: "NZD",
    MX: "MXN",
    SG: "SGD",
    HK: "HKD",
    TW: "TWD",
    AR: "ARS",
    CL: "CLP",
    CO: "COP",
  },
  kr: { SE: "SEK", NO: "NOK", DK: "DKK", IS: "ISK" },
  "¥": { JP: "JPY", CN: "CNY" },
  rs: { IN: "INR", PK: "PKR", LK: "LKR", NP: "NPR" },
};

/** Currencies whose small unit is a thousandth: there a point before three digits is no grouping. */
const THREE_PLACES = new Set(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"]);

const ISO_CODES = new Set(Intl.supportedValuesOf("currency"));

function currencyOf(mark: string, region: string | undefined): string | undefined {
  if (/^[A-Z]{3}$/.test(mark)) return ISO_CODES.has(mark) ? mark : undefined;
  const key = mark.toLowerCase().replace(/\.$/, "");
  return MARKS[key] ?? (region === undefined ? undefined : REGIONAL_MARKS[key]?.[region]);
}

function amountOf(token: string, currency: string, locale: string): string | undefined {
  const digits = readDigits(token, locale, THREE_PLACES.has(currency) ? 3 : 2);
  if (digits === undefined || !/^\d{1,10}(?:\.\d+)?$/.test(digits)) return undefined;
  return fromCents(Math.round(Number(digits) * 100));
}

/** What stands between the two ends of a range, and blanks. */
const RANGE_WORDS = /(?:[\s–—~〜-]|(?<!\p{L})(?:to|bis|à|a|tot|till|do)(?!\p{L}))+/u;
const JOINED = /\d.*(?:[-–—~〜]|(?<!\p{L})(?:to|bis|à|a|tot|till|do)(?!\p{L})).*\d/u;

export type ReadPrice = { price?: Money; priceRange?: { low: string; high: string; currency: string } };

/**
 * A text that says a price and nothing else: "$19.99", "24,99 €", "AED 897.65", "19€99", "1.299,–€", "$10.00 - $20.00".
 * `region` (ISO 3166) says whose "$", "kr" or "¥" is meant; without it the locale's own region does.
 * Empty when there is no price, no currency, or anything that is not understood.
 */
export function readPrice(text: string, locale: string, region = regionOf(locale)): ReadPrice {
  const plain = plainDigits(text.slice(0, 80))
    .replaceAll(/(\d)\s*[,.:]\s*[-–—]+/g, "$1")
    .replace(/^\s*(\d+)\s*([€£$])\s*(\d{2})\s*$/, "$1.$3 $2")
    // "US $12.99"
    .replace(/(?<!\p{L})(US|CA|AU|NZ|HK|NT|MX)\s+\$/u, "$1$$")
    // "$.99"
    .replaceAll(/(?<![\d.,])\.(?=\d{2}(?!\d))/g, "0.")
    .trim();
  const tokens = plain.match(NUMBER) ?? [];
  if (tokens.length < 1 || tokens.length > 2) return {};

  const marks = plain.replaceAll(NUMBER, " ").split(RANGE_WORDS).filter(Boolean);
  const currencies = new Set(marks.map((mark) => currencyOf(mark, region)));
  const [currency] = currencies;
  if (currencies.size !== 1 || marks.length > tokens.length || currency === undefined) return {};

  const [low, high] = tokens.map((token) => amountOf(token, currency, locale));
  if (low === undefined) return {};
  if (tokens.length === 1) return /^[-–—]/.test(plain) ? {} : { price: { amount: low, currency } };
  if (high === undefined || !JOINED.test(plain) || Number(low) > Number(high)) return {};
  return low === high ? { price: { amount: low, currency } } : { priceRange: { low, high, currency } };
}
