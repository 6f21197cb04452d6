import { within, type Ctx } from "@/lib/ctx";
import { publish } from "@/lib/steps/publish";
import { wakePaused } from "@/db/queries/outbox";
import { changeSetting } from "./change-setting";

/**
 * Pauses all spending, scanning and posting, or ends the pause: then every step that waits for it is due at once. Audited
 * as a change of the setting. `changed` is false where it stood so already.
 */
export async function switchPause({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { paused: boolean };
}): Promise<{ paused: boolean; changed: boolean }> {
  const { paused } = input;
  const { changed, steps } = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const changed = await changeSetting({ ctx: inside, input: { key: "paused", value: paused } });
    return { changed, steps: changed && !paused ? await wakePaused(tx, ctx.clock.now()) : [] };
  });
  await publish(steps);
  return { paused, changed };
}
