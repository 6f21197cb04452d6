/**
 * `npm run pipeline -- --products N [--data DIR] [--json]`: one scan, one discovery, N analyses in the
 * terminal, through the same handlers and the same outbox, without a build or a server.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { createProgress } from "@/lib/boot/progress";
import { firstRound, type Round } from "@/lib/boot/first-round";
import { AppError, BadRequestError, messageOf } from "@/lib/core/errors";
import { createCtx, SYSTEM, type Ctx } from "@/lib/ctx";
import { lockDataDir } from "@/lib/platform/data-dir-lock";
import { drain } from "@/lib/steps/drain";
import { usePublisher } from "@/lib/steps/publish";
import { useDatabase } from "@/db/client";
import { openPglite } from "@/db/embedded";
import { migrateEmbedded } from "@/db/migrate";
import { reportRows } from "@/db/queries/rounds";

const MAX_PRODUCTS = 500;

function readArguments() {
  const { values } = parseArgs({
    options: {
      products: { type: "string", default: "6" },
      data: { type: "string" },
      json: { type: "boolean", default: false },
    },
  });
  const products = Number(values.products);
  if (!Number.isInteger(products) || products < 0 || products > MAX_PRODUCTS) {
    throw new BadRequestError(`--products takes a whole number from 0 to ${MAX_PRODUCTS}.`);
  }
  return { ...values, products };
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

async function main(): Promise<void> {
  const { products, data, json } = readArguments();
  const dir = data ?? fs.mkdtempSync(path.join(os.tmpdir(), "product-trend-"));
  const lock = lockDataDir(dir);
  const open = await openPglite({ dir: lock.dir });
  try {
    await migrateEmbedded(open);
    useDatabase(open);
    usePublisher(async () => {});
    const ctx = createCtx(SYSTEM);
    const progress = createProgress(json ? process.stderr : process.stdout);
    const round = await firstRound({ ctx, input: { products, progress, pump: () => drain({ ctx }) } });
    if (json) process.stdout.write(`${JSON.stringify(await documentOf(ctx, round))}\n`);
    if (round.runs.some((run) => run.status !== "FINISHED")) process.exitCode = 1;
  } finally {
    await open.close();
    lock.release();
    if (data === undefined) fs.rmSync(dir, { recursive: true, force: true });
  }
}

try {
  await main();
} catch (thrown) {
  console.error(messageOf(thrown));
  process.exitCode = thrown instanceof AppError || thrown instanceof TypeError ? 2 : 1;
}
