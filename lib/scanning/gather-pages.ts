import type { Sighting } from "@/lib/core/sighting";
import type { SourceState } from "@/lib/core/words";
import { redactText } from "@/lib/platform/redact";
import { turnsAway } from "@/scanners/scanner";
import type { ReadPage } from "./collect-pages";

/** What is kept of a page that was not understood, for a person to look at. */
const SNIPPET_CHARS = 2_000;
const MAX_TROUBLES = 5;
const MAX_WHY = 500;

/** What the pages of one scan come to: the sightings, and the scan's row without what ingest counts. */
export type Gathered = {
  sightings: Sighting[];
  outcome: {
    outcome: SourceState;
    pages: number;
    unchanged: number;
    rejected: number;
    why: string | null;
    note: string | null;
    snippet: string | null;
  };
};

/**
 * Any item makes a good scan, and what the other pages lacked is said in `why`. Without an item it is an alarm: blocked
 * where a page turned us away, else failed, also where every page says that there is nothing; unless the scanner says why that is
 * right.
 */
export function gatherPages(input: {
  mode: "live" | "sample";
  pages: readonly ReadPage[];
  missed: readonly string[];
  /** Why the scan rightly brings nothing; null where items are expected. */
  nothingNew: string | null;
  /** What the scanner says besides. */
  note: string | null;
}): Gathered {
  const { mode, pages, missed, nothingNew, note } = input;
  const sightings = pages.flatMap(({ parsed }) => parsed.items);
  const troubled = pages.flatMap(({ body, parsed }) => ("why" in parsed ? [{ body, parsed }] : []));
  const isEmpty = sightings.length === 0 && nothingNew === null;
  const alarm: SourceState = troubled.some(({ parsed }) => turnsAway(parsed)) ? "blocked" : "failed";
  const isBad = sightings.length === 0 && (troubled.length > 0 || isEmpty);
  const troubles = [
    ...(isEmpty && troubled.length === 0 ? [emptyWhy(pages.length)] : []),
    ...troubled.map(({ parsed }) => parsed.why),
    ...missed,
  ];
  const kept = troubled[0]?.body ?? (isEmpty ? pages.at(-1)?.body : undefined);
  return {
    sightings,
    outcome: {
      outcome: isBad ? alarm : mode,
      pages: pages.length,
      unchanged: pages.filter((page) => page.unchanged === true).length,
      rejected: pages.reduce((sum, { parsed }) => sum + parsed.rejects.length, 0),
      why: together(troubles),
      note: saidBy(nothingNew, note),
      snippet: snippetOf(kept ?? ""),
    },
  };
}

/** Some troubles as one sentence, each once; null where there are none. */
function together(troubles: readonly string[]): string | null {
  const each = [...new Set(troubles)].slice(0, MAX_TROUBLES);
  const said = each.map((one, at) => (at < each.length - 1 ? one.replace(/\.$/, "") : one));
  return said.join("; ").slice(0, MAX_WHY) || null;
}

/** The beginning of a body. Some sources write the key they were asked with into their answers. */
function snippetOf(body: string): string | null {
  const begin = redactText(
    body
      .slice(0, 2 * SNIPPET_CHARS)
      .replaceAll("\0", "")
      .toWellFormed(),
  );
  return begin.slice(0, SNIPPET_CHARS).toWellFormed() || null;
}

function emptyWhy(pages: number): string {
  return pages === 0
    ? "No page was asked for, which is never right by itself: look at the source's settings."
    : `Nothing stood on ${pages === 1 ? "its one page" : `any of its ${pages} pages`}, which is more likely a block or a changed page than the truth.`;
}

/** Both sentences, or the one that holds the other. */
function saidBy(nothingNew: string | null, note: string | null): string | null {
  const said = [nothingNew !== null && note?.includes(nothingNew) === true ? null : nothingNew, note];
  return (
    said
      .filter((one) => one !== null)
      .join(" ")
      .slice(0, MAX_WHY) || null
  );
}
