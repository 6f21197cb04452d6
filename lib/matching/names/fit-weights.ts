type Example = { features: readonly string[]; truth: boolean };

const ROUNDS = 150;
const STEP = 0.3;
/** Weights smaller than this are left out. */
const SMALLEST = 0.02;

/**
 * Logistic regression over named features: whole batches with AdaGrad steps from zero, so that the same examples always give the
 * same weights. `ridge` pulls every weight towards zero, in examples; a feature that stands at fewer than `rarest` examples is
 * not learned. Weights in the logarithm of the odds, with two decimals.
 */
export function fitWeights(
  examples: readonly Example[],
  { ridge, rarest }: { ridge: number; rarest: number },
): Map<string, number> {
  const columns = columnsOf(examples, rarest);
  const rows = examples.map(({ features, truth }) => ({
    columns: features.flatMap((feature) => columns.get(feature) ?? []),
    truth: truth ? 1 : 0,
  }));
  const weights = new Float64Array(columns.size);
  const steps = new Float64Array(columns.size);
  for (let round = 0; round < ROUNDS; round += 1) {
    const gradient = weights.map((weight) => ridge * weight);
    for (const { columns: own, truth } of rows) {
      let sum = 0;
      for (const column of own) sum += weights[column] ?? 0;
      const error = logistic(sum) - truth;
      for (const column of own) gradient[column] = (gradient[column] ?? 0) + error;
    }
    for (const [column, slope] of gradient.entries()) {
      steps[column] = (steps[column] ?? 0) + slope * slope;
      weights[column] = (weights[column] ?? 0) - (STEP * slope) / (Math.sqrt(steps[column] ?? 0) + 1e-9);
    }
  }
  const rounded = [...columns].map(([feature, column]): [string, number] => [
    feature,
    Math.round(100 * (weights[column] ?? 0)) / 100,
  ]);
  return new Map(rounded.filter(([, weight]) => Math.abs(weight) >= SMALLEST));
}

/** The chance that weights give to an example of these features, 0–1. */
export function chanceOf(features: readonly string[], weights: ReadonlyMap<string, number>): number {
  return logistic(features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0));
}

/** Features that stand often enough, numbered in the order of the alphabet. */
function columnsOf(examples: readonly Example[], rarest: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { features } of examples) {
    for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  }
  const kept = [...counts].filter(([, count]) => count >= rarest).map(([feature]) => feature);
  return new Map(kept.toSorted().map((feature, column) => [feature, column]));
}

function logistic(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
