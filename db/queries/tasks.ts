import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { CronTask } from "@/lib/core/words";
import type { Database } from "../client";
import { rowsOf } from "../rows";
import { modelCalls, taskRuns } from "../schema";

export type TaskRow = typeof taskRuns.$inferSelect;

export async function beginTask(db: Database, task: CronTask, startedAt: Date): Promise<number> {
  const [row] = await db
    .insert(taskRuns)
    .values({ task, startedAt, outcome: "running" })
    .returning({ id: taskRuns.id });
  if (!row) throw new Error("A task's start was not written.");
  return row.id;
}

export async function endTask(
  db: Database,
  end: {
    id: number;
    startedAt: Date;
    finishedAt: Date;
    outcome: "done" | "failed" | "paused";
    detail?: Record<string, unknown>;
    error?: string;
  },
): Promise<void> {
  const { id, startedAt, ...rest } = end;
  const durationMs = rest.finishedAt.getTime() - startedAt.getTime();
  await db
    .update(taskRuns)
    .set({ ...rest, durationMs })
    .where(eq(taskRuns.id, id));
}

/** The newest run of a task; with `outcome` the newest that ended so. */
export async function newestTask(
  db: Database,
  task: CronTask,
  outcome?: TaskRow["outcome"],
): Promise<TaskRow | null> {
  const [row] = await db
    .select()
    .from(taskRuns)
    .where(and(eq(taskRuns.task, task), outcome ? eq(taskRuns.outcome, outcome) : undefined))
    .orderBy(desc(taskRuns.id))
    .limit(1);
  return row ?? null;
}

/** Retention: removes runs of tasks that are older than `before`. */
export async function pruneTasks(db: Database, before: Date): Promise<number> {
  const gone = await db.delete(taskRuns).where(lt(taskRuns.startedAt, before)).returning({ id: taskRuns.id });
  return gone.length;
}

/** Retention: forgets what was sent to models and what came back, and keeps the figures. */
export async function forgetModelBodies(db: Database, before: Date): Promise<number> {
  const rows = await db
    .update(modelCalls)
    .set({ request: null, response: null })
    .where(and(lt(modelCalls.createdAt, before), sql`${modelCalls.request} is not null`))
    .returning({ id: modelCalls.id });
  return rows.length;
}

/** Retention: forgets the first 2 kB kept of pages that were blocked or not recognised. */
export async function forgetSnippets(db: Database, before: Date): Promise<number> {
  const result = await db.execute(sql`
    update scans set snippet = null where snippet is not null and finished_at < ${before.toISOString()}::timestamptz
    returning id`);
  return rowsOf(result).length;
}

/**
 * Retention: of each thing at each origin keeps the last sighting of every day before `daily`, and the last
 * of every week before `weekly`.
 */
export async function thinSightings(db: Database, bounds: { daily: Date; weekly: Date }): Promise<number> {
  let removed = 0;
  for (const [unit, before] of [
    ["day", bounds.daily],
    ["week", bounds.weekly],
  ] as const) {
    const result = await db.execute(sql`
      delete from sightings where id in (
        select id from (
          select id, row_number() over (
            partition by origin, external_id, date_trunc(${unit}, seen_at) order by seen_at desc, id desc) as nth
          from sightings where seen_at < ${before.toISOString()}::timestamptz
        ) ranked where nth > 1 limit 20000)
      returning id`);
    removed += rowsOf(result).length;
  }
  return removed;
}

/** True when the database answers. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
