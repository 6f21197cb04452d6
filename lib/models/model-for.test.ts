import { describe, expect, it } from "vitest";
import { MODEL_ROLES } from "@/agents/agent";
import { parseEnv } from "@/lib/env";
import { modelsFor } from "./model-for";
import { keyedEnv } from "./providers/testing";

const GROQ = { GROQ_API_KEY: "gsk_test" };
const SONAR = { PERPLEXITY_API_KEY: "pplx-test" };
const LOCAL = { OPENAI_COMPATIBLE_BASE_URL: "http://localhost:11434/v1" };

const names = (role: (typeof MODEL_ROLES)[number], settings: Record<string, string>): string[] =>
  modelsFor(role, { env: keyedEnv(settings) }).map(({ provider, id }) => `${provider} ${id}`);

describe("the models of a role", () => {
  it.each(MODEL_ROLES)("are rules without a key: %s", (role) => {
    expect(names(role, {})).toEqual(["embedded rules"]);
  });

  it("are Groq's with its key, fallbacks after", () => {
    expect(names("reasoning", GROQ)).toEqual([
      "groq openai/gpt-oss-120b",
      "groq qwen/qwen3.6-27b",
      "groq openai/gpt-oss-20b",
    ]);
    expect(names("broad", GROQ)).toEqual(["groq openai/gpt-oss-120b", "groq openai/gpt-oss-20b"]);
    expect(names("fast", GROQ)).toEqual(["groq openai/gpt-oss-20b", "groq openai/gpt-oss-120b"]);
  });

  it("search with Perplexity first, then with Groq's browser", () => {
    expect(names("web", { ...GROQ, ...SONAR })[0]).toBe("perplexity perplexity/sonar");
    expect(names("web", GROQ)).toEqual(["groq openai/gpt-oss-120b", "groq openai/gpt-oss-20b"]);
    expect(names("fast", SONAR)).toEqual(["embedded rules"]);
  });

  it("search no web for the samples, unless a setting names a model", () => {
    const sample = { ...SONAR, SOURCES_MODE: "sample" };
    expect(names("web", sample)).toEqual(["embedded rules"]);
    expect(names("web", { ...sample, MODEL_WEB: "perplexity:perplexity/sonar" })).toEqual([
      "perplexity perplexity/sonar",
    ]);
  });

  it("are what the setting names, and after it only more of the same provider", () => {
    expect(names("fast", { ...GROQ, ...LOCAL, MODEL_FAST: "local:llama3.1" })).toEqual([
      "openai-compatible llama3.1",
    ]);
    expect(names("fast", { ...GROQ, MODEL_FAST: "groq:openai/gpt-oss-120b" })).toEqual([
      "groq openai/gpt-oss-120b",
      "groq openai/gpt-oss-20b",
    ]);
    expect(names("fast", { ...GROQ, ...LOCAL, MODEL_FAST: "local:qwen3:8b, rules" })).toEqual([
      "openai-compatible qwen3:8b",
      "embedded rules",
    ]);
  });

  it("have a price and limits where calls are billed, and none where they are not", () => {
    const [groq] = modelsFor("fast", { env: keyedEnv(GROQ) });
    expect(groq).toMatchObject({
      kind: "paid",
      price: { inputPerMillion: 0.075, cachedInputPerMillion: 0.0375, outputPerMillion: 0.3, perSearch: 0 },
      limits: { requestsPerMinute: 30, requestsPerDay: 1_000, tokensPerMinute: 8_000, tokensPerDay: 200_000 },
    });
    for (const model of modelsFor("web", { env: keyedEnv({ ...GROQ, ...SONAR }) })) {
      expect(model.price?.perSearch).toBe(0.005);
    }
    const [local] = modelsFor("fast", { env: keyedEnv({ ...LOCAL, MODEL_FAST: "local:a" }) });
    expect(local).toMatchObject({ price: null, limits: null });
  });

  it("that nobody knows is reserved for at the highest price known", () => {
    const [unknown] = modelsFor("fast", { env: keyedEnv({ ...GROQ, MODEL_FAST: "groq:new/model" }) });
    expect(unknown?.price).toMatchObject({ inputPerMillion: 0.6, outputPerMillion: 3 });
  });
});

describe("the settings of models", () => {
  it.each([
    [
      { MODEL_FAST: "groq:openai/gpt-oss-20b" },
      /MODEL_FAST names groq:openai\/gpt-oss-20b, which needs GROQ_API_KEY/,
    ],
    [{ MODEL_FAST: "local:llama3.1" }, /needs OPENAI_COMPATIBLE_BASE_URL/],
    [{ ...LOCAL, MODEL_WEB: "local:llama3.1" }, /cannot search the web/],
    [LOCAL, /before a role names a model of it/],
    [{ MODEL_FAST: "gpt-oss" }, /MODEL_FAST must be models by provider and id/],
    [{ MODEL_FAST: "", GROQ_API_KEY: "two words" }, /GROQ_API_KEY must be a key without spaces/],
  ])("%j is refused in one line", (settings, why) => {
    expect(() => parseEnv(settings)).toThrow(why);
  });

  it("take a key with a line break behind it for the key", () => {
    expect(parseEnv({ GROQ_API_KEY: "gsk_x\n" }).GROQ_API_KEY).toBe("gsk_x");
  });
});
