import { NotFoundError } from "@/lib/core/errors";
import { WEIGHED_FACTS, type FactName } from "@/lib/core/facts";
import type { Ctx } from "@/lib/ctx";
import { judgeAgain } from "@/lib/analysis/judge-again";
import { writeAudit } from "@/lib/audit/write-audit";
import { putFact, standingFacts, type FactRow, type NewFact } from "@/db/queries/facts";
import type { DueStep } from "@/db/queries/outbox";
import { lockProducts } from "@/db/queries/product-moves";
import { factRows, type GivenFacts } from "./given-facts";

type PutFacts = {
  /** The names of the facts that are different now. */
  stated: FactName[];
  /** For the caller to publish, once its transaction has committed. */
  steps: DueStep[];
};

/**
 * Writes the facts that are no money, inside the caller's transaction, each that differs from what stands with an audit row.
 * Where the margin is worked out with one of them, the newest finished run is judged again.
 * Throws NotFoundError where there is no such product.
 */
export async function putFacts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; facts: GivenFacts };
}): Promise<PutFacts> {
  const { productId } = input;
  const [product] = await lockProducts(ctx.db, [productId]);
  if (!product) throw new NotFoundError("This product does not exist any more.");
  const changes = changesOf(await standingFacts(ctx.db, productId), input.facts);
  const { id, name } = ctx.actor;
  for (const { fact } of changes) {
    await putFact(ctx.db, { productId, fact, by: { id, name, now: ctx.clock.now() } });
  }
  const stated = changes.map(({ fact }) => fact.name);
  const weighed = stated.some((each) => WEIGHED_FACTS.includes(each));
  const { judged, steps } = weighed
    ? await judgeAgain({ ctx, input: { productId } })
    : { judged: null, steps: [] };
  for (const { before, fact } of changes) {
    const of = WEIGHED_FACTS.includes(fact.name) ? judged : null;
    await writeAudit({
      ctx,
      input: {
        action: "fact.state",
        entityType: "product",
        entityId: productId,
        details: { fact: fact.name, from: before && inWords(before), to: inWords(fact), ...of },
      },
    });
  }
  return { stated, steps };
}

type Change = { before: FactRow | null; fact: NewFact };

function changesOf(standing: readonly FactRow[], given: GivenFacts): Change[] {
  return factRows(given).flatMap((fact) => {
    const before = standing.find(({ name }) => name === fact.name) ?? null;
    return before && sameFact(before, fact) ? [] : [{ before, fact }];
  });
}

type Said = { value: string | null; unit: string | null; words: string | null };

function sameFact(a: Said, b: Said): boolean {
  if (a.words !== b.words || a.unit !== b.unit) return false;
  return a.value === null || b.value === null ? a.value === b.value : Number(a.value) === Number(b.value);
}

function inWords({ value, unit, words }: Said): string {
  return value === null ? (words ?? "") : `${Number(value)} ${unit ?? ""}`.trim();
}
