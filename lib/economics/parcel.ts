import { BadRequestError } from "@/lib/core/errors";
import type { WeightUnit } from "@/lib/core/facts";
import { ASSUMPTIONS, type Range } from "./assumptions";
import type { Inches } from "./fees/fba";

export const LENGTH_UNITS = ["in", "cm", "mm"] as const;

export type Weight = { value: number; unit: WeightUnit };
export type Dimensions = {
  length: number;
  width: number;
  height: number;
  unit: (typeof LENGTH_UNITS)[number];
};

/** One packed unit: ounces as a range where the weight is only assumed, and its sides where they are known. */
export type Parcel = { ounces: Range; weighed: boolean; inches: Inches | null };

const OUNCES: Record<Weight["unit"], number> = { g: 0.03527396195, kg: 35.27396195, oz: 1, lb: 16 };
const INCHES: Record<Dimensions["unit"], number> = { in: 1, cm: 1 / 2.54, mm: 1 / 25.4 };
const HEAVY = ["Furniture", "Appliances - Full-size", "Mattresses"];

export const OUNCES_PER_KILOGRAM = OUNCES.kg;

/**
 * The parcel of one unit; without a weight a range by the fee category is assumed. Throws BadRequestError for a weight or a side
 * that is not above zero.
 */
export function parcelOf(
  weight: Weight | null | undefined,
  dimensions: Dimensions | null | undefined,
  category: string,
): Parcel {
  const inches = dimensions ? sides(dimensions) : null;
  if (weight) {
    const ounces = tidy(positive(weight.value, "The weight") * OUNCES[weight.unit]);
    return { ounces: { low: ounces, likely: ounces, high: ounces }, weighed: true, inches };
  }
  const { low, likely, high } = HEAVY.includes(category) ? ASSUMPTIONS.weightOfFurniture : ASSUMPTIONS.weight;
  return { ounces: { low, likely, high }, weighed: false, inches };
}

function sides({ length, width, height, unit }: Dimensions): Inches {
  const [longest = 0, middle = 0, shortest = 0] = [length, width, height]
    .map((side) => tidy(positive(side, "Every side of the dimensions") * INCHES[unit]))
    .toSorted((a, b) => b - a);
  return [longest, middle, shortest];
}

function positive(value: number, what: string): number {
  if (!Number.isFinite(value) || value <= 0) throw new BadRequestError(`${what} must be above zero.`);
  return value;
}

/** Without the dust that a change of units leaves behind, so that 226.796 g is half a pound. */
function tidy(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
