/** The number under which the server logged what it did not show, if it gave one. */
export function errorNumber(error: unknown): string | null {
  if (error === null || typeof error !== "object" || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest.slice(0, 40) : null;
}
