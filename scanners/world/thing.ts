/** What the sample world is made of: invented products and, as in life, much that is no product. */
import type { Motif, Palette } from "./draw";

export const SAMPLE_DAYS = 14;

/** How attention for a thing moves over the fourteen days. */
export type Course = "rising" | "steady" | "fading" | "spiking" | "late";

/** How a term's year of weekly search interest looks. */
export type Year = "rising" | "stable" | "seasonal" | "collapsing";

export const AMAZON_LISTS = {
  electronics: "Electronics",
  "home-garden": "Home & Kitchen",
  "pet-supplies": "Pet Supplies",
  beauty: "Beauty & Personal Care",
  "toys-and-games": "Toys & Games",
  "sporting-goods": "Sports & Outdoors",
} as const;
export type AmazonList = keyof typeof AMAZON_LISTS;

/** TikTok's industry ids, in units of 10⁹. */
export type Industry = 11 | 12 | 14 | 21 | 22 | 25 | 27 | 28 | 29;

export type Seen = {
  "amazon-best-sellers"?: { list: AmazonList; title: string };
  /** `was` is the price before the deal, in dollars. */
  "amazon-deals"?: { title: string; was: number };
  tiktok?: { tag: string; industry: Industry };
  /** `outside`: the post links to a shop page, `amazon`: to the product's own, `text`: it is a text post. */
  reddit?: { title: string; board: string; link: "amazon" | "outside" | "text" };
  "google-trends"?: { term: string; geo: "US" | "GB" | "CA" };
  instagram?: { caption: string; hashtag: string };
  pinterest?: { keyword: string; year: Year };
};

/** What the sample web says about a product; what is absent nobody has written about. */
export type WebFacts = {
  /** Competing listings on marketplaces. */
  listings?: number;
  /** Reviews of the best seller among them. */
  leaderReviews?: number;
  /** Wholesale price of one unit in dollars, and the least order for it. */
  quote?: { unit: number; moq: number };
  /** Share of orders sent back. */
  returnPercent?: number;
  /** A further sentence, such as a recall. */
  note?: string;
};

export type Product = {
  kind: "product";
  slug: string;
  /** The plain name in lower case, as people search for it. */
  name: string;
  brand: string;
  picture: readonly [Motif, Palette];
  /** Dollars. */
  price: number;
  rating: number;
  /** Ratings on the first day, and new ones a day. */
  reviews: readonly [start: number, perDay: number];
  /** 0–1: how much attention it has at its height. */
  strength: number;
  course: Course;
  seen: Seen;
  web?: WebFacts;
};

export type Bystander = {
  kind: "event" | "person" | "news" | "talk" | "look";
  slug: string;
  picture: readonly [Motif, Palette];
  strength: number;
  course: Course;
  seen: Seen;
  /** For an event of many products. */
  priceRange?: readonly [low: number, high: number];
  /** For an event: the discount in its message and in its badge, which disagree as they do in life. */
  discounts?: readonly [message: number, badge: number];
};

export type Thing = Product | Bystander;
