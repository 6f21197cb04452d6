import type { Ctx } from "@/lib/ctx";
import { readSettings } from "@/lib/settings/read-settings";
import { holdSettings } from "@/db/queries/settings";
import type { MustWait } from "./must-wait";

/**
 * When a step that must wait comes again: at its time, or at once where somebody has changed the budgets that it waits for since
 * it read them. Whoever changes them wakes the steps that are written down as waiting, and this one is not yet. Inside the
 * transaction that writes it down.
 */
export async function comeAgain({ ctx, input: wait }: { ctx: Ctx; input: MustWait }): Promise<Date> {
  if (wait.budgets === null) return wait.until;
  await holdSettings(ctx.db);
  const { budgets } = await readSettings({ ctx });
  const same = JSON.stringify(budgets) === JSON.stringify(wait.budgets);
  return same ? wait.until : ctx.clock.now();
}
