import { z } from "zod";
import type { ReportWith } from "../agent";

export const VIRAL_FORMATS = ["short-video", "reel", "discussion", "pin", "live", "unboxing"] as const;
/** Followers: nano under 10,000, micro to 100,000, mid to 500,000, macro above. */
export const CREATOR_TIERS = ["nano", "micro", "mid", "macro"] as const;
export const SHAREABILITIES = ["low", "medium", "high"] as const;

export const fields = {
  /** 0–100: how far the product travels without being paid for. */
  viralScore: z.number().min(0).max(100),
  /** Whether those who see it pass it on; null when no count shows it. */
  shareability: z.enum(SHAREABILITIES).nullable(),
  /** The smallest creators who would do for the first round; null when nobody's reach is known. */
  creatorTier: z.enum(CREATOR_TIERS).nullable(),
  /** What the first three seconds would show or say. */
  hooks: z.array(z.string().max(160)).max(4),
  formats: z.array(z.enum(VIRAL_FORMATS)).max(4),
};
export type ViralReport = ReportWith<typeof fields>;

export function check(report: Extract<ViralReport, { status: "ok" }>): string[] {
  const problems: string[] = [];
  const { viralScore, score, formats, shareability } = report;
  if (Math.abs(viralScore - score) > 30) {
    problems.push(`Viral score ${viralScore} and score ${score} contradict each other.`);
  }
  if (formats.length === 0) problems.push("No format is named.");
  if (new Set(formats).size < formats.length) problems.push("A format is named twice.");
  if ((shareability === "high" && viralScore < 40) || (shareability === "low" && viralScore > 70)) {
    problems.push(`A ${shareability} shareability goes with a viral score of ${viralScore}.`);
  }
  return problems;
}
