/**
 * What fills the boards beside products, as in life: sales events, invented people and teams, news, talk and looks.
 * None of it should end up as a product.
 */
import type { Bystander } from "./thing";

const EVENTS: readonly Bystander[] = [
  {
    kind: "event",
    slug: "kitchen-week",
    picture: ["calendar", "coral"],
    strength: 0.8,
    course: "steady",
    priceRange: [7.99, 249],
    discounts: [72, 45],
    seen: { "amazon-deals": { title: "Kitchen Refresh Week: Cookware, Storage & More", was: 0 } },
  },
  {
    kind: "event",
    slug: "desk-days",
    picture: ["calendar", "slate"],
    strength: 0.7,
    course: "rising",
    priceRange: [9.99, 399],
    discounts: [60, 40],
    seen: { "amazon-deals": { title: "Desk Days: Chairs, Lamps and Cables", was: 0 } },
  },
  {
    kind: "event",
    slug: "winter-bedding",
    picture: ["calendar", "violet"],
    strength: 0.6,
    course: "rising",
    priceRange: [14.5, 189],
    discounts: [55, 30],
    seen: { "amazon-deals": { title: "Warm Winter Bedding from Many Brands", was: 0 } },
  },
  {
    kind: "event",
    slug: "pet-picks",
    picture: ["calendar", "sand"],
    strength: 0.5,
    course: "steady",
    priceRange: [4.99, 129],
    discounts: [65, 35],
    seen: { "amazon-deals": { title: "Pet Picks: Beds, Toys, Treats", was: 0 } },
  },
  {
    kind: "event",
    slug: "toy-fortnight",
    picture: ["calendar", "rose"],
    strength: 0.55,
    course: "spiking",
    priceRange: [5.49, 149],
    discounts: [80, 50],
    seen: { "amazon-deals": { title: "Toy Fortnight: Building, Plush, Puzzles", was: 0 } },
  },
  {
    kind: "event",
    slug: "fitness-start",
    picture: ["calendar", "teal"],
    strength: 0.45,
    course: "late",
    priceRange: [8.99, 899],
    discounts: [58, 33],
    seen: { "amazon-deals": { title: "Fitness Start: Mats, Bands, Benches", was: 0 } },
  },
];

type Board = {
  slug: string;
  term: string;
  geo: "US" | "GB" | "CA";
  strength: number;
  course: Bystander["course"];
};

function searched(
  kind: "person" | "news",
  motif: "person" | "paper" | "ball",
  rows: readonly Board[],
): Bystander[] {
  return rows.map(({ slug, term, geo, strength, course }) => ({
    kind,
    slug,
    picture: [motif, kind === "person" ? "rose" : "slate"],
    strength,
    course,
    seen: { "google-trends": { term, geo } },
  }));
}

const PEOPLE = searched("person", "person", [
  { slug: "marlo-venn", term: "marlo venn", geo: "US", strength: 0.99, course: "spiking" },
  {
    slug: "tessa-quillfeather",
    term: "tessa quillfeather interview",
    geo: "US",
    strength: 0.85,
    course: "fading",
  },
  { slug: "odrin-castellane", term: "odrin castellane", geo: "GB", strength: 0.9, course: "steady" },
  { slug: "bex-hallowby", term: "bex hallowby wedding", geo: "GB", strength: 0.7, course: "spiking" },
  { slug: "jory-lachance-bell", term: "jory lachance-bell", geo: "CA", strength: 0.88, course: "steady" },
  { slug: "ilsa-marrowick", term: "ilsa marrowick tour dates", geo: "CA", strength: 0.72, course: "rising" },
]);

const SPORT = searched("news", "ball", [
  { slug: "harriers-otters", term: "harriers vs otters", geo: "US", strength: 0.97, course: "steady" },
  { slug: "quayside-rovers", term: "quayside rovers score", geo: "GB", strength: 0.95, course: "steady" },
  { slug: "frostbelt-classic", term: "frostbelt classic", geo: "CA", strength: 0.92, course: "rising" },
  { slug: "lake-league", term: "lake league standings", geo: "CA", strength: 0.6, course: "steady" },
  { slug: "velodrome-final", term: "velodrome final", geo: "GB", strength: 0.65, course: "spiking" },
]);

