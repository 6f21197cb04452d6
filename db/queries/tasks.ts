import { and, desc, eq, sql } from "drizzle-orm";
import type { CronTask } from "@/lib/core/words";
import type { Database } from "../client";
import { taskRuns } from "../schema";

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

/** True when the database answers. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}
