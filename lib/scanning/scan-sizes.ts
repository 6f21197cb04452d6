/** How large one scan with default settings is at most, every key set: what the arithmetic of the plans counts with. */
import type { SourceId } from "@/lib/core/words";
import { SCANNERS } from "@/scanners/registry";

const MINUTES_A_DAY = 1_440;

export const SCAN_SIZES: Record<SourceId, { pages: number; items: number }> = {
  // 10 lists of 50
  "amazon-best-sellers": { pages: 10, items: 500 },
  // 6 departments, 48 cards on a page of results
  "amazon-deals": { pages: 6, items: 288 },
  // 9 industries over 2 windows, 3 rows each without a session
  tiktok: { pages: 18, items: 54 },
  // the token, and two pages of one listing over all subreddits
  reddit: { pages: 3, items: 200 },
  // the feed's 10 and about 430 of the page's own list
  "google-trends": { pages: 2, items: 440 },
  // 8 hashtags, top and recent, 50 posts each
  instagram: { pages: 16, items: 800 },
  // the date, and 4 lists of 100
  pinterest: { pages: 5, items: 400 },
};

/** Each source begins at its own honest pace. */
export function scansADay(source: SourceId): number {
  return MINUTES_A_DAY / SCANNERS[source].cadenceMinutes;
}
