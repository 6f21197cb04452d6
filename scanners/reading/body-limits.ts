/** Refuses bodies that would be too costly to build a tree of: a single pass over the text, before any parser sees it. */

import { markupExceeds } from "./markup-depth";

/** No page that is read is near it; a body above it is refused. */
export const MAX_BODY_BYTES = 3_000_000;

/** Real pages stay under 100 levels; a body nested deeper is made to hurt. */
const MAX_DEPTH = 500;

/** The largest real pages have a tenth of it; beyond, even a small body costs a parser seconds. */
const MAX_TAGS = 100_000;

function jsonDepthExceeds(body: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < body.length; at += 1) {
    const code = body.charCodeAt(at);
    if (code === 0x22) {
      at += 1;
      while (at < body.length && body.charCodeAt(at) !== 0x22) at += body.charCodeAt(at) === 0x5c ? 2 : 1;
    } else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
}

const TOO_DEEP = `The body is nested deeper than ${MAX_DEPTH} levels.`;

/** Why a body must not be parsed, in a sentence; undefined when it may. */
export function whyRefused(body: string, kind: "html" | "json" | "xml"): string | undefined {
  if (body.length > MAX_BODY_BYTES || Buffer.byteLength(body) > MAX_BODY_BYTES) {
    return `The body is larger than ${MAX_BODY_BYTES / 1e6} MB.`;
  }
  if (kind === "json") return jsonDepthExceeds(body, MAX_DEPTH) ? TOO_DEEP : undefined;
  const exceeded = markupExceeds(body, kind === "html", { depth: MAX_DEPTH, tags: MAX_TAGS });
  if (exceeded === undefined) return undefined;
  return exceeded === "depth" ? TOO_DEEP : `The body holds more than ${MAX_TAGS} tags.`;
}
