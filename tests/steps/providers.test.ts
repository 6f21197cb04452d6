/** One run of the twelve through the handlers of the product, against loopback servers in the providers' place. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { AGENTS } from "@/agents/roster";
import { AGENT_IDS } from "@/lib/core/words";
import {
  agentApiAnswer,
  give,
  groqAnswer,
  groqRefusal,
  loopback,
  type Loopback,
} from "@/lib/models/providers/testing";
import { redis } from "@/lib/platform/redis/redis";
import type { OpenDatabase } from "@/db/client";
import { agentReports, analysisRuns, products } from "@/db/schema";
import { emptyTables, testPglite } from "@/db/testing";
import { createWorld } from "./world";

const GONE = "openai/gpt-oss-120b";
const PAGE = {
  id: 1,
  url: "https://shop.example/mushroom-lamps",
  title: "Mushroom lamps",
  snippet: "There are 1,240 listings for mushroom lamps. Wholesale from $8.20 a unit.",
  date: "2026-02-20",
};

let open: OpenDatabase;
let groq: Loopback;
let sonar: Loopback;
beforeAll(async () => {
  open = await testPglite(inject("migratedDump"));
});
beforeEach(async () => {
  await emptyTables(open.db);
  await redis().del(`models:retired:groq:${GONE}`);
  groq = await loopback((response, { body }) => {
    if (body["model"] === GONE) return give(response, groqRefusal(404, "model_not_found"));
    const { messages } = body as { messages: { content: string }[] };
    const agent = AGENT_IDS.find((id) => messages[0]?.content.startsWith(AGENTS[id].instructions().trim()));
    if (!agent) return give(response, groqRefusal(400, "nobody asks this"));
    const report = AGENTS[agent].toWire({ status: "abstained", reason: "Too little is known." });
    return give(response, groqAnswer(JSON.stringify(report), { cached: 700 }));
  });
  const found = {
    status: "ok" as const,
    score: 40,
    confidence: 0.5,
    summary: "A full market.",
    findings: ["A full market."],
    claims: [
      { text: "There are 1,240 listings.", value: 1_240, unit: "count", evidence: ["S2"] },
      { text: "It costs $3 a unit.", value: 3, unit: "USD", evidence: ["S1"] },
    ],
    sources: [
      {
        id: "S1",
        url: "https://invented.example",
        title: "Invented",
        snippet: "From $3 a unit.",
        date: null,
      },
      { id: "S2", url: PAGE.url, title: "Mushroom", snippet: "There are 1,240", date: null },
    ],
    marketFacts: [],
    notFound: [],
  };
  sonar = await loopback(agentApiAnswer(JSON.stringify(AGENTS["web-search"].toWire(found)), [PAGE]));
});
afterEach(async () => {
  await Promise.all([groq.close(), sonar.close()]);
});
afterAll(() => open.close());

test("the twelve are asked by role, a withdrawn model once, and what the search read is evidence that claims are held to", async () => {
  const world = await createWorld(open.db, {
    sources: [],
    settings: {
      SOURCES_MODE: "live",
      GROQ_API_KEY: "gsk_test",
      GROQ_BASE_URL: groq.address,
      PERPLEXITY_API_KEY: "pplx-test",
      PERPLEXITY_BASE_URL: sonar.address,
      MODEL_PAUSE_MS: "0",
    },
  });
  await open.db.insert(products).values({ title: "Mushroom lamp", trendScore: 90 });
  await world.analyze();
  await world.settle();

  const rows = await open.db.select().from(agentReports);
  expect(Object.fromEntries(rows.map(({ agent, status }) => [agent, status]))).toEqual(
    Object.fromEntries(AGENT_IDS.map((id) => [id, "DONE"])),
  );
  const modelOf = (id: string) => rows.find(({ agent }) => agent === id)?.model;
  expect([modelOf("scanner"), modelOf("trend"), modelOf("quality"), modelOf("web-search")]).toEqual([
    "openai/gpt-oss-20b",
    "qwen/qwen3.6-27b",
    "openai/gpt-oss-20b",
    "perplexity/sonar",
  ]);
  // Eleven answers, and one question to the model that is gone.
  expect(groq.asked.filter(({ body }) => body["model"] === GONE)).toHaveLength(1);
  expect(groq.asked).toHaveLength(12);
  expect(sonar.asked).toHaveLength(1);

  const [run] = await open.db.select().from(analysisRuns);
  const web = run?.dossier.items.filter(({ url }) => url !== null) ?? [];
  expect(web.find(({ metric }) => metric === "web")).toMatchObject({
    origin: "web",
    url: PAGE.url,
    text: `${PAGE.title}: ${PAGE.snippet}`,
  });
  expect(web.some(({ url }) => url?.includes("invented"))).toBe(false);
  const claims = rows.find(({ agent }) => agent === "web-search")?.claims;
  expect(claims?.map(({ supported }) => supported)).toEqual([true, false]);
});
