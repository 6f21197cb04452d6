/** One observation of one thing at one origin in one scan, as a parser hands it over. */
import { z } from "zod";
import { SIGHTING_KINDS } from "./words";
import { money, moneyAmount, currencyCode } from "./money";

const isoTime = z.iso.datetime({ offset: true });

/** A dated series: [ISO date or time, value] in time order. */
export const series = z.array(z.tuple([z.string(), z.number()]));
export type Series = z.infer<typeof series>;

export const sighting = z.object({
  kind: z.enum(SIGHTING_KINDS),
  /** The origin's own id: ASIN, t3_ id, hashtag id, keyword. Unique within an origin. */
  externalId: z.string().min(1).max(300),
  title: z.string().min(1).max(500),
  /** The origin told no title: it is the external id, and only a product that is already known can be meant. */
  unnamed: z.literal(true).optional(),
  url: z.string().max(1000).optional(),
  imageUrl: z.string().max(1000).optional(),
  price: money.optional(),
  priceRange: z.object({ low: moneyAmount, high: moneyAmount, currency: currencyCode }).optional(),
  /** 1 is the top. */
  rank: z.int().positive().optional(),
  listSize: z.int().positive().optional(),
  /** 0–5 stars. */
  rating: z.number().min(0).max(5).optional(),
  reviewCount: z.int().nonnegative().optional(),
  upvotes: z.int().optional(),
  comments: z.int().nonnegative().optional(),
  views: z.number().nonnegative().optional(),
  /** Searches in the origin's own window, as it states them. */
  searchVolume: z.number().nonnegative().optional(),
  /** Fractions: 0.5 is +50%. A bound at the source ("more than 10,000%") is kept as that bound. */
  growth: z
    .object({ wow: z.number().optional(), mom: z.number().optional(), yoy: z.number().optional() })
    .optional(),
  /** Which of `growth` are bounds: the origin says "at least this much", and the truth lies above. */
  growthIsBound: z.array(z.enum(["wow", "mom", "yoy"])).optional(),
  series: series.optional(),
  discountPercent: z.number().min(0).max(100).optional(),
  trendStrength: z.string().max(50).optional(),
  /** The list, board, subreddit or hashtag it stood in. */
  list: z.string().max(200).optional(),
  category: z.string().max(200).optional(),
  /** Hashtags of the post, without "#", in small letters and in order. */
  hashtags: z.array(z.string().max(150)).max(60).optional(),
  citations: z
    .array(z.object({ url: z.string(), title: z.string().optional(), text: z.string().optional() }))
    .optional(),
  /** The origin's own time of the thing: when a post was made, when a search began to trend. Absent where it states none. */
  publishedAt: isoTime.optional(),
  /** The time of the fetch, not of the origin's own clock. */
  seenAt: isoTime,
});
export type Sighting = z.infer<typeof sighting>;
