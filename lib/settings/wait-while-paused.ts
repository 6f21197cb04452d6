import { HOUR_MS } from "@/lib/core/clock";
import { within, type Ctx } from "@/lib/ctx";
import { publish } from "@/lib/steps/publish";
import type { StepName } from "@/lib/steps/contracts";
import {
  insertOutbox,
  markReceived,
  PAUSED_MARK,
  payloadOf,
  wakePaused,
  type DueStep,
} from "@/db/queries/outbox";
import { holdSettings } from "@/db/queries/settings";
import { readSettings } from "./read-settings";

/** How long a paused step sleeps before it looks again by itself; the end of the pause wakes it at once. */
const LOOK_AGAIN_MS = 6 * HOUR_MS;

type Waiting = { step: StepName; payload: Record<string, number | string>; outboxId: number | null };

/**
 * While the switch pauses all work, the step is written again for later and its message is done with: a
 * wait is no attempt and holds no worker. True when the step must not go on now.
 */
export async function waitWhilePaused({ ctx, input }: { ctx: Ctx; input: Waiting }): Promise<boolean> {
  if (!(await readSettings({ ctx })).paused) return false;
  const due = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    // Nobody ends the pause between the look and the note: whoever ends it wakes what was noted before.
    await holdSettings(tx);
    return (await readSettings({ ctx: inside })).paused ? writeForLater({ ctx: inside, input }) : null;
  });
  if (due === null) return false;
  await publish(due);
  return true;
}

/**
 * Writes again a step that a pause has stopped on its way: for the end of the pause or, where that has come meanwhile, for
 * now. The caller has given its claim back.
 */
export async function goOnAfterPause({ ctx, input }: { ctx: Ctx; input: Waiting }): Promise<void> {
  const due = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await holdSettings(tx);
    const written = await writeForLater({ ctx: inside, input });
    const { paused } = await readSettings({ ctx: inside });
    return paused ? written : wakePaused(tx, ctx.clock.now());
  });
  await publish(due);
}

async function writeForLater({ ctx, input }: { ctx: Ctx; input: Waiting }): Promise<DueStep[]> {
  const { step, outboxId } = input;
  const now = ctx.clock.now();
  // The message may carry more than the step reads, for the queue's own sake.
  const payload = (outboxId === null ? null : await payloadOf(ctx.db, outboxId)) ?? input.payload;
  if (outboxId !== null) await markReceived(ctx.db, outboxId, now);
  // A message waits once, however often it is delivered.
  const dedupeId = `${step}-${Object.values(input.payload).join("-")}${PAUSED_MARK}${outboxId ?? now.getTime()}`;
  const notBefore = new Date(now.getTime() + LOOK_AGAIN_MS);
  return insertOutbox(ctx.db, now, [{ step, payload, dedupeId, notBefore }]);
}
