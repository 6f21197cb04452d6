/** Hashtags and search terms come without pictures; in the sample world each still has one. */
import { THINGS } from "./things";

function keyOf(title: string): string {
  return title.trim().replace(/^#/, "").toLowerCase();
}

const BY_WORDING = new Map(
  THINGS.flatMap(({ slug, seen }) =>
    [
      seen["amazon-best-sellers"]?.title,
      seen["amazon-deals"]?.title,
      seen.tiktok?.tag,
      seen.reddit?.title,
      seen["google-trends"]?.term,
      seen.instagram?.caption.split("\n")[0],
      seen.pinterest?.keyword,
    ].flatMap((wording) => (wording === undefined ? [] : [[keyOf(wording), slug] as const])),
  ),
);

/** The path of our drawing for a sighting's title as any source of the sample world words it; null for any other title. */
export function samplePicture(title: string): string | null {
  const slug = BY_WORDING.get(keyOf(title));
  return slug === undefined ? null : `/samples/${slug}.svg`;
}
