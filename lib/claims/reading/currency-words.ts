/** Signs, codes and names of currencies as they stand beside a number. */

const CURRENCY_SIGNS: Record<string, string> = {
  $: "USD",
  US$: "USD",
  "US $": "USD",
  CA$: "CAD",
  C$: "CAD",
  CAD$: "CAD",
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
  "₽": "RUB",
  "₫": "VND",
  "₴": "UAH",
  "₦": "NGN",
  zł: "PLN",
  Rs: "INR",
  RM: "MYR",
};
const CURRENCY_CODES =
  "USD|EUR|GBP|JPY|CNY|INR|CAD|AUD|CHF|SEK|NOK|DKK|PLN|MXN|BRL|AED|SAR|SGD|HKD|NZD|KRW|TRY|ZAR|CZK|HUF|RON|ILS|IDR|MYR|PHP|THB|TWD|VND|RUB|UAH|KWD|QAR|BHD|OMR|EGP|NGN|KES|PKR|CLP|ARS|BGN|ISK";
/** Longest first, so that "Canadian dollars" is not read as dollars. */
const CURRENCY_NAMES: Record<string, string> = {
  "us dollars": "USD",
  "us dollar": "USD",
  "u.s. dollars": "USD",
  "american dollars": "USD",
  "canadian dollars": "CAD",
  "canadian dollar": "CAD",
  "australian dollars": "AUD",
  "australian dollar": "AUD",
  "pounds sterling": "GBP",
  "british pounds": "GBP",
  "new zealand dollars": "NZD",
  "singapore dollars": "SGD",
  "hong kong dollars": "HKD",
  "mexican pesos": "MXN",
  "swiss francs": "CHF",
  "saudi riyals": "SAR",
  "indian rupees": "INR",
  "japanese yen": "JPY",
  "chinese yuan": "CNY",
  "turkish lira": "TRY",
  "swedish kronor": "SEK",
  "norwegian kroner": "NOK",
  "danish kroner": "DKK",
  dollars: "USD",
  dollar: "USD",
  bucks: "USD",
  euros: "EUR",
  euro: "EUR",
  quid: "GBP",
  sterling: "GBP",
  rupees: "INR",
  rupee: "INR",
  dirhams: "AED",
  dirham: "AED",
  yen: "JPY",
  yuan: "CNY",
  renminbi: "CNY",
  rmb: "CNY",
  zloty: "PLN",
  francs: "CHF",
  riyals: "SAR",
  lira: "TRY",
  baht: "THB",
  reais: "BRL",
  koruna: "CZK",
  forint: "HUF",
};

const SIGN = String.raw`(?:US ?|CAD?|AUD?|NZ|HK|MX|C|A|S|R)?\$|[€£¥₹₩₺₱฿₽₫₴₦]|zł|Rs\.?|RM`;
const NAMES = Object.keys(CURRENCY_NAMES)
  .map((name) => name.replaceAll(".", String.raw`\.`))
  .join("|");

/** A currency at the end of what stands before a number. */
export const MONEY_BEFORE = new RegExp(`(?:(?<![A-Za-z])(${SIGN})|\\b(${CURRENCY_CODES}))\\s?$`, "u");
/** A currency at the beginning of what stands behind a number, whatever the case of its letters. */
export const MONEY_BEHIND = new RegExp(
  `^(?:[\\s-]|\\s?\\((?=[A-Z]{3}\\)))?(?:([€£¥₹₩₺₱฿₽₫₴₦$]|zł)|(${CURRENCY_CODES})\\b|(${NAMES})\\b)`,
  "iu",
);

/** ISO 4217 code of a sign, code or name as written; null for anything else. */
export function currencyOf(written: string): string | null {
  const text = written.trim().replace(/(?<=Rs)\.$/, "");
  return (
    CURRENCY_SIGNS[text] ??
    CURRENCY_NAMES[text.toLowerCase()] ??
    (new RegExp(`^(?:${CURRENCY_CODES})$`).test(text.toUpperCase()) ? text.toUpperCase() : null)
  );
}

const DECLARED = /\bcurrency\b["']?\s*[:=]\s*["']?([A-Z]{3})\b/iu;

/** The currency that a field of the text names for all its prices: "currency": "EUR". */
export function declaredCurrency(text: string): string | null {
  return currencyOf(DECLARED.exec(text)?.[1] ?? "");
}

/** The currency that a key ("price_usd: 24.99") or a field beside it gives a plain number; null where none does. */
export function currencyOfKey(key: string, declared: string | null): string | null {
  if (/^(?:usd|eur|gbp|cad|aud|inr|jpy|cny|aed|sar|chf)$/u.test(key)) return currencyOf(key);
  return /^(?:price|cost|amount|msrp|rrp|fee|shipping)$/u.test(key) ? declared : null;
}
