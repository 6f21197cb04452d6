import { afterEach, describe, expect, it } from "vitest";
import type { ModelRole } from "@/agents/agent";
import { AGENTS } from "@/agents/roster";
import type { AgentId } from "@/lib/core/words";
import { ask } from "../ask";
import { modelsFor } from "../model-for";
import { dossierOf } from "../testing";
import { groqAnswer, groqRefusal, keyedEnv, loopback, type Loopback, type Reply } from "./testing";

const KEY = "gsk_wiretestwiretestwiretest";
const dossier = dossierOf([{ metric: "rating", value: 4.6, unit: "stars", origin: "amazon-best-sellers" }]);
const ABSTAINED = { status: "abstained" as const, reason: "Nothing is known." };
const good = (agent: AgentId): string => JSON.stringify(AGENTS[agent].toWire(ABSTAINED));

let server: Loopback | undefined;
afterEach(() => server?.close());

async function groqWith(
  ...replies: Reply[]
): Promise<{ server: Loopback; role: (role: ModelRole) => ReturnType<typeof modelsFor> }> {
  const opened = await loopback(...replies);
  server = opened;
  const env = keyedEnv({ GROQ_API_KEY: KEY, GROQ_BASE_URL: `${opened.address}/openai/v1` });
  return { server: opened, role: (role) => modelsFor(role, { env }) };
}

async function askGroq(agent: AgentId, replies: Reply[], abortSignal?: AbortSignal, nth = 0) {
  const groq = await groqWith(...replies);
  const model = groq.role(AGENTS[agent].role)[nth];
  if (!model) throw new Error("no such model");
  const answer = ask({ agent: AGENTS[agent], dossier, earlier: {}, model, abortSignal });
  return { answer, asked: groq.server.asked };
}

