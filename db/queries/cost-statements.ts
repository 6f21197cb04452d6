import { and, asc, eq } from "drizzle-orm";
import type { StatedFigure, StatedInput, StatedPlace, Statement } from "@/lib/core/statement";
import type { Database } from "../client";
import { costStatements } from "../schema";

/** Everything that people state about a product, in the order of its inputs. */
export async function listStatements(db: Database, productId: number): Promise<Statement[]> {
  const rows = await db
    .select()
    .from(costStatements)
    .where(eq(costStatements.productId, productId))
    .orderBy(asc(costStatements.input), asc(costStatements.place));
  return rows.map(({ input, place, low, likely, high, unit, note, statedByName, statedAt }) => ({
    input,
    place,
    low,
    likely,
    high,
    unit,
    note,
    byName: statedByName,
    at: statedAt.toISOString(),
  }));
}

type About = { productId: number; input: StatedInput; place: StatedPlace };

/** Writes what a person states, in place of what was stated before. */
export async function putStatement(
  tx: Database,
  row: About & StatedFigure & { statedBy: string; statedByName: string; statedAt: Date },
): Promise<void> {
  const { productId: _, input: _input, place: _place, ...set } = row;
  await tx
    .insert(costStatements)
    .values(row)
    .onConflictDoUpdate({
      target: [costStatements.productId, costStatements.input, costStatements.place],
      set,
    });
}

/** Takes a statement away; nothing happens where there is none. */
export async function deleteStatement(tx: Database, { productId, input, place }: About): Promise<void> {
  await tx
    .delete(costStatements)
    .where(
      and(
        eq(costStatements.productId, productId),
        eq(costStatements.input, input),
        eq(costStatements.place, place),
      ),
    );
}
