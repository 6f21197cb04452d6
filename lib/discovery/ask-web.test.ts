import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/core/clock";
import {
  agentApiAnswer,
  groqAnswer,
  groqRefusal,
  keyedEnv,
  loopback,
  type Loopback,
  type Reply,
} from "@/lib/models/providers/testing";
import { redis } from "@/lib/platform/redis/redis";
import { askWeb } from "./ask-web";
import { QUESTIONS } from "./questions";
import { readWebAnswer } from "./web-answer";

const PAGE = {
  id: 1,
  url: "https://magazine.example/nails?utm_source=feed",
  title: "Nail bloom everywhere",
  snippet: "The nail bloom effect is all over feeds; kits sell for $12 to $19.",
};
const TOLD = JSON.stringify({
  products: [
    {
      name: "Nail bloom kit",
      category: "Beauty",
      trendStrength: "viral",
      priceLow: 12,
      priceHigh: 19,
      currency: "USD",
      pages: ["https://magazine.example/nails"],
    },
    {
      name: "Invented gadget",
      category: null,
      trendStrength: "rising",
      priceLow: null,
      priceHigh: null,
      currency: null,
      pages: ["https://invented.example/page"],
    },
  ],
  keywords: [
    { keyword: "nail bloom effect", category: "Beauty", trendStrength: "viral", pages: [PAGE.url] },
    { keyword: "from memory", category: null, trendStrength: null, pages: [] },
  ],
});

let servers: Loopback[] = [];
beforeEach(() => redis().del("models:retired:groq:openai/gpt-oss-120b"));
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function serving(...replies: Reply[]): Promise<Loopback> {
  const server = await loopback(...replies);
  servers.push(server);
  return server;
}

const ask = (settings: Record<string, string>, question: (typeof QUESTIONS)[number] = "viral-now") =>
  askWeb({ ctx: { env: keyedEnv(settings), clock: fixedClock("2026-11-22T12:00:00Z") }, question });

describe("a question to the live web", () => {
  it("takes from the answer what a page of the search carries, with that page's own words", async () => {
    const server = await serving(agentApiAnswer(TOLD, [PAGE]));
    const { answer, model, mode } = await ask({
      PERPLEXITY_API_KEY: "pplx-test",
      PERPLEXITY_BASE_URL: server.address,
    });
    expect([model, mode]).toEqual(["perplexity/sonar", "live"]);
    expect(readWebAnswer(answer)).toEqual({
      products: [
        {
          name: "Nail bloom kit",
          category: "Beauty",
          trendStrength: "viral",
          price: { low: 12, high: 19, currency: "USD" },
          citations: [{ url: PAGE.url, title: PAGE.title, snippet: PAGE.snippet }],
        },
      ],
      keywords: [
        { keyword: "nail bloom effect", category: "Beauty", trendStrength: "viral", urls: [PAGE.url] },
      ],
    });
  });

  it("is another one each time, on the day it is asked, after the same instructions", async () => {
    const server = await serving(agentApiAnswer(TOLD, [PAGE]));
    const settings = { PERPLEXITY_API_KEY: "pplx-test", PERPLEXITY_BASE_URL: server.address };
    for (const question of QUESTIONS) await ask(settings, question);
    const bodies = server.asked.map(({ body }) => body);
    expect(new Set(bodies.map(({ input }) => input)).size).toBe(4);
    expect(new Set(bodies.map(({ instructions }) => instructions)).size).toBe(1);
    for (const { input } of bodies) expect(input).toMatch(/^Today is 2026-11-22\. Which /);
  });

  it("is put to Groq's browser without a Perplexity key, and to the next model where the first is gone", async () => {
    const tool = {
      type: "browser_search",
      search_results: { results: [{ title: PAGE.title, url: PAGE.url, content: PAGE.snippet }] },
    };
    const server = await serving(groqRefusal(404, "model_not_found"), groqAnswer(TOLD, { tools: [tool] }));
    const settings = { GROQ_API_KEY: "gsk_test", GROQ_BASE_URL: server.address };
    const { answer, model } = await ask(settings);
    expect(model).toBe("openai/gpt-oss-20b");
    expect(readWebAnswer(answer)?.products).toHaveLength(1);
    expect((await ask(settings)).model).toBe("openai/gpt-oss-20b");
    expect(server.asked.map(({ body }) => body["model"])).toEqual([
      "openai/gpt-oss-120b",
      "openai/gpt-oss-20b",
      "openai/gpt-oss-20b",
    ]);
  });

  it("fails for good where the model did not search: asking again would pay for the same", async () => {
    const server = await serving(agentApiAnswer(TOLD, null));
    await expect(
      ask({ PERPLEXITY_API_KEY: "pplx-test", PERPLEXITY_BASE_URL: server.address }),
    ).rejects.toMatchObject({
      code: "PERMANENT",
      message: expect.stringContaining("without a page") as string,
    });
  });

  it("says in one sentence what is missing", async () => {
    await expect(ask({})).rejects.toThrow(
      /^Discovery has nobody to ask: set PERPLEXITY_API_KEY or GROQ_API_KEY/,
    );
    await expect(ask({ GROQ_API_KEY: "gsk_test", MODEL_WEB: "rules" })).rejects.toMatchObject({
      code: "MISCONFIGURED",
    });
  });
});
