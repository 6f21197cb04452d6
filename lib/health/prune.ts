import { DAY_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { readSettings } from "@/lib/settings/read-settings";
import { pruneOutbox } from "@/db/queries/outbox";
import { forgetModelBodies, forgetSnippets, pruneTasks, thinSightings } from "@/db/queries/tasks";

/** Received messages and runs of tasks are of no use after these days; what they did stands elsewhere. */
const OUTBOX_DAYS = 7;
const TASK_DAYS = 30;

/** Removes and thins what retention says. */
export async function prune({ ctx }: { ctx: Ctx }): Promise<Record<string, number>> {
  const { retention } = await readSettings({ ctx });
  const ago = (days: number) => new Date(ctx.clock.now().getTime() - days * DAY_MS);
  return {
    messages: await pruneOutbox(ctx.db, ago(OUTBOX_DAYS)),
    tasks: await pruneTasks(ctx.db, ago(TASK_DAYS)),
    snippets: await forgetSnippets(ctx.db, ago(retention.snippetDays)),
    bodies: await forgetModelBodies(ctx.db, ago(retention.modelBodyDays)),
    sightings: await thinSightings(ctx.db, {
      daily: ago(retention.sightingsDailyAfterDays),
      weekly: ago(retention.sightingsWeeklyAfterDays),
    }),
  };
}
