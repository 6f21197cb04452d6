/** Text and addresses off the web, made safe to store and to show. What a text says is never touched, only how it is written. */

// Control characters break databases and terminals; bidirectional and invisible marks let a title lie about itself.
// oxlint-disable-next-line no-control-regex -- control characters are exactly what is looked for
const CONTROL = /[\u0000-\u001F\u007F-\u009F]/g;
const INVISIBLE = /[\u00AD\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/g;

/** One line of well-formed text of at most `limit` characters; "" when nothing readable is left. */
export function cleanText(text: string, limit = 500): string {
  const line = text
    .slice(0, limit * 8)
    .toWellFormed()
    .replaceAll(CONTROL, " ")
    .replaceAll(INVISIBLE, "")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (line.length <= limit) return line;
  // Cut between characters, never inside a surrogate pair.
  const end = /[\uD800-\uDBFF]/.test(line.charAt(limit - 1)) ? limit - 1 : limit;
  return line.slice(0, end).trimEnd();
}

/** An absolute http(s) address of at most 1000 characters, without sign-in data; undefined for anything else. */
export function cleanUrl(text: string | undefined, base?: string): string | undefined {
  const trimmed = text?.trim();
  if (!trimmed || trimmed.length > 2000) return undefined;
  if (base === undefined && !/^https?:\/\//i.test(trimmed)) return undefined;
  const url = URL.parse(trimmed, base);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:")) return undefined;
  if (!url.hostname.includes(".")) return undefined;
  url.username = "";
  url.password = "";
  return url.href.length <= 1000 ? url.href : undefined;
}

/** What a reject shows of the entry that was not kept: one line, at most 200 characters. */
export function snippetOf(entry: unknown): string {
  const text = typeof entry === "string" ? entry : (JSON.stringify(entry) ?? String(entry));
  return cleanText(text, 200);
}
