import { DAY_MS } from "@/lib/core/clock";
import { within, type Ctx } from "@/lib/ctx";
import { changeSetting } from "@/lib/settings/change-setting";
import type { Settings } from "@/lib/settings/settings";
import { publish } from "@/lib/steps/publish";
import { wakeRunSteps } from "@/db/queries/run-steps";
import { wakeDiscovery } from "@/db/queries/source-steps";

/** Stores the budgets, and lets every step and question that waits for tomorrow's look again now. False: nothing was changed. */
export async function changeBudgets({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: Settings["budgets"];
}): Promise<boolean> {
  const now = ctx.clock.now();
  const tomorrow = new Date((Math.floor(now.getTime() / DAY_MS) + 1) * DAY_MS);
  const due = await ctx.db.transaction(async (tx) => {
    const changed = await changeSetting({ ctx: within(ctx, tx), input: { key: "budgets", value: input } });
    if (!changed) return null;
    const wake = { waitUntil: tomorrow, now };
    return [...(await wakeRunSteps(tx, wake)), ...(await wakeDiscovery(tx, wake))];
  });
  if (due === null) return false;
  await publish(due);
  return true;
}
