/** The four questions of a discovery round: viral products now, trending this week, on TikTok, hot on Amazon. */
export const QUESTIONS = ["viral-now", "trending-week", "tiktok-trends", "amazon-hot"] as const;
export type Question = (typeof QUESTIONS)[number];

export function asQuestion(text: string): Question | null {
  return QUESTIONS.find((question) => question === text) ?? null;
}
