/** The four questions of a discovery round. */
export const QUESTIONS = ["viral-now", "trending-week", "tiktok-trends", "amazon-hot"] as const;
export type Question = (typeof QUESTIONS)[number];

export const QUESTION_LABELS: Record<Question, string> = {
  "viral-now": "Which products are going viral right now?",
  "trending-week": "Which products are trending this week?",
  "tiktok-trends": "Which products are trending on TikTok?",
  "amazon-hot": "Which products are hot on Amazon?",
};

export function asQuestion(text: string): Question | null {
  return QUESTIONS.find((question) => question === text) ?? null;
}
