import type { EvidenceItem } from "@/lib/core/evidence";
import type { CompetitionLevel } from "@/lib/core/words";
import { VERDICT_RULES } from "./verdict-rules";

/**
 * How contested the market is, from measured evidence alone: the number of competing listings and the review count of
 * the leading one. A review count of the product itself is a lower bound of the leader's: it can raise the level, never
 * make it low. Null when nothing of it is known. `evidence` names the items that were read.
 */
export function competitionLevel(items: readonly EvidenceItem[]): {
  level: CompetitionLevel | null;
  reasons: string[];
  evidence: string[];
} {
  const { low, high } = VERDICT_RULES.competition;
  const listings = upperMedian(counts(items, (item) => item.metric === "competing-listings"));
  const leader = upperMedian(
    counts(items, (item) => item.metric === "review-count" && isAboutTheLeader(item)),
  );
  const own = highest(counts(items, (item) => item.metric === "review-count" && !isAboutTheLeader(item)));
  const reviews = own && (!leader || own.value > leader.value) ? own : leader;

  const reasons: string[] = [];
  if (listings) reasons.push(`${grouped(listings.value)} competing listings.`);
  if (reviews)
    reasons.push(
      `The leading listing has ${reviews === own ? "at least " : ""}${grouped(reviews.value)} reviews.`,
    );
  const evidence = [listings?.id, reviews?.id].filter((id) => id !== undefined);

  const level = ((): CompetitionLevel | null => {
    if (listings && listings.value > high.listingsAbove) return "high";
    if (reviews && reviews.value > high.leaderReviewsAbove) return "high";
    if (!listings && !leader) {
      // The product's own count alone says how strong it is, not how many others there are.
      return reviews && reviews.value >= low.leaderReviewsBelow ? "medium" : null;
    }
    if (
      listings &&
      leader &&
      reviews &&
      listings.value < low.listingsBelow &&
      reviews.value < low.leaderReviewsBelow
    ) {
      return "low";
    }
    return "medium";
  })();

  if (level === null)
    return {
      level,
      reasons: ["Neither the number of competing listings nor the leader's reviews are known."],
      evidence: [],
    };
  if (!listings) reasons.push("How many listings compete is not known, so the level is not called low.");
  if (!leader) reasons.push("How many reviews the leader has is not known, so the level is not called low.");
  return { level, reasons, evidence };
}

type Counted = { id: string; value: number };

function counts(items: readonly EvidenceItem[], wanted: (item: EvidenceItem) => boolean): Counted[] {
  return items
    .filter(wanted)
    .flatMap(({ id, value }) =>
      value !== null && Number.isFinite(value) && value >= 0 ? [{ id, value }] : [],
    )
    .toSorted((a, b) => a.value - b.value);
}

/** Review counts read from the web are those of the best seller among the competitors. */
function isAboutTheLeader(item: EvidenceItem): boolean {
  return item.origin === "web";
}

/** The middle one, of two middle ones the higher: one outlier moves nothing, doubt makes the market harder. */
function upperMedian(sorted: readonly Counted[]): Counted | undefined {
  return sorted[Math.floor(sorted.length / 2)];
}

function highest(sorted: readonly Counted[]): Counted | undefined {
  return sorted.at(-1);
}

const WHOLE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

function grouped(value: number): string {
  return WHOLE.format(value);
}
