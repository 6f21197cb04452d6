import { z } from "zod";
import { COMPETITION_LEVELS } from "@/lib/core/words";
import type { Dossier } from "@/lib/core/evidence";
import type { ReportWith } from "../agent";

/** What keeps a newcomer off the first page; the strongest first. */
const MOATS = [
  "reviews",
  "brand",
  "patent",
  "exclusive-supply",
  "scale-price",
  "full-shelf",
  "gated-listing",
  "network",
] as const;
/** Who may sell or make it at all, beside whoever is there. */
export const RIGHTS_RISKS = [
  "brand-gating",
  "category-gating",
  "trademark",
  "utility-patent",
  "design-patent",
  "licence",
] as const;

export const fields = {
  /** An opinion; the level that counts is computed from checked evidence. */
  level: z.enum(COMPETITION_LEVELS),
  /** Listings of the same thing; null when nobody counted them. */
  competingListings: z.number().nullable(),
  /** Reviews of the strongest rival; null when unknown. */
  leaderReviews: z.number().nullable(),
  /** Whether rivals fight with price; null when neither discounts nor several prices are known. */
  priceWar: z.boolean().nullable(),
  moats: z.array(z.enum(MOATS)).max(4),
  rightsRisks: z.array(z.enum(RIGHTS_RISKS)).max(4),
};
export type CompetitionReport = ReportWith<typeof fields>;
type Crowd = Extract<CompetitionReport, { status: "ok" }>;

export function check(report: Crowd, dossier: Dossier): string[] {
  const problems: string[] = [];
  const { level, score, competingListings, leaderReviews, priceWar, moats, rightsRisks } = report;
  if ((level === "high" && score > 60) || (level === "low" && score < 40)) {
    problems.push(`A ${level} level of competition goes with a score of ${score}.`);
  }
  const seen = (metric: "competing-listings" | "review-count", value: number) =>
    dossier.items.some((item) => item.metric === metric && item.value === value);
  if (competingListings !== null && !seen("competing-listings", competingListings)) {
    problems.push(`${competingListings} competing listings stand in no evidence.`);
  }
  if (leaderReviews !== null && !seen("review-count", leaderReviews)) {
    problems.push(`${leaderReviews} reviews of the leader stand in no evidence.`);
  }
  const priced = dossier.items.some(({ metric }) => ["price", "price-range", "discount"].includes(metric));
  if (priceWar !== null && !priced) problems.push("A price war is judged without a price or a discount.");
  for (const list of [moats, rightsRisks]) {
    if (new Set<string>(list).size < list.length) problems.push("A moat or a risk is named twice.");
  }
  return problems;
}
