import { countTokens } from "gpt-tokenizer/encoding/o200k_harmony";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { METRICS, type Dossier, type EvidenceItem } from "@/lib/core/evidence";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import type { EarlierReports } from "./agent";
import { AGENTS } from "./roster";
import { withoutExamples } from "./worked-examples";

/** Lines of each agent's instructions: the four that think long, and the eight that answer fast. */
const FAST = [40, 80] as const;
const LINES: Record<AgentId, readonly [least: number, most: number]> = {
  scanner: [180, 220],
  trend: [205, 255],
  research: [230, 290],
  quality: FAST,
  pricing: FAST,
  viral: FAST,
  competition: FAST,
  "supply-chain": FAST,
  psychology: FAST,
  "data-science": FAST,
  "web-search": [230, 290],
  coordinator: [120, 160],
};

/** Tokens of a whole request, answer included; a plan of 8,000 a minute refuses a larger one outright. */
const REQUEST_TOKENS = 7_000;
/** Bounds are met one by one, never all at once: the fullest answer may be this many times the limit. */
const LONGEST_ANSWER = 1.6;
/** The least that must be left for reports and dossier. */
const LEAST_DATA_TOKENS = 1_100;

const sentencesOf = (id: AgentId): string[] =>
  withoutExamples(AGENTS[id].instructions())
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .join(" ")
    .split(/(?<=[.?!;:])\s+|\s(?=- |\d\. )|\s\|\s/)
    .map((sentence) =>
      sentence
        .replace(/^(?:- |\d\. |\| )/, "")
        .trim()
        .toLowerCase(),
    )
    .filter((sentence) => sentence.length > 24);

type JsonSchema = {
  type?: string;
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  anyOf?: JsonSchema[];
  enum?: unknown[];
  const?: unknown;
  maxItems?: number;
  maxLength?: number;
  maximum?: number;
};

const PROSE =
  "An honest sentence about lamps that goes on for a while, as colleagues do when nobody stops them. ";

/** The largest value that a schema of a report allows. */
function fullest(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return fullest(schema.anyOf[0] ?? {});
  if (schema.type === "string") return PROSE.repeat(9).slice(0, Math.min(schema.maxLength ?? 800, 800));
  if (schema.type === "number" || schema.type === "integer")
    return Math.min(schema.maximum ?? 1234.5, 1234.5);
  if (schema.type === "boolean") return true;
  if (schema.type === "array") {
    return Array.from({ length: schema.maxItems ?? 12 }, () => fullest(schema.items ?? {}));
  }
  const own = Object.entries(schema.properties ?? {});
  return Object.fromEntries(own.map(([name, inner]) => [name, fullest(inner)]));
}

const fullReport = (id: AgentId) =>
  fullest(z.toJSONSchema(AGENTS[id].report) as JsonSchema) as EarlierReports[AgentId];

/** The pages of a report come from the search; a model names a few, with a line of each. */
function spoken(report: EarlierReports[AgentId]): unknown {
  const sources: unknown = report?.status === "ok" ? report["sources"] : undefined;
  if (!Array.isArray(sources)) return report;
  return {
    ...report,
    sources: sources.slice(0, 6).map(() => ({ id: "S1", url: PAGE, title: PROSE, snippet: PROSE })),
  };
}

const PAGE = "https://shop.example.com/a/long/path?to=something";
const FOREIGN = "便携式无线蓝牙音箱防水户外迷你低音炮，价格实惠，七天无理由退货。";
const seenAt = "2026-11-20T08:00:00.000Z";

/** Every metric twice, texts in two scripts, four long series and ten pages. */
function largeDossier(script: string): Dossier {
  const items = [...METRICS, ...METRICS, ...METRICS.slice(0, 6).map(() => "web" as const)].map(
    (metric, at): EvidenceItem => ({
      id: `E${at + 1}`,
      metric,
      origin: at % 2 === 0 ? "amazon-deals" : "web",
      text: (at % 2 === 0 ? PROSE : script).repeat(metric === "web" ? 12 : 3),
      value: metric === "web" || metric === "series" ? null : at * 7.31,
      unit: "USD",
      range: metric === "cost" ? [3.1, 9.4] : null,
      points:
        metric === "series"
          ? Array.from({ length: 156 }, (_, week): [string, number] => [
              new Date(Date.UTC(2023, 0, 1 + week * 7)).toISOString().slice(0, 10),
              Math.round(50 + 40 * Math.sin(week / 8)),
            ])
          : null,
      url: PAGE,
      seenAt,
    }),
  );
  return {
    productId: 1,
    title: script.repeat(8),
    description: PROSE.repeat(20),
    category: "Home & Kitchen > Lamps & Lighting",
    homeCurrency: "USD",
    builtAt: "2026-11-22T12:00:00.000Z",
    items,
  };
}

it("no sentence stands in two agents' instructions", () => {
  const owner = new Map<string, AgentId>();
  const shared = AGENT_IDS.flatMap((id) =>
    sentencesOf(id).filter((sentence) => {
      const first = owner.get(sentence) ?? id;
      owner.set(sentence, first);
      return first !== id;
    }),
  );
  expect(owner.size).toBeGreaterThan(600);
  expect(shared).toEqual([]);
});

describe.each(AGENT_IDS)("the instructions of %s", (id) => {
  const agent = AGENTS[id];
  const text = agent.instructions();

  it("are as long as the task needs, in lines that fit a page", () => {
    const lines = text.trim().split("\n");
    const [least, most] = LINES[id];
    expect([lines.length >= least, lines.length <= most, lines.length]).toEqual([true, true, lines.length]);
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
  });

  it("name who speaks, the question, the evidence by its metrics, the anchors, and when to abstain", () => {
    for (const part of [
      "## The question you answer",
      "## Evidence that counts for you",
      "## Method",
      "## Anchors of the score",
      "- 20:",
      "- 50:",
      "- 85:",
      "## When to abstain",
      "## Worked examples",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toContain(agent.persona.split(",")[0] ?? "");
    const named = [...text.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
    expect(METRICS.filter((metric) => named.includes(metric)).length).toBeGreaterThanOrEqual(3);
  });

  it(`fit a request of ${REQUEST_TOKENS} tokens with a large dossier, full reports and the answer`, () => {
    const earlier = Object.fromEntries(agent.reads.map((read) => [read, fullReport(read)]));
    const schema = countTokens(JSON.stringify(z.toJSONSchema(agent.wire, { target: "draft-7" })));
    for (const script of [PROSE, FOREIGN]) {
      const [system, user] = agent.render(largeDossier(script), earlier);
      const data = countTokens(user.content);
      const fixed = countTokens(system.content) + schema + agent.maxOutputTokens;
      expect([fixed + data < REQUEST_TOKENS, fixed, data]).toEqual([true, fixed, data]);
      expect([REQUEST_TOKENS - fixed >= LEAST_DATA_TOKENS, fixed]).toEqual([true, fixed]);
    }
  });

  it("leave room for the longest answer that the schema allows", () => {
    const answer = countTokens(JSON.stringify(spoken(fullReport(id))));
    expect([answer <= agent.maxOutputTokens * LONGEST_ANSWER, answer]).toEqual([true, answer]);
  });
});
