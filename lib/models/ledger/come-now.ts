import type { Ctx } from "@/lib/ctx";
import { STEP_PAYLOADS } from "@/lib/steps/contracts";
import { publish } from "@/lib/steps/publish";
import { insertOutbox } from "@/db/queries/outbox";

/**
 * Makes a step due now that waits for its turn at a model, by the name it waits under (`run-agent:7:trend`,
 * `discover-query:3`). The message it still has for later finds its work done.
 */
export async function comeNow({ ctx, input: turn }: { ctx: Ctx; input: string }): Promise<void> {
  const now = ctx.clock.now();
  const [step, id, agent] = turn.split(":");
  const payload =
    step === "run-agent"
      ? STEP_PAYLOADS["run-agent"].safeParse({ runId: Number(id), agent })
      : STEP_PAYLOADS["discover-query"].safeParse({ queryId: Number(id) });
  if (step === undefined || !payload.success) return;
  const dedupeId = `${turn.replaceAll(":", "-")}-called-${now.getTime()}`;
  await publish(await insertOutbox(ctx.db, now, [{ step, payload: payload.data, dedupeId }]));
}
