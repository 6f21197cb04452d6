/** Where a browser may load a picture from. Client-safe. */

/** Sample pictures are ours; their sightings carry an address that resolves nowhere. */
const SAMPLE_HOST = "samples.invalid";

/**
 * The `src` for a stored picture address: our own samples as they are, pictures of the web through our proxy,
 * null for everything else (and then the page shows its placeholder).
 */
export function imageSrc(url: string | null | undefined): string | null {
  if (!url) return null;
  if (url.startsWith("/")) return samplePath(url);
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.protocol !== "https:" && parsed.protocol !== "http:") return null;
  if (parsed.hostname === SAMPLE_HOST) {
    return samplePath(
      parsed.pathname.startsWith("/samples/") ? parsed.pathname : `/samples${parsed.pathname}`,
    );
  }
  return `/api/image?u=${encodeURIComponent(parsed.href)}`;
}

function samplePath(path: string): string | null {
  return /^\/samples\/[\w./-]{1,300}$/.test(path) && !path.includes("..") && !path.includes("//")
    ? path
    : null;
}
