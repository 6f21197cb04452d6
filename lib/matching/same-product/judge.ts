import { type Alignment, align } from "./align";
import { FEATURE_NAMES, type FeatureName, type Features, featuresOf } from "./features";
import { type Logistic, logOdds } from "./logistic";
import type { Prepared } from "./prepare";
import WEIGHTS from "./weights.json" with { type: "json" };

/** What a comparison came to: `odds` are the log-odds that it is the same product. */
export type Judgement = { odds: number; features: Features; alignment: Alignment };

export const SHIPPED: Logistic = {
  bias: WEIGHTS.pair.bias,
  weights: FEATURE_NAMES.map((name) => weightOf(name)),
};

/** What a feature adds to the log-odds at its full value. */
export function weightOf(name: FeatureName): number {
  return WEIGHTS.pair.weights[name];
}

/** Compares two prepared offers with the shipped weights, or with others that are being measured. Either order gives the same. */
export function judge(left: Prepared, right: Prepared, weights: Logistic = SHIPPED): Judgement {
  const alignment = alignInOrder(left, right);
  const features = featuresOf(left, right, alignment);
  return {
    odds: logOdds(
      weights,
      FEATURE_NAMES.map((name) => features[name]),
    ),
    features,
    alignment,
  };
}

/** The alignment is greedy: it is made in one order, whichever offer was named first. */
function alignInOrder(left: Prepared, right: Prepared): Alignment {
  if (left.key <= right.key) return align(left, right);
  const { shared, leftOnly, rightOnly } = align(right, left);
  return {
    shared: shared.map((pair) => ({ left: pair.right, right: pair.left, strength: pair.strength })),
    leftOnly: rightOnly,
    rightOnly: leftOnly,
  };
}
