import { COMPETITION_SIGNS, isTwoLists, standings } from "./competition";
import { FEATURE_NAMES, FEATURES } from "./features";
import { judge } from "./judge";
import { type Example, type Logistic, learnLogistic, logOdds } from "./logistic";
import { type OfferPair, preparedPairs } from "./match-pairs";

export type Weights = { pair: Logistic; competition: Logistic };
/** Pairs with the right answer, from one kind of shop. `share` is what the set counts against the others, however large. */
export type LabelledSet = { name: string; share: number; pairs: (OfferPair & { label: 0 | 1 })[] };
/** A set with its features, so that it can be learned from several times. */
export type MeasuredSet = {
  share: number;
  rows: { features: number[]; label: 0 | 1; left: string; right: string }[];
};

/** Small enough to let the data speak, large enough to keep features that rarely occur from carrying a set alone. */
const PENALTY = 3e-4;
const COMPETITION_PENALTY = 1e-4;
const SIGNS = FEATURE_NAMES.map((name) => FEATURES[name]);

/** Computes the features of a labelled set; its own titles are the corpus. */
export function measureSet({ pairs, share }: LabelledSet): MeasuredSet {
  const rows = preparedPairs(pairs).map(({ left, right, names }, index) => {
    const { features } = judge(left, right);
    return {
      ...names,
      features: FEATURE_NAMES.map((name) => features[name]),
      label: pairs[index]?.label ?? 0,
    };
  });
  return { share, rows };
}

/** Learns the weights of the pair model, and on top of it those of the competition between pairs. */
export function learnWeights(sets: MeasuredSet[]): Weights {
  const pair = learnLogistic(
    sets.flatMap(({ rows, share }) => weighted(rows, share)),
    PENALTY,
    SIGNS,
  );
  const rivals = sets.flatMap(({ rows, share }) => {
    const scored = rows.map((row) => ({ ...row, odds: logOdds(pair, row.features) }));
    const features = standings(scored);
    return weighted(
      rows.map((row, index) => ({ ...row, features: features[index] ?? [] })),
      // Two real lists teach what competition means; one list compared with itself only a little.
      isTwoLists(scored) ? share * 2 : share / 2,
    );
  });
  return { pair, competition: learnLogistic(rivals, COMPETITION_PENALTY, COMPETITION_SIGNS) };
}

function weighted(rows: { features: number[]; label: 0 | 1 }[], share: number): Example[] {
  return rows.map(({ features, label }) => ({ features, label, weight: share / rows.length }));
}
