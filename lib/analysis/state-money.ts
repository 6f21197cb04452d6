import type { EarlierReports } from "@/agents/agent";
import { BadRequestError, NotFoundError } from "@/lib/core/errors";
import {
  EVERYWHERE,
  PERCENT,
  STATED_LABELS,
  STATED_LINES,
  type StatedFigure,
  type StatedInput,
  type StatedPlace,
  type Statement,
} from "@/lib/core/statement";
import type { Verdict } from "@/lib/core/words";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { readBasis } from "@/lib/economics/basis";
import { requireRate } from "@/lib/economics/exchange-rates";
import { readRates } from "@/lib/economics/read-rates";
import { decideByPolicy } from "@/lib/review/decide-by-policy";
import { publish } from "@/lib/steps/publish";
import { deleteStatement, listStatements, putStatement } from "@/db/queries/cost-statements";
import { newestJudgedRun, putJudgement } from "@/db/queries/judged-runs";
import type { DueStep } from "@/db/queries/outbox";
import { lockProducts } from "@/db/queries/product-moves";
import { judgedRun, judgeRun } from "./judge-run";

type Input = {
  productId: number;
  input: StatedInput;
  place: StatedPlace;
  /** Null takes back what was stated. */
  figure: StatedFigure | null;
};
type Change<Value> = { from: Value; to: Value };
export type Restated = {
  /** Null where no run has been judged yet: the statement counts in the next one. */
  judged: { margin: Change<number | null>; verdict: Change<Verdict | null> } | null;
};

/** More than any amount of money that a product has here. */
const MOST = 99_999_999;

/**
 * A person states what our tables do not know of the money in a product, or takes it back: margin and verdict of the newest
 * finished run are worked out again at once from its checked reports and with the exchange rates it was made with, and one audit
 * row says what was before and after. Throws BadRequestError for figures that cannot be used, NotFoundError without a product.
 */
export async function stateMoney({ ctx, input }: { ctx: Ctx; input: Input }): Promise<Restated> {
  const done = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    const [product] = await lockProducts(tx, [input.productId]);
    if (!product) throw new NotFoundError("This product does not exist any more.");
    const rates = await readRates({ ctx: inside });
    if (input.figure) checkFigure(input, input.figure);
    if (input.figure && input.figure.unit !== PERCENT) requireRate(input.figure.unit, rates);

    const before = (await listStatements(tx, input.productId)).find(
      ({ input: what, place }) => what === input.input && place === input.place,
    );
    if (!before && !input.figure) return { judged: null, steps: [] };
    await write(inside, input);
    const { judged, steps } = await judgeAgain(inside, input.productId, rates);
    await writeAudit({
      ctx: inside,
      input: {
        action: input.figure ? "product.money-stated" : "product.money-taken-back",
        entityType: "product",
        entityId: input.productId,
        details: {
          input: input.input,
          place: input.place,
          from: before ? figureOf(before) : null,
          to: input.figure,
          ...judged,
        },
      },
    });
    return { judged, steps };
  });
  await publish(done.steps);
  return { judged: done.judged };
}

function checkFigure({ input, place }: Input, { low, likely, high, unit }: StatedFigure): void {
  const label = STATED_LABELS[input];
  const isLine = STATED_LINES.some((line) => line === input);
  if (![low, likely, high].every((value) => Number.isFinite(value) && value >= 0 && value <= MOST))
    throw new BadRequestError(`${label}: enter amounts from 0 to ${MOST}.`);
  if (low > likely || likely > high)
    throw new BadRequestError(`${label}: low must not be above likely, nor likely above high.`);
  if (!isLine && unit === PERCENT) throw new BadRequestError(`${label} is an amount, not a percentage.`);
  if (!isLine && low < 0.01) throw new BadRequestError(`${label} must be above zero.`);
  if (place !== EVERYWHERE && (input === "unit-cost" || input === "quote"))
    throw new BadRequestError("A unit costs the same wherever it is sold: choose all marketplaces.");
}

async function write(ctx: Ctx, { productId, input, place, figure }: Input): Promise<void> {
  if (!figure) return deleteStatement(ctx.db, { productId, input, place });
  await putStatement(ctx.db, {
    productId,
    input,
    place,
    ...figure,
    statedBy: ctx.actor.id,
    statedByName: ctx.actor.name,
    statedAt: ctx.clock.now(),
  });
}

/** Judges the newest finished run with what is stated now; the rates of the run go before newer ones. */
async function judgeAgain(
  ctx: Ctx,
  productId: number,
  rates: Awaited<ReturnType<typeof readRates>>,
): Promise<Restated & { steps: DueStep[] }> {
  const run = await newestJudgedRun(ctx.db, productId);
  if (!run) return { judged: null, steps: [] };
  const basis = readBasis(run.dossier.basis);
  const judged = judgeRun({
    dossier: { ...run.dossier, basis: { ...basis, rates: { ...rates, ...basis.rates } } },
    // Stored reports were parsed by the schema of their agent before they were written.
    reports: Object.fromEntries(
      run.reports.flatMap(({ agent, report }) => (report ? [[agent, report]] : [])),
    ) as EarlierReports,
    claims: new Map(run.reports.map(({ agent, claims }) => [agent, claims])),
    statements: await listStatements(ctx.db, productId),
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

function figureOf({ low, likely, high, unit, note }: Statement): StatedFigure {
  return { low, likely, high, unit, note };
}
