import { NotFoundError } from "@/lib/core/errors";
import type { FactName } from "@/lib/core/facts";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { lockFacts, putFact, standingFacts } from "@/db/queries/facts";
import { findProduct } from "@/db/queries/products";
import { factRows, type GivenFacts } from "./given-facts";

/**
 * Writes the facts that are no money, inside the caller's transaction, each that differs from what stands with an audit row.
 * Answers the names of those. Throws NotFoundError where there is no such product.
 */
export async function putFacts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; facts: GivenFacts };
}): Promise<FactName[]> {
  const { productId } = input;
  await lockFacts(ctx.db, productId);
  if (!(await findProduct(ctx.db, productId)))
    throw new NotFoundError("This product does not exist any more.");
  const { id, name } = ctx.actor;
  const standing = new Map((await standingFacts(ctx.db, productId)).map((row) => [row.name, row]));
  const stated: FactName[] = [];
  for (const fact of factRows(input.facts)) {
    const before = standing.get(fact.name) ?? null;
    if (before && sameFact(before, fact)) continue;
    await putFact(ctx.db, { productId, fact, by: { id, name, now: ctx.clock.now() } });
    await writeAudit({
      ctx,
      input: {
        action: "fact.state",
        entityType: "product",
        entityId: productId,
        details: { fact: fact.name, from: before && inWords(before), to: inWords(fact) },
      },
    });
    stated.push(fact.name);
  }
  return stated;
}

type Said = { value: string | null; unit: string | null; words: string | null };

function sameFact(a: Said, b: Said): boolean {
  if (a.words !== b.words || a.unit !== b.unit) return false;
  return a.value === null || b.value === null ? a.value === b.value : Number(a.value) === Number(b.value);
}

function inWords({ value, unit, words }: Said): string {
  return value === null ? (words ?? "") : `${Number(value)} ${unit ?? ""}`.trim();
}
