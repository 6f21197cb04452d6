import { ORIGINS, type Origin } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { nameFromTitle } from "@/lib/matching/name-from-title";
import { readableTitle } from "@/lib/matching/readable-title";

/** Where people write the titles: talk round a name, if any. Shops and lists give names. */
const WRITTEN_BY_PEOPLE: ReadonlySet<Origin> = new Set<Origin>(["reddit"]);
/** A name that is less sure than this says less than the whole title. */
const LEAST_CONFIDENCE = 0.3;

/**
 * The title that says best what a thing is: a thing for sale with its price before one without, a product
 * before a term, a shop before a hashtag, and the newest of equals. The order in which sources were read
 * plays no part. Null where nothing was seen by name.
 * A hashtag is taken apart into its words, and of a post's title only the name is kept where one is found.
 */
export function bestTitle(seen: readonly { origin: Origin; detail: Sighting }[]): string | null {
  const rank = ({ origin, detail }: { origin: Origin; detail: Sighting }) =>
    (detail.price ? 0 : 100) + (detail.kind === "product" ? 0 : 200) + ORIGINS.indexOf(origin);
  const [best] = seen
    .filter(({ detail }) => detail.unnamed !== true)
    .toSorted(
      (a, b) =>
        rank(a) - rank(b) ||
        b.detail.seenAt.localeCompare(a.detail.seenAt) ||
        a.detail.title.localeCompare(b.detail.title),
    );
  if (!best) return null;
  const { title } = best.detail;
  return (nameIn(best.origin, title) ?? (withoutPrice(readableTitle(title)) || title)).slice(0, 500);
}

function nameIn(origin: Origin, title: string): string | null {
  const found = WRITTEN_BY_PEOPLE.has(origin) ? nameFromTitle(title) : null;
  return found && found.confidence >= LEAST_CONFIDENCE ? found.name : null;
}

/** A post's "[$46.00]" is its price, not its name. */
function withoutPrice(title: string): string {
  return title
    .replaceAll(/[[(]\s{0,3}[$€£]\s{0,3}\d[\d.,]{0,12}\s{0,3}[\])]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
