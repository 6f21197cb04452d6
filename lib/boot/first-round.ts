import { setTimeout as sleep } from "node:timers/promises";
import { MINUTE_MS } from "@/lib/core/clock";
import { ORIGIN_LABELS } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { analyze } from "@/lib/analysis/analyze";
import { requireRunning } from "@/lib/settings/require-running";
import { readSettings } from "@/lib/settings/read-settings";
import { planRound } from "@/lib/discovery/plan-round";
import { planScan } from "@/lib/scanning/plan-scan";
import { questionRows, runIdsSince, runRows, scanRows } from "@/db/queries/rounds";
import type { Progress } from "./progress";

const POLL_MS = 150;
/** One round that takes longer has lost something; the sweep of the health task finds it. */
const LIMIT_MS = 10 * MINUTE_MS;

export type Round = {
  scans: Awaited<ReturnType<typeof scanRows>>;
  questions: Awaited<ReturnType<typeof questionRows>>;
  runs: Awaited<ReturnType<typeof runRows>>;
};

type Row = { status: string };
const isOpen = (row: Row) => row.status === "QUEUED" || row.status === "RUNNING";

/**
 * One scan, one discovery and `products` analyses, each through its own steps, shown as they go. With
 * `since` it goes on with the round that an earlier process began then, and plans only what that one had
 * not. `pump` is called while it waits. Ends when all have ended, whether well or not. Throws ConflictError while all work is
 * paused, and where a pause begins on the way.
 */
export async function firstRound({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { products: number; progress: Progress; since?: Date; pump?: () => Promise<void> };
}): Promise<Round> {
  const { products, progress, pump } = input;
  await requireRunning({ ctx });
  const startedAt = input.since ?? ctx.clock.now();
  const until = async <R extends Row>(read: () => Promise<R[]>, show: (rows: R[]) => void): Promise<R[]> => {
    const deadline = Date.now() + LIMIT_MS;
    for (;;) {
      if (pump) await pump();
      const rows = await read();
      show(rows);
      // Paused, what is open waits: no use in waiting with it.
      if ((await readSettings({ ctx })).paused) return rows;
      if (!rows.some(isOpen) || Date.now() > deadline) return rows;
      await sleep(POLL_MS);
    }
  };

  await planScan({ ctx, input: {} });
  const scans = await until(
    () => scanRows(ctx.db, startedAt),
    (rows) => progress.show("Scanning sources", rows.filter((row) => !isOpen(row)).length, rows.length),
  );
  for (const scan of scans) {
    const what = scan.outcome
      ? `${scan.outcome}, ${scan.found ?? 0} found`
      : `failed: ${scan.lastError ?? "unknown"}`;
    progress.end(`  ${ORIGIN_LABELS[scan.source].padEnd(20)} ${what}`);
  }

  await requireRunning({ ctx });
  // All questions of a round are planned in one transaction: some are there means all are.
  if ((await questionRows(ctx.db, startedAt)).length === 0) await planRound({ ctx });
  const questions = await until(
    () => questionRows(ctx.db, startedAt),
    (rows) => progress.show("Asking the web", rows.filter((row) => !isOpen(row)).length, rows.length),
  );
  const keywords = questions.reduce((sum, row) => sum + (row.keywordsFound ?? 0), 0);
  const named = questions.reduce((sum, row) => sum + (row.productsFound ?? 0), 0);
  progress.end(`  ${keywords} keywords and ${named} products found by discovery`);

  await requireRunning({ ctx });
  const begun = await runIdsSince(ctx.db, startedAt, ctx.actor.id);
  const left = Math.max(0, products - begun.length);
  const { started } = await analyze({ ctx, input: { limit: left } });
  const runs = await until(
    () => runRows(ctx.db, [...begun, ...started]),
    (rows) => {
      const steps = rows.reduce((sum, row) => sum + row.doneSteps, 0);
      const labelled = `Analysing ${rows.length} products, agent steps`;
      progress.show(
        labelled,
        steps,
        rows.reduce((sum, row) => sum + row.steps, 0),
      );
    },
  );
  for (const run of runs) progress.end(`  ${(run.verdict ?? run.status).padEnd(8)} ${run.title}`);
  return { scans, questions, runs };
}
