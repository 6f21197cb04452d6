/** The four lists of trending searches, under the names that API v5 and its addresses use. */
export const TREND_TYPES = ["growing", "monthly", "yearly", "seasonal"] as const;
export type TrendType = (typeof TREND_TYPES)[number];

/** The public trends page's numbers for the same four lists. */
export const PRESETS: Record<TrendType, number> = { monthly: 1, yearly: 2, growing: 3, seasonal: 4 };
