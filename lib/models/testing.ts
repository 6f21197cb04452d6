/** Dossiers and whole runs for the tests of agents and analysts; nothing here is used at run time. */
import fc from "fast-check";
import type { EarlierReports, Report } from "@/agents/agent";
import { AGENTS } from "@/agents/roster";
import type { WebSearchReport } from "@/agents/web-search/report";
import { adoptWebEvidence } from "@/lib/analysis/adopt-web-evidence";
import type { Dossier, EvidenceItem } from "@/lib/core/evidence";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { ask } from "./ask";
import type { SearchWeb } from "./embedded-analyst";
import { modelByRules } from "./model-for";

const SEEN_AT = "2026-11-22T12:00:00.000Z";

export type Fact = Pick<EvidenceItem, "metric" | "value"> & Partial<EvidenceItem>;

/** A dossier of a split keyboard with these facts as E1, E2, … */
export function dossierOf(facts: readonly Fact[], about: Partial<Dossier> = {}): Dossier {
  return {
    productId: 1,
    title: "Split Ergonomic Mechanical Keyboard, Wireless",
    description: null,
    category: null,
    homeCurrency: "USD",
    builtAt: SEEN_AT,
    items: facts.map((fact, index) => ({
      id: `E${index + 1}`,
      origin: "computed",
      text: `${fact.metric}: ${fact.value ?? "see the series"}.`,
      unit: null,
      range: null,
      points: null,
      url: null,
      seenAt: SEEN_AT,
      ...fact,
    })),
    ...about,
  };
}

const whole = (min: number, max: number) => fc.integer({ min, max });
const cents = (min: number, max: number) => whole(min * 100, max * 100).map((amount) => amount / 100);
const dated = (index: number): string =>
  new Date(Date.UTC(2025, 0, 1 + index * 7)).toISOString().slice(0, 10);

/** A fact of each kind that a dossier may hold, all money in one currency. */
export const FACTS: readonly fc.Arbitrary<Fact>[] = [
  whole(1, 5).map((value): Fact => ({ metric: "source-count", value, unit: "count" })),
  whole(1, 80).map((value): Fact => ({ metric: "sighting-count", value, unit: "count" })),
  whole(1, 14).map((value): Fact => ({ metric: "days-seen", value, unit: "days" })),
  cents(1, 100).map((value): Fact => ({ metric: "trend-score", value, unit: "points" })),
  whole(1, 4).map((value): Fact => ({ metric: "keyword-match", value, unit: "count" })),
  cents(5, 300).map((value): Fact => ({
    metric: "price",
    value,
    unit: "USD",
    origin: "amazon-best-sellers",
  })),
  cents(5, 300).map((value): Fact => ({ metric: "price", value, unit: "USD", origin: "amazon-deals" })),
  cents(1, 120).map((value): Fact => ({
    metric: "cost",
    value,
    unit: "USD",
    origin: "table",
    range: [value / 2, value * 2],
  })),
  cents(-30, 70).map((value): Fact => ({ metric: "margin-likely", value, unit: "percent" })),
  cents(-60, 50).map((value): Fact => ({ metric: "margin-low", value, unit: "percent" })),
  whole(20, 50).map((value): Fact => ({
    metric: "rating",
    value: value / 10,
    unit: "stars",
    origin: "amazon-best-sellers",
  })),
  whole(0, 60_000).map((value): Fact => ({
    metric: "review-count",
    value,
    unit: "count",
    origin: "amazon-best-sellers",
  })),
  whole(0, 30_000).map((value): Fact => ({ metric: "upvotes", value, unit: "count", origin: "reddit" })),
  whole(0, 4_000).map((value): Fact => ({ metric: "comments", value, unit: "count", origin: "reddit" })),
  whole(100, 90_000_000).map((value): Fact => ({ metric: "views", value, unit: "count", origin: "tiktok" })),
  whole(50, 900_000).map((value): Fact => ({
    metric: "search-volume",
    value,
    unit: "count",
    origin: "google-trends",
  })),
  cents(-90, 900).map((value): Fact => ({
    metric: "growth-yoy",
    value,
    unit: "percent",
    origin: "pinterest",
  })),
  cents(-90, 900).map((value): Fact => ({
    metric: "growth-wow",
    value,
    unit: "percent",
    origin: "pinterest",
  })),
  whole(-40, 40).map((value): Fact => ({
    metric: "rank-change",
    value,
    unit: "places",
    origin: "amazon-best-sellers",
  })),
  whole(0, 80).map((value): Fact => ({ metric: "discount", value, unit: "percent", origin: "amazon-deals" })),
  whole(3, 9_000).map((value): Fact => ({
    metric: "competing-listings",
    value,
    unit: "count",
    origin: "web",
  })),
  fc.array(whole(0, 100), { minLength: 5, maxLength: 80 }).map((values): Fact => ({
    metric: "series",
    value: null,
    origin: "pinterest",
    points: values.map((value, index) => [dated(index), value]),
  })),
  whole(10, 900).map((value): Fact => ({
    metric: "web",
    value: null,
    origin: "web",
    text: `Return rate about 7%. MOQ ${value}, lead time 20 days.`,
  })),
];

/** Any selection of facts, in the order of FACTS. */
export const someFacts: fc.Arbitrary<Fact[]> = fc
  .tuple(...FACTS.map((fact) => fc.option(fact)))
  .map((chosen) => chosen.filter((fact) => fact !== null));

/** A run of all twelve with the embedded analyst, as the product does it: each reads what came before. */
export async function runTwelve(
  start: Dossier,
  search?: SearchWeb,
): Promise<{ reports: Record<AgentId, Report>; texts: string[]; dossier: Dossier }> {
  const earlier: EarlierReports = {};
  const texts: string[] = [];
  let dossier = start;
  for (const id of AGENT_IDS) {
    const agent = AGENTS[id];
    const answer = await ask({ agent, dossier, earlier, model: modelByRules({ search }) });
    texts.push(answer.raw.text);
    earlier[id] = answer.report;
    if (id === "web-search" && answer.report.status === "ok") {
      const found = AGENTS[id].report.parse(answer.report) as Extract<WebSearchReport, { status: "ok" }>;
      const adopted = adoptWebEvidence(dossier, found, SEEN_AT);
      dossier = { ...dossier, items: [...dossier.items, ...adopted.items] };
      earlier[id] = adopted.report;
    }
  }
  return { reports: earlier as Record<AgentId, Report>, texts, dossier };
}
