import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OkReport, Report } from "@/agents/agent";
import { AGENTS } from "@/agents/roster";
import { checkClaims } from "@/lib/claims/check-claims";
import type { Claim, Dossier } from "@/lib/core/evidence";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { dossierOf, FACTS, runTwelve, someFacts, type Fact } from "../testing";

type Decisive = {
  /** Facts without which this agent cannot speak at all. */
  base: Fact[];
  fact: (value: number) => Fact[];
  /** Values that speak against a product, and values that speak for it. */
  weak: readonly [number, number];
  strong: readonly [number, number];
  search?: (value: number) => string;
};

const usd = (metric: Fact["metric"], value: number): Fact => ({ metric, value, unit: "USD", origin: "web" });
const one =
  (metric: Fact["metric"], unit: string) =>
  (value: number): Fact[] => [{ metric, value, unit }];

const COLLEAGUES: Fact[] = [
  usd("price", 40),
  { metric: "trend-score", value: 60, unit: "count" },
  { metric: "rating", value: 4.4, unit: "stars" },
  { metric: "review-count", value: 400, unit: "count" },
];

const DECISIVE: Record<AgentId, Decisive> = {
  scanner: { base: [], fact: one("trend-score", "count"), weak: [1, 40], strong: [60, 99] },
  trend: { base: [], fact: one("growth-yoy", "fraction"), weak: [-0.8, -0.2], strong: [0.3, 4] },
  research: { base: [], fact: one("margin-likely", "percent"), weak: [-10, 15], strong: [30, 60] },
  quality: { base: [], fact: one("rating", "stars"), weak: [2.6, 3.8], strong: [4.3, 4.9] },
  pricing: {
    base: [usd("price", 30)],
    fact: one("margin-likely", "percent"),
    weak: [1, 15],
    strong: [30, 58],
  },
  viral: { base: [], fact: one("views", "count"), weak: [1_100, 20_000], strong: [1_000_000, 50_000_000] },
  competition: {
    base: [],
    fact: one("competing-listings", "count"),
    weak: [2_500, 9_000],
    strong: [20, 180],
  },
  "supply-chain": {
    base: [usd("price", 30)],
    fact: (value) => [usd("cost", value)],
    weak: [15, 23],
    strong: [4, 9],
  },
  psychology: { base: [], fact: one("rating", "stars"), weak: [3.1, 3.9], strong: [4.4, 4.8] },
  "data-science": { base: COLLEAGUES, fact: one("source-count", "count"), weak: [1, 1], strong: [3, 5] },
  "web-search": {
    base: [],
    fact: () => [],
    weak: [2_500, 9_000],
    strong: [20, 180],
    search: (value) => `There are about ${Math.round(value)} competing listings.`,
  },
  coordinator: { base: COLLEAGUES, fact: one("margin-likely", "percent"), weak: [1, 15], strong: [32, 58] },
};

const between = ([low, high]: readonly [number, number]) =>
  fc
    .double({ min: low, max: high, noNaN: true })
    .map((value) => (high <= 5 ? Number(value.toFixed(2)) : Math.round(value)));

const without = (facts: readonly Fact[], used: readonly Fact[]): Fact[] =>
  facts.filter(({ metric }) => used.every((fact) => fact.metric !== metric));

async function reportWith(id: AgentId, value: number, background: readonly Fact[]): Promise<Report> {
  const { base, fact, search } = DECISIVE[id];
  const own = [...base, ...fact(value)];
  const snippet = search?.(value);
  const { reports } = await runTwelve(
    dossierOf([...own, ...without(background, own)]),
    snippet === undefined
      ? undefined
      : () => [{ url: "https://example.com/a", title: "A page", snippet, date: null }],
  );
  return reports[id];
}

const scored = (report: Report): OkReport => {
  if (report.status !== "ok") throw new Error(`abstained: ${report.reason}`);
  return report;
};

