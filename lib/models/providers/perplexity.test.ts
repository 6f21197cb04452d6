import { afterEach, describe, expect, it } from "vitest";
import { AGENTS } from "@/agents/roster";
import { ask } from "../ask";
import { modelsFor } from "../model-for";
import { dossierOf } from "../testing";
import { agentApiAnswer, keyedEnv, loopback, type Loopback, type Reply } from "./testing";

const KEY = "pplx-wiretestwiretestwiretest";
const agent = AGENTS["web-search"];
const dossier = dossierOf([{ metric: "rating", value: 4.6, unit: "stars", origin: "amazon-best-sellers" }]);

const PAGES = [
  {
    id: 1,
    url: "https://shop.example/split-keyboards?utm_source=x",
    title: "Split keyboards",
    snippet: "1,240 sellers list split keyboards. Wholesale from $18 a unit.",
    date: "2026-11-02",
  },
  { id: 2, url: "https://recalls.example/none", title: "Recalls", snippet: "No recall of keyboards." },
];
const FOUND = {
  status: "ok" as const,
  score: 40,
  confidence: 0.5,
  summary: "Many sellers.",
  findings: ["Many sellers."],
  claims: [
    { text: "1,240 sellers list it.", value: 1_240, unit: "count", evidence: ["S2", "E1"] },
    { text: "Nobody buys it.", value: null, unit: null, evidence: ["S1"] },
  ],
  sources: [
    { id: "S1", url: "https://invented.example", title: "Invented", snippet: "Never read.", date: null },
    { id: "S2", url: "https://www.shop.example/split-keyboards/", title: "t", snippet: "s", date: null },
  ],
  marketFacts: [{ topic: "listings", text: "1,240 sellers list it.", sources: ["S2"] }],
  notFound: [],
};
const TEXT = JSON.stringify(agent.toWire(FOUND));

let server: Loopback | undefined;
afterEach(() => server?.close());

async function askSonar(...given: (Reply | { abortAfterMs: number })[]) {
  const patience = given.find((one) => "abortAfterMs" in one);
  const replies = given.filter((one): one is Reply => !("abortAfterMs" in one));
  const opened = await loopback(...replies);
  server = opened;
  const env = keyedEnv({ PERPLEXITY_API_KEY: KEY, PERPLEXITY_BASE_URL: opened.address });
  const [model] = modelsFor("web", { env });
  if (!model) throw new Error("no model");
  const abortSignal = patience && AbortSignal.timeout(patience.abortAfterMs);
  return { answer: ask({ agent, dossier, earlier: {}, model, abortSignal }), asked: opened.asked };
}

