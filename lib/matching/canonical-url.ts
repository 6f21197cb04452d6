import { asinOf } from "./asin";

/** Parameters that say how somebody came, not what they look at. */
const TRACKING = new Set(
  `ref ref_ ref_src ref_url referrer source src tag linkcode creative creativeasin camp ascsubtag psc smid spm scm
   fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid igshid igsh yclid mc_cid mc_eid _ga _gl _hsenc _hsmi
   mkcid mkevt mkrid campid toolid customid epid hash aff_id affid aff_sub affiliate partner clickid irclickid irgwc cjevent
   sr_share share share_id shared context rdt si feature trk trkinfo cmpid cid ncid sourceid si_token __tn__`.split(
    /\s+/,
  ),
);
const TRACKING_PREFIX = /^(utm|pf_rd|pd_rd|hsa|pk|mtm|matomo|vero|oly|wickedid|ga|sc)_/;

/**
 * One address for one page: https, lower-case host, no tracking parameters, no fragment, no credentials, parameters in
 * order, no trailing slash; Amazon's product pages shortened to /dp/ASIN. Null for anything but http and https.
 */
export function canonicalUrl(url: string): string | null {
  const parsed = URL.parse(url.trim());
  if (!parsed || (parsed.protocol !== "https:" && parsed.protocol !== "http:") || parsed.hostname === "")
    return null;
  const host = parsed.hostname.toLowerCase().replace(/\.$/, "");
  const port = parsed.port === "" || parsed.port === "80" || parsed.port === "443" ? "" : `:${parsed.port}`;

  const asin = asinOf(url);
  if (asin)
    return `https://${host.startsWith("www.") ? host : `www.${host.replace(/^(m|smile)\./, "")}`}/dp/${asin}`;

  const kept = [...parsed.searchParams]
    .filter(([name]) => !isTracking(name.toLowerCase()))
    .toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  const query = new URLSearchParams(kept).toString();
  const path = parsed.pathname.replaceAll(/\/{2,}/g, "/").replace(/\/$/, "");
  return `https://${host}${port}${path}${query === "" ? "" : `?${query}`}`;
}

function isTracking(name: string): boolean {
  return TRACKING.has(name) || TRACKING_PREFIX.test(name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
