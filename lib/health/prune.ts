import { DAY_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { readSettings } from "@/lib/settings/read-settings";
import { pruneOutbox } from "@/db/queries/outbox";
import { forgetModelBodies, forgetSnippets, pruneTasks } from "@/db/queries/retention";
import { thinSightings } from "./thin-sightings";

/** Received messages and runs of tasks are of no use after these days; what they did stands elsewhere. */
const OUTBOX_DAYS = 7;
const TASK_DAYS = 30;

/** Rows that one run of the health task empties at most; every five minutes there is another. */
const BATCH = 500;

/** Removes, forgets and thins what retention says, a bounded part at a time. Answers how many rows of each. */
export async function prune({ ctx }: { ctx: Ctx }): Promise<Record<string, number>> {
  const { retention } = await readSettings({ ctx });
  const ago = (days: number) => new Date(ctx.clock.now().getTime() - days * DAY_MS);
  const bounds = {
    daily: ago(retention.sightingsDailyAfterDays),
    weekly: ago(retention.sightingsWeeklyAfterDays),
  };
  return {
    messages: await pruneOutbox(ctx.db, ago(OUTBOX_DAYS)),
    tasks: await pruneTasks(ctx.db, ago(TASK_DAYS)),
    snippets: await forgetSnippets(ctx.db, ago(retention.snippetDays), BATCH),
    bodies: await forgetModelBodies(ctx.db, ago(retention.modelBodyDays), BATCH),
    sightings: (await thinSightings({ ctx, input: bounds })).removed,
  };
}
