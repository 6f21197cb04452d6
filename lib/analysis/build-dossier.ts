import { approvalWords } from "@/lib/core/approval-words";
import { DAY_MS } from "@/lib/core/clock";
import { ORIGIN_LABELS, SOURCE_IDS, type Origin } from "@/lib/core/words";
import type { Dossier, EvidenceItem, Metric } from "@/lib/core/evidence";
import type { Series, Sighting } from "@/lib/core/sighting";
import { engagementChange } from "@/lib/scanning/engagement-change";
import { statedCategory, statedEvidence } from "./stated-evidence";

/** What a dossier is built from; sightings newest first. */
export type DossierInput = {
  product: {
    id: number;
    title: string;
    description: string | null;
    category: string | null;
    trendScore: number | null;
    keywordMatch: { keyword: string; how: string }[];
  };
  sightings: { origin: Origin; detail: Sighting; seenAt: Date }[];
  /** What people have stated of it; nothing where absent. */
  stated?: {
    facts: Parameters<typeof statedEvidence>[0];
    statements: Parameters<typeof statedEvidence>[1];
  };
  homeCurrency: string;
  now: Date;
};

type Draft = Omit<EvidenceItem, "id">;
type Figure = { metric: Metric; value: number | undefined; unit: string; says: (n: string) => string };

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 4 });
/** Points of a daily course made from our own sightings; more would only repeat themselves. */
const COURSE_POINTS = 60;
/** Titles, citations and the like that enter a dossier. */
const MAX_WORDINGS = 6;
const MAX_CITATIONS = 8;

/** Everything known about a product before analysis, as numbered evidence items. Pure. */
export function buildDossier(input: DossierInput): Dossier {
  const { product, homeCurrency, now } = input;
  const { facts, statements } = input.stated ?? { facts: [], statements: [] };
  const category = statedCategory(facts);
  const drafts = [
    ...ownItems(input).filter(({ metric }) => category === null || metric !== "category"),
    ...statedEvidence(facts, statements),
    ...[...byOrigin(input)].flatMap(([origin, seen]) => originItems(origin, seen)),
  ];
  return {
    productId: product.id,
    title: product.title,
    description: product.description,
    category: category ?? product.category,
    homeCurrency,
    builtAt: now.toISOString(),
    items: numbered(drafts, 0),
  };
}

/** Drafts as items, numbered after the last one there is. */
export function numbered(drafts: readonly Draft[], last: number): EvidenceItem[] {
  return drafts.map((draft, at) => ({ id: `E${last + at + 1}`, ...draft }));
}

/** The number of the last item of a dossier. */
export function lastNumber(items: readonly EvidenceItem[]): number {
  return items.reduce((last, item) => Math.max(last, Number(item.id.slice(1))), 0);
}

function byOrigin(input: DossierInput): Map<Origin, DossierInput["sightings"]> {
  return Map.groupBy(input.sightings, (row) => row.origin);
}

const blank = { value: null, unit: null, range: null, points: null, url: null } as const;

function ownItems({ product, sightings, now }: DossierInput): Draft[] {
  const seenAt = now.toISOString();
  const computed = (metric: Metric, value: number, unit: string, text: string): Draft => ({
    ...blank,
    metric,
    origin: "computed",
    value,
    unit,
    text,
    seenAt,
  });
  const sources = new Set(
    sightings.map((row) => row.origin).filter((origin) => SOURCE_IDS.some((id) => id === origin)),
  );
  const first = sightings.at(-1)?.seenAt;
  const last = sightings[0]?.seenAt;
  const days = new Set(sightings.map((row) => row.seenAt.toISOString().slice(0, 10))).size;
  const named = sightings.filter(({ detail }) => detail.unnamed !== true);
  const wordings = [...new Set(named.map((row) => row.detail.title))].slice(0, MAX_WORDINGS);
  const drafts: Draft[] = [
    {
      ...blank,
      metric: "title",
      origin: "computed",
      text: `Seen as: ${wordings.join(" | ") || product.title}`,
      seenAt,
    },
  ];
  if (product.category) {
    drafts.push({
      ...blank,
      metric: "category",
      origin: "computed",
      text: `Category: ${product.category}`,
      seenAt,
    });
  }
  drafts.push(computed("source-count", sources.size, "count", `Seen in ${count(sources.size, "source")}.`));
  drafts.push(
    computed("sighting-count", sightings.length, "count", `Seen ${count(sightings.length, "time")}.`),
  );
  if (first && last) {
    const span = `from ${first.toISOString().slice(0, 10)} to ${last.toISOString().slice(0, 10)}`;
    drafts.push(computed("days-seen", days, "days", `Seen on ${count(days, "day")}, ${span}.`));
  }
  if (product.trendScore !== null) {
    drafts.push(
      computed(
        "trend-score",
        product.trendScore,
        "points",
        `Trend score ${grouped.format(product.trendScore)} of 100.`,
      ),
    );
  }
  const keywords = product.keywordMatch.map((match) => match.keyword);
  if (keywords.length > 0) {
    drafts.push(
      computed(
        "keyword-match",
        keywords.length,
        "count",
        `Matches ${count(keywords.length, "trending keyword")}: ${keywords.join(", ")}.`,
      ),
    );
  }
  return drafts;
}

