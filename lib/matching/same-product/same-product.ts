import { judge } from "./judge";
import { probabilityOf } from "./logistic";
import { mergeable } from "./mergeable";
import type { Offer } from "./offer";
import { prepare, type Prepared } from "./prepare";
import type { Rarity } from "./rarity";
import { reasonsOf } from "./reasons";

type SameProduct = { probability: number; same: boolean; merge: boolean; because: string[] };

/**
 * Do two offers sell the same product? `probability` 0 to 1; `same` is the answer with the best balance of misses and
 * mistakes, `merge` the stricter one that may join two products without asking a person; `because` the strongest reasons.
 * Weighs model numbers, sizes, rare words, brand and price by a logistic model (see `learn.ts` and `logistic.ts`).
 */
export function sameProduct(left: Offer, right: Offer, rarity: Rarity): SameProduct {
  return samePrepared(prepare(left, rarity), prepare(right, rarity));
}

/** The same for offers that were taken apart before, because each is compared with many. */
export function samePrepared(ours: Prepared, theirs: Prepared): SameProduct {
  const judgement = judge(ours, theirs);
  const same = judgement.odds >= 0;
  return {
    probability: probabilityOf(judgement.odds),
    same,
    merge: same && mergeable(judgement),
    because: reasonsOf(ours, theirs, judgement),
  };
}
