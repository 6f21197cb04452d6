import { ORIGINS, type Origin } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import { readableTitle } from "@/lib/matching/readable-title";

/**
 * The title that says best what a thing is: a thing for sale with its price before one without, a product
 * before a term, a shop before a hashtag, and the newest of equals. The order in which sources were read
 * plays no part. Null where nothing was seen by name.
 * A hashtag is taken apart into its words.
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
  return best ? (withoutPrice(readableTitle(best.detail.title)) || best.detail.title).slice(0, 500) : null;
}

/** A post's "[$46.00]" is its price, not its name. */
function withoutPrice(title: string): string {
  return title
    .replaceAll(/[[(]\s{0,3}[$€£]\s{0,3}\d[\d.,]{0,12}\s{0,3}[\])]/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .trim();
}
