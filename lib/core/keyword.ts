/** How a keyword is written, so that one term is one row however a source writes it. Client-safe. */

/** The length of the column. */
export const MAX_KEYWORD_CHARS = 200;

/** Control characters, and marks that turn the direction of text or hide inside it; joiners of letters stay. */
const UNSEEN = /(?![\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu;
const AT_THE_EDGES = /^[\s#"“”„«»'‘’`.,;:!?*_~|/\\([{-]+|[\s"“”„«»'‘’`.,;:!?*_~|/\\)\]}-]+$/gu;

/**
 * A keyword in its one form: small letters, single spaces, compatibility forms resolved (full-width letters,
 * ligatures), straight quotes and dashes, nothing unseen, no "#" or quotes around it. Null: no letter or digit is left.
 */
export function normaliseKeyword(text: string): string | null {
  const line = text
    .slice(0, MAX_KEYWORD_CHARS * 8)
    .toWellFormed()
    .normalize("NFKC")
    .replaceAll(/[\t\r\n\v\f\u0085\u2028\u2029]/g, " ")
    .replaceAll(UNSEEN, "")
    .replaceAll(/[‘’ʼ`´]/g, "'")
    .replaceAll(/[‐‑‒–—―−]/g, "-")
    .toLowerCase()
    .normalize("NFC")
    .replaceAll(/\s+/g, " ")
    .replaceAll(AT_THE_EDGES, "");
  const keyword = clip(line, MAX_KEYWORD_CHARS).trimEnd();
  return /[\p{L}\p{N}]/u.test(keyword) ? keyword : null;
}

/** The text in at most `limit` UTF-16 units, never cut inside a character. */
export function clip(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
}
