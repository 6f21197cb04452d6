/** Reading a dossier: which items speak, and how their numbers are said without changing them. */
import type { Claim, Dossier, EvidenceItem, Metric } from "@/lib/core/evidence";
import { looksLikeInstruction } from "@/agents/instruction-like";
import type { CondensedReport, CondensedReports } from "@/agents/condense";
import type { AgentId } from "@/lib/core/words";
import type { WebSource } from "@/agents/web-search/report";

export type AnalystInput = {
  dossier: Dossier;
  /** Only the reports that this agent reads. */
  earlier: CondensedReports;
  /** What the injected search found; empty for agents that do not search. */
  sources: readonly WebSource[];
};

/** An item that measures something. */
export type Measured = EvidenceItem & { value: number };

const isMeasured = (item: EvidenceItem): item is Measured =>
  item.value !== null && Number.isFinite(item.value);

/** The items of these metrics that hold a number, in the order of the dossier. */
export function measured(dossier: Dossier, ...metrics: Metric[]): Measured[] {
  return dossier.items.filter(isMeasured).filter((item) => metrics.includes(item.metric));
}

const byValue = (a: Measured, b: Measured): number => a.value - b.value || a.id.localeCompare(b.id);

export const smallest = (items: readonly Measured[]): Measured | undefined => items.toSorted(byValue)[0];
export const largest = (items: readonly Measured[]): Measured | undefined => items.toSorted(byValue).at(-1);
/** The middle item by value, the lower one of two: always a number that somebody stated. */
export const middle = (items: readonly Measured[]): Measured | undefined =>
  items.toSorted(byValue)[Math.floor((items.length - 1) / 2)];

/** Growth and rates as percent, whatever the unit of the item. */
export const asPercent = (item: Measured): number =>
  item.unit === "fraction" ? item.value * 100 : item.value;

const isCurrency = (unit: string | null): unit is string => unit !== null && /^[A-Z]{3}$/.test(unit);

/** Prices in one currency: the home currency where any is, else the currency that most items use. */
export function pricesInOneCurrency(dossier: Dossier): { items: Measured[]; currency: string } | null {
  const priced = measured(dossier, "price").filter((item) => isCurrency(item.unit) && item.value > 0);
  const counts = new Map<string, number>();
  for (const { unit } of priced) if (isCurrency(unit)) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  const most = [...counts].toSorted(([a, many], [b, more]) => more - many || a.localeCompare(b))[0]?.[0];
  const currency = counts.has(dossier.homeCurrency) ? dossier.homeCurrency : most;
  return currency === undefined ? null : { currency, items: priced.filter((item) => item.unit === currency) };
}

/** Whose word on a cost counts most, first to last. */
const COST_ORIGINS = ["person", "web", "table", "computed"];

/** What one unit costs to buy, in that currency, from whoever should know best. */
export function costIn(dossier: Dossier, currency: string): Measured | undefined {
  const known = measured(dossier, "cost").filter((item) => item.unit === currency && item.value > 0);
  const standing = ({ origin }: Measured): number => COST_ORIGINS.toReversed().indexOf(origin);
  return known.toSorted((a, b) => standing(b) - standing(a))[0];
}

/** Pages in the dossier that talk about products; one that talks to models is not believed. */
export function believedPages(dossier: Dossier): EvidenceItem[] {
  return dossier.items.filter((item) => item.metric === "web" && !looksLikeInstruction(item.text));
}

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 12 });

/** The number of an item with its unit, digit for digit: "2,310", "53.7%", "24.99 USD", "4.6 stars". */
export function said(item: Measured): string {
  if (item.unit === "fraction") return `${grouped.format(Number((item.value * 100).toPrecision(12)))}%`;
  if (item.unit === "percent") return `${grouped.format(item.value)}%`;
  const number = grouped.format(item.value);
  if (isCurrency(item.unit) || item.unit === "stars" || item.unit === "days") return `${number} ${item.unit}`;
  return number;
}

/** A claim that repeats the number of its item; `text` must contain `said(item)` and no other number. */
export const claimOf = (item: Measured, text: string): Claim => ({
  text,
  value: item.value,
  unit: item.unit,
  evidence: [item.id],
});

/** Distinct independent origins of the items: our own arithmetic and tables are none. */
export function originsOf(dossier: Dossier): string[] {
  const own = new Set(["computed", "table"]);
  return [...new Set(dossier.items.map((item): string => item.origin))]
    .filter((origin) => !own.has(origin))
    .toSorted();
}

/** The number of that name in an earlier report; undefined when it abstained, is missing or says null. */
export function earlierNumber(report: CondensedReport | undefined, field: string): number | undefined {
  const value = report?.status === "ok" ? report.fields[field] : undefined;
  return typeof value === "number" ? value : undefined;
}

export type ScoredReport = { agent: AgentId } & Extract<CondensedReport, { status: "ok" }>;

/** The earlier reports that have a score, in the order given. */
export function scoredReports(earlier: CondensedReports, order: readonly AgentId[]): ScoredReport[] {
  return order.flatMap((agent) => {
    const report = earlier[agent];
    return report?.status === "ok" ? [{ agent, ...report }] : [];
  });
}
