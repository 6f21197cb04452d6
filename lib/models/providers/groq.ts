import { createGroq } from "@ai-sdk/groq";
import type { LanguageModelV4CallOptions, SharedV4ProviderOptions } from "@ai-sdk/provider";
import { wrapLanguageModel, type LanguageModelMiddleware } from "ai";
import type { ModelRole } from "@/agents/agent";
import type { Env } from "@/lib/env";
import type { ModelChoice } from "../model-for";
import { boundedFetch } from "./bounded-fetch";
import { GROQ_FREE_LIMITS, GROQ_PER_SEARCH, groqModel } from "./groq-models";
import { jsonWithin, withSchemaInPrompt } from "./schema-in-prompt";

/**
 * A model of Groq for a role. `web` searches with `browser_search`, which goes with no response format: the schema is
 * told in the prompt there, and a repair is asked for without a search and with the schema enforced.
 */
export function groqChoice(id: string, role: ModelRole, env: Env): ModelChoice {
  const known = groqModel(id, role);
  const groq = createGroq({
    apiKey: env.GROQ_API_KEY ?? "",
    baseURL: env.GROQ_BASE_URL,
    fetch: boundedFetch,
  });
  return {
    model: wrapLanguageModel({ model: groq(id), middleware: asked(known, role) }),
    id,
    kind: "paid",
    provider: "groq",
    price: { ...known.price, perSearch: role === "web" ? GROQ_PER_SEARCH : 0 },
    limits: GROQ_FREE_LIMITS,
  };
}

type Known = ReturnType<typeof groqModel>;

/** What the model may think and write between its searches, beside the answer's own room; a small plan's minute holds no more. */
const SEARCH_ROOM_TOKENS = 1_000;

const asked = (known: Known, role: ModelRole): LanguageModelMiddleware => ({
  specificationVersion: "v4",
  transformParams: async ({ params }) => {
    const effort = known.effort === null ? {} : { reasoningEffort: known.effort };
    const format = known.reasoningFormat === null ? {} : { reasoningFormat: known.reasoningFormat };
    const strict = { structuredOutputs: known.strictSchema, strictJsonSchema: known.strictSchema };
    const groq = { ...effort, ...format, ...strict } satisfies SharedV4ProviderOptions[string];
    const told = searches(role, params) ? searching(params) : params;
    const worded = known.strictSchema || told !== params ? told : withoutSchema(withSchemaInPrompt(told));
    return { ...worded, providerOptions: { ...params.providerOptions, groq } };
  },
  wrapGenerate: async ({ doGenerate }) => {
    const answer = await doGenerate();
    if (role !== "web") return answer;
    return {
      ...answer,
      content: answer.content.map((part) =>
        part.type === "text" ? { ...part, text: jsonWithin(part.text) } : part,
      ),
    };
  },
});

/** Told in words, it is not sent a second time: the package would only warn that it leaves it out. */
const withoutSchema = (params: LanguageModelV4CallOptions): LanguageModelV4CallOptions =>
  params.responseFormat?.type === "json" ? { ...params, responseFormat: { type: "json" } } : params;

/** The first question searches; a repair has the answer before it and rewrites what was found. */
const searches = (role: ModelRole, { prompt }: LanguageModelV4CallOptions): boolean =>
  role === "web" && !prompt.some((message) => message.role === "assistant");

function searching(params: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  const { responseFormat: _, ...worded } = withSchemaInPrompt(params);
  return {
    ...worded,
    ...(params.maxOutputTokens !== undefined && {
      maxOutputTokens: params.maxOutputTokens + SEARCH_ROOM_TOKENS,
    }),
    tools: [{ type: "provider", id: "groq.browser_search", name: "browser_search", args: {} }],
    toolChoice: { type: "required" },
  };
}
