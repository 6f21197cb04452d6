import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { wrapLanguageModel } from "ai";
import { MisconfiguredError } from "@/lib/core/errors";
import type { Env } from "@/lib/env";
import type { ModelChoice } from "../model-for";
import { boundedFetch } from "./bounded-fetch";
import { withSchemaInPrompt } from "./schema-in-prompt";

/** A model behind any endpoint that speaks OpenAI's chat completions: Ollama, llama.cpp, vLLM. Nothing is billed that we know of. */
export function openAiCompatibleChoice(id: string, env: Env): ModelChoice {
  const baseURL = env.OPENAI_COMPATIBLE_BASE_URL;
  if (baseURL === undefined) {
    throw new MisconfiguredError(`The model local:${id} needs OPENAI_COMPATIBLE_BASE_URL.`);
  }
  const provider = createOpenAICompatible({
    name: "openai-compatible",
    baseURL,
    ...(env.OPENAI_COMPATIBLE_API_KEY === undefined ? {} : { apiKey: env.OPENAI_COMPATIBLE_API_KEY }),
    supportsStructuredOutputs: true,
    fetch: boundedFetch,
  });
  const model = wrapLanguageModel({
    model: provider(id),
    // Some of these servers ignore the response format without a word: the schema stands in the prompt too.
    middleware: {
      specificationVersion: "v4",
      transformParams: async ({ params }) => withSchemaInPrompt(params),
    },
  });
  return { model, id, kind: "paid", provider: "openai-compatible", price: null, limits: null };
}
