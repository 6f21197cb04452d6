import type { EarlierReports } from "@/agents/agent";
import type { Verdict } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { readBasis } from "@/lib/economics/basis";
import { readRates } from "@/lib/economics/read-rates";
import { decideByPolicy } from "@/lib/review/decide-by-policy";
import { statedOf } from "@/db/queries/facts";
import { newestJudgedRun, putJudgement } from "@/db/queries/judged-runs";
import type { DueStep } from "@/db/queries/outbox";
import { judgedRun, judgeRun } from "./judge-run";

type Change<Value> = { from: Value; to: Value };
export type Restated = {
  /** Null where no run has been judged yet: what was stated counts in the next one. */
  judged: { margin: Change<number | null>; verdict: Change<Verdict | null> } | null;
};

/**
 * Judges the newest finished run of a product with what people state of it now, at once and not on a button: what a person says
 * is evidence that stands above every estimate, and a margin known to be out of date would go on standing beside the buttons that
 * decide by it. The checked reports stay as they are, and the rates of the run go before newer ones. Inside the caller's
 * transaction, which has locked the product; the caller publishes the steps once it has committed.
 */
export async function judgeAgain({
  ctx,
  input: { productId },
}: {
  ctx: Ctx;
  input: { productId: number };
}): Promise<Restated & { steps: DueStep[] }> {
  const run = await newestJudgedRun(ctx.db, productId);
  if (!run) return { judged: null, steps: [] };
  const basis = readBasis(run.dossier.basis);
  const rates = { ...(await readRates({ ctx })), ...basis.rates };
  const judged = judgeRun({
    dossier: { ...run.dossier, basis: { ...basis, rates } },
    // Stored reports were parsed by the schema of their agent before they were written.
    reports: Object.fromEntries(
      run.reports.flatMap(({ agent, report }) => (report ? [[agent, report]] : [])),
    ) as EarlierReports,
    claims: new Map(run.reports.map(({ agent, claims }) => [agent, claims])),
    stated: await statedOf(ctx.db, productId),
  });
  const { estimatedCost, potentialMargin, currency, verdictReasons } = judged.fields;
  const { verdict } = judged.decision;
  await putJudgement(ctx.db, {
    runId: run.id,
    run: judgedRun(judged),
    productId,
    product: { estimatedCost, potentialMargin, currency, verdict, verdictReasons },
    now: ctx.clock.now(),
  });
  const change: Restated["judged"] = {
    margin: { from: run.marginLikely, to: judged.economics?.margin?.likely ?? null },
    verdict: { from: run.verdict, to: verdict },
  };
  // What stays as it was has been decided on, or waits, already.
  const { steps } =
    run.verdict === verdict
      ? { steps: [] }
      : await decideByPolicy({ ctx, input: { productId, runId: run.id, verdict } });
  return { judged: change, steps };
}
