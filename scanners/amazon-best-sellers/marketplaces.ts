/** The countries whose best-seller lists are known, each with its own slugs: "electronics" here is "ce-de" there. */

export type AmazonMarketplace = {
  host: string;
  /** BCP 47: the language asked for. */
  language: string;
  /** ISO 4217: asked for by cookie; what a page then shows is read from the page. */
  currency: string;
  /** Slugs, as they stand in a list's address. */
  lists: readonly string[];
};

/**
 * Slugs seen in recorded pages: com electronics and hi, de ce-de, ae appliances. The others are in common use and were not
 * proven here: a list that Amazon does not know is named as such in the scan and costs no other list.
 */
export const AMAZON_MARKETPLACES = {
  com: {
    host: "www.amazon.com",
    language: "en-US",
    currency: "USD",
    lists: [
      "electronics",
      "hi",
      "kitchen",
      "home-garden",
      "beauty",
      "toys-and-games",
      "sporting-goods",
      "pet-supplies",
      "office-products",
      "fashion",
    ],
  },
  de: {
    host: "www.amazon.de",
    language: "de-DE",
    currency: "EUR",
    lists: [
      "ce-de",
      "kitchen",
      "beauty",
      "diy",
      "toys",
      "sports",
      "pet-supplies",
      "garden",
      "drugstore",
      "baby",
    ],
  },
  "co.uk": {
    host: "www.amazon.co.uk",
    language: "en-GB",
    currency: "GBP",
    lists: [
      "electronics",
      "kitchen",
      "beauty",
      "diy",
      "pet-supplies",
      "kids",
      "sports",
      "outdoors",
      "drugstore",
      "officeproduct",
    ],
  },
  fr: {
    host: "www.amazon.fr",
    language: "fr-FR",
    currency: "EUR",
    lists: ["electronics", "kitchen", "beauty", "hi", "toys", "sports", "pet-supplies", "lawn-garden"],
  },
  it: {
    host: "www.amazon.it",
    language: "it-IT",
    currency: "EUR",
    lists: ["electronics", "kitchen", "beauty", "tools", "toys", "sports", "pet-supplies", "garden"],
  },
  es: {
    host: "www.amazon.es",
    language: "es-ES",
    currency: "EUR",
    lists: ["electronics", "kitchen", "beauty", "tools", "toys", "sports", "pet-supplies", "lawn-garden"],
  },
  nl: {
    host: "www.amazon.nl",
    language: "nl-NL",
    currency: "EUR",
    lists: ["electronics", "home", "beauty", "toys", "sports", "pet-supplies"],
  },
  se: {
    host: "www.amazon.se",
    language: "sv-SE",
    currency: "SEK",
    lists: ["electronics", "home", "beauty", "toys", "sports", "pet-supplies"],
  },
  pl: {
    host: "www.amazon.pl",
    language: "pl-PL",
    currency: "PLN",
    lists: ["electronics", "home", "beauty", "toys", "sports", "pet-supplies"],
  },
  "com.tr": {
    host: "www.amazon.com.tr",
    language: "tr-TR",
    currency: "TRY",
    lists: ["electronics", "kitchen", "beauty", "toys", "sports", "pet-supplies"],
  },
  ca: {
    host: "www.amazon.ca",
    language: "en-CA",
    currency: "CAD",
    lists: ["electronics", "kitchen", "beauty", "hi", "toys", "sports", "pet-supplies", "office"],
  },
  "com.mx": {
    host: "www.amazon.com.mx",
    language: "es-MX",
    currency: "MXN",
    lists: ["electronics", "kitchen", "beauty", "tools", "toys", "sports", "pet-supplies"],
  },
  "com.br": {
    host: "www.amazon.com.br",
    language: "pt-BR",
    currency: "BRL",
    lists: ["electronics", "kitchen", "home", "beauty", "hi", "toys", "sports", "pet-products"],
  },
  "co.jp": {
    host: "www.amazon.co.jp",
    language: "ja-JP",
    currency: "JPY",
    lists: ["electronics", "kitchen", "beauty", "diy", "toys", "sports", "pet-supplies", "office-products"],
  },
  in: {
    host: "www.amazon.in",
    language: "en-IN",
    currency: "INR",
    lists: [
      "electronics",
      "kitchen",
      "beauty",
      "home-improvement",
      "toys",
      "sports",
      "pet-supplies",
      "office",
    ],
  },
  "com.au": {
    host: "www.amazon.com.au",
    language: "en-AU",
    currency: "AUD",
    lists: [
      "electronics",
      "kitchen",
      "home",
      "beauty",
      "home-improvement",
      "toys",
      "sporting-goods",
      "pet-supplies",
    ],
  },
  ae: {
    host: "www.amazon.ae",
    language: "en-AE",
    currency: "AED",
    lists: [
      "appliances",
      "electronics",
      "kitchen",
      "home",
      "beauty",
      "toys",
      "sporting-goods",
      "pet-products",
    ],
  },
  sa: {
    host: "www.amazon.sa",
    language: "ar-SA",
    currency: "SAR",
    lists: ["electronics", "kitchen", "home", "beauty", "toys", "sporting-goods"],
  },
  sg: {
    host: "www.amazon.sg",
    language: "en-SG",
    currency: "SGD",
    lists: ["electronics", "kitchen", "home", "beauty", "toys", "sports", "pet-supplies"],
  },
} as const satisfies Record<string, AmazonMarketplace>;

