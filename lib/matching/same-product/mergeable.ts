import type { Judgement } from "./judge";

/** Log-odds from which an equal price settles it. */
const SURE_AT_THE_SAME_PRICE = 1.4;
/** How much two titles must share, in words as rare as can be, to be a name and not a kind of thing. */
const LEAST_SHARED = 2 / 6;

/**
 * Whether two products may be joined without asking a person: no size, number, model, colour or edition that differs, and
 * either every word of each title is also in the other, or the price is the same and the likeness high. Chosen for a
 * precision of 0.98 on posts that link to the same shop article; two articles that differ in nothing said cannot be told apart.
 */
export function mergeable({ odds, features, alignment }: Judgement): boolean {
  const differs =
    features.sizesDiffer + features.numbersDiffer + features.modelConflict + features.coloursDiffer > 0 ||
    features.brandDiffers + features.audienceDiffers > 0;
  if (differs || odds < 0) return false;
  const alike = alignment.leftOnly.length === 0 && alignment.rightOnly.length === 0;
  if (alike) return features.sharedMass >= LEAST_SHARED;
  return (
    features.priceEqual === 1 &&
    features.editionOneSided === 0 &&
    features.numbersOneSided === 0 &&
    odds >= SURE_AT_THE_SAME_PRICE
  );
}
