/**
 * `@ai-sdk/perplexity` posts to `/chat/completions`, which Perplexity ended on 2026-09-27. This transport turns its request
 * into one of the Agent API (`POST /v1/agent`, in the shape of OpenAI's Responses) and the answer back into the chat
 * completion the package reads; search results and cost travel along in the body. It goes the day the package speaks the
 * Agent API itself. Shapes: docs.perplexity.ai/docs/agent-api and the types of Perplexity's own client, November 2026.
 */
import { z } from "zod";
import { boundedFetch } from "./bounded-fetch";

/** How much of the found pages the model reads: low, medium or high. */
const CONTEXT_SIZE = "medium";
/** Rounds of searching and thinking in one answer; each search is paid for. */
const MAX_STEPS = 4;
const DEMAND = "Search the web before you answer, whatever you know already, and answer from what you found.";

const chatRequest = z.object({
  model: z.string(),
  max_tokens: z.number().optional(),
  temperature: z.number().optional(),
  response_format: z
    .object({ type: z.literal("json_schema"), json_schema: z.object({ schema: z.unknown() }) })
    .optional(),
  messages: z.array(z.object({ role: z.enum(["system", "user", "assistant"]), content: z.string() })),
});
type ChatRequest = z.infer<typeof chatRequest>;

const page = z.object({
  url: z.string(),
  title: z.string().nullish(),
  snippet: z.string().nullish(),
  date: z.string().nullish(),
});
const outputItem = z.union([
  z.object({ type: z.literal("search_results"), results: z.array(page) }),
  z.object({ type: z.literal("fetch_url_results"), contents: z.array(page) }),
  z.object({
    type: z.literal("message"),
    content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  }),
  z.object({ type: z.string() }),
]);
const usage = z.object({
  input_tokens: z.number(),
  output_tokens: z.number(),
  input_tokens_details: z.object({ cache_read_input_tokens: z.number().optional() }).nullish(),
  tool_calls_details: z.record(z.string(), z.object({ invocation: z.number().optional() })).nullish(),
  cost: z.object({ total_cost: z.number(), currency: z.string().optional() }).nullish(),
});
const agentResponse = z.object({
  id: z.string(),
  created_at: z.number(),
  model: z.string(),
  status: z.string(),
  error: z.object({ message: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(outputItem).default([]),
  usage: usage.nullish(),
});
type AgentResponse = z.infer<typeof agentResponse>;

/** Addresses that refused `tool_choice`: there the instructions alone demand the search. */
const withoutToolChoice = new Set<string>();

/** The `fetch` to give `createPerplexity`. Only chat completions are turned; anything else is passed on as it is. */
export async function agentApiFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const address = input instanceof Request ? input.url : input.toString();
  if (!address.endsWith("/chat/completions") || typeof init?.body !== "string") {
    return boundedFetch(input, init);
  }
  const asked = chatRequest.parse(JSON.parse(init.body));
  const base = address.slice(0, -"/chat/completions".length);
  const send = () => {
    const body = JSON.stringify(agentRequest(asked, !withoutToolChoice.has(base)));
    return boundedFetch(`${base}/v1/agent`, { ...init, body });
  };
  let response = await send();
  let text = await response.text();
  const refusedChoice = [400, 422].includes(response.status) && text.includes("tool_choice");
  if (refusedChoice && !withoutToolChoice.has(base)) {
    withoutToolChoice.add(base);
    response = await send();
    text = await response.text();
  }
  return response.ok ? answered(response, text) : refused(response, text);
}

/** A repair has the answer before it and rewrites what was found: it searches nothing. */
function agentRequest(asked: ChatRequest, demandsTool: boolean): Record<string, unknown> {
  const spoken = asked.messages.filter(({ role }) => role !== "system");
  const told = asked.messages.filter(({ role }) => role === "system").map(({ content }) => content);
  const isRepair = spoken.some(({ role }) => role === "assistant");
  const only = spoken.length === 1 ? spoken[0] : undefined;
  return {
    model: asked.model,
    instructions: (isRepair ? told : [...told, DEMAND]).join("\n\n"),
    input: only ? only.content : spoken.map((message) => ({ type: "message", ...message })),
    ...(isRepair ? {} : { tools: [{ type: "web_search", search_context_size: CONTEXT_SIZE }] }),
    ...(isRepair || !demandsTool ? {} : { tool_choice: "required" }),
    ...(asked.response_format && {
      response_format: {
        type: "json_schema",
        json_schema: { name: "answer", schema: asked.response_format.json_schema.schema },
      },
    }),
    ...(asked.max_tokens !== undefined && { max_output_tokens: asked.max_tokens }),
    ...(asked.temperature !== undefined && { temperature: asked.temperature }),
    max_steps: MAX_STEPS,
    store: false,
  };
}

function answered(response: Response, text: string): Response {
  const read = agentResponse.safeParse(parsed(text));
  // The package refuses what it cannot read, and says so.
  if (!read.success) return new Response(text, { status: response.status, headers: response.headers });
  const given = read.data;
  if (given.status === "completed") return jsonResponse(200, response, chatCompletion(given));
  const why = given.error?.message ?? given.incomplete_details?.reason ?? "no reason given";
  // What was cut will be cut again; what failed may succeed.
  const status = given.status === "incomplete" ? 422 : 502;
  const error = { code: status, message: `The answer ended as ${given.status}: ${why}`, type: given.status };
  return jsonResponse(status, response, { error, usage: chatUsage(given) });
}

function chatCompletion(given: AgentResponse): Record<string, unknown> {
  const pages = given.output.flatMap((item) =>
    "results" in item ? item.results : "contents" in item ? item.contents : [],
  );
  const texts = given.output.flatMap((item) =>
    "content" in item
      ? item.content.map((part) => (part.type === "output_text" ? (part.text ?? "") : ""))
      : [],
  );
  return {
    id: given.id,
    created: given.created_at,
    model: given.model,
    choices: [{ message: { role: "assistant", content: texts.join("") }, finish_reason: "stop" }],
    citations: pages.map(({ url }) => url),
    search_results: pages,
    usage: chatUsage(given),
  };
}

function chatUsage({ usage: given }: AgentResponse): Record<string, unknown> | null {
  if (!given) return null;
  const cached = given.input_tokens_details?.cache_read_input_tokens;
  const searches = given.tool_calls_details?.["web_search"]?.invocation;
  const inDollars = (given.cost?.currency ?? "USD") === "USD";
  return {
    prompt_tokens: given.input_tokens,
    completion_tokens: given.output_tokens,
    total_tokens: given.input_tokens + given.output_tokens,
    ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
    ...(searches !== undefined && { num_search_queries: searches }),
    ...(given.cost && inDollars && { cost: { total_cost: given.cost.total_cost } }),
  };
}

const refusal = z.object({
  error: z.object({ message: z.string().nullish(), type: z.string().nullish() }).optional(),
  detail: z.unknown().optional(),
});

/** An error in the one shape that the package reads; gateways before the API answer in others, HTML among them. */
function refused(response: Response, text: string): Response {
  const read = refusal.safeParse(parsed(text));
  const detail = read.data?.detail === undefined ? undefined : JSON.stringify(read.data.detail);
  const message = read.data?.error?.message ?? detail ?? response.statusText;
  const type = read.data?.error?.type ?? "error";
  return jsonResponse(response.status, response, { error: { code: response.status, message, type } });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function jsonResponse(status: number, from: Response, body: unknown): Response {
  const headers = new Headers(from.headers);
  headers.delete("content-length");
  headers.delete("content-encoding");
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(body), { status, headers });
}
