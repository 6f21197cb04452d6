import { setTimeout as sleep } from "node:timers/promises";
import { HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
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
/** One round that takes longer without waiting for anything has lost something; the sweep of the health task finds it. */
const LIMIT_MS = 10 * MINUTE_MS;
/** Turns at a model come within minutes. Who waits longer waits for the next day's quota or budget, or for the end of a pause. */
const LONGEST_WAIT_MS = HOUR_MS;

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
 * not. `pump` is called while it waits, and may answer when the next step is due: that is waited for, up to an hour, and what
 * is due later is left open, with a sentence. Ends when all have ended, whether well or not. Throws ConflictError while all work is
 * paused, and where a pause begins on the way.
 */
export async function firstRound({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { products: number; progress: Progress; since?: Date; pump?: () => Promise<Date | null> };
}): Promise<Round> {
  const { products, progress, pump } = input;
  await requireRunning({ ctx });
  const startedAt = input.since ?? ctx.clock.now();
  const until = async <R extends Row>(read: () => Promise<R[]>, show: (rows: R[]) => void): Promise<R[]> => {
    let deadline = Date.now() + LIMIT_MS;
    for (;;) {
      const next = pump ? await pump() : null;
      const rows = await read();
      show(rows);
      // Paused, what is open waits: no use in waiting with it.
      if ((await readSettings({ ctx })).paused) return rows;
      if (!rows.some(isOpen) || (next === null && Date.now() > deadline)) return rows;
      const wait = Math.max(POLL_MS, next === null ? 0 : next.getTime() - ctx.clock.now().getTime());
      if (next !== null && wait > LONGEST_WAIT_MS) {
        const until = next.toISOString().slice(0, 16).replace("T", " ");
        progress.end(
          `  What is open waits until ${until} UTC for room in the limits of its model or in the budget`,
        );
        return rows;
      }
      if (next !== null) deadline = Date.now() + wait + LIMIT_MS;
      await sleep(wait);
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