const count = (n: number, what: string) => `${grouped.format(n)} ${what}${n === 1 ? "" : "s"}`;

/** The items of one origin: its newest figures, how its rank has moved, and its course over time. */
function originItems(origin: Origin, seen: DossierInput["sightings"]): Draft[] {
  const newest = seen[0];
  if (!newest) return [];
  const label = ORIGIN_LABELS[origin];
  const { detail } = newest;
  const at = { origin, seenAt: newest.seenAt.toISOString(), url: webAddress(detail.url) };
  const figures: Figure[] = [
    { metric: "rank", value: detail.rank, unit: "rank", says: (n) => `Rank ${n}${listed(detail)}.` },
    { metric: "rating", value: detail.rating, unit: "stars", says: (n) => `Rated ${n} of 5 stars.` },
    { metric: "review-count", value: detail.reviewCount, unit: "count", says: (n) => `${n} ratings.` },
    {
      metric: "upvotes",
      value: detail.upvotes,
      unit: "count",
      says: (n) => `${n} ${approvalWords(origin)[1]}.`,
    },
    { metric: "comments", value: detail.comments, unit: "count", says: (n) => `${n} comments.` },
    { metric: "views", value: detail.views, unit: "count", says: (n) => `${n} views.` },
    {
      metric: "search-volume",
      value: detail.searchVolume,
      unit: "count",
      says: (n) => `About ${n} searches.`,
    },
    {
      metric: "growth-wow",
      value: percent(detail.growth?.wow),
      unit: "percent",
      says: (n) => `${above(detail, "wow")}${n}% against the week before.`,
    },
    {
      metric: "growth-mom",
      value: percent(detail.growth?.mom),
      unit: "percent",
      says: (n) => `${above(detail, "mom")}${n}% against the month before.`,
    },
    {
      metric: "growth-yoy",
      value: percent(detail.growth?.yoy),
      unit: "percent",
      says: (n) => `${above(detail, "yoy")}${n}% against the year before.`,
    },
    { metric: "discount", value: detail.discountPercent, unit: "percent", says: (n) => `Sold at ${n}% off.` },
  ];
  const drafts: Draft[] = [];
  const price = seen.find((row) => row.detail.price)?.detail.price;
  if (price) {
    const value = Number(price.amount);
    drafts.push({
      ...blank,
      ...at,
      metric: "price",
      value,
      unit: price.currency,
      text: `${label}: price ${price.amount} ${price.currency}.`,
    });
  }
  const range = detail.priceRange;
  if (range) {
    drafts.push({
      ...blank,
      ...at,
      metric: "price-range",
      unit: range.currency,
      range: [Number(range.low), Number(range.high)],
      text: `${label}: prices from ${range.low} to ${range.high} ${range.currency}.`,
    });
  }
  for (const { metric, value, unit, says } of figures) {
    if (value === undefined) continue;
    drafts.push({ ...blank, ...at, metric, value, unit, text: `${label}: ${says(grouped.format(value))}` });
  }
  const climbed = rankChange(seen);
  if (climbed)
    drafts.push({ ...blank, ...at, origin: "computed", ...climbed, text: `${label}: ${climbed.text}` });
  const gained = pace(origin, seen);
  if (gained)
    drafts.push({ ...blank, ...at, origin: "computed", ...gained, text: `${label}: ${gained.text}` });
  const points = detail.series ?? course(seen);
  if (points && points.length > 1) {
    const whose = detail.series ? "its own figures" : "our own sightings";
    drafts.push({
      ...blank,
      ...at,
      metric: "series",
      points,
      text: `${label}: ${points.length} points of ${whose}.`,
    });
  }
  for (const citation of (detail.citations ?? []).slice(0, MAX_CITATIONS)) {
    const text = [citation.title, citation.text].filter(Boolean).join(": ");
    if (text) drafts.push({ ...blank, ...at, metric: "web", url: webAddress(citation.url), text });
  }
  return drafts;
}