const NEWS = searched("news", "paper", [
  { slug: "harbour-bridge", term: "harbour bridge closed", geo: "US", strength: 0.8, course: "fading" },
  { slug: "meteor-shower", term: "meteor shower tonight", geo: "US", strength: 0.75, course: "spiking" },
  { slug: "first-snow", term: "first snow forecast", geo: "US", strength: 0.7, course: "rising" },
  { slug: "rail-strike", term: "rail strike dates", geo: "GB", strength: 0.82, course: "steady" },
  { slug: "budget-speech", term: "budget speech time", geo: "GB", strength: 0.66, course: "fading" },
  { slug: "clock-change", term: "when do clocks change", geo: "GB", strength: 0.6, course: "fading" },
  { slug: "ferry-delay", term: "ferry delay", geo: "CA", strength: 0.77, course: "steady" },
  { slug: "maple-vote", term: "maple county vote", geo: "CA", strength: 0.68, course: "spiking" },
  { slug: "northern-lights", term: "northern lights map", geo: "CA", strength: 0.64, course: "rising" },
]);

function talked(
  rows: readonly { slug: string; title: string; board: string; strength: number }[],
): Bystander[] {
  return rows.map(({ slug, title, board, strength }) => ({
    kind: "talk",
    slug,
    picture: ["speech", "green"],
    strength,
    course: "steady",
    seen: { reddit: { title, board, link: "text" } },
  }));
}

const TALK = talked([
  {
    slug: "talk-boots",
    title: "What did you buy ten years ago that you would buy again today?",
    board: "BuyItForLife",
    strength: 0.9,
  },
  {
    slug: "talk-repair",
    title: "Repaired my grandfather's toaster instead of replacing it",
    board: "BuyItForLife",
    strength: 0.7,
  },
  {
    slug: "talk-noise",
    title: "Neighbours asked me to walk more quietly at 6 am",
    board: "WorkOnline",
    strength: 0.55,
  },
  { slug: "talk-rules", title: "Weekly thread: show us your desk", board: "gadgets", strength: 0.5 },
  { slug: "talk-tea", title: "Is it normal that my kettle sings?", board: "tea", strength: 0.45 },
  { slug: "talk-cat", title: "My cat has opinions about Mondays", board: "dogs", strength: 0.6 },
]);

function tagged(
  kind: "talk" | "look",
  rows: readonly {
    slug: string;
    tag: string;
    industry: 11 | 12 | 14 | 21 | 22 | 25 | 27 | 28 | 29;
    strength: number;
  }[],
): Bystander[] {
  return rows.map(({ slug, tag, industry, strength }) => ({
    kind,
    slug,
    picture: ["hash", kind === "look" ? "violet" : "teal"],
    strength,
    course: "spiking",
    seen: { tiktok: { tag, industry } },
  }));
}

const TAGS = [
  ...tagged("talk", [
    { slug: "tag-roadtrip", tag: "roadtripdiaries", industry: 11, strength: 0.8 },
    { slug: "tag-carmeet", tag: "sundaycarmeet", industry: 11, strength: 0.6 },
    { slug: "tag-oldvan", tag: "oldvanrestoration", industry: 11, strength: 0.5 },
    { slug: "tag-soupseason", tag: "soupseason", industry: 27, strength: 0.9 },
    { slug: "tag-finals", tag: "finalsweek", industry: 25, strength: 0.7 },
    { slug: "tag-derby", tag: "derbyday", industry: 28, strength: 0.88 },
    { slug: "tag-morningroutine", tag: "slowmorning", industry: 29, strength: 0.62 },
  ]),
  ...tagged("look", [
    { slug: "tag-harvestcore", tag: "harvestcore", industry: 22, strength: 0.75 },
    { slug: "tag-redhair", tag: "copperhair", industry: 14, strength: 0.58 },
  ]),
];

function posted(
  rows: readonly { slug: string; caption: string; hashtag: string; strength: number }[],
): Bystander[] {
  return rows.map(({ slug, caption, hashtag, strength }) => ({
    kind: "talk",
    slug,
    picture: ["camera", "amber"],
    strength,
    course: "steady",
    seen: { instagram: { caption, hashtag } },
  }));
}

