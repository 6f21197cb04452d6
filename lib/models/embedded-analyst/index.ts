import type { LanguageModelV4, LanguageModelV4CallOptions } from "@ai-sdk/provider";
import type { Report } from "@/agents/agent";
import { AGENTS } from "@/agents/roster";
import type { WebSource } from "@/agents/web-search/report";
import { PermanentError } from "@/lib/core/errors";
import { AGENT_IDS, type AgentId } from "@/lib/core/words";
import { competition } from "./competition";
import { coordinator } from "./coordinator";
import { dataScience } from "./data-science";
import type { AnalystInput } from "./evidence";
import { pricing } from "./pricing";
import { psychology } from "./psychology";
import { quality } from "./quality";
import { readPrompt } from "./read-prompt";
import { research } from "./research";
import { scanner } from "./scanner";
import { supplyChain } from "./supply-chain";
import { trend } from "./trend";
import { viral } from "./viral";
import { webSearch } from "./web-search";

export type FoundPage = Omit<WebSource, "id">;
/** Finds pages about a product; the caller decides where. */
export type SearchWeb = (query: string) => readonly FoundPage[] | Promise<readonly FoundPage[]>;

/** A missing agent is a type error. */
const ANALYSTS: Record<AgentId, (input: AnalystInput) => Report> = {
  scanner,
  trend,
  research,
  quality,
  pricing,
  viral,
  competition,
  "supply-chain": supplyChain,
  psychology,
  "data-science": dataScience,
  "web-search": webSearch,
  coordinator,
};

/** The schema name of an agent's answer; the embedded analyst knows by it who is asked. */
export const schemaNameOf = (agent: AgentId): string => `${agent}_report`;

const AGENT_OF_SCHEMA = new Map(AGENT_IDS.map((id) => [schemaNameOf(id), id]));

/** Characters of a title that make a query, and pages that are read of the answer. */
const QUERY_LIMIT = 200;
const PAGE_LIMIT = 12;

async function pagesAbout(title: string, search: SearchWeb | undefined): Promise<WebSource[]> {
  const found = await search?.(title.replaceAll(/\s+/g, " ").trim().slice(0, QUERY_LIMIT));
  return (found ?? []).slice(0, PAGE_LIMIT).map(({ url, title: name, snippet, date }, index) => ({
    id: `S${index + 1}`,
    url,
    title: name,
    snippet,
    date,
  }));
}

/** Nothing is billed and nothing is counted in tokens: both are truly zero. */
const USAGE = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

/**
 * A language model that is none: it answers each agent's schema by rules over the dossier in the
 * prompt, the same answer for the same prompt. Only `search` reaches outside, for the web researcher.
 */
export function embeddedAnalyst({ search }: { search?: SearchWeb | undefined } = {}): LanguageModelV4 {
  return {
    specificationVersion: "v4",
    provider: "embedded",
    modelId: "rules",
    supportedUrls: {},
    async doGenerate({ prompt, responseFormat, abortSignal }: LanguageModelV4CallOptions) {
      abortSignal?.throwIfAborted();
      const name = responseFormat?.type === "json" ? responseFormat.name : undefined;
      const agent = AGENT_OF_SCHEMA.get(name ?? "");
      if (agent === undefined) {
        throw new PermanentError(
          "The embedded analyst answers the report schemas of the twelve agents and nothing else.",
        );
      }
      const read = readPrompt(prompt);
      const sources = agent === "web-search" ? await pagesAbout(read.dossier.title, search) : [];
      const report = ANALYSTS[agent]({ ...read, sources });
      return {
        content: [{ type: "text", text: JSON.stringify(AGENTS[agent].toWire(report)) }],
        finishReason: { unified: "stop", raw: undefined },
        usage: USAGE,
        warnings: [],
      };
    },
    doStream() {
      throw new PermanentError("The embedded analyst answers at once and does not stream.");
    },
  };
}
