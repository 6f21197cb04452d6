import { type Scored, compete } from "./competition";
import { judge, SHIPPED } from "./judge";
import { type Logistic, probabilityOf } from "./logistic";
import type { Offer } from "./offer";
import { prepare } from "./prepare";
import { rarityWithin } from "./rarity";

export type OfferPair = { left: Offer; right: Offer };

/**
 * Answers a whole file of pairs, in order. The titles of the file are the corpus for the rarity of words; each offer is
 * taken apart once. `same` is `probability` of one half or more.
 */
export function matchPairs(
  pairs: OfferPair[],
  weights?: { pair: Logistic; competition: Logistic },
): { same: boolean; probability: number }[] {
  return compete(scorePairs(pairs, weights?.pair), weights?.competition).map((odds) => ({
    same: odds >= 0,
    probability: probabilityOf(odds),
  }));
}

function scorePairs(pairs: OfferPair[], weights: Logistic = SHIPPED): Scored[] {
  const prepared = preparedPairs(pairs);
  return prepared.map(({ left, right, names }) => ({ ...names, odds: judge(left, right, weights).odds }));
}

/** The pairs taken apart, with a name for each offer that is the same wherever the same is said. */
export function preparedPairs(pairs: OfferPair[]) {
  const rarity = rarityWithin(pairs.flatMap(({ left, right }) => [left.title, right.title]));
  const known = new Map<string, ReturnType<typeof prepare>>();
  const once = (name: string, offer: Offer) => {
    const before = known.get(name);
    if (before) return before;
    const taken = prepare(offer, rarity);
    known.set(name, taken);
    return taken;
  };
  return pairs.map(({ left, right }) => {
    const names = { left: JSON.stringify(left), right: JSON.stringify(right) };
    return { left: once(names.left, left), right: once(names.right, right), names };
  });
}
