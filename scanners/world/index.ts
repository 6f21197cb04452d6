/** The sample world: what the seven sources and the web say when nobody has connected anything yet. */
import type { SourceId } from "@/lib/core/words";
import { render as amazonBestSellers } from "../amazon-best-sellers/sample/render";
import { render as amazonDeals } from "../amazon-deals/sample/render";
import { render as googleTrends } from "../google-trends/sample/render";
import { render as instagram } from "../instagram/sample/render";
import { render as pinterest } from "../pinterest/sample/render";
import { render as reddit } from "../reddit/sample/render";
import type { Page } from "../scanner";
import { render as tiktok } from "../tiktok/sample/render";
import { SAMPLE_DAYS } from "./thing";

export { sampleImagePath } from "./addresses";
export { SAMPLE_DAYS } from "./thing";
export { answerSampleQuestion } from "./discovery";
export { samplePicture } from "./picture-of";
export { searchSampleWeb } from "./web";

const RENDERERS: Record<SourceId, (day: number, fetchedAt: Date) => Page[]> = {
  "amazon-best-sellers": amazonBestSellers,
  "amazon-deals": amazonDeals,
  tiktok,
  reddit,
  "google-trends": googleTrends,
  instagram,
  pinterest,
};

/**
 * The pages of one scan of a source on a day (0 to 13, the last is the newest), as if fetched at `fetchedAt`;
 * dates inside the pages follow from it. Pages that only carry a token or an id are left out.
 * Throws RangeError for any other day.
 */
export function samplePages(source: SourceId, day: number, fetchedAt: Date): Page[] {
  if (!Number.isInteger(day) || day < 0 || day >= SAMPLE_DAYS) {
    throw new RangeError(`The sample world has days 0 to ${SAMPLE_DAYS - 1}, not ${day}.`);
  }
  return RENDERERS[source](day, fetchedAt);
}
