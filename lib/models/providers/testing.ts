/** Loopback servers that speak the providers' protocols, for the tests; nothing here is used at run time. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseEnv, type Env } from "@/lib/env";

type Asked = { method: string; path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> };
type Given = { status?: number; headers?: Record<string, string>; json?: unknown; text?: string };
/** What the server does with a request: an answer, or anything that can be done to a connection. */
export type Reply = Given | ((response: ServerResponse, asked: Asked) => void);

export type Loopback = { address: string; asked: Asked[]; close: () => Promise<void> };

/** A server on a free port that gives these replies in turn, the last one again and again. */
export async function loopback(...replies: Reply[]): Promise<Loopback> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString("utf8");
      const { method = "", url: path = "", headers } = request;
      const reply = replies[Math.min(asked.length, replies.length - 1)];
      const body = text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
      const one: Asked = { method, path, headers, body };
      asked.push(one);
      if (typeof reply === "function") reply(response, one);
      else give(response, reply ?? {});
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function give(response: ServerResponse, reply: Given): void {
  const { status = 200, headers = {}, json, text = JSON.stringify(json ?? {}) } = reply;
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(text);
}

/** An answer of Groq's chat completions. */
export function groqAnswer(
  content: string,
  more: { finish?: string; cached?: number; tools?: unknown[]; headers?: Record<string, string> } = {},
): Given {
  const { finish = "stop", cached, tools, headers = {} } = more;
  const message = { role: "assistant", content, ...(tools && { executed_tools: tools }) };
  const usage = {
    prompt_tokens: 1_000,
    completion_tokens: 200,
    total_tokens: 1_200,
    ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
  };
  const choices = [{ index: 0, message, finish_reason: finish }];
  return {
    headers,
    json: { id: "chatcmpl-1", object: "chat.completion", created: 1_790_000_000, model: "m", choices, usage },
  };
}

/** A refusal as Groq words it. */
export function groqRefusal(status: number, code: string, headers: Record<string, string> = {}): Given {
  const error = { message: `Refused for ${code}.`, type: "invalid_request_error", code };
  return { status, headers, json: { error } };
}

export type AgentApiPage = { id: number; url: string; title: string; snippet: string; date?: string };

/** An answer of Perplexity's Agent API. */
export function agentApiAnswer(
  text: string,
  pages: readonly AgentApiPage[] | null,
  status = "completed",
): Given {
  const results = pages === null ? [] : [{ type: "search_results", queries: ["q"], results: pages }];
  const content = [{ type: "output_text", text, annotations: [] }];
  return {
    json: {
      id: "resp_1",
      object: "response",
      created_at: 1_790_000_000,
      model: "perplexity/sonar",
      status,
      ...(status === "failed" && { error: { message: "The search is down." } }),
      output: [...results, { type: "message", id: "msg_1", role: "assistant", status: "completed", content }],
      usage: {
        input_tokens: 3_000,
        output_tokens: 400,
        total_tokens: 3_400,
        input_tokens_details: { cache_read_input_tokens: 1_024 },
        tool_calls_details: { web_search: { invocation: 2 } },
        cost: {
          currency: "USD",
          input_cost: 0.00075,
          output_cost: 0.001,
          tool_calls_cost: 0.01,
          total_cost: 0.01175,
        },
      },
    },
  };
}

/** Settings of a live installation with keys that open nothing. */
export function keyedEnv(settings: Record<string, string>): Env {
  return parseEnv({ NODE_ENV: "test", SOURCES_MODE: "live", ...settings });
}
