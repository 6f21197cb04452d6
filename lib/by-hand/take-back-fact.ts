import { ConflictError } from "@/lib/core/errors";
import { FACT_LABELS } from "@/lib/core/facts";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { lockFacts, removeFact } from "@/db/queries/facts";

/** A person takes a fact back: the next dossier does without it. Throws ConflictError where it does not stand any more. */
export async function takeBackFact({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; factId: number };
}): Promise<{ label: string }> {
  const { productId, factId } = input;
  return ctx.db.transaction(async (tx) => {
    await lockFacts(tx, productId);
    const by = { id: ctx.actor.id, name: ctx.actor.name, now: ctx.clock.now() };
    const gone = await removeFact(tx, { id: factId, productId, by });
    if (!gone) throw new ConflictError("This fact has been changed or taken back already.");
    const was = gone.value === null ? gone.words : `${Number(gone.value)} ${gone.unit ?? ""}`.trim();
    await writeAudit({
      ctx: within(ctx, tx),
      input: {
        action: "fact.take-back",
        entityType: "product",
        entityId: productId,
        details: { fact: gone.name, was, statedBy: gone.statedByName },
      },
    });
    return { label: FACT_LABELS[gone.name] };
  });
}
