import type { FactName } from "@/lib/core/facts";
import type { StatedInput } from "@/lib/core/statement";
import { within, type Ctx } from "@/lib/ctx";
import { stateMoney } from "@/lib/analysis/state-money";
import { publish } from "@/lib/steps/publish";
import { listStatements } from "@/db/queries/cost-statements";
import { moneyRows, type GivenFacts } from "./given-facts";
import { putFacts } from "./put-facts";

/**
 * A person states facts of a product. They enter its next dossier and stand above every estimate; those that the margin is worked
 * out with (price, cost, weight and category) move margin and verdict of its newest finished run at once, and an analysis under
 * way takes them over. What they replace stays in the audit log. Not inside a transaction of the caller's.
 * Answers the names of what is different now. Throws NotFoundError where there is no such product, BadRequestError for a
 * currency without a rate.
 */
export async function stateFacts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; facts: GivenFacts };
}): Promise<{ stated: (FactName | StatedInput)[] }> {
  const { productId, facts } = input;
  const put = await ctx.db.transaction((tx) => putFacts({ ctx: within(ctx, tx), input }));
  await publish(put.steps);
  const before = await listStatements(ctx.db, productId);
  const stated: (FactName | StatedInput)[] = [...put.stated];
  for (const { input: which, place, ...figure } of moneyRows(facts)) {
    const stands = before.find((row) => row.input === which && row.place === place);
    if (stands && stands.likely === figure.likely && stands.unit === figure.unit) continue;
    await stateMoney({ ctx, input: { productId, input: which, place, figure } });
    stated.push(which);
  }
  return { stated };
}
