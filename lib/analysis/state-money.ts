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
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { requireRate } from "@/lib/economics/exchange-rates";
import { readRates } from "@/lib/economics/read-rates";
import { publish } from "@/lib/steps/publish";
import { deleteStatement, listStatements, putStatement } from "@/db/queries/cost-statements";
import { lockProducts } from "@/db/queries/product-moves";
import { judgeAgain, type Restated } from "./judge-again";

type Input = {
  productId: number;
  input: StatedInput;
  place: StatedPlace;
  /** Null takes back what was stated. */
  figure: StatedFigure | null;
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
    if (input.figure) checkFigure(input, input.figure);
    if (input.figure && input.figure.unit !== PERCENT) {
      requireRate(input.figure.unit, await readRates({ ctx: inside }));
    }

    const before = (await listStatements(tx, input.productId)).find(
      ({ input: what, place }) => what === input.input && place === input.place,
    );
    if (!before && !input.figure) return { judged: null, steps: [] };
    await write(inside, input);
    const { judged, steps } = await judgeAgain({ ctx: inside, input });
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

function figureOf({ low, likely, high, unit, note }: Statement): StatedFigure {
  return { low, likely, high, unit, note };
}
