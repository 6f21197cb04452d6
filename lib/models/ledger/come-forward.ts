import type { Ctx } from "@/lib/ctx";
import { STEP_PAYLOADS } from "@/lib/steps/contracts";
import { publish } from "@/lib/steps/publish";
import { insertOutbox } from "@/db/queries/outbox";
import type { Called } from "../pacing/pace-state";

/**
 * Makes a step due earlier that waits for its turn at a model, by the name it waits under (`run-agent:7:trend`,
 * `discover-query:3`): at `at`, milliseconds since 1970, or now where that is past. The message it still has for later finds
 * its work done.
 */
export async function comeForward({ ctx, input }: { ctx: Ctx; input: Called }): Promise<void> {
  const now = ctx.clock.now();
  const [step, id, agent] = input.id.split(":");
  const payload =
    step === "run-agent"
      ? STEP_PAYLOADS["run-agent"].safeParse({ runId: Number(id), agent })
      : STEP_PAYLOADS["discover-query"].safeParse({ queryId: Number(id) });
  if (step === undefined || !payload.success) return;
  const dedupeId = `${input.id.replaceAll(":", "-")}-called-${now.getTime()}`;
  const notBefore = input.at > now.getTime() ? new Date(input.at) : undefined;
  await publish(await insertOutbox(ctx.db, now, [{ step, payload: payload.data, dedupeId, notBefore }]));
}
