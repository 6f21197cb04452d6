import { z } from "zod";
import type { Ctx } from "@/lib/ctx";
import { askFor, type AnswerWith } from "@/lib/models/ask-for";
import { buy } from "@/lib/models/buy";
import { webWire } from "./web-question";

type WebWire = z.infer<typeof webWire>;
export type WebAsked = Parameters<typeof askFor<WebWire>>[0];
export type WebAnswered = AnswerWith<WebWire>;

const page = z.object({
  url: z.string(),
  title: z.string(),
  snippet: z.string(),
  date: z.string().nullable(),
});
const kept = z.object({ value: webWire, sources: z.array(page), text: z.string() });

/** The version of what discovery asks stands in the texts themselves. */
const VERSION = "1";

/**
 * Asks a question of a round through the limits, the budget and the ledger. A round asks anew what the round before has asked;
 * only the same question of the same round is not paid for twice.
 * @throws MustWait where the call may not be made yet
 */
export async function buyAnswer({
  ctx,
  input: { queryId, asked },
}: {
  ctx: Ctx;
  input: { queryId: number; asked: WebAsked };
}): Promise<WebAnswered> {
  const { model, messages, maxOutputTokens } = asked;
  return buy({
    ctx,
    input: {
      model,
      turn: `discover-query:${queryId}`,
      kind: "discovery",
      version: VERSION,
      runId: null,
      productId: null,
      agent: null,
      texts: [...messages.map(({ content }) => content), JSON.stringify(z.toJSONSchema(webWire))],
      maxOutputTokens,
      scope: `query:${queryId}`,
      restFrom: null,
      call: () => askFor(asked),
      keep: ({ value, sources, raw }: WebAnswered) => ({ value, sources, text: raw.text }),
      restore: (body): WebAnswered | null => {
        const held = kept.safeParse(body);
        if (!held.success) return null;
        const { value, sources, text } = held.data;
        const usage = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 };
        const nothing = { usage, costUsd: 0, rateLimit: null, latencyMs: 0 };
        return { value, sources, model: model.id, ...nothing, raw: { messages, text } };
      },
    },
  });
}