const POSTS = posted([
  {
    slug: "post-sunset",
    caption: "Sunset from the ferry. No filter needed.",
    hashtag: "homedecor",
    strength: 0.85,
  },
  {
    slug: "post-giveaway",
    caption: "GIVEAWAY! Follow, like, tag three friends. Ends Friday.",
    hashtag: "amazonfinds",
    strength: 0.8,
  },
  {
    slug: "post-birthday",
    caption: "Twelve years of this very good dog.",
    hashtag: "petsofinstagram",
    strength: 0.9,
  },
  {
    slug: "post-recipe",
    caption: "Leek soup, three ingredients, twenty minutes.",
    hashtag: "kitchengadgets",
    strength: 0.6,
  },
  { slug: "post-quote", caption: "Rest is part of the work.", hashtag: "skincare", strength: 0.7 },
  {
    slug: "post-studio",
    caption: "Studio tour on Saturday, bring a coat.",
    hashtag: "deskgoals",
    strength: 0.4,
  },
]);

function looked(
  rows: readonly {
    slug: string;
    keyword: string;
    year: "rising" | "stable" | "seasonal" | "collapsing";
    strength: number;
  }[],
): Bystander[] {
  return rows.map(({ slug, keyword, year, strength }) => ({
    kind: "look",
    slug,
    picture: ["hash", "coral"],
    strength,
    course: "steady",
    seen: { pinterest: { keyword, year } },
  }));
}

const LOOKS = looked([
  { slug: "look-outfits", keyword: "autumn outfit ideas", year: "seasonal", strength: 0.95 },
  { slug: "look-nails", keyword: "burgundy nails", year: "seasonal", strength: 0.85 },
  { slug: "look-hair", keyword: "copper hair", year: "rising", strength: 0.7 },
  { slug: "look-dinner", keyword: "one pan dinner", year: "stable", strength: 0.8 },
  { slug: "look-drawing", keyword: "easy drawing ideas", year: "stable", strength: 0.75 },
  { slug: "look-costume", keyword: "last minute costume", year: "collapsing", strength: 0.5 },
  { slug: "look-hallway", keyword: "narrow hallway ideas", year: "stable", strength: 0.55 },
  { slug: "look-wreath", keyword: "dried orange wreath", year: "seasonal", strength: 0.65 },
]);

export const BYSTANDERS: readonly Bystander[] = [
  ...EVENTS,
  ...PEOPLE,
  ...SPORT,
  ...NEWS,
  ...TALK,
  ...TAGS,
  ...POSTS,
  ...LOOKS,
];

/** Pinterest names product categories too; these belong to no single thing. */
export const PINTEREST_CATEGORIES: readonly {
  id: number;
  name: string;
  vertical: string | null;
  volume: number;
  mom: number;
}[] = [
  { id: 1455, name: "T_SHIRTS", vertical: "FASHION", volume: 100, mom: 6 },
  { id: 1326, name: "NIGHT_LIGHTS_AND_AMBIENT_LIGHTING", vertical: "HOME_DECOR", volume: 41, mom: 27 },
  { id: 1483, name: "TUMBLERS_AND_WATER_BOTTLES", vertical: "HOME_DECOR", volume: 33, mom: 4 },
  { id: 1441, name: "STORAGE_AND_ORGANIZATION", vertical: "HOME_DECOR", volume: 28, mom: 11 },
  { id: 1408, name: "SEASONAL_AND_HOLIDAY_DECORATIONS", vertical: "HOME_DECOR", volume: 22, mom: 64 },
  { id: 1182, name: "FIGURINES", vertical: "HOME_DECOR", volume: 9, mom: 13 },
  { id: 1301, name: "LIP_CARE", vertical: "BEAUTY", volume: 8, mom: 18 },
  { id: 1258, name: "HOUSEHOLD_SUPPLIES", vertical: null, volume: 7, mom: 2 },
];

/** The oldest post of the board, pinned to its top; it is not of these days. */
export const PINNED_POST = { title: "Read this first: how we vote here", board: "BuyItForLife" } as const;
