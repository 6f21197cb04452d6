import type { LanguageModelV4CallOptions } from "@ai-sdk/provider";

/** A provider that does not enforce a schema is told it in words, at the end of the instructions: they stay a common prefix. */
export function withSchemaInPrompt(params: LanguageModelV4CallOptions): LanguageModelV4CallOptions {
  const { responseFormat, prompt } = params;
  if (responseFormat?.type !== "json" || responseFormat.schema === undefined) return params;
  const told = [
    "",
    "The JSON schema of the answer. Answer with one JSON object that fits it, without a code block or any other text:",
    JSON.stringify(responseFormat.schema),
  ].join("\n");
  const [first, ...rest] = prompt;
  return {
    ...params,
    prompt:
      first?.role === "system"
        ? [{ ...first, content: `${first.content}\n${told}` }, ...rest]
        : [{ role: "system", content: told.trim() }, ...prompt],
  };
}

/**
 * The one JSON object in a text that may stand in a code block or between sentences; the text itself where there is none.
 * What is cut out is parsed by the schema like any other answer.
 */
export function jsonWithin(text: string): string {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}");
  return start >= 0 && end > start ? text.slice(start, end + 1) : text;
}
