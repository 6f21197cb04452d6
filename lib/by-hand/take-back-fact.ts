import { ConflictError } from "@/lib/core/errors";
import { FACT_LABELS, WEIGHED_FACTS } from "@/lib/core/facts";
import { within, type Ctx } from "@/lib/ctx";
import { judgeAgain, type Restated } from "@/lib/analysis/judge-again";
import { writeAudit } from "@/lib/audit/write-audit";
import { publish } from "@/lib/steps/publish";
import { removeFact } from "@/db/queries/facts";
import { lockProducts } from "@/db/queries/product-moves";

/**
 * A person takes a fact back: the next dossier does without it, and where the margin was worked out with it, the newest finished
 * run is judged again at once. Throws ConflictError where it does not stand any more.
 */
export async function takeBackFact({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; factId: number };
}): Promise<Restated & { label: string }> {
  const { productId, factId } = input;
  const { steps, ...done } = await ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockProducts(tx, [productId]);
    const by = { id: ctx.actor.id, name: ctx.actor.name, now: ctx.clock.now() };
    const gone = await removeFact(tx, { id: factId, productId, by });
    if (!gone) throw new ConflictError("This fact has been changed or taken back already.");
    const again = WEIGHED_FACTS.includes(gone.name)
      ? await judgeAgain({ ctx: inside, input: { productId } })
      : { judged: null, steps: [] };
    const was = gone.value === null ? gone.words : `${Number(gone.value)} ${gone.unit ?? ""}`.trim();
    await writeAudit({
      ctx: inside,
      input: {
        action: "fact.take-back",
        entityType: "product",
        entityId: productId,
        details: { fact: gone.name, was, statedBy: gone.statedByName, ...again.judged },
      },
    });
    return { ...again, label: FACT_LABELS[gone.name] };
  });
  await publish(steps);
  return done;
}
