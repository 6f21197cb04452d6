/** The token of a one-time link. Parts of an address arrive encoded; one that cannot be decoded is no token. */
export function linkToken(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
