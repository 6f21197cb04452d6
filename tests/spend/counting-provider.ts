/** A provider on the loopback that speaks Groq's chat completions, abstains whatever it is asked, and keeps its own books. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { AGENTS } from "@/agents/roster";
import { AGENT_IDS } from "@/lib/core/words";
import { schemaNameOf } from "@/lib/models/embedded-analyst";

/** US dollars for a million tokens, as Groq's price list has them: in, cached, out. */
const PRICES: Record<string, [number, number, number]> = {
  "openai/gpt-oss-120b": [0.15, 0.075, 0.6],
  "openai/gpt-oss-20b": [0.075, 0.0375, 0.3],
};

export type Fault = "none" | "cut" | "busy" | "refused";
/** What one call was charged, millionths of a dollar; nothing for what was refused. */
export type Charge = { micros: number; fault: Fault };

const asked = z.object({
  model: z.string(),
  messages: z.array(z.object({ content: z.unknown() })),
  response_format: z.object({ json_schema: z.object({ name: z.string() }) }),
});

export async function startCountingProvider(options: {
  random: () => number;
  fault?: () => Fault;
  latencyMs?: () => number;
  /** Sent with every answer. */
  headers?: Record<string, string>;
}) {
  const charges: Charge[] = [];
  let waitedMs = 0;
  const answer = (body: string): { text: string; micros: number } => {
    const { model, messages, response_format: format } = asked.parse(JSON.parse(body));
    const agent = AGENT_IDS.find((id) => schemaNameOf(id) === format.json_schema.name) ?? "scanner";
    const report = AGENTS[agent].toWire({ status: "abstained", reason: "Nothing to go by." });
    const inputTokens = Math.ceil(JSON.stringify(messages).length / 4);
    const cachedTokens = Math.floor(inputTokens * 0.4 * options.random());
    const outputTokens = 200 + Math.floor(400 * options.random());
    const [input, cached, output] = PRICES[model] ?? [0, 0, 0];
    const exact = (inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output;
    const text = JSON.stringify({
      id: "chat_1",
      object: "chat.completion",
      created: 1_770_000_000,
      model,
      choices: [
        { index: 0, finish_reason: "stop", message: { role: "assistant", content: JSON.stringify(report) } },
      ],
      usage: {
        prompt_tokens: inputTokens,
        completion_tokens: outputTokens,
        total_tokens: inputTokens + outputTokens,
        prompt_tokens_details: { cached_tokens: cachedTokens },
      },
    });
    return { text, micros: Math.ceil(exact - 1e-6) };
  };
  const server = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (part: string) => (body += part));
    request.on("end", () => {
      // The health task asks which models there are.
      if (request.method !== "POST") return response.writeHead(404).end();
      const fault = options.fault?.() ?? "none";
      const { text, micros } = answer(body);
      charges.push({ micros: fault === "none" || fault === "cut" ? micros : 0, fault });
      const send = (status: number, content: string, headers: Record<string, string> = {}) =>
        response.writeHead(status, { "content-type": "application/json", ...headers }).end(content);
      const latencyMs = options.latencyMs?.() ?? 0;
      waitedMs += latencyMs;
      setTimeout(() => {
        if (fault === "refused")
          return send(429, '{"error":{"message":"Slow down"}}', { "retry-after": "7" });
        if (fault === "busy") return send(503, '{"error":{"message":"Busy"}}');
        if (fault === "none") return send(200, text, options.headers);
        response.writeHead(200, {
          "content-type": "application/json",
          "content-length": String(text.length),
        });
        response.write(text.slice(0, 40), () => response.destroy());
      }, latencyMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    charges,
    /** Milliseconds that all answers took together. */
    waited: () => waitedMs,
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
