/** What a provider says in the body of its answer beyond the text: cost, cached tokens, and the pages its search read. */
import { z } from "zod";
import type { FoundPage } from "../embedded-analyst";
import type { ModelProvider } from "../plan-models";

export type Told = { costUsd: number | null; cachedTokens: number | null; pages: FoundPage[] };

const MOST_PAGES = 20;
const MAX_TITLE_CHARS = 300;
const MAX_TEXT_CHARS = 2_000;
const MAX_DATE_CHARS = 40;

const text = z.string().nullish().catch(null);
const usage = z
  .object({
    prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish().catch(null),
    cost: z.object({ total_cost: z.number().nonnegative().nullish() }).nullish().catch(null),
  })
  .nullish()
  .catch(null);

const perplexityBody = z.object({
  usage,
  search_results: z
    .array(z.object({ url: z.string(), title: text, snippet: text, date: text }))
    .nullish()
    .catch(null),
});

const executedTool = z.object({
  output: text,
  search_results: z
    .object({ results: z.array(z.object({ url: z.string(), title: text, content: text })) })
    .nullish()
    .catch(null),
});
const groqBody = z.object({
  usage,
  choices: z
    .array(z.object({ message: z.object({ executed_tools: z.array(executedTool).nullish().catch(null) }) }))
    .nullish()
    .catch(null),
});

/** Reads the body of an answer or of an error. Never throws: what it cannot read was not told. */
export function readTold(provider: ModelProvider, body: unknown): Told {
  if (provider === "perplexity") return readPerplexity(body);
  return readGroqLike(body);
}

function readPerplexity(body: unknown): Told {
  const read = perplexityBody.safeParse(body).data;
  const pages = (read?.search_results ?? []).map((found) => ({ ...found, text: found.snippet }));
  return { ...readUsage(read?.usage), pages: distinct(pages) };
}

function readGroqLike(body: unknown): Told {
  const read = groqBody.safeParse(body).data;
  const tools = (read?.choices ?? []).flatMap(({ message }) => message.executed_tools ?? []);
  const listed = tools.flatMap((tool) =>
    (tool.search_results?.results ?? []).map((found) => ({ ...found, text: found.content, date: null })),
  );
  const titles = new Map(listed.map(({ url, title }) => [url, title]));
  const opened = tools.flatMap((tool) => {
    const page = openedPage(tool.output ?? "");
    return page ? [{ ...page, title: titles.get(page.url) ?? page.title, date: null }] : [];
  });
  // A page that was opened was read; a line in a list of results only named it.
  return { ...readUsage(read?.usage), pages: distinct([...opened, ...listed]) };
}

const readUsage = (given: z.infer<typeof usage> | undefined) => ({
  costUsd: given?.cost?.total_cost ?? null,
  cachedTokens: given?.prompt_tokens_details?.cached_tokens ?? null,
});

/**
 * The page in the output of Groq's browser: numbered lines ("L1: …"), the address after "URL:", links as 【3†words†host】.
 * Null where it shows no page of the web, as for a list of results.
 */
function openedPage(output: string): { url: string; title: string; text: string } | null {
  const lines = output
    .split("\n")
    .map((line) => line.replace(/^L\d+:\s?/, ""))
    .map((line) => line.replaceAll(/【\d+†([^†】]*)(?:†[^】]*)?】/g, "$1").trim())
    .filter((line) => line !== "");
  const at = lines.findIndex((line) => /^URL:\s*https?:\/\//.test(line));
  if (at < 0) return null;
  const url = (lines[at] ?? "").replace(/^URL:\s*/, "").split(/\s/)[0] ?? "";
  const words = lines.slice(at + 1);
  return { url, title: words[0] ?? "", text: words.join("\n") };
}

type Read = { url: string; title?: string | null; text?: string | null; date?: string | null };

/** Pages of the web, each once, those with a text first, everything cut to a length that can be kept. */
function distinct(read: readonly Read[]): FoundPage[] {
  const pages = new Map<string, FoundPage>();
  for (const { url, title, text: words, date } of read.toSorted(
    (a, b) => Number(!a.text) - Number(!b.text),
  )) {
    if (pages.size >= MOST_PAGES) break;
    if (pages.has(url) || url.length > 2_000 || !/^https?:\/\/[^\s/]+/i.test(url)) continue;
    pages.set(url, {
      url,
      title: (title ?? "").slice(0, MAX_TITLE_CHARS),
      snippet: (words ?? "").slice(0, MAX_TEXT_CHARS),
      date: date ? date.slice(0, MAX_DATE_CHARS) : null,
    });
  }
  return [...pages.values()];
}
