import { z } from "zod";
import type { ReportWith } from "../agent";

/** What a market fact is about. */
export const FACT_TOPICS = [
  "listings",
  "leader",
  "price",
  "cost",
  "terms",
  "demand",
  "quality",
  "safety",
  "rights",
] as const;

/** One page that was read; claims name it by `id`, "S1" onwards, until it has its own evidence id. */
const source = z.object({
  id: z.string().max(8),
  url: z.string().max(500),
  title: z.string().max(200),
  /** The text that was read, as it was read. */
  snippet: z.string().max(700),
  /** As the page states it; null when it states none. */
  date: z.string().max(40).nullable(),
});
export type WebSource = z.infer<typeof source>;

export const fields = {
  sources: z.array(source).max(12),
  /** What the pages say about the market, one sentence each, with the pages that say it. */
  marketFacts: z
    .array(
      z.object({
        topic: z.enum(FACT_TOPICS),
        text: z.string().max(200),
        sources: z.array(z.string().max(8)).max(6),
      }),
    )
    .max(6),
  /** What was searched for and not found, in a few words each. */
  notFound: z.array(z.string().max(80)).max(4),
};
export type WebSearchReport = ReportWith<typeof fields>;
type Found = Extract<WebSearchReport, { status: "ok" }>;

export const ownIds = (report: Found): string[] => report.sources.map(({ id }) => id);

export function check(report: Found): string[] {
  const problems: string[] = [];
  const ids = ownIds(report);
  if (ids.length === 0) problems.push("A search without a source is no evidence.");
  ids.forEach((id, index) => {
    if (id !== `S${index + 1}`)
      problems.push(`Source ${index + 1} is called "${id.slice(0, 12)}", not S${index + 1}.`);
  });
  for (const { id, url } of report.sources) {
    if (!/^https?:\/\/[^\s/]+/i.test(url)) problems.push(`Source ${id} has no web address.`);
  }
  for (const fact of report.marketFacts) {
    const missing = fact.sources.filter((id) => !ids.includes(id));
    if (fact.sources.length === 0 || missing.length > 0) {
      problems.push(`The market fact "${fact.text.slice(0, 80)}" names no source that exists.`);
    }
  }
  return problems;
}
