import type { EarlierReports, Report } from "@/agents/agent";
import type { Dossier } from "@/lib/core/evidence";
import type { Ctx } from "@/lib/ctx";
import { failpoint } from "@/lib/platform/failpoint";
import { publish } from "@/lib/steps/publish";
import { moveProduct } from "@/db/queries/move-product";
import { moveRun } from "@/db/queries/move-run";
import { readRunReports } from "@/db/queries/run-reports";
import { finishRunStep, type FinishedReport } from "@/db/queries/run-steps";
import { statedOf } from "@/db/queries/facts";
import { lockProducts } from "@/db/queries/product-moves";
import { decideByPolicy } from "@/lib/review/decide-by-policy";
import { judgedRun, judgeRun } from "./judge-run";

type Finish = {
  runId: number;
  productId: number;
  stepId: number;
  leaseToken: string;
  report: FinishedReport;
  earlier: EarlierReports;
  dossier: Dossier;
};

/**
 * Stores the coordinator's report, computes the verdict by rule and hands the product to review, all in one
 * transaction. False when the lease was lost: then nothing was written.
 */
export async function finishRun({ ctx, input }: { ctx: Ctx; input: Finish }): Promise<boolean> {
  const now = ctx.clock.now();
  const done = await ctx.db.transaction(async (tx) => {
    const { stored } = await finishRunStep(tx, {
      id: input.stepId,
      leaseToken: input.leaseToken,
      now,
      report: input.report,
    });
    if (!stored) return null;
    await failpoint("finish-run:reported");
    // Whoever states something of the product does it before this, and is read here, or after it, and judges this run again.
    await lockProducts(tx, [input.productId]);
    const checked = await readRunReports(tx, input.runId);
    const judged = judgeRun({
      dossier: input.dossier,
      // A report counts as it was checked; the coordinator's is the one just stored.
      reports: { ...input.earlier, coordinator: input.report.report as Report },
      claims: new Map(checked.map((row) => [row.agent, row.claims])),
      stated: await statedOf(tx, input.productId),
    });
    const { verdict, rule } = judged.decision;
    await moveRun(tx, { id: input.runId, to: "FINISHED", set: { finishedAt: now, ...judgedRun(judged) } });
    await failpoint("finish-run:judged");
    const product = await moveProduct(tx, {
      id: input.productId,
      to: "PENDING_REVIEW",
      from: ["ANALYZING"],
      set: { ...judged.fields, analyzedAt: now, failedRuns: 0, analyzeAfter: null },
      now,
      by: ctx.actor.id,
      why: { runId: input.runId, verdict, rule },
    });
    if (!product) return { steps: [] };
    const subject = { productId: product.id, runId: input.runId, verdict };
    return decideByPolicy({ ctx: { ...ctx, db: tx }, input: subject });
  });
  if (!done) return false;
  await publish(done.steps);
  return true;
}
