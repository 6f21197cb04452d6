import type { CompetitionReport, RIGHTS_RISKS } from "@/agents/competition/report";
import type { CompetitionLevel } from "@/lib/core/words";
import { asPercent, believedPages, largest, measured, originsOf, type AnalystInput } from "./evidence";
import { abstain, judge, signalOf } from "./judge";

/** Words of pages that speak of somebody's right to stop a newcomer. */
const RIGHTS_WORDS: readonly (readonly [(typeof RIGHTS_RISKS)[number], RegExp])[] = [
  ["brand-gating", /\b(?:brand[- ]gat(?:ed|ing)|brand approval|authori[sz]ed (?:re)?sellers only)\b/iu],
  ["category-gating", /\b(?:category (?:is )?gated|category approval|ungat(?:ed|ing))\b/iu],
  ["trademark", /\btrademark/iu],
  ["design-patent", /\bdesign patent/iu],
  ["utility-patent", /\b(?:utility patent|patented|patent infringement)\b/iu],
  ["licence", /\b(?:officially licen[cs]ed|licen[cs]ing fee|licen[cs]e required)\b/iu],
];

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
    priceWar: discount ? asPercent(discount) >= 30 : null,
    moats: [
      ...(reviews && reviews.value >= 1_000 ? (["reviews"] as const) : []),
      ...(discount && asPercent(discount) >= 30 ? (["scale-price"] as const) : []),
      ...(listings && listings.value >= 2_000 ? (["full-shelf"] as const) : []),
    ],
    rightsRisks: believedPages(dossier)
      .flatMap(({ text }) => RIGHTS_WORDS.flatMap(([risk, words]) => (words.test(text) ? [risk] : [])))
      .filter((risk, at, all) => all.indexOf(risk) === at)
      .slice(0, 4),
  };
}
