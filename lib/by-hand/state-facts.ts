import { NotFoundError } from "@/lib/core/errors";
import type { StatedInput } from "@/lib/core/statement";
import type { FactName } from "@/lib/core/facts";
import { within, type Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { listStatements, putStatement } from "@/db/queries/cost-statements";
import { lockFacts, putFact, standingFacts } from "@/db/queries/facts";
import { findProduct } from "@/db/queries/products";
import { factRows, moneyRows, type GivenFacts } from "./given-facts";

/**
 * A person states facts of a product. They enter its next dossier and stand above every estimate; what they replace stays in
 * the audit log. Inside one transaction, the caller's where there is one. Answers the names of what is different now.
 * Throws NotFoundError where there is no such product.
 */
export async function stateFacts({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; facts: GivenFacts };
}): Promise<{ stated: (FactName | StatedInput)[] }> {
  const { productId, facts } = input;
  return ctx.db.transaction(async (tx) => {
    const inside = within(ctx, tx);
    await lockFacts(tx, productId);
    if (!(await findProduct(tx, productId))) throw new NotFoundError("This product does not exist any more.");
    const now = ctx.clock.now();
    const { id, name } = ctx.actor;
    const stated: (FactName | StatedInput)[] = [];
    const tell = async (what: FactName | StatedInput, from: unknown, to: unknown) => {
      stated.push(what);
      await writeAudit({
        ctx: inside,
        input: {
          action: "fact.state",
          entityType: "product",
          entityId: productId,
          details: { fact: what, from, to, by: name },
        },
      });
    };
    const standing = new Map((await standingFacts(tx, productId)).map((row) => [row.name, row]));
    for (const fact of factRows(facts)) {
      const before = standing.get(fact.name) ?? null;
      if (before && sameFact(before, fact)) continue;
      await putFact(tx, { productId, fact, by: { id, name, now } });
      await tell(fact.name, before && inWords(before), inWords(fact));
    }
    const money = await listStatements(tx, productId);
    for (const statement of moneyRows(facts)) {
      const before = money.find(({ input, place }) => input === statement.input && place === statement.place);
      if (before && before.likely === statement.likely && before.unit === statement.unit) continue;
      const row = { productId, ...statement, statedBy: id, statedByName: name, statedAt: now };
      await putStatement(tx, row);
      const figure = ({ likely, unit }: { likely: number; unit: string }) => `${likely} ${unit}`;
      await tell(statement.input, before ? figure(before) : null, figure(statement));
    }
    return { stated };
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
