import { BadRequestError } from "@/lib/core/errors";
import { asAsin, asinOf, isAmazonHost } from "@/lib/matching/asin";
import { canonicalUrl } from "@/lib/matching/canonical-url";
import { publicWeb, requireReachable } from "@/lib/platform/public-address";

/** What somebody names a product by: an address, an ASIN or its name. The name is what the address itself says of it, if it does. */
export type Thing = { asin: string | null; url: string | null; name: string | null };

const HAS_SCHEME = /^(?:[a-z][a-z0-9+.-]*:\/\/|(?:javascript|data|file|mailto|tel|blob|about|vbscript):)/i;
const BARE_ADDRESS = /^(?:www\.[^\s/]+\.[^\s/]+|[^\s/@]+\.[a-z]{2,})(?:\/\S*)?$/i;
/** Names that no public name service answers for: RFC 2606, RFC 6761, RFC 6762, RFC 8375 and what routers use. */
const PRIVATE_NAME =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|test|invalid|onion|home\.arpa)\.?$/i;
const MAX_URL_CHARS = 1_000;

/**
 * Reads what a person typed. Nothing is fetched. Addresses come back without what tells how somebody came; an Amazon address
 * gives its ASIN. Throws BadRequestError, in words for that person, for an address that is not one of the public web.
 */
export function readThing(typed: string): Thing {
  const text = typed.trim();
  const asin = asAsin(text);
  if (asin) return { asin, url: null, name: null };
  if (HAS_SCHEME.test(text)) return fromAddress(text);
  if (BARE_ADDRESS.test(text) && (text.includes("/") || text.startsWith("www."))) {
    return fromAddress(`https://${text}`);
  }
  return { asin: null, url: null, name: text };
}

function fromAddress(text: string): Thing {
  const parsed = URL.parse(text);
  if (!parsed || (parsed.protocol !== "https:" && parsed.protocol !== "http:")) {
    throw new BadRequestError("An address begins with https:// and names a page of the web.");
  }
  if (!isPublic(parsed)) {
    throw new BadRequestError("This is no address of the public web: give the page of a shop, or the name.");
  }
  const url = canonicalUrl(text);
  if (url === null || url.length > MAX_URL_CHARS) {
    throw new BadRequestError(
      `This address is too long: give it without what stands behind the question mark.`,
    );
  }
  const asin = asinOf(text);
  if (isAmazonHost(parsed.hostname) && !asin) {
    throw new BadRequestError(
      "This Amazon address names no product: open the product itself, and copy that address.",
    );
  }
  return { asin, url, name: nameIn(parsed) };
}

function isPublic(url: URL): boolean {
  const host = url.hostname.replace(/\.$/, "");
  if (PRIVATE_NAME.test(host)) return false;
  if (!host.includes(".") && !host.startsWith("[")) return false;
  try {
    requireReachable(url, publicWeb);
    return true;
  } catch {
    return false;
  }
}

/** Parts of an address that are no name: "dp", "index", numbers and keys. */
const NO_NAME = /^(?:dp|gp|p|ip|itm|item|product|products|index|shop|store|buy|detail|id|[\d_]+)$/i;
const KEY = /^(?=.*\d)[a-z0-9]{8,}$/i;

/** The name that a shop writes into its addresses: "/Steel-Water-Bottle/dp/B0…" is "Steel Water Bottle". Two words at least. */
function nameIn(url: URL): string | null {
  const parts = url.pathname
    .split("/")
    .map(decoded)
    .map((part) => part.replace(/\.(?:html?|php|aspx?)$/i, ""));
  const names = parts
    .map((part) =>
      part.split(/[-_+ ]+/u).filter((word) => word !== "" && !NO_NAME.test(word) && !KEY.test(word)),
    )
    .filter((words) => words.filter((word) => /\p{L}{2}/u.test(word)).length >= 2);
  const words = names.toSorted((a, b) => b.length - a.length)[0];
  if (!words) return null;
  const name = words.join(" ").slice(0, 300);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A stray percent sign: the part as it stands.
    return part;
  }
}
