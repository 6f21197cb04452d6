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
      { slug: "sports", name: "Sport & Freizeit" },
      { slug: "pet-supplies", name: "Haustier" },
      { slug: "garden", name: "Garten" },
      { slug: "drugstore", name: "Drogerie & Körperpflege" },
      { slug: "baby", name: "Baby" },
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
      { slug: "kids", name: "Toys & Games" },
      { slug: "sports", name: "Sports & Outdoors" },
      { slug: "outdoors", name: "Garden" },
      { slug: "drugstore", name: "Health & Personal Care" },
      { slug: "officeproduct", name: "Stationery & Office Supplies" },
    ],
  },
  fr: {
    host: "www.amazon.fr",
    language: "fr-FR",
    currency: "EUR",
    lists: [
      { slug: "electronics", name: "High-Tech" },
      { slug: "kitchen", name: "Cuisine et Maison" },
      { slug: "beauty", name: "Beauté et Parfum" },
      { slug: "hi", name: "Bricolage" },
      { slug: "toys", name: "Jeux et Jouets" },
      { slug: "sports", name: "Sports et Loisirs" },
      { slug: "pet-supplies", name: "Animalerie" },
      { slug: "lawn-garden", name: "Jardin" },
    ],
  },
  it: {
    host: "www.amazon.it",
    language: "it-IT",
    currency: "EUR",
    lists: [
      { slug: "electronics", name: "Elettronica" },
      { slug: "kitchen", name: "Casa e cucina" },
      { slug: "beauty", name: "Bellezza" },
      { slug: "tools", name: "Fai da te" },
      { slug: "toys", name: "Giochi e giocattoli" },
      { slug: "sports", name: "Sport e tempo libero" },
      { slug: "pet-supplies", name: "Prodotti per animali domestici" },
      { slug: "garden", name: "Giardino e giardinaggio" },
    ],
  },
  es: {
    host: "www.amazon.es",
    language: "es-ES",
    currency: "EUR",
    lists: [
      { slug: "electronics", name: "Electrónica" },
      { slug: "kitchen", name: "Hogar y cocina" },
      { slug: "beauty", name: "Belleza" },
      { slug: "tools", name: "Bricolaje y herramientas" },
      { slug: "toys", name: "Juguetes y juegos" },
      { slug: "sports", name: "Deportes y aire libre" },
      { slug: "pet-supplies", name: "Productos para mascotas" },
      { slug: "lawn-garden", name: "Jardín" },
    ],
  },
  nl: {
    host: "www.amazon.nl",
    language: "nl-NL",
    currency: "EUR",
    lists: [
      { slug: "electronics", name: "Elektronica" },
      { slug: "home", name: "Wonen en keuken" },
      { slug: "beauty", name: "Beauty" },
      { slug: "toys", name: "Speelgoed en spellen" },
      { slug: "sports", name: "Sport en outdoor" },
      { slug: "pet-supplies", name: "Huisdierbenodigdheden" },
    ],
  },
  se: {
    host: "www.amazon.se",
    language: "sv-SE",
    currency: "SEK",
    lists: [
      { slug: "electronics", name: "Elektronik" },
      { slug: "home", name: "Hem och kök" },
      { slug: "beauty", name: "Skönhet" },
      { slug: "toys", name: "Leksaker och spel" },
      { slug: "sports", name: "Sport och outdoor" },
      { slug: "pet-supplies", name: "Husdjursprodukter" },
    ],
  },
  pl: {
    host: "www.amazon.pl",
    language: "pl-PL",
    currency: "PLN",
    lists: [
      { slug: "electronics", name: "Elektronika" },
      { slug: "home", name: "Dom i kuchnia" },
      { slug: "beauty", name: "Uroda" },
      { slug: "toys", name: "Zabawki i gry" },
      { slug: "sports", name: "Sport i turystyka" },
      { slug: "pet-supplies", name: "Artykuły dla zwierząt" },
    ],
  },
  "com.tr": {
    host: "www.amazon.com.tr",
    language: "tr-TR",
    currency: "TRY",
    lists: [
      { slug: "electronics", name: "Elektronik" },
      { slug: "kitchen", name: "Mutfak" },
      { slug: "beauty", name: "Kişisel Bakım ve Kozmetik" },
      { slug: "toys", name: "Oyuncaklar" },
      { slug: "sports", name: "Spor" },
      { slug: "pet-supplies", name: "Evcil Hayvan" },
    ],
  },
  ca: {
    host: "www.amazon.ca",
    language: "en-CA",
    currency: "CAD",
    lists: [
      { slug: "electronics", name: "Electronics" },
      { slug: "kitchen", name: "Home & Kitchen" },
      { slug: "beauty", name: "Beauty" },
      { slug: "hi", name: "Tools & Home Improvement" },
      { slug: "toys", name: "Toys & Games" },
      { slug: "sports", name: "Sports & Outdoors" },
      { slug: "pet-supplies", name: "Pet Supplies" },
      { slug: "office", name: "Office Products" },
    ],
  },
  "com.mx": {
    host: "www.amazon.com.mx",
    language: "es-MX",
    currency: "MXN",
    lists: [
      { slug: "electronics", name: "Electrónicos" },
      { slug: "kitchen", name: "Hogar y Cocina" },
      { slug: "beauty", name: "Belleza" },
      { slug: "tools", name: "Herramientas y Mejoras del Hogar" },
      { slug: "toys", name: "Juguetes y Juegos" },
      { slug: "sports", name: "Deportes y Aire Libre" },
      { slug: "pet-supplies", name: "Productos para Animales" },
    ],
  },
  "com.br": {
    host: "www.amazon.com.br",
    language: "pt-BR",
    currency: "BRL",
    lists: [
      { slug: "electronics", name: "Eletrônicos" },
      { slug: "kitchen", name: "Cozinha" },
      { slug: "home", name: "Casa" },
      { slug: "beauty", name: "Beleza" },
      { slug: "hi", name: "Ferramentas e Materiais de Construção" },
      { slug: "toys", name: "Brinquedos e Jogos" },
      { slug: "sports", name: "Esportes e Aventura" },
      { slug: "pet-products", name: "Pet Shop" },
    ],
  },
  "co.jp": {
    host: "www.amazon.co.jp",
    language: "ja-JP",
    currency: "JPY",
    lists: [
      { slug: "electronics", name: "家電&カメラ" },
      { slug: "kitchen", name: "ホーム&キッチン" },
      { slug: "beauty", name: "ビューティー" },
      { slug: "diy", name: "DIY・工具・ガーデン" },
      { slug: "toys", name: "おもちゃ" },
      { slug: "sports", name: "スポーツ&アウトドア" },
      { slug: "pet-supplies", name: "ペット用品" },
      { slug: "office-products", name: "文房具・オフィス用品" },
    ],
  },
  in: {
    host: "www.amazon.in",
    language: "en-IN",
    currency: "INR",
    lists: [
      { slug: "electronics", name: "Electronics" },
      { slug: "kitchen", name: "Home & Kitchen" },
      { slug: "beauty", name: "Beauty" },
      { slug: "home-improvement", name: "Home Improvement" },
      { slug: "toys", name: "Toys & Games" },
      { slug: "sports", name: "Sports, Fitness & Outdoors" },
      { slug: "pet-supplies", name: "Pet Supplies" },
      { slug: "office", name: "Office Products" },
    ],
  },
  "com.au": {
    host: "www.amazon.com.au",
    language: "en-AU",
    currency: "AUD",
    lists: [
      { slug: "electronics", name: "Electronics" },
      { slug: "kitchen", name: "Kitchen & Dining" },
      { slug: "home", name: "Home" },
      { slug: "beauty", name: "Beauty" },
      { slug: "home-improvement", name: "Home Improvement" },
      { slug: "toys", name: "Toys & Games" },
      { slug: "sporting-goods", name: "Sports, Fitness & Outdoors" },
      { slug: "pet-supplies", name: "Pet Supplies" },
    ],
  },
  ae: {
    host: "www.amazon.ae",
    language: "en-AE",
    currency: "AED",
    lists: [
      { slug: "appliances", name: "Appliances" },
      { slug: "electronics", name: "Electronics" },
      { slug: "kitchen", name: "Kitchen" },
      { slug: "home", name: "Home" },
      { slug: "beauty", name: "Beauty" },
      { slug: "toys", name: "Toys" },
      { slug: "sporting-goods", name: "Sporting Goods" },
      { slug: "pet-products", name: "Pet Products" },
    ],
  },
  sa: {
    host: "www.amazon.sa",
    language: "ar-SA",
    currency: "SAR",
    lists: [
      { slug: "electronics", name: "Electronics" },
      { slug: "kitchen", name: "Kitchen" },
      { slug: "home", name: "Home" },
      { slug: "beauty", name: "Beauty" },
      { slug: "toys", name: "Toys" },
      { slug: "sporting-goods", name: "Sporting Goods" },
    ],
  },
  sg: {
    host: "www.amazon.sg",
    language: "en-SG",
    currency: "SGD",
    lists: [
      { slug: "electronics", name: "Electronics" },
      { slug: "kitchen", name: "Kitchen & Dining" },
      { slug: "home", name: "Home" },
      { slug: "beauty", name: "Beauty" },
      { slug: "toys", name: "Toys & Games" },
      { slug: "sports", name: "Sports & Outdoors" },
      { slug: "pet-supplies", name: "Pet Supplies" },
    ],
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
