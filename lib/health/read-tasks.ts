import { HOUR_MS } from "@/lib/core/clock";
import { CRON_TASKS, type CronTask } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { countScanned, newestDiscoveryRound, newestScanRound, readAnalyses } from "@/db/queries/pages/health";
import { newestTask, type TaskRow } from "@/db/queries/tasks";

export type TaskFigures = {
  task: CronTask;
  /** When its work was last begun: by the schedule, or by the first run. */
  lastAt: Date | null;
  outcome: TaskRow["outcome"] | null;
  error: string | null;
  /** How long the work itself took, not its planning; null where none has ended. */
  durationMs: number | null;
  /** What the duration is of: "7 sources". */
  durationOf: string;
  /** Per hour, or per round for discovery; null where nothing is known. */
  throughput: number | null;
};

/** Each task with what its last work came to. Nothing that has not happened is a figure. */
export async function readTasks({ ctx }: { ctx: Ctx }): Promise<TaskFigures[]> {
  const anHourAgo = new Date(ctx.clock.now().getTime() - HOUR_MS);
  const [runs, scan, discovery, scanned, analyses] = await Promise.all([
    Promise.all(CRON_TASKS.map((task) => newestTask(ctx.db, task))),
    newestScanRound(ctx.db),
    newestDiscoveryRound(ctx.db),
    countScanned(ctx.db, anHourAgo),
    readAnalyses(ctx.db, anHourAgo),
  ]);
  const work: Record<CronTask, Pick<TaskFigures, "lastAt" | "durationMs" | "durationOf" | "throughput">> = {
    scan: {
      lastAt: scan?.at ?? null,
      durationMs: scan?.durationMs ?? null,
      durationOf: scan ? `${scan.parts} ${scan.parts === 1 ? "source" : "sources"}` : "all sources",
      throughput: scanned ?? (scan ? 0 : null),
    },
    discover: {
      lastAt: discovery?.at ?? null,
      durationMs: discovery?.durationMs ?? null,
      durationOf: discovery ? `${discovery.parts} questions` : "all questions",
      throughput: discovery?.found ?? null,
    },
    analyze: {
      lastAt: analyses.lastAt,
      durationMs: analyses.meanMs,
      durationOf: "one product, on average",
      throughput: analyses.lastAt ? analyses.finished : null,
    },
    health: { lastAt: null, durationMs: null, durationOf: "probes and sweeps", throughput: null },
  };
  return CRON_TASKS.map((task, index) => {
    const run = runs[index] ?? null;
    const own = work[task];
    return {
      task,
      ...own,
      lastAt: newer(run?.startedAt ?? null, own.lastAt),
      outcome: run?.outcome ?? null,
      error: run?.error ?? null,
      durationMs: task === "health" ? (run?.durationMs ?? null) : own.durationMs,
    };
  });
}

function newer(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a > b ? a : b;
}