/** The country of an Amazon host, for what "$", "kr" or "¥" mean there. */
const REGIONS: Record<string, string> = {
  com: "US",
  ca: "CA",
  "com.mx": "MX",
  "com.br": "BR",
  "co.uk": "GB",
  de: "DE",
  fr: "FR",
  it: "IT",
  es: "ES",
  nl: "NL",
  "com.be": "BE",
  se: "SE",
  pl: "PL",
  ie: "IE",
  "com.tr": "TR",
  ae: "AE",
  sa: "SA",
  eg: "EG",
  in: "IN",
  "co.jp": "JP",
  cn: "CN",
  sg: "SG",
  "com.au": "AU",
  "com.co": "CO",
  "co.za": "ZA",
};

/** `https://www.amazon.de` of an Amazon address, with its region; undefined for other hosts. */
export function marketplaceOf(url: string): { origin: string; region: string } | undefined {
  const host = URL.parse(url)?.hostname ?? "";
  const ending = /^(?:[a-z0-9-]+\.)?amazon\.([a-z.]+)$/.exec(host)?.[1];
  const region = ending === undefined ? undefined : REGIONS[ending];
  return region === undefined ? undefined : { origin: `https://www.amazon.${ending}`, region };
}

/** `https://www.amazon.de` of the language and country that a page is written in, where nothing names its address. */
export function originOfLanguage(lang: string | undefined): string | undefined {
  const region = /^[a-z]{2,3}[-_]([a-z]{2})$/i.exec(lang ?? "")?.[1]?.toUpperCase();
  const ending = Object.keys(REGIONS).find((key) => REGIONS[key] === region);
  return ending === undefined ? undefined : `https://www.amazon.${ending}`;
}

/** The ids by which Amazon's own addresses name its marketplaces. */
const MARKETPLACE_IDS: Record<string, string> = {
  ATVPDKIKX0DER: "com",
  A2EUQ1WTGCTBG2: "ca",
  A1AM78C64UM0Y8: "com.mx",
  A2Q3Y263D00KWC: "com.br",
  A1F83G8C2ARO7P: "co.uk",
  A1PA6795UKMFR9: "de",
  A13V1IB3VIYZZH: "fr",
  APJ6JRA9NG5V4: "it",
  A1RKKUPIHCS9HS: "es",
  A1805IZSGTT6HS: "nl",
  A2NODRKZP88ZB9: "se",
  A1C3SOZRARQ6R3: "pl",
  A33AVAJ2PDY3EV: "com.tr",
  A2VIGQ35RCS4UG: "ae",
  A17E79C6D8DWNP: "sa",
  A21TJRUUN4KGV: "in",
  A1VC38T7YXB528: "co.jp",
  A19VAU5U5O7RUS: "sg",
  A39IBJ37TRP1C6: "com.au",
};

/** `https://www.amazon.in` of an address that names a marketplace by its id: `/api/marketplaces/A21TJRUUN4KGV/deals`. */
export function originById(text: string): string | undefined {
  const ending = MARKETPLACE_IDS[/marketplaces\/([A-Z0-9]{10,16})\b/.exec(text)?.[1] ?? ""];
  return ending === undefined ? undefined : `https://www.amazon.${ending}`;
}

/** The currency of a marketplace whose lists are known, ISO 4217. */
export function currencyAt(host: string): string | undefined {
  return Object.values(AMAZON_MARKETPLACES).find((market) => market.host === host)?.currency;
}