describe("a call of Groq", () => {
  it("carries the key, the role's effort, the strict schema and the room, instructions first", async () => {
    const { answer, asked } = await askGroq("trend", [groqAnswer(good("trend"), { cached: 512 })]);
    expect(await answer).toMatchObject({
      report: ABSTAINED,
      model: "openai/gpt-oss-120b",
      usage: { inputTokens: 1_000, outputTokens: 200, cachedTokens: 512 },
      costUsd: null,
      sources: [],
    });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      method: "POST",
      path: "/openai/v1/chat/completions",
      headers: { authorization: `Bearer ${KEY}` },
      body: {
        model: "openai/gpt-oss-120b",
        reasoning_effort: "medium",
        max_tokens: AGENTS.trend.maxOutputTokens,
        response_format: {
          type: "json_schema",
          json_schema: { name: "trend_report", strict: true, schema: { additionalProperties: false } },
        },
        messages: [{ role: "system" }, { role: "user" }],
      },
    });
    expect(asked[0]?.body).not.toHaveProperty("reasoning_format");
  });

  it("sends the same bytes before the dossier for every product, so that they can be cached", async () => {
    const groq = await groqWith(groqAnswer(good("quality")));
    const [model] = groq.role("fast");
    if (!model) throw new Error("no model");
    for (const title of ["Lamp", "Shoe rack"]) {
      await ask({ agent: AGENTS.quality, dossier: { ...dossier, title }, earlier: {}, model });
    }
    const heads = groq.server.asked.map(({ body }) => {
      const { messages, ...rest } = body as { messages: { role: string; content: string }[] };
      return JSON.stringify([rest, messages[0]]);
    });
    expect(heads[0]).toBe(heads[1]);
  });

  it("tells the limits of the day and of the minute as the headers have them", async () => {
    const headers = {
      "x-ratelimit-limit-requests": "1000",
      "x-ratelimit-remaining-requests": "998",
      "x-ratelimit-reset-requests": "2m52.8s",
      "x-ratelimit-limit-tokens": "8000",
      "x-ratelimit-remaining-tokens": "6750",
      "x-ratelimit-reset-tokens": "9.375s",
    };
    const { answer } = await askGroq("quality", [groqAnswer(good("quality"), { headers })]);
    expect((await answer).rateLimit).toEqual({
      requests: { limit: 1_000, remaining: 998, resetMs: 172_800 },
      tokens: { limit: 8_000, remaining: 6_750, resetMs: 9_375 },
      retryAfterMs: null,
    });
  });

  it("tells a model without a strict mode the schema in the prompt, and asks it for JSON", async () => {
    const { answer, asked } = await askGroq("trend", [groqAnswer(good("trend"))], undefined, 1);
    expect((await answer).model).toBe("qwen/qwen3.6-27b");
    const body = asked[0]?.body as { messages: { content: string }[] };
    expect(body).toMatchObject({
      response_format: { type: "json_object" },
      reasoning_effort: "default",
      reasoning_format: "hidden",
    });
    expect(body.messages[0]?.content).toContain('"additionalProperties":false');
  });

  it.each([
    ["JSON that ends early", '{"status":"abst'],
    ["JSON of another shape", '{"status":"fine"}'],
    ["a refusal in words", "I'm sorry, but I can't help with that."],
  ])("repairs %s once and counts both calls", async (_, bad) => {
    const { answer, asked } = await askGroq("quality", [groqAnswer(bad), groqAnswer(good("quality"))]);
    expect(await answer).toMatchObject({
      report: ABSTAINED,
      usage: { inputTokens: 2_000, outputTokens: 400 },
    });
    const repair = asked[1]?.body as { messages: { role: string; content: string }[] };
    expect(repair.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(repair.messages[2]?.content).toBe(bad);
  });

  it("repairs what Groq itself refused for missing the schema", async () => {
    const error = {
      message: "Failed to generate JSON.",
      type: "invalid_request_error",
      code: "json_validate_failed",
      failed_generation: '{"status":',
    };
    const { answer, asked } = await askGroq("quality", [
      { status: 400, json: { error } },
      groqAnswer(good("quality")),
    ]);
    expect(await answer).toMatchObject({
      report: ABSTAINED,
      usage: { inputTokens: null, outputTokens: null },
    });
    expect(asked).toHaveLength(2);
  });

  it("says what the first answer used where the repair is refused", async () => {
    const { answer } = await askGroq("quality", [
      groqAnswer("no", { cached: 100 }),
      groqRefusal(429, "rate_limit_exceeded", { "retry-after": "2" }),
    ]);
    await expect(answer).rejects.toMatchObject({
      code: "TRANSIENT",
      status: 429,
      retryAfterSeconds: 2,
      usage: { inputTokens: 1_000, outputTokens: 200, cachedTokens: 100 },
    });
  });

  it("takes an answer that was filtered away for a refusal, with what it used", async () => {
    const { answer, asked } = await askGroq("quality", [groqAnswer("", { finish: "content_filter" })]);
    await expect(answer).rejects.toMatchObject({ code: "PERMANENT", usage: { inputTokens: 1_000 } });
    expect(asked).toHaveLength(1);
  });

  it("asks again for fewer words where the answer was cut, without the cut one", async () => {
    const { answer, asked } = await askGroq("quality", [
      groqAnswer('{"status":"ok","summary":"goes on and', { finish: "length" }),
      groqAnswer(good("quality")),
    ]);
    expect((await answer).report).toEqual(ABSTAINED);
    const repair = asked[1]?.body as { messages: { role: string; content: string }[] };
    expect(repair.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(repair.messages[1]?.content).toMatch(/far fewer words\.$/);
  });

  it("fails with what it used when the repair fits no better", async () => {
    const { answer, asked } = await askGroq("quality", [groqAnswer("no")]);
    await expect(answer).rejects.toMatchObject({
      code: "TRANSIENT",
      usage: { inputTokens: 2_000, outputTokens: 400, cachedTokens: null },
    });
    expect(asked).toHaveLength(2);
  });

  it.each([
    [400, "bad_request", "PERMANENT"],
    [401, "invalid_api_key", "PERMANENT"],
    [413, "request_too_large", "PERMANENT"],
    [429, "rate_limit_exceeded", "TRANSIENT"],
    [500, "internal_server_error", "TRANSIENT"],
    [503, "service_unavailable", "TRANSIENT"],
  ])("asks once and no more where the answer is %i", async (status, code, kind) => {
    const { answer, asked } = await askGroq("quality", [groqRefusal(status, code)]);
    const failure = await answer.catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({
      code: kind,
      status,
      modelGone: false,
      retryAfterSeconds: undefined,
      usage: status < 500 ? { inputTokens: 0, outputTokens: 0, cachedTokens: 0 } : null,
    });
    expect(asked).toHaveLength(1);
  });

  it("passes on how long a 429 asks to wait", async () => {
    const headers = {
      "retry-after": "7",
      "x-ratelimit-remaining-tokens": "0",
      "x-ratelimit-reset-tokens": "6.2s",
    };
    const { answer } = await askGroq("quality", [groqRefusal(429, "rate_limit_exceeded", headers)]);
    await expect(answer).rejects.toMatchObject({
      retryAfterSeconds: 7,
      rateLimit: { retryAfterMs: 7_000, tokens: { remaining: 0, resetMs: 6_200 } },
    });
  });

  it.each([
    [404, "model_not_found"],
    [400, "model_decommissioned"],
  ])("names a model that is gone (%i %s)", async (status, code) => {
    const { answer } = await askGroq("quality", [groqRefusal(status, code)]);
    await expect(answer).rejects.toMatchObject({ code: "PERMANENT", modelGone: true, status });
  });

  it("ends with the caller's patience, and with a connection that is cut", async () => {
    const slow = await askGroq("quality", [() => undefined], AbortSignal.timeout(60));
    await expect(slow.answer).rejects.toMatchObject({ code: "TRANSIENT", status: null, usage: null });
    await server?.close();
    const cut = await askGroq("quality", [
      (response) => {
        response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
        response.write('{"id":"chatcmpl-1","choices":[');
        setTimeout(() => response.destroy(), 20);
      },
    ]);
    await expect(cut.answer).rejects.toMatchObject({ code: "TRANSIENT", usage: null });
    expect(cut.asked).toHaveLength(1);
  });

  it("takes a body that is no JSON for a fault that passes, and one without end for none", async () => {
    const page = await askGroq("quality", [{ text: "<html>Bad gateway</html>" }]);
    await expect(page.answer).rejects.toMatchObject({ code: "TRANSIENT" });
    await server?.close();
    const flood = await askGroq("quality", [{ text: `{"id":"${"x".repeat(4_100_000)}"}` }]);
    await expect(flood.answer).rejects.toThrow(/larger than/);
  });

  it("shows its key in no error, whatever the provider repeats", async () => {
    const told = {
      error: { message: `Incorrect API key provided: ${KEY}`, type: "x", code: "invalid_api_key" },
    };
    for (const status of [400, 401, 500]) {
      const { answer } = await askGroq("quality", [{ status, json: told }]);
      const failure = await answer.catch((thrown: unknown) => thrown);
      expect(failure).toBeInstanceOf(Error);
      expect(JSON.stringify(failure, Object.getOwnPropertyNames(failure))).not.toContain(KEY);
      await server?.close();
    }
  });

  it("sends its key nowhere else", async () => {
    const elsewhere = await loopback(groqAnswer(good("quality")));
    const { answer } = await askGroq("quality", [
      { status: 307, headers: { location: `${elsewhere.address}/steal` } },
    ]);
    await expect(answer).rejects.toMatchObject({ code: "TRANSIENT" });
    expect(elsewhere.asked).toHaveLength(0);
    await elsewhere.close();
  });
});

