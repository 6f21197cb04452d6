import { afterEach, describe, expect, it } from "vitest";
import { AGENTS } from "@/agents/roster";
import { ask } from "../ask";
import { modelsFor } from "../model-for";
import { dossierOf } from "../testing";
import { groqAnswer, keyedEnv, loopback, type Loopback, type Reply } from "./testing";

const agent = AGENTS.quality;
const dossier = dossierOf([{ metric: "rating", value: 4.6, unit: "stars", origin: "amazon-best-sellers" }]);
const GOOD = JSON.stringify(agent.toWire({ status: "abstained", reason: "Nothing is known." }));

let server: Loopback | undefined;
afterEach(() => server?.close());

async function askLocal(reply: Reply, settings: Record<string, string> = {}) {
  const opened = await loopback(reply);
  server = opened;
  const base = { OPENAI_COMPATIBLE_BASE_URL: `${opened.address}/v1`, MODEL_FAST: "local:llama3.1:8b" };
  const [model] = modelsFor("fast", { env: keyedEnv({ ...base, ...settings }) });
  if (!model) throw new Error("no model");
  return { answer: ask({ agent, dossier, earlier: {}, model }), asked: opened.asked };
}

describe("an endpoint that speaks OpenAI's chat completions", () => {
  it("is asked without a key, with the schema both as format and in the prompt", async () => {
    const { answer, asked } = await askLocal(groqAnswer(GOOD));
    expect(await answer).toMatchObject({
      model: "llama3.1:8b",
      report: { status: "abstained" },
      costUsd: null,
    });
    expect(asked[0]).toMatchObject({
      path: "/v1/chat/completions",
      body: {
        model: "llama3.1:8b",
        response_format: { type: "json_schema" },
        max_tokens: agent.maxOutputTokens,
      },
    });
    expect(asked[0]?.headers.authorization).toBeUndefined();
    expect(JSON.stringify(asked[0]?.body["messages"])).toContain("The JSON schema of the answer.");
  });

  it("is given its key where it has one", async () => {
    const { answer, asked } = await askLocal(groqAnswer(GOOD), { OPENAI_COMPATIBLE_API_KEY: "local-key" });
    await answer;
    expect(asked[0]?.headers.authorization).toBe("Bearer local-key");
  });

  it("that lacks the model says so in Ollama's words", async () => {
    const error = {
      message: 'model "llama3.1:8b" not found, try pulling it first',
      type: "not_found_error",
      param: null,
      code: null,
    };
    const { answer } = await askLocal({ status: 404, json: { error } });
    await expect(answer).rejects.toMatchObject({ code: "PERMANENT", modelGone: true });
  });

  it("that is not running may be asked again later", async () => {
    const { answer } = await askLocal((response) => response.destroy());
    await expect(answer).rejects.toMatchObject({ code: "TRANSIENT", status: null, modelGone: false });
  });
});