describe("a search with Perplexity", () => {
  it("asks the Agent API, and demands that it searches", async () => {
    const { answer, asked } = await askSonar(agentApiAnswer(TEXT, PAGES));
    await answer;
    expect(asked).toHaveLength(1);
    const sent = asked[0];
    expect(sent).toMatchObject({
      method: "POST",
      path: "/v1/agent",
      headers: { authorization: `Bearer ${KEY}` },
      body: {
        model: "perplexity/sonar",
        tools: [{ type: "web_search" }],
        tool_choice: "required",
        max_output_tokens: agent.maxOutputTokens,
        response_format: { type: "json_schema", json_schema: { name: "answer", schema: { type: "object" } } },
        store: false,
      },
    });
    expect(sent?.body["messages"]).toBeUndefined();
    expect(sent?.body["input"]).toMatch(/<dossier>[^]*only the first five words[^]*$/);
    expect(sent?.body["instructions"]).toEqual(expect.stringContaining("Search the web before you answer"));
  });

  it("brings back report, tokens, cached tokens, cost and the pages as they were read", async () => {
    const { answer } = await askSonar(agentApiAnswer(TEXT, PAGES));
    const { report, usage, costUsd, sources } = await answer;
    expect(usage).toEqual({ inputTokens: 3_000, outputTokens: 400, cachedTokens: 1_024 });
    expect(costUsd).toBe(0.01175);
    expect(sources.map(({ url, date }) => [url, date])).toEqual([
      [PAGES[0]?.url, "2026-11-02"],
      [PAGES[1]?.url, null],
    ]);
    expect(report).toMatchObject({
      sources: [
        {
          id: "S1",
          url: PAGES[0]?.url,
          title: "Split keyboards",
          snippet: PAGES[0]?.snippet,
          date: "2026-11-02",
        },
        { id: "S2", url: PAGES[1]?.url },
      ],
      // What named the invented page names nothing now.
      claims: [{ evidence: ["S1", "E1"] }, { evidence: [] }],
      marketFacts: [{ sources: ["S1"] }],
    });
  });

  it.each([
    ["no search result item", null],
    ["an empty one", []],
  ])("is an abstention where the answer has %s", async (_, pages) => {
    const { answer } = await askSonar(agentApiAnswer(TEXT, pages));
    expect((await answer).report).toEqual({
      status: "abstained",
      reason: "The search brought no page, so nothing it says has a source.",
    });
  });

  it.each([
    ["failed", "TRANSIENT", /ended as failed: The search is down/],
    ["incomplete", "PERMANENT", /ended as incomplete/],
    ["requires_action", "TRANSIENT", /ended as requires_action/],
  ])("that ends as %s is an error with its cost, not an empty report", async (status, code, message) => {
    const { answer, asked } = await askSonar(agentApiAnswer("", PAGES, status));
    const failure = await answer.catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({
      code,
      costUsd: 0.01175,
      usage: { inputTokens: 3_000, outputTokens: 400, cachedTokens: 1_024 },
    });
    expect(String(failure)).toMatch(message);
    expect(asked).toHaveLength(1);
  });

  it("is repaired without a second search, and both are paid for", async () => {
    const { answer, asked } = await askSonar(
      agentApiAnswer("Many sellers.", PAGES),
      agentApiAnswer(TEXT, null),
    );
    const { report, costUsd } = await answer;
    expect(report).toMatchObject({ status: "ok", sources: [{ id: "S1" }, { id: "S2" }] });
    expect(costUsd).toBe(0.0235);
    expect(asked[1]?.body).not.toHaveProperty("tools");
    expect(asked[1]?.body["input"]).toMatchObject([
      { type: "message", role: "user" },
      { type: "message", role: "assistant", content: "Many sellers." },
      { type: "message", role: "user" },
    ]);
  });

  it("goes on without tool_choice where the API does not take it, and remembers that", async () => {
    const refusal = {
      error: { message: "Unknown parameter: tool_choice", type: "invalid_request", code: 400 },
    };
    const { answer, asked } = await askSonar({ status: 400, json: refusal }, agentApiAnswer(TEXT, PAGES));
    expect((await answer).report.status).toBe("ok");
    expect(asked.map(({ body }) => body["tool_choice"])).toEqual(["required", undefined]);
    expect(asked[1]?.body["tools"]).toEqual([{ type: "web_search", search_context_size: "medium" }]);
    const env = keyedEnv({ PERPLEXITY_API_KEY: KEY, PERPLEXITY_BASE_URL: server?.address ?? "" });
    const [model] = modelsFor("web", { env });
    if (model) await ask({ agent, dossier, earlier: {}, model });
    expect(asked[2]?.body["tool_choice"]).toBeUndefined();
  });

  it.each([
    [400, { error: { message: "Bad request", type: "invalid_request", code: 400 } }, "PERMANENT", false],
    [400, { error: { message: "Invalid model", type: "invalid_model", code: 400 } }, "PERMANENT", true],
    [
      422,
      { detail: [{ loc: ["body", "input"], msg: "field required", type: "missing" }] },
      "PERMANENT",
      false,
    ],
    [429, { error: { message: "Too many", type: "rate_limit", code: 429 } }, "TRANSIENT", false],
    [503, { error: { message: "Later", type: "server", code: 503 } }, "TRANSIENT", false],
  ])("that answers %i %j is said in one sentence", async (status, json, code, modelGone) => {
    const { answer, asked } = await askSonar({ status, json, headers: { "retry-after": "3" } });
    await expect(answer).rejects.toMatchObject({ code, status, modelGone, retryAfterSeconds: 3 });
    expect(asked).toHaveLength(1);
  });

  it("names the setting where the key is refused, by a page of HTML too", async () => {
    const { answer } = await askSonar({
      status: 401,
      headers: { "content-type": "text/html" },
      text: `<html>401 Authorization Required ${KEY}</html>`,
    });
    await expect(answer).rejects.toThrow(
      "The call of perplexity/sonar was refused (401): check PERPLEXITY_API_KEY.",
    );
  });

  it("ends with a connection that is cut, and asks no second time", async () => {
    const { answer, asked } = await askSonar((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
      response.write('{"id":"resp_1","output":[');
      setTimeout(() => response.destroy(), 20);
    });
    await expect(answer).rejects.toMatchObject({ code: "TRANSIENT", usage: null, costUsd: null });
    expect(asked).toHaveLength(1);
  });

  it("ends with the caller's patience", async () => {
    const { answer } = await askSonar({ abortAfterMs: 60 }, () => undefined);
    await expect(answer).rejects.toMatchObject({ code: "TRANSIENT", status: null, usage: null });
  });

  it("that answers something else altogether may be asked again", async () => {
    const { answer } = await askSonar({ json: { hello: "world" } });
    await expect(answer).rejects.toMatchObject({ code: "TRANSIENT" });
  });
});
