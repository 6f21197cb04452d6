import { z } from "zod";
import { COMPETITION_LEVELS } from "@/lib/core/words";
import type { Dossier } from "@/lib/core/evidence";
import type { ReportWith } from "../agent";

export const fields = {
  /** An opinion; the level that counts is computed from checked evidence. */
  level: z.enum(COMPETITION_LEVELS),
  /** Listings of the same thing; null when nobody counted them. */
  competingListings: z.number().nullable(),
  /** Reviews of the strongest rival; null when unknown. */
  leaderReviews: z.number().nullable(),
  /** What keeps a newcomer out, each in a few words. */
  moats: z.array(z.string()),
};
export type CompetitionReport = ReportWith<typeof fields>;

export function check(report: Extract<CompetitionReport, { status: "ok" }>, dossier: Dossier): string[] {
  const problems: string[] = [];
  const { level, score, competingListings, leaderReviews } = report;
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
  return problems;
}
