import { compete } from "./competition";
import type { PostPairs } from "./labelled-posts";
import type { Benchmark } from "./labelled-sets";
import { judge } from "./judge";
import { learnWeights, type MeasuredSet, measureSet, type Weights } from "./learn";
import { preparedPairs } from "./match-pairs";
import { mergeable } from "./mergeable";

/** In percent. `bestF1` is that of the best threshold in hindsight: what the order of the pairs is worth. */
export type Measure = {
  name: string;
  pairs: number;
  f1: number;
  precision: number;
  recall: number;
  bestF1: number;
  merge: { pairs: number; precision: number; recall: number };
};

/** Measures each benchmark with weights that were learned without it. */
export function leaveOneOut(benchmarks: Benchmark[], only: string[] = []): Measure[] {
  const sets = learningSets(benchmarks);
  return benchmarks
    .filter(({ name }) => only.length === 0 || only.includes(name))
    .map(({ name, test }) => {
      const others = [...sets].flatMap(([other, set]) => (other === name ? [] : [set]));
      return { name, ...measure(test, learnWeights(others)) };
    });
}

/** The parts to learn from, by name. Families of shops count the same, however many sets they have. */
export function learningSets(benchmarks: Benchmark[]): Map<string, MeasuredSet> {
  const families = Map.groupBy(benchmarks, ({ family }) => family);
  return new Map(
    benchmarks.map(({ name, family, learn }) => {
      const share = 1 / (families.get(family)?.length ?? 1);
      return [name, measureSet({ name, share, pairs: learn })];
    }),
  );
}

/** Measures weights, or those that are shipped. */
export function measure({ pairs, missed }: PostPairs, weights?: Weights): Omit<Measure, "name"> {
  const prepared = preparedPairs(pairs);
  const judged = prepared.map(({ left, right }) => judge(left, right, weights?.pair));
  const odds = compete(
    prepared.map(({ names }, index) => ({ ...names, odds: judged[index]?.odds ?? 0 })),
    weights?.competition,
  );
  const labels = pairs.map(({ label }) => label);
  const positives = missed + labels.filter((label) => label === 1).length;
  const said = agreement(
    labels,
    odds.map((value) => value >= 0),
    positives,
  );
  const merged = agreement(labels, judged.map(mergeable), positives);
  return {
    pairs: pairs.length,
    f1: said.f1,
    precision: said.precision,
    recall: said.recall,
    bestF1: bestF1(labels, odds, positives),
    merge: { pairs: merged.said, precision: merged.precision, recall: merged.recall },
  };
}

const percent = (part: number, whole: number) => (whole > 0 ? Math.round((1000 * part) / whole) / 10 : 0);

function agreement(labels: number[], said: boolean[], positives: number) {
  const yes = said.filter(Boolean).length;
  const right = said.filter((same, index) => same && labels[index] === 1).length;
  return {
    said: yes,
    f1: percent(2 * right, yes + positives),
    precision: percent(right, yes),
    recall: percent(right, positives),
  };
}

function bestF1(labels: number[], odds: number[], positives: number): number {
  const order = odds.map((value, index) => ({ value, label: labels[index] ?? 0 }));
  let right = 0;
  let best = 0;
  for (const [index, { label }] of order.toSorted((a, b) => b.value - a.value).entries()) {
    right += label;
    best = Math.max(best, percent(2 * right, index + 1 + positives));
  }
  return best;
}
