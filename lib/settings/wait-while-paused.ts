import { MINUTE_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { publish } from "@/lib/steps/publish";
import type { StepName } from "@/lib/steps/contracts";
import { insertOutbox, markReceived } from "@/db/queries/outbox";
import { readSettings } from "./read-settings";

/** How long a paused step sleeps before it looks again. */
const LOOK_AGAIN_MS = 5 * MINUTE_MS;

/**
 * While the switch pauses all work, the step is written again for later and its message is done with: a
 * wait is no attempt and holds no worker. True when the step must not go on now.
 */
export async function waitWhilePaused({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { step: StepName; payload: Record<string, number | string>; outboxId: number | null };
}): Promise<boolean> {
  const { paused } = await readSettings({ ctx });
  if (!paused) return false;
  const now = ctx.clock.now();
  const notBefore = new Date(now.getTime() + LOOK_AGAIN_MS);
  const window = Math.floor(notBefore.getTime() / LOOK_AGAIN_MS);
  const dedupeId = `${input.step}-${Object.values(input.payload).join("-")}-paused-${window}`;
  const due = await ctx.db.transaction(async (tx) => {
    if (input.outboxId !== null) await markReceived(tx, input.outboxId, now);
    return insertOutbox(tx, now, [{ step: input.step, payload: input.payload, dedupeId, notBefore }]);
  });
  await publish(due);
  return true;
}
