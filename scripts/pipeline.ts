/** `npm run pipeline -- …`: a round through the same handlers and the same outbox, without a build or a server. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { createProgress } from "@/lib/boot/progress";
import { firstRound, type Round } from "@/lib/boot/first-round";
import { createCtx, SYSTEM, type Ctx } from "@/lib/ctx";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { drain } from "@/lib/steps/drain";
import { usePublisher } from "@/lib/steps/publish";
import { useDatabase } from "@/db/client";
import { openPglite } from "@/db/embedded";
import { migrateEmbedded } from "@/db/migrate";
import { reportRows } from "@/db/queries/rounds";
import { command, misused } from "./command";

const MAX_PRODUCTS = 500;
const USAGE = `npm run pipeline -- [--products 6] [--data DIR] [--json]

One scan, one discovery and the analyses of so many products (0 to ${MAX_PRODUCTS}), in the terminal, on the embedded database.
--data  the folder that keeps it, not that of a running server; a temporary one where left out
--json  one document on standard output, the progress on standard error
Exit code 1: an analysis did not finish.`;

function countOf(text: string): number {
  const products = Number(text);
  if (/^\d+$/.test(text) && products <= MAX_PRODUCTS) return products;
  throw misused(USAGE, `--products takes a whole number from 0 to ${MAX_PRODUCTS}.`);
}

async function documentOf(ctx: Ctx, { scans, questions, runs }: Round) {
  const sum = (figures: (number | null)[]) =>
    figures.reduce<number>((total, figure) => total + (figure ?? 0), 0);
  return {
    sources: scans.map(({ source, outcome, found }) => ({
      source,
      state: outcome ?? "failed",
      found: found ?? 0,
    })),
    discovered: {
      keywords: sum(questions.map((question) => question.keywordsFound)),
      products: sum(questions.map((question) => question.productsFound)),
    },
    products: await Promise.all(
      runs.map(async (run) => ({
        title: run.title,
        trendScore: run.trendScore,
        verdict: run.verdict,
        margin: { low: run.marginLow, likely: run.marginLikely, high: run.marginHigh },
        reports: (await reportRows(ctx.db, run.id)).map(({ agent, status, reportStatus, score, model }) => ({
          agent,
          status: reportStatus ?? status.toLowerCase(),
          score,
          model,
        })),
      })),
    ),
  };
}

/** A folder that goes with this process, after the step that it is at. */
function temporaryFolder(): string {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "product-trend-"));
  process.once("exit", () => fs.rmSync(dir, { recursive: true, force: true }));
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(signal, () => process.exit(128 + os.constants.signals[signal]));
  return dir;
}

await command({
  usage: USAGE,
  options: {
    products: { type: "string", default: "6" },
    data: { type: "string" },
    json: { type: "boolean", default: false },
  },
  run: async ({ products: count, data, json }) => {
    const products = countOf(count);
    const lock = lockDataDir(data ?? temporaryFolder());
    const open = await openPglite({ dir: lock.dir });
    try {
      await migrateEmbedded(open);
      useDatabase(open);
      usePublisher(async () => {});
      const ctx = createCtx(SYSTEM);
      const progress = createProgress(json ? process.stderr : process.stdout);
      const round = await firstRound({ ctx, input: { products, progress, pump: () => drain({ ctx }) } });
      if (json) process.stdout.write(`${JSON.stringify(await documentOf(ctx, round))}\n`);
      return round.runs.every((run) => run.status === "FINISHED") ? 0 : 1;
    } finally {
      await open.close();
      lock.release();
    }
  },
});
