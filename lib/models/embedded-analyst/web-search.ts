import type { FACT_TOPICS, WebSearchReport, WebSource } from "@/agents/web-search/report";
import { looksLikeInstruction } from "@/agents/instruction-like";
import { dangersIn, factsFromWebText, type WebFact } from "@/lib/analysis/web-facts";
import { largest, middle, pricesInOneCurrency, type AnalystInput, type Measured } from "./evidence";
import { abstain, judge, ramp, signalOf, type Signal } from "./judge";

type Found = WebFact & { source: WebSource };

/** A number from a page as a measured item, named by its source until it has an evidence id. */
const asItem = ({ source, metric, value, unit, range, text }: Found): Measured => ({
  id: source.id,
  metric,
  origin: "web",
  text,
  value,
  unit,
  range,
  points: null,
  url: source.url,
  seenAt: "",
});

const DANGER_WORDS = {
  "safety-recall": "A page reports that units were recalled.",
  "banned-or-restricted": "A page reports that its sale is banned or restricted.",
  "counterfeit-or-infringing": "A page reports fakes or an infringement.",
  "harm-to-health": "A page reports that somebody was harmed.",
  "deceptive-claims": "A page reports advertising that deceives.",
} as const;

type Told = Signal & { topic: (typeof FACT_TOPICS)[number] };
const about = (topic: Told["topic"], signals: readonly Signal[]): Told[] =>
  signals.map((signal) => ({ ...signal, topic }));

function dangerSignals(sources: readonly WebSource[]): Told[] {
  return sources.flatMap((source) =>
    dangersIn(`${source.title}. ${source.snippet}`).map((name): Told => ({
      topic: name === "counterfeit-or-infringing" ? "rights" : "safety",
      score: 4,
      weight: 3,
      claims: [{ text: DANGER_WORDS[name], value: null, unit: null, evidence: [source.id] }],
      finding: DANGER_WORDS[name],
    })),
  );
}

/** A quote against the price seen; without a price the quote is told and moves little. */
function quoteSignals({ dossier }: AnalystInput, cost: Measured | undefined): Signal[] {
  const prices = pricesInOneCurrency(dossier);
  const price = prices?.currency === cost?.unit ? middle(prices?.items ?? []) : undefined;
  return signalOf(cost, {
    weight: price ? 2 : 0.5,
    as: (item) => (price ? item.value / price.value : 0.3),
    points: [
      [0.1, 92],
      [0.25, 72],
      [0.5, 28],
      [0.9, 6],
    ],
    says: (n) => `A quote on the web names ${n} for a unit.`,
  });
}

/** Reads the pages that a search found. A page that talks to models is kept as a source and not believed. */
export function webSearch(input: AnalystInput): WebSearchReport {
  const { sources } = input;
  if (sources.length === 0) return abstain("No search is connected, or it found nothing about this product.");
  const trusted = sources.filter((source) => !looksLikeInstruction(`${source.title}\n${source.snippet}`));
  if (trusted.length === 0)
    return abstain("Every page found is worded as an instruction instead of a text about the product.");

  const items = trusted.flatMap((source) =>
    factsFromWebText([source]).map((fact) => asItem({ ...fact, source })),
  );
  const of = (metric: WebFact["metric"]) => items.filter((item) => item.metric === metric);
  const facts = [
    ...about(
      "listings",
      signalOf(largest(of("competing-listings")), {
        weight: 3,
        points: [
          [10, 94],
          [100, 82],
          [200, 68],
          [2_000, 32],
          [10_000, 8],
        ],
        says: (n) => `A page counts ${n} competing listings.`,
      }),
    ),
    ...about(
      "leader",
      signalOf(largest(of("review-count")), {
        weight: 2,
        points: [
          [50, 92],
          [1_000, 66],
          [20_000, 30],
          [100_000, 6],
        ],
        says: (n) => `The leader has ${n} reviews.`,
      }),
    ),
    ...about("cost", quoteSignals(input, middle(of("cost")))),
    ...dangerSignals(trusted),
  ];
  const attention: Signal = {
    score: ramp(trusted.length, [
      [1, 42],
      [3, 55],
      [8, 66],
    ]),
    weight: 0.5,
    claims: [
      { text: "Pages about it were found.", value: null, unit: null, evidence: trusted.map(({ id }) => id) },
    ],
    finding: "Pages about it were found.",
  };
  const hosts = new Set(trusted.map(({ url }) => URL.parse(url)?.host ?? url));
  const common = judge({
    signals: [...facts, attention],
    full: 8,
    need: 0.5,
    origins: hosts.size,
    subject: "What the web says",
  });
  if (common === null) return abstain("The pages found say nothing that can be weighed.");
  return {
    status: "ok",
    ...common,
    sources: [...sources],
    notFound: [
      ...(of("competing-listings").length === 0 ? ["a count of competing listings"] : []),
      ...(of("cost").length === 0 ? ["a quote for a unit"] : []),
    ],
    marketFacts: facts.map((signal) => ({
      topic: signal.topic,
      text: signal.finding,
      sources: [...new Set(signal.claims.flatMap(({ evidence }) => evidence))],
    })),
  };
}
