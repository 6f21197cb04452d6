/** The countries whose best-seller lists are known, each with its own slugs: "electronics" here is "ce-de" there. */

type List = { slug: string; name: string };

export type AmazonMarketplace = {
  host: string;
  /** BCP 47: the language asked for. */
  language: string;
  /** ISO 4217: asked for by cookie; what a page then shows is read from the page. */
  currency: string;
  lists: readonly List[];
};

/** Slugs seen in recorded pages: com electronics and hi, de ce-de, ae appliances. The others are in common use. */
export const AMAZON_MARKETPLACES = {
  com: {
    host: "www.amazon.com",
    language: "en-US",
    currency: "USD",
    lists: [
      { slug: "electronics", name: "Electronics" },
      { slug: "hi", name: "Tools & Home Improvement" },
      { slug: "kitchen", name: "Kitchen & Dining" },
      { slug: "home-garden", name: "Home & Kitchen" },
      { slug: "beauty", name: "Beauty & Personal Care" },
      { slug: "toys-and-games", name: "Toys & Games" },
      { slug: "sporting-goods", name: "Sports & Outdoors" },
      { slug: "pet-supplies", name: "Pet Supplies" },
      { slug: "office-products", name: "Office Products" },
      { slug: "fashion", name: "Clothing, Shoes & Jewelry" },
    ],
  },
  de: {
    host: "www.amazon.de",
    language: "de-DE",
    currency: "EUR",
    lists: [
      { slug: "ce-de", name: "Elektronik & Foto" },
      { slug: "kitchen", name: "Küche, Haushalt & Wohnen" },
      { slug: "beauty", name: "Kosmetik" },
      { slug: "diy", name: "Baumarkt" },
      { slug: "toys", name: "Spielzeug" },
    ],
  },
  "co.uk": {
    host: "www.amazon.co.uk",
    language: "en-GB",
    currency: "GBP",
    lists: [
      { slug: "electronics", name: "Electronics & Photo" },
      { slug: "kitchen", name: "Home & Kitchen" },
      { slug: "beauty", name: "Beauty" },
      { slug: "diy", name: "DIY & Tools" },
      { slug: "pet-supplies", name: "Pet Supplies" },
    ],
  },
  ae: {
    host: "www.amazon.ae",
    language: "en-AE",
    currency: "AED",
    lists: [{ slug: "appliances", name: "Appliances" }],
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
  "co.za": "ZA",
};

/** `https://www.amazon.de` of an Amazon address, with its region; undefined for other hosts. */
export function marketplaceOf(url: string): { origin: string; region: string } | undefined {
  const host = URL.parse(url)?.hostname ?? "";
  const ending = /^(?:[a-z0-9-]+\.)?amazon\.([a-z.]+)$/.exec(host)?.[1];
  const region = ending === undefined ? undefined : REGIONS[ending];
  return region === undefined ? undefined : { origin: `https://www.amazon.${ending}`, region };
}
