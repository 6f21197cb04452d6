import { messageOf, PermanentError } from "@/lib/core/errors";
import { CRON_TASKS, type CronTask } from "@/lib/core/words";
import { analyze } from "@/lib/analysis/analyze";
import type { Ctx } from "@/lib/ctx";
import { planRound } from "@/lib/discovery/plan-round";
import { planScan } from "@/lib/scanning/plan-scan";
import { readSettings } from "@/lib/settings/read-settings";
import { beginTask, endTask } from "@/db/queries/tasks";
import { checkHealth } from "./check-health";

type Detail = Record<string, unknown>;

const TASKS: Record<CronTask, (ctx: Ctx) => Promise<Detail>> = {
  scan: (ctx) => planScan({ ctx, input: {} }),
  discover: (ctx) => planRound({ ctx }),
  analyze: (ctx) => analyze({ ctx, input: { limit: ctx.env.ANALYZE_PER_TICK } }),
  health: (ctx) => checkHealth({ ctx }),
};

/** Work that goes on while everything else is paused. */
const ALWAYS: readonly CronTask[] = ["health"];

/** Runs one task of the schedules and writes down when, how long, and what came of it. */
export async function runTask({ ctx, input }: { ctx: Ctx; input: { task: string } }): Promise<Detail> {
  const task = CRON_TASKS.find((known) => known === input.task);
  if (!task) throw new PermanentError(`There is no task called ${input.task.slice(0, 50)}.`);
  const startedAt = ctx.clock.now();
  const id = await beginTask(ctx.db, task, startedAt);
  const end = (outcome: "done" | "failed" | "paused", rest: { detail?: Detail; error?: string }) =>
    endTask(ctx.db, { id, startedAt, finishedAt: ctx.clock.now(), outcome, ...rest });
  try {
    const { paused } = await readSettings({ ctx });
    if (paused && !ALWAYS.includes(task)) {
      await end("paused", {});
      return { paused: true };
    }
    const detail = await TASKS[task](ctx);
    await end("done", { detail });
    return detail;
  } catch (thrown) {
    await end("failed", { error: messageOf(thrown) });
    throw thrown;
  }
}
