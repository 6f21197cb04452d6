import type { EvidenceItem } from "@/lib/core/evidence";
import { FACT_LABELS, WEIGHT_UNITS, type FactName } from "@/lib/core/facts";
import type { Statement } from "@/lib/core/statement";
import type { Weight } from "@/lib/economics/parcel";

/** A fact as its row holds it. */
export type StatedFact = {
  name: FactName;
  /** A decimal; null where the fact is words. */
  value: string | null;
  unit: string | null;
  words: string | null;
  source: string | null;
  statedByName: string;
  statedAt: Date;
};

/** All that people state of a product at one moment. */
export type Stated = { facts: readonly StatedFact[]; statements: readonly Statement[] };

type Draft = Omit<EvidenceItem, "id">;

/**
 * What people have stated of a product as evidence, each with who said it and when. The unit cost is not among it: the margin's
 * arithmetic brings it along, with the range it was worked out with. Pure.
 */
export function statedEvidence(
  facts: readonly StatedFact[],
  statements: readonly Pick<Statement, "input" | "place" | "likely" | "unit" | "note" | "byName" | "at">[],
): Draft[] {
  const blank = { origin: "person", range: null, points: null, url: null } as const;
  const prices = statements.filter(({ input, place }) => input === "price" && place === "all");
  return [
    ...prices.map(({ likely, unit, note, byName, at }): Draft => {
      const says = said({ byName, at, note });
      const text = `Price: ${likely.toFixed(2)} ${unit}, ${says}`;
      return { ...blank, metric: "price", value: likely, unit, text, seenAt: at };
    }),
    ...facts.map(({ name, value, unit, words, source, statedByName, statedAt }): Draft => {
      const at = statedAt.toISOString();
      const figure = value === null ? null : Number(value);
      const what = figure === null ? (words ?? "") : `${figure} ${unit ?? ""}`;
      const text = `${FACT_LABELS[name]}: ${what}, ${said({ byName: statedByName, at, note: source ?? "" })}`;
      return { ...blank, metric: name, value: figure, unit: figure === null ? null : unit, text, seenAt: at };
    }),
  ];
}

function said({ byName, at, note }: { byName: string; at: string; note: string }): string {
  const who = `stated by ${byName}, ${at.slice(0, 10)}`;
  return note === "" ? `${who}.` : `${who}: ${note}`;
}

/** The category that stands above the one we worked out; null where nobody has stated one. */
export function statedCategory(facts: readonly Pick<StatedFact, "name" | "words">[]): string | null {
  return facts.find(({ name }) => name === "category")?.words ?? null;
}

/** What one unit weighs by a person's word; null where nobody has stated it. */
export function statedWeight(facts: readonly Pick<StatedFact, "name" | "value" | "unit">[]): Weight | null {
  const fact = facts.find(({ name }) => name === "weight");
  const unit = WEIGHT_UNITS.find((candidate) => candidate === fact?.unit);
  const value = Number(fact?.value ?? 0);
  return unit && value > 0 ? { value, unit } : null;
}