const listed = (detail: Sighting) =>
  `${detail.listSize === undefined ? "" : ` of ${grouped.format(detail.listSize)}`}${detail.list ? ` in ${detail.list}` : ""}`;

/** A growth that its source has capped is a bound: the truth lies above it. */
const above = ({ growthIsBound }: Sighting, span: "wow" | "mom" | "yoy") =>
  growthIsBound?.includes(span) ? "more than " : "";

/** A fraction as percent, without the dust of binary fractions: 0.11 is 11. */
const percent = (fraction: number | undefined) =>
  fraction === undefined ? undefined : Number((fraction * 100).toPrecision(12));

/** Only http and https addresses; anything else is no link. */
function webAddress(url: string | undefined): string | null {
  return url !== undefined && /^https?:\/\//i.test(url) ? url : null;
}

/** Places climbed between the first and the newest sighting in the same list: positive is up. */
function rankChange(
  seen: DossierInput["sightings"],
): Pick<Draft, "metric" | "value" | "unit" | "text"> | null {
  const newest = seen[0];
  if (newest?.detail.rank === undefined) return null;
  const same = seen.filter((row) => row.detail.rank !== undefined && row.detail.list === newest.detail.list);
  const oldest = same.at(-1);
  if (oldest?.detail.rank === undefined || oldest === newest) return null;
  const days = Math.round((newest.seenAt.getTime() - oldest.seenAt.getTime()) / DAY_MS);
  const value = oldest.detail.rank - newest.detail.rank;
  const moved =
    value === 0
      ? `Rank stayed at ${newest.detail.rank}`
      : `Rank moved from ${oldest.detail.rank} to ${newest.detail.rank}`;
  const text = `${moved}, ${value} ${Math.abs(value) === 1 ? "place" : "places"} in ${count(days, "day")}.`;
  return { metric: "rank-change", value, unit: "places", text };
}

/** What a post gained between our last two looks at it, where that is known. */
function pace(
  origin: Origin,
  seen: DossierInput["sightings"],
): Pick<Draft, "metric" | "value" | "unit" | "text"> | null {
  const change = engagementChange(seen);
  if (!change) return null;
  const what = change.measure === "views" ? "Views" : `${capital(approvalWords(origin)[1])} and comments`;
  const hours = Number(change.hours.toPrecision(2));
  const text = `${what} of one post changed by ${grouped.format(change.gained)} in ${count(hours, "hour")}.`;
  return { metric: "engagement-change", value: change.gained, unit: "count", text };
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** One point a day of the figure the origin moves by; null where it has none. */
function course(seen: DossierInput["sightings"]): Series | null {
  const figure = (detail: Sighting) =>
    detail.views ??
    detail.upvotes ??
    detail.searchVolume ??
    (detail.rank === undefined ? undefined : 1 / detail.rank);
  const days = new Map<string, number>();
  for (const row of seen) {
    const value = figure(row.detail);
    const day = row.seenAt.toISOString().slice(0, 10);
    if (value !== undefined && !days.has(day)) days.set(day, Number(value.toPrecision(6)));
  }
  const points = [...days].toSorted(([a], [b]) => a.localeCompare(b)).slice(-COURSE_POINTS);
  return points.length > 1 ? points : null;
}
