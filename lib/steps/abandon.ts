import { z } from "zod";
import { PermanentError } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { failRun } from "@/lib/analysis/fail-run";
import { abandonListing } from "@/lib/posting/abandon-listing";
import { isSuperseded } from "@/db/queries/outbox";
import { endDiscovery, releaseScan } from "@/db/queries/source-steps";
import { isStepName } from "./execute";
import { envelope, STEP_PAYLOADS } from "./contracts";

/** What QStash sends to a failure callback; bodies are base64. */
const failedMessage = z.object({
  url: z.string(),
  status: z.number().optional(),
  retried: z.number().optional(),
  body: z.string().optional(),
  sourceBody: z.string(),
});

const decode = (base64: string) => Buffer.from(base64, "base64").toString("utf8");

/** Why the last delivery failed, from our own answer where it is one. */
function reasonOf(message: z.infer<typeof failedMessage>): string {
  const said = z.object({ error: z.string() }).safeParse(jsonOf(message.body ? decode(message.body) : ""));
  const tries = message.retried === undefined ? "" : ` after ${message.retried + 1} tries`;
  return said.success
    ? said.data.error
    : `The queue gave up${tries} (status ${message.status ?? "unknown"}).`;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * The queue has given a message up: the step it carried is failed on its row, where a person reads the
 * reason and may resume it. A step that has finished meanwhile stays finished.
 */
export async function abandonStep({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: unknown;
}): Promise<{ abandoned: boolean }> {
  const message = failedMessage.safeParse(input);
  if (!message.success) throw new PermanentError("This is no failure callback of the queue.");
  const name = URL.parse(message.data.url)?.pathname.split("/").pop() ?? "";
  if (!isStepName(name)) return { abandoned: false };
  const error = reasonOf(message.data);
  const body = jsonOf(decode(message.data.sourceBody));
  const outer = envelope.safeParse(body);
  if (!outer.success || !STEP_PAYLOADS[name].safeParse(body).success) {
    throw new PermanentError(
      `The message of step ${name} that was given up does not carry the ids it needs.`,
    );
  }
  // A step that was resumed or swept since has a newer message; what the old one came to is history.
  const { outboxId } = outer.data;
  if (outboxId !== null && (await isSuperseded(ctx.db, { id: outboxId }))) return { abandoned: false };
  switch (name) {
    case "run-agent":
      return { abandoned: await failRun({ ctx, input: { ...STEP_PAYLOADS[name].parse(body), error } }) };
    case "scan-source": {
      const { scanId } = STEP_PAYLOADS[name].parse(body);
      const scan = { id: scanId, leaseToken: null, error, final: true, now: ctx.clock.now() };
      return { abandoned: await releaseScan(ctx.db, scan) };
    }
    case "discover-query": {
      const { queryId } = STEP_PAYLOADS[name].parse(body);
      const end = { id: queryId, leaseToken: null, status: "FAILED", error, now: ctx.clock.now() } as const;
      return { abandoned: await endDiscovery(ctx.db, end) };
    }
    case "post-listing":
      return {
        abandoned: await abandonListing({ ctx, input: { ...STEP_PAYLOADS[name].parse(body), error } }),
      };
  }
}
