/**
 * Logistic regression with an L2 penalty, learned by Newton's method (iteratively reweighted least squares: J. Nelder and
 * R. Wedderburn, Generalized linear models, 1972). Weights add up like the log-likelihood ratios of I. Fellegi and A. Sunter, A theory for
 * record linkage (1969), without their assumption that the comparisons are independent. Deterministic.
 */

export type Example = { features: number[]; label: 0 | 1; weight: number };
/** Log-odds of "yes" = bias + Σ weights[i] × features[i]. */
export type Logistic = { bias: number; weights: number[] };

const ROUNDS = 25;
const SMALLEST_STEP = 1e-7;

/** Log-odds of "yes". */
export function logOdds({ bias, weights }: Logistic, features: readonly number[]): number {
  let sum = bias;
  for (let at = 0; at < weights.length; at += 1) sum += (weights[at] ?? 0) * (features[at] ?? 0);
  return sum;
}

export const probabilityOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

/**
 * Learns weights. `penalty` is per unit of total example weight; `signs` fixes for each feature whether its weight may only
 * be positive (1), only negative (-1) or either (0): a weight that would come out with the wrong sign is left at zero.
 */
export function learnLogistic(examples: Example[], penalty: number, signs: readonly number[]): Logistic {
  const used = new Set(signs.keys());
  for (;;) {
    const learned = newton(examples, penalty, [...used], signs.length);
    const wrong = [...used].filter((at) => (learned.weights[at] ?? 0) * (signs[at] ?? 0) < 0);
    if (wrong.length === 0) return learned;
    for (const at of wrong) used.delete(at);
  }
}

function newton(examples: Example[], penalty: number, used: number[], width: number): Logistic {
  const size = used.length + 1;
  const rows = examples.map(({ features }) => Float64Array.from([...used.map((at) => features[at] ?? 0), 1]));
  const total = examples.reduce((sum, { weight }) => sum + weight, 0);
  const solution = new Float64Array(size);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = new Float64Array(size);
    const curve = Array.from({ length: size }, () => new Float64Array(size));
    for (const [index, { label, weight }] of examples.entries())
      accumulate(rows[index] ?? solution, label, weight / total, solution, slope, curve);
    for (let at = 0; at < used.length; at += 1) {
      slope[at] = (slope[at] ?? 0) - penalty * (solution[at] ?? 0);
      addTo(curve[at], at, penalty);
    }
    addTo(curve[size - 1], size - 1, 1e-9);
    const step = solve(curve, slope);
    step.forEach((change, at) => addTo(solution, at, change));
    if (step.every((change) => Math.abs(change) < SMALLEST_STEP)) break;
  }
  const weights = Array.from({ length: width }, () => 0);
  used.forEach((at, index) => (weights[at] = solution[index] ?? 0));
  return { bias: solution[size - 1] ?? 0, weights };
}

function addTo(list: Float64Array | undefined, at: number, value: number): void {
  if (list) list[at] = (list[at] ?? 0) + value;
}

function accumulate(
  row: Float64Array,
  label: number,
  weight: number,
  solution: Float64Array,
  slope: Float64Array,
  curve: Float64Array[],
): void {
  let odds = 0;
  for (let at = 0; at < row.length; at += 1) odds += (row[at] ?? 0) * (solution[at] ?? 0);
  const chance = probabilityOf(odds);
  const pull = weight * (label - chance);
  const bend = weight * Math.max(1e-6, chance * (1 - chance));
  for (let at = 0; at < row.length; at += 1) {
    const value = row[at] ?? 0;
    if (value === 0) continue;
    addTo(slope, at, pull * value);
    const line = curve[at];
    for (let other = 0; other <= at; other += 1) addTo(line, other, bend * value * (row[other] ?? 0));
  }
}

/** Solves a symmetric positive definite system, given by its lower triangle, by Cholesky decomposition. */
function solve(lower: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  const at = (row: number, column: number) => lower[row]?.[column] ?? 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = at(row, column);
      for (let k = 0; k < column; k += 1) sum -= at(row, k) * at(column, k);
      const line = lower[row];
      if (line) line[column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(column, column);
    }
  }
  const result = Float64Array.from(right);
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) addTo(result, row, -at(row, k) * (result[k] ?? 0));
    result[row] = (result[row] ?? 0) / at(row, row);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) addTo(result, row, -at(k, row) * (result[k] ?? 0));
    result[row] = (result[row] ?? 0) / at(row, row);
  }
  return result;
}
