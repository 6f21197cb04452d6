/** What Amazon takes to store, pack and send one unit: FBA fulfilment fees of 2026, in US dollars. */

/** Every tier of size, smallest first. */
export const SIZE_TIERS = [
  "small-standard",
  "large-standard",
  "small-bulky",
  "large-bulky",
  "extra-large",
] as const;
export type SizeTier = (typeof SIZE_TIERS)[number];

/** Longest, middle and shortest side. */
export type Inches = readonly [longest: number, middle: number, shortest: number];

export const FBA_SOURCE =
  "Amazon FBA fulfilment fees from 2026-01-15, non-peak, non-apparel; " +
  "the higher table of 15 October to 14 January is not known here, nor that of clothes";
export const FBA_SURCHARGE_SOURCE =
  "Amazon's fuel and logistics surcharge from 2026-04-17: 3.5% of the fulfilment fee";
export const FBA_SURCHARGE_BASIS_POINTS = 350;

/** Cents for [under $10, $10 to $50, above $50], up to and including the weight in ounces. */
type TabledRow = readonly [upToOunces: number, under10: number, to50: number, above50: number];

const SMALL_STANDARD: readonly TabledRow[] = [
  [2, 243, 332, 358],
  [4, 249, 342, 368],
  [6, 256, 345, 371],
  [8, 266, 354, 380],
  [10, 277, 368, 394],
  [12, 282, 378, 404],
  [14, 292, 391, 417],
  [16, 295, 396, 422],
];
const LARGE_STANDARD: readonly TabledRow[] = [
  [4, 291, 373, 399],
  [8, 313, 395, 421],
  [12, 338, 420, 446],
  [16, 378, 460, 486],
  [20, 422, 504, 530],
  [24, 460, 542, 568],
  [28, 475, 557, 583],
  [32, 500, 582, 608],
  [36, 510, 592, 618],
  [40, 528, 610, 636],
  [44, 544, 626, 652],
  [48, 585, 667, 693],
];

/** A base for the three price bands, and cents for each step above a weight. */
type Stepped = { base: readonly [number, number, number]; from: number; step: number; perStep: number };
const POUND = 16;
const LARGE_STANDARD_ABOVE_3_LB: Stepped = { base: [615, 697, 723], from: 3 * POUND, step: 4, perStep: 8 };
const SMALL_BULKY: Stepped = { base: [678, 755, 755], from: POUND, step: POUND, perStep: 38 };
const LARGE_BULKY: Stepped = { base: [858, 935, 935], from: POUND, step: POUND, perStep: 38 };
const EXTRA_LARGE: readonly (Stepped & { upTo: number })[] = [
  { upTo: 50 * POUND, base: [2_556, 2_633, 2_633], from: POUND, step: POUND, perStep: 38 },
  { upTo: 70 * POUND, base: [3_655, 3_732, 3_732], from: 51 * POUND, step: POUND, perStep: 75 },
  { upTo: 150 * POUND, base: [5_055, 5_132, 5_132], from: 71 * POUND, step: POUND, perStep: 75 },
];
const ABOVE_150_LB: Stepped = { base: [19_418, 19_495, 19_495], from: 151 * POUND, step: POUND, perStep: 19 };

/** Cubic inches that count as a pound. */
const DIMENSIONAL_DIVISOR = 139;

/** The tier of a packed unit by its weight in ounces and its sides (Amazon's product size tiers, 2026). */
export function sizeTier(ounces: number, [longest, middle, shortest]: Inches): SizeTier {
  const within = (l: number, m: number, s: number) => longest <= l && middle <= m && shortest <= s;
  const around = longest + 2 * (middle + shortest);
  if (ounces <= 16 && within(15, 12, 0.75)) return "small-standard";
  if (ounces <= 20 * POUND && within(18, 14, 8)) return "large-standard";
  if (ounces <= 50 * POUND && around <= 130) {
    if (within(37, 28, 20)) return "small-bulky";
    if (within(59, 33, 33)) return "large-bulky";
  }
  return "extra-large";
}

/** The ounces that are charged: those of the unit or, where more, of its volume; the smallest and heaviest go by the unit alone. */
export function chargedOunces(tier: SizeTier, ounces: number, [longest, middle, shortest]: Inches): number {
  if (tier === "small-standard" || ounces > 150 * POUND) return ounces;
  const byVolume = ((longest * middle * shortest) / DIMENSIONAL_DIVISOR) * POUND;
  // Volume alone never makes the tier above 150 pounds, which goes by the unit's weight.
  return Math.max(ounces, tier === "extra-large" ? Math.min(byVolume, 150 * POUND) : byVolume);
}

/**
 * The fulfilment fee of one unit in cents, without the surcharge, at a price in cents: bands under $10, $10 to $50, above $50.
 * `ounces` are those charged.
 */
export function fulfilmentCents(tier: SizeTier, ounces: number, priceCents: number): number {
  const band = priceCents < 1_000 ? 0 : priceCents <= 5_000 ? 1 : 2;
  switch (tier) {
    case "small-standard":
      return tabled(SMALL_STANDARD, ounces, band) ?? fulfilmentCents("large-standard", ounces, priceCents);
    case "large-standard":
      return tabled(LARGE_STANDARD, ounces, band) ?? stepped(LARGE_STANDARD_ABOVE_3_LB, ounces, band);
    case "small-bulky":
      return stepped(SMALL_BULKY, ounces, band);
    case "large-bulky":
      return stepped(LARGE_BULKY, ounces, band);
    case "extra-large":
      return stepped(EXTRA_LARGE.find(({ upTo }) => ounces <= upTo) ?? ABOVE_150_LB, ounces, band);
  }
}

function tabled(rows: readonly TabledRow[], ounces: number, band: 0 | 1 | 2): number | null {
  const row = rows.find(([upTo]) => ounces <= upTo);
  return row ? ([row[1], row[2], row[3]] as const)[band] : null;
}

function stepped(row: Stepped, ounces: number, band: 0 | 1 | 2): number {
  // Grams and centimetres leave dust behind the point that must not start another step.
  const steps = Math.max(0, Math.ceil((ounces - row.from) / row.step - 1e-6));
  return row.base[band] + steps * row.perStep;
}
