/** Ids that the application makes for itself. */

/** A random id of 128 bits, safe in URLs, never bare digits. */
export function newId(prefix: string): string {
  return `${prefix}_${crypto.randomUUID().replaceAll("-", "")}`;
}
