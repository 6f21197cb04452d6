import type { CompetitionReport } from "@/agents/competition/report";
import type { CompetitionLevel } from "@/lib/core/words";
import { asPercent, largest, measured, originsOf, type AnalystInput } from "./evidence";
import { abstain, judge, signalOf } from "./judge";

function levelOf(score: number): CompetitionLevel {
  if (score >= 66) return "low";
  return score >= 34 ? "medium" : "high";
}

export function competition({ dossier }: AnalystInput): CompetitionReport {
  const listings = largest(measured(dossier, "competing-listings"));
  const reviews = largest(measured(dossier, "review-count"));
  const discount = largest(measured(dossier, "discount"));
  const crowd = signalOf(listings, {
    weight: 3,
    points: [
      [10, 95],
      [100, 82],
      [200, 68],
      [700, 50],
      [2_000, 32],
      [10_000, 8],
    ],
    says: (n) => `${n} competing listings were counted.`,
  });
  const leader = signalOf(reviews, {
    weight: 2,
    points: [
      [50, 92],
      [300, 80],
      [1_000, 66],
      [5_000, 48],
      [20_000, 30],
      [100_000, 5],
    ],
    says: (n) => `The strongest listing seen has ${n} reviews.`,
  });
  const priceWar = signalOf(discount, {
    weight: 0.5,
    as: asPercent,
    points: [
      [0, 66],
      [30, 45],
      [70, 14],
    ],
    says: (n) => `Rivals are bought with discounts of ${n}.`,
  });
  const common = judge({
    signals: [...crowd, ...leader, ...priceWar],
    full: 5.5,
    need: 2,
    origins: originsOf(dossier).length,
    subject: "Room on the shelf",
  });
  if (common === null)
    return abstain("Neither competing listings nor the reviews of a rival have been counted.");

  return {
    status: "ok",
    ...common,
    level: levelOf(common.score),
    competingListings: listings?.value ?? null,
    leaderReviews: reviews?.value ?? null,
    moats: [
      ...(reviews && reviews.value >= 1_000 ? ["reviews that a newcomer cannot match soon"] : []),
      ...(discount && asPercent(discount) >= 30 ? ["prices kept low by those who are there"] : []),
      ...(listings && listings.value >= 2_000 ? ["search results that are already full"] : []),
    ],
  };
}
