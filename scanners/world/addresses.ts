/** Addresses of the sample world. The host can never exist (RFC 2606), so nothing of it is ever asked of the web. */
import { chance } from "./attention";
import { THINGS } from "./things";

const HOST = "https://samples.invalid";
const ASIN_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

const SLUGS = new Set(THINGS.map((thing) => thing.slug));

/** Where a source's page says the picture is. */
export function imageAddress(slug: string): string {
  return `${HOST}/${slug}.svg`;
}

/** A page of the sample web, such as a shop's or a newspaper's. */
export function webAddress(
  section: "market" | "sourcing" | "safety" | "news" | "products" | "trends",
  slug: string,
): string {
  return `${HOST}/${section}/${slug}`;
}

/** The path of our own drawing for a picture address that stood in a sample; null for any other address. */
export function sampleImagePath(url: string): string | null {
  const address = URL.parse(url);
  // The deals feed names pictures by id and leaves the host to the reader.
  const ours =
    address?.hostname === "samples.invalid" ||
    address?.href.startsWith("https://m.media-amazon.com/images/I/");
  const slug = /\/([a-z0-9-]+)\.svg$/.exec(address?.pathname ?? "")?.[1];
  return ours && slug !== undefined && SLUGS.has(slug) ? `/samples/${slug}.svg` : null;
}

/** Ten characters like any ASIN, recognisable as none of Amazon's. */
export function sampleAsin(slug: string): string {
  const letters = Array.from(
    { length: 4 },
    (_, at) => ASIN_LETTERS[Math.floor(chance(`${slug}/asin/${at}`) * 32)] ?? "A",
  );
  return `B0SMPL${letters.join("")}`;
}
