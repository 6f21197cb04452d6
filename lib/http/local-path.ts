/** A path of this application, or `fallback`: an address from a query or a form never leads elsewhere. Client-safe. */
export function localPath(given: unknown, fallback = "/"): string {
  if (typeof given !== "string" || given.length > 2_000 || !given.startsWith("/")) return fallback;
  const here = "http://here.invalid";
  if (!URL.canParse(given, here)) return fallback;
  // "//elsewhere" and "/\elsewhere" are other hosts to a browser, and to this parser.
  const { origin, pathname, search, hash } = new URL(given, here);
  return origin === here && !pathname.startsWith("//") ? `${pathname}${search}${hash}` : fallback;
}
