import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agentApiFetch } from "./perplexity-agent-api";
import { readTold } from "./read-told";
import { loopback } from "./testing";

const PROVIDERS = ["groq", "perplexity", "openai-compatible"] as const;
const keys = fc.constantFrom(
  "choices",
  "message",
  "executed_tools",
  "search_results",
  "results",
  "url",
  "output",
  "usage",
  "cost",
  "total_cost",
);
/** Bodies that look like answers from afar. */
const body = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.jsonValue({ maxDepth: 1 }),
    fc.constantFrom("https://shop.example/a", "L1: URL: https://shop.example/b\nL2: text"),
    fc.dictionary(keys, tie("value")),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
})).value;

describe("what a body tells beyond its text", () => {
  it("is read from any body without a throw, and every page has an address of the web", () => {
    fc.assert(
      fc.property(body, fc.constantFrom(...PROVIDERS), (given, provider) => {
        const { costUsd, cachedTokens, pages } = readTold(provider, given);
        expect(costUsd === null || costUsd >= 0).toBe(true);
        expect(cachedTokens === null || typeof cachedTokens === "number").toBe(true);
        for (const { url } of pages) expect(url).toMatch(/^https?:\/\//);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps a page once, the one that was read before the one that was only listed, and no more than fit", () => {
    const url = "https://shop.example/a";
    const tool = (output: string, results: unknown[]) => ({ output, search_results: { results } });
    const many = Array.from({ length: 40 }, (_, index) => ({
      url: `https://n.example/${index}`,
      title: "n",
      content: "x".repeat(5_000),
    }));
    const tools = [
      tool("L0: list", [{ url, title: "A shop", content: "" }, ...many]),
      tool(`L0: \nL1: URL: ${url}\nL2: Lamps from $18.`, []),
      tool("L0: \nL1: URL: javascript:alert(1)\nL2: x", [
        { url: "file:///etc/passwd", title: "t", content: "x" },
      ]),
    ];
    const { pages } = readTold("groq", { choices: [{ message: { executed_tools: tools } }] });
    expect(pages).toHaveLength(20);
    expect(pages.filter((page) => page.url === url)).toEqual([
      { url, title: "A shop", snippet: "Lamps from $18.", date: null },
    ]);
    expect(Math.max(...pages.map(({ snippet }) => snippet.length))).toBe(2_000);
  });
});

it("whatever the Agent API answers, the transport gives an answer or an error of HTTP, and throws nothing", async () => {
  const request = { model: "perplexity/sonar", messages: [{ role: "user", content: "?" }] };
  const json = fc.oneof(
    fc.jsonValue(),
    fc.record({
      id: fc.string(),
      created_at: fc.integer(),
      model: fc.string(),
      status: fc.constantFrom("completed", "failed", "incomplete", "queued"),
      output: fc.array(
        fc.record({ type: fc.constantFrom("message", "search_results"), results: fc.jsonValue() }),
      ),
    }),
  );
  const samples = fc.sample(fc.tuple(fc.constantFrom(200, 400, 500), json), { numRuns: 60, seed: 7 });
  const server = await loopback(...samples.map(([status, answer]) => ({ status, json: answer })));
  try {
    for (const [status] of samples) {
      const init = { method: "POST", body: JSON.stringify(request) };
      const response = await agentApiFetch(`${server.address}/chat/completions`, init);
      expect([status, 422, 502]).toContain(response.status);
      expect(JSON.parse(await response.text())).toBeDefined();
    }
  } finally {
    await server.close();
  }
});