describe.each(AGENT_IDS)("%s", (id) => {
  const { weak, strong } = DECISIVE[id];

  it("scores strong evidence above weak evidence, whatever else is known", async () => {
    await fc.assert(
      fc.asyncProperty(between(weak), between(strong), someFacts, async (low, high, background) => {
        const [poor, good] = [await reportWith(id, low, background), await reportWith(id, high, background)];
        expect(scored(good).score).toBeGreaterThan(scored(poor).score);
      }),
      { numRuns: 12 },
    );
  });

  it("says something else when its evidence changes", async () => {
    await fc.assert(
      fc.asyncProperty(between(strong), between(weak), someFacts, async (before, after, background) => {
        const reports = [await reportWith(id, before, background), await reportWith(id, after, background)];
        expect(reports[0]).not.toEqual(reports[1]);
      }),
      { numRuns: 8 },
    );
  });
});

const abstentionsIn = (reports: Record<AgentId, Report>): number =>
  AGENT_IDS.filter((id) => reports[id].status === "abstained").length;

/** Numbers of a text, with their thousands separators taken out. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/-?\d[\d,]*(?:\.\d+)?/g)].map(([digits]) => Number(digits.replaceAll(",", "")));

function unsupported(claim: Claim, dossier: Dossier): string[] {
  const items = claim.evidence.map((id) => dossier.items.find((item) => item.id === id));
  if (items.length === 0 || items.includes(undefined))
    return [`"${claim.text}" names evidence that is not there`];
  const stated = items.flatMap((item) => {
    const value = item?.value ?? null;
    return value === null ? numbersIn(item?.text ?? "") : [value, Number((value * 100).toPrecision(12))];
  });
  return numbersIn(claim.text)
    .filter((number) => !stated.includes(number))
    .map((number) => `"${claim.text}": ${number} stands in none of ${claim.evidence.join(", ")}`);
}

const search = () => [
  {
    url: "https://example.com/market",
    title: "Split keyboards",
    snippet: "There are about 140 competing listings. The best seller among them has 2,310 reviews.",
    date: "2026-11-01",
  },
  {
    url: "https://example.com/quote",
    title: "Quote",
    snippet: "Wholesale quote: $4.10 per unit at MOQ 100.",
    date: null,
  },
];

describe("all twelve", () => {
  it("abstain, every one, when nothing is known", async () => {
    const { reports } = await runTwelve(dossierOf([]));
    expect(AGENT_IDS.filter((id) => reports[id].status === "ok")).toEqual([]);
  });

  it("all have something to say when everything is known", async () => {
    const [facts] = fc.sample(fc.tuple(...FACTS), { numRuns: 1, seed: 7 });
    const { reports } = await runTwelve(dossierOf(facts ?? []), search);
    expect(AGENT_IDS.filter((id) => reports[id].status === "abstained")).toEqual([]);
  });

  it("never abstain less often for knowing fewer facts", async () => {
    await fc.assert(
      fc.asyncProperty(
        someFacts,
        fc.array(fc.boolean(), { minLength: 23, maxLength: 23 }),
        async (facts, keep) => {
          const fewer = facts.filter((_, index) => keep[index]);
          const [all, some] = [await runTwelve(dossierOf(facts)), await runTwelve(dossierOf(fewer))];
          expect(abstentionsIn(some.reports)).toBeGreaterThanOrEqual(abstentionsIn(all.reports));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("keep to their own checks, and claim no number that their evidence does not hold", async () => {
    await fc.assert(
      fc.asyncProperty(someFacts, fc.boolean(), async (facts, online) => {
        const { reports, dossier } = await runTwelve(dossierOf(facts), online ? search : undefined);
        for (const id of AGENT_IDS) {
          const report = reports[id];
          expect([id, AGENTS[id].check(report, dossier)]).toEqual([id, []]);
          if (report.status === "abstained") continue;
          expect([id, report.claims.length > 0]).toEqual([id, true]);
          expect(report.claims.flatMap((claim) => unsupported(claim, dossier))).toEqual([]);
          expect(checkClaims(report.claims, dossier.items).filter(({ supported }) => !supported)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("answer the same prompt with the same bytes", async () => {
    await fc.assert(
      fc.asyncProperty(someFacts, async (facts) => {
        const dossier = dossierOf(facts);
        expect((await runTwelve(dossier, search)).texts).toEqual((await runTwelve(dossier, search)).texts);
      }),
      { numRuns: 8 },
    );
  });
});
