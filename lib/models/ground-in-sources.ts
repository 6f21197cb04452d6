import type { Report } from "@/agents/agent";
import type { WebSource } from "@/agents/web-search/report";
import { isWebFinding } from "@/lib/analysis/adopt-web-evidence";
import type { FoundPage } from "./embedded-analyst";
import { pageKey } from "./page-key";

/** What a report keeps of its pages: as many, and as long, as its schema lets stand. */
const MOST_SOURCES = 12;
const MAX_URL_CHARS = 500;
const MAX_TITLE_CHARS = 200;
const MAX_SNIPPET_CHARS = 700;

/**
 * Puts the pages that the provider says were read in the place of those that the model says it read: address, title, date
 * and text come from the search, never from the model. A page that the search does not know is dropped, and what named it
 * names nothing. Without any page a search was not made or found nothing, and that is an abstention.
 */
export function groundInSources(report: Report, found: readonly FoundPage[]): Report {
  if (!isWebFinding(report)) return report;
  if (found.length === 0)
    return { status: "abstained", reason: "The search brought no page, so nothing it says has a source." };
  const { sources, renamed } = numbered(report.sources, found);
  const realIds = (ids: readonly string[]) =>
    ids.flatMap((id) => (id.startsWith("S") ? (renamed.get(id) ?? []) : [id]));
  return {
    ...report,
    sources,
    claims: report.claims.map((claim) => ({ ...claim, evidence: realIds(claim.evidence) })),
    marketFacts: report.marketFacts
      .map((fact) => ({ ...fact, sources: realIds(fact.sources) }))
      .filter((fact) => fact.sources.length > 0),
  };
}

/** The pages that the model used in its own order, then the others that were found, as S1, S2, … */
function numbered(
  told: readonly WebSource[],
  found: readonly FoundPage[],
): { sources: WebSource[]; renamed: Map<string, string[]> } {
  const keepable = found.filter(({ url }) => url.length <= MAX_URL_CHARS);
  const byKey = new Map(keepable.map((page) => [pageKey(page.url), page]));
  const order = new Set<FoundPage>();
  const used: [id: string, page: FoundPage][] = [];
  for (const { id, url } of told) {
    const page = byKey.get(pageKey(url));
    if (!page) continue;
    order.add(page);
    used.push([id, page]);
  }
  for (const page of keepable) order.add(page);
  const pages = [...order].slice(0, MOST_SOURCES);
  const sources = pages.map(({ url, title, snippet, date }, index): WebSource => ({
    id: `S${index + 1}`,
    url,
    title: title.slice(0, MAX_TITLE_CHARS),
    snippet: snippet.slice(0, MAX_SNIPPET_CHARS),
    date,
  }));
  const renamed = new Map(
    used.map(([id, page]) => [id, pages.includes(page) ? [`S${pages.indexOf(page) + 1}`] : []]),
  );
  return { sources, renamed };
}
