/**
 * The thresholds of the verdict, of the competition level and of sustainability, in one place and with one version.
 * Whoever changes a number changes the version: stored verdicts name the rules they were made by.
 */
export const VERDICT_RULES = {
  version: "2026-11-22.1",
  margin: {
    /** Percent. Below this the product is rejected. */
    rejectBelow: 20,
    /** Percent. Above this, with low competition and a sustainable trend, it is approved. */
    approveAboveAtLowCompetition: 25,
    /** Percent. From here on, with medium competition, good quality and a sustainable trend, it is approved. */
    approveFromAtMediumCompetition: 30,
  },
  quality: {
    /** 0–100. The least quality for an approval at medium competition. */
    approveFromAtMediumCompetition: 80,
  },
  competition: {
    /** Low needs both: fewer competing listings and a leader with fewer reviews than this. */
    low: { listingsBelow: 200, leaderReviewsBelow: 1_000 },
    /** High needs one of the two: more listings, or a leader with more reviews. */
    high: { listingsAbove: 2_000, leaderReviewsAbove: 20_000 },
  },
  sustainability: {
    /** A series counts as a history when its direction is at least this sure (about a year of points). */
    historyConfidence: 0.5,
    /** Fraction. Yearly growth below this is a declining trend. */
    decliningYearlyGrowthBelow: -0.13,
    /** Days a product must have been seen before a short history may speak for it. */
    daysSeen: 10,
  },
} as const;
