import type { Ctx } from "@/lib/ctx";
import { ModelCallError } from "./model-call-error";
import type { ModelChoice } from "./model-for";
import { noteRetired, withoutRetired } from "./retired-models";

/**
 * Makes a call with the first model that is still offered. One that turns out to be gone is remembered and the next is
 * asked; any other failure ends it, and a second try is the step's own.
 * @throws what `call` throws; of models that are all gone, what the last one threw
 */
export async function askInTurn<Answer>({
  ctx,
  models,
  call,
}: {
  ctx: Pick<Ctx, "clock">;
  models: readonly ModelChoice[];
  call: (model: ModelChoice) => Promise<Answer>;
}): Promise<Answer> {
  let gone: ModelCallError | undefined;
  for (const model of await withoutRetired(models)) {
    try {
      return await call(model);
    } catch (thrown) {
      if (!(thrown instanceof ModelCallError) || !thrown.modelGone) throw thrown;
      gone = thrown;
      await noteRetired(model, ctx.clock.now());
    }
  }
  throw gone ?? new TypeError("There is no model to ask.");
}