describe("a search with Groq's browser", () => {
  const URL_READ = "https://shop.example/split-keyboards";
  const tools = [
    {
      type: "browser_search",
      name: "browser.search",
      arguments: '{"query":"split keyboard"}',
      output: "L0: \nL1: URL:\nL2: # Search Results",
      search_results: {
        results: [
          { title: "Split keyboards compared", url: URL_READ, content: "", score: 0 },
          { title: "A forum", url: "https://forum.example/1", content: "", score: 0 },
        ],
      },
    },
    {
      type: "browser.open",
      name: "browser.open",
      arguments: '{"id":0}',
      output: `L0: \nL1: URL: ${URL_READ}\nL2: Split keyboards\nL3: 1,240 sellers list 【3†split keyboards†shop.example】.`,
      search_results: { results: [] },
    },
  ];
  const found = {
    status: "ok" as const,
    score: 40,
    confidence: 0.5,
    summary: "Many sellers.",
    findings: ["Many sellers."],
    claims: [{ text: "1,240 sellers list it.", value: 1_240, unit: "count", evidence: ["S1"] }],
    sources: [
      { id: "S1", url: `${URL_READ}/`, title: "Made up", snippet: "Made up text.", date: "2026-01-01" },
      { id: "S2", url: "https://invented.example", title: "Invented", snippet: "Never read.", date: null },
    ],
    marketFacts: [
      { topic: "listings", text: "1,240 sellers list it.", sources: ["S1"] },
      { topic: "price", text: "An invented fact.", sources: ["S2"] },
    ],
    notFound: [],
  };

  it("demands the tool, tells the schema in words, and keeps the pages as the browser read them", async () => {
    const text = `Here it is:\n\`\`\`json\n${JSON.stringify(AGENTS["web-search"].toWire(found))}\n\`\`\``;
    const { answer, asked } = await askGroq("web-search", [groqAnswer(text, { tools })]);
    const { report, sources } = await answer;
    expect(asked[0]?.body).toMatchObject({ tools: [{ type: "browser_search" }], tool_choice: "required" });
    expect(asked[0]?.body).not.toHaveProperty("response_format");
    expect(asked[0]?.body["max_tokens"]).toBe(AGENTS["web-search"].maxOutputTokens + 1_000);
    expect(report).toMatchObject({
      status: "ok",
      sources: [
        {
          id: "S1",
          url: URL_READ,
          title: "Split keyboards compared",
          snippet: "Split keyboards\n1,240 sellers list split keyboards.",
          date: null,
        },
        { id: "S2", url: "https://forum.example/1" },
      ],
      claims: [{ evidence: ["S1"] }],
      marketFacts: [{ text: "1,240 sellers list it.", sources: ["S1"] }],
    });
    expect(sources).toHaveLength(2);
    expect(AGENTS["web-search"].check(report, dossier)).toEqual([]);
  });

  it("abstains where nothing was searched, whatever the model says it read", async () => {
    const { answer } = await askGroq("web-search", [
      groqAnswer(JSON.stringify(AGENTS["web-search"].toWire(found))),
    ]);
    expect((await answer).report).toMatchObject({ status: "abstained" });
  });

  it("repairs without another search, with the schema enforced and the pages of the first", async () => {
    const { answer, asked } = await askGroq("web-search", [
      groqAnswer("The market is full.", { tools }),
      groqAnswer(JSON.stringify(AGENTS["web-search"].toWire(found))),
    ]);
    expect((await answer).report).toMatchObject({ status: "ok", sources: [{ url: URL_READ }, {}] });
    expect(asked[1]?.body).not.toHaveProperty("tools");
    expect(asked[1]?.body).toMatchObject({ response_format: { type: "json_schema" } });
  });
});
