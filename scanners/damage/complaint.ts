/** The law of parsers: whatever a page is, an answer, in time, and nothing in it that the page does not say. */
import { messageOf } from "@/lib/core/errors";
import { sighting } from "@/lib/core/sighting";
import type { Page, Parsed, Scanner } from "../scanner";

const LIMIT_MS = 2_000;
/** Markup that may stand inside a text without being part of it, in letters. */
const GAP = 100;

/** All texts of a JSON tree, or the page itself: what an entry may be made of. */
function textsIn(body: string): string {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === "string" || typeof value === "number") texts.push(String(value));
    else if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) Object.values(value).forEach(walk);
  };
  try {
    walk(JSON.parse(body));
  } catch {
    return body;
  }
  return texts.join("\n");
}

/** Letters and digits alone: how a text is escaped, cased and spaced is the page's own business. */
const bare = (text: string): string =>
  text
    .replaceAll(/&(?:#\w+|\w+);/g, "")
    .normalize("NFKC")
    .replaceAll(/[^\p{L}\p{N}]/gu, "")
    .toLowerCase();

/** True when the page says the text, in order and in one place, whatever markup stands in between. */
function says(page: string, text: string): boolean {
  if (page.includes(text)) return true;
  const start = text.slice(0, 1);
  for (let from = page.indexOf(start); from !== -1; from = page.indexOf(start, from + 1)) {
    let at = from;
    const found = text.split("").every((letter) => {
      at = page.indexOf(letter, at) + 1;
      return at > 0;
    });
    if (!found) return false;
    if (at - from <= text.length + GAP) return true;
  }
  return false;
}

/** An id without the letters that say of what kind of thing it is: pages leave them out in places. */
const ownPart = (id: string): string => id.replace(/^t3_/, "");

/** Of a title that leaves words of the page out, each word that it keeps. */
const saysTitle = (said: string, title: string): boolean =>
  says(said, bare(title)) || title.split(/[^\p{L}\p{M}\p{N}]+/u).every((word) => said.includes(bare(word)));

/** Why the answer to a page breaks the law, in a sentence; undefined when it does not. */
export function complaintAbout(scanner: Scanner, page: Page): string | undefined {
  // This thread's own work: a busy machine is no fault of the parser's.
  const before = process.threadCpuUsage();
  let parsed: Parsed;
  try {
    parsed = scanner.parse(page);
  } catch (thrown) {
    return `It threw: ${messageOf(thrown, 200)}`;
  }
  const { user, system } = process.threadCpuUsage(before);
  const ms = (user + system) / 1_000;
  if (ms > LIMIT_MS) return `It took ${Math.round(ms)} ms.`;
  if (parsed.items.length > 0 !== (parsed.kind === "items"))
    return `It is "${parsed.kind}" with ${parsed.items.length} items.`;
  if (parsed.items.length === 0) return undefined;
  const said = bare(textsIn(page.body));
  const ids = new Set<string>();
  for (const item of parsed.items) {
    const name = `${item.externalId} "${item.title}"`;
    if (!sighting.safeParse(item).success) return `Not a whole sighting: ${name}`;
    if (ids.has(item.externalId)) return `Twice: ${name}`;
    ids.add(item.externalId);
    if (!says(said, bare(ownPart(item.externalId)))) return `Its id is invented: ${name}`;
    if (!saysTitle(said, item.title)) return `Its title is invented: ${name}`;
  }
  return undefined;
}
