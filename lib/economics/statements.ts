import {
  EVERYWHERE,
  STATED_LINES,
  type StatedInput,
  type StatedLine,
  type Statement,
} from "@/lib/core/statement";
import type { Marketplace } from "@/lib/core/words";
import type { UnitCost } from "./estimate-cost";
import type { LineOverride } from "./line-overrides";

const isLine = (input: StatedInput): input is StatedLine =>
  STATED_LINES.some((candidate) => candidate === input);

/** Costs of a unit that people stated: their own figure, and a supplier's quote. */
export function statedCosts(statements: readonly Statement[]): UnitCost[] {
  return statements.flatMap((stated) => {
    if (stated.input !== "unit-cost" && stated.input !== "quote") return [];
    const origin = stated.input === "quote" ? "quote" : "person";
    const { low, likely, high, unit: currency } = stated;
    return [{ low, likely, high, currency, origin, note: noteOf(stated) } as const];
  });
}

/** The price on a marketplace that a person stated, in units of its currency; null where nobody did. */
export function statedPrice(
  statements: readonly Statement[],
  marketplace: Marketplace,
): { likely: number; currency: string } | null {
  const prices = statements.filter(({ input }) => input === "price");
  const stated =
    prices.find(({ place }) => place === marketplace) ?? prices.find(({ place }) => place === EVERYWHERE);
  return stated ? { likely: stated.likely, currency: stated.unit } : null;
}

/** What holds on a marketplace, line by line; what was said of it alone comes last, and so counts. */
export function statedLines(statements: readonly Statement[], marketplace: Marketplace): LineOverride[] {
  return [EVERYWHERE, marketplace].flatMap((place) =>
    statements.flatMap((stated) => {
      const { input, low, likely, high, unit } = stated;
      if (stated.place !== place || !isLine(input)) return [];
      return [{ line: input, low, likely, high, unit, note: noteOf(stated) }];
    }),
  );
}

/** "A sample order, Maria, 2026-11-22". */
function noteOf({ note, byName, at }: Statement): string {
  return [note, byName, at.slice(0, 10)].filter((part) => part !== "").join(", ");
}
