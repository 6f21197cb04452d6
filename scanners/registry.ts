/** The seven sources. A new one is one folder and one line here; forgetting either is a type error. */
import type { SourceId } from "@/lib/core/words";
import { scanner as amazonBestSellers } from "./amazon-best-sellers";
import { scanner as amazonDeals } from "./amazon-deals";
import { scanner as googleTrends } from "./google-trends";
import { scanner as instagram } from "./instagram";
import { scanner as pinterest } from "./pinterest";
import { scanner as reddit } from "./reddit";
import type { Scanner } from "./scanner";
import { scanner as tiktok } from "./tiktok";

export const SCANNERS: Record<SourceId, Scanner> = {
  "amazon-best-sellers": amazonBestSellers,
  "amazon-deals": amazonDeals,
  tiktok,
  reddit,
  "google-trends": googleTrends,
  instagram,
  pinterest,
};
