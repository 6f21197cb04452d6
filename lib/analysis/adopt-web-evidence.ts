import type { Dossier, EvidenceItem } from "@/lib/core/evidence";
import { looksLikeInstruction } from "@/agents/instruction-like";
import type { Report } from "@/agents/agent";
import type { WebSearchReport } from "@/agents/web-search/report";
import { factsFromWebText } from "./web-facts";

type Found = Extract<WebSearchReport, { status: "ok" }>;

/** True for the web researcher's report that brings pages along. */
export function isWebFinding(report: Report): report is Found {
  return report.status === "ok" && Array.isArray(report["sources"]) && Array.isArray(report["marketFacts"]);
}

/**
 * Evidence items for the pages of a web report, numbered after the dossier's own: one `web` item per
 * source with the text that was read, and one per number recognised in it. The report comes back with
 * its claims naming these items instead of "S1", "S2".
 */
export function adoptWebEvidence(
  dossier: Dossier,
  report: Found,
  seenAt: string,
): { items: EvidenceItem[]; report: Found } {
  let last = Math.max(0, ...dossier.items.map((item) => Number(item.id.slice(1))));
  const blank = { origin: "web", value: null, unit: null, range: null, points: null, seenAt } as const;
  const items: EvidenceItem[] = [];
  const idsOf = new Map<string, { page: string; facts: EvidenceItem[] }>();
  for (const source of report.sources) {
    const page: EvidenceItem = {
      ...blank,
      id: `E${++last}`,
      metric: "web",
      text: `${source.title}: ${source.snippet}`,
      url: source.url,
    };
    // The text of a page that talks to models is kept; its numbers are not believed.
    const believed = looksLikeInstruction(page.text) ? [] : factsFromWebText([source]);
    const facts = believed.map((fact): EvidenceItem => ({
      ...blank,
      ...fact,
      id: `E${++last}`,
    }));
    items.push(page, ...facts);
    idsOf.set(source.id, { page: page.id, facts });
  }
  const claims = report.claims.map((claim) => ({
    ...claim,
    evidence: claim.evidence.flatMap((id) => {
      const adopted = idsOf.get(id);
      if (!adopted) return [id];
      const stated = adopted.facts.filter((fact) => fact.value === claim.value && fact.unit === claim.unit);
      return [adopted.page, ...stated.map((fact) => fact.id)];
    }),
  }));
  return { items, report: { ...report, claims } };
}
