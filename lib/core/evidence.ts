/** The dossier: everything known about a product before analysis, as numbered evidence items. */
import { z } from "zod";
import { ORIGINS } from "./words";
import { series } from "./sighting";

/** What an evidence item measures. Rules and the claim checker read these, never free text. */
export const METRICS = [
  "title",
  "category",
  "description",
  "price",
  "price-range",
  "rank",
  "rank-change",
  "rating",
  "review-count",
  "upvotes",
  "comments",
  "views",
  "engagement-change",
  "search-volume",
  "growth-wow",
  "growth-mom",
  "growth-yoy",
  "series",
  "discount",
  "source-count",
  "sighting-count",
  "days-seen",
  "keyword-match",
  "trend-score",
  "cost",
  "landed-cost",
  "fees",
  "margin-low",
  "margin-likely",
  "margin-high",
  "competing-listings",
  "weight",
  "note",
  "web",
] as const;
export type Metric = (typeof METRICS)[number];

export const evidenceItem = z.object({
  /** "E1", "E2", … in the order of the dossier. */
  id: z.string().regex(/^E\d{1,4}$/),
  metric: z.enum(METRICS),
  /** Who says so: an origin, or `computed` for our own arithmetic, or `table` for a dated table of ours. */
  origin: z.enum([...ORIGINS, "computed", "table"]),
  /** A sentence a person can read; every number of the item stands in it. */
  text: z.string(),
  value: z.number().nullable(),
  /** "USD", "percent", "count", "stars", "rank", "days", "fraction" … null for text. */
  unit: z.string().nullable(),
  range: z.tuple([z.number(), z.number()]).nullable(),
  points: series.nullable(),
  url: z.string().nullable(),
  seenAt: z.string(),
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

export const dossier = z.object({
  productId: z.int(),
  title: z.string(),
  description: z.string().nullable(),
  category: z.string().nullable(),
  homeCurrency: z.string(),
  builtAt: z.string(),
  items: z.array(evidenceItem),
  /** What the margin is worked out with, as lib/economics/basis keeps and reads it; absent in runs older than that. */
  basis: z.unknown().optional(),
});
export type Dossier = z.infer<typeof dossier>;

export const claim = z.object({
  text: z.string(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  evidence: z.array(z.string()),
});
export type Claim = z.infer<typeof claim>;

/** A claim after `lib/claims/check-claims`: unsupported ones are struck through and do not count. */
export const checkedClaim = claim.extend({
  supported: z.boolean(),
  reason: z.string(),
  /** True when it repeats text that is worded as an instruction to a model. */
  attack: z.boolean().optional(),
});
export type CheckedClaim = z.infer<typeof checkedClaim>;
