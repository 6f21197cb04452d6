/** What all parsers share: refuse what is too big, never throw, and keep only entries that are whole sightings. */
import { messageOf } from "@/lib/core/errors";
import { sighting, type Sighting } from "@/lib/core/sighting";
import type { Page, Parsed, Refusal, Reject } from "../scanner";
import { whyRefused } from "./body-limits";
import { snippetOf } from "./text";
import { WALLS } from "./walls";

export const blocked = (why: string, refusal: Refusal = {}): Parsed => ({
  kind: "blocked",
  items: [],
  rejects: [],
  why,
  ...refusal,
});
export const unknown = (why: string, rejects: Reject[] = []): Parsed => ({
  kind: "unknown",
  items: [],
  rejects,
  why,
});
export const empty = (): Parsed => ({ kind: "empty", items: [], rejects: [] });

/** A text by which a page that is no result can be told, and what it means. */
export type BlockSign = { sign: RegExp; why: string };

/** What a page's status says against it, whatever its body is. */
export function whyByStatus({ status }: Page): string | undefined {
  if (status === 429) return "The source says that we ask too often (429).";
  return status >= 400 ? `The source answered with an error (${status}).` : undefined;
}

/**
 * Why a page without data is a block page: by the first of the source's own signs found in it, else by what stands in front
 * of any site's pages, else by its status.
 */
export function whyBlocked(page: Page, signs: readonly BlockSign[]): string | undefined {
  const found = [...signs, ...WALLS].find(({ sign }) => sign.test(page.body));
  return found?.why ?? whyByStatus(page);
}

export type Candidate = { entry: unknown; read: Sighting | string };

/**
 * Sorts what was read from a page's entries: a string is the reason why an entry was not kept.
 * A page whose entries could all not be read is `unknown`, and one without any is `empty`.
 */
export function gather(candidates: readonly Candidate[]): Parsed {
  const items: Sighting[] = [];
  const rejects: Reject[] = [];
  const seen = new Set<string>();
  for (const { entry, read } of candidates) {
    const checked = typeof read === "string" ? undefined : sighting.safeParse(read);
    if (typeof read === "string") rejects.push({ why: read, snippet: snippetOf(entry) });
    else if (!checked?.success) {
      const where = checked?.error.issues[0]?.path.join(".") ?? "it";
      rejects.push({
        why: `The entry cannot be used: ${where} is missing or out of range.`,
        snippet: snippetOf(entry),
      });
    } else if (seen.has(checked.data.externalId)) {
      rejects.push({ why: "The page lists the same entry twice.", snippet: snippetOf(entry) });
    } else {
      seen.add(checked.data.externalId);
      items.push(checked.data);
    }
  }
  if (items.length > 0) return { kind: "items", items, rejects };
  if (rejects.length === 0) return empty();
  return unknown(`None of the page's ${rejects.length} entries could be read.`, rejects);
}

/** Wraps a reader so that no page, however made, can throw or be parsed above the size and depth limits. */
export function parser(
  kind: (page: Page) => "html" | "json" | "xml",
  read: (page: Page) => Parsed,
): (page: Page) => Parsed {
  return (page) => {
    try {
      if (page.status < 400 && !/\S/.test(page.body)) return unknown("The answer is empty.");
      const refused = whyRefused(page.body, kind(page));
      return refused === undefined ? read(page) : unknown(refused);
    } catch (thrown) {
      // One page must never end a scan; what went wrong is said where an unknown page is shown.
      return unknown(`The page could not be read: ${messageOf(thrown, 200)}`);
    }
  };
}
