import { type Offer, offerWords } from "./offer";
import type { Rarity } from "./rarity";

/**
 * Do two offers sell the same product? `probability` 0 to 1; `same` is the answer with the best balance of misses and
 * mistakes, `merge` the stricter one that may join two products without asking a person; `because` the strongest reasons.
 */
export function sameProduct(
  left: Offer,
  right: Offer,
  rarity: Rarity,
): { probability: number; same: boolean; merge: boolean; because: string[] } {
  const [ours, theirs] = [left, right].map((offer) => new Set(offerWords(offer.title)));
  let shared = 0;
  let all = 0;
  for (const word of new Set([...(ours ?? []), ...(theirs ?? [])])) {
    const weight = rarity(word);
    all += weight;
    if (ours?.has(word) && theirs?.has(word)) shared += weight;
  }
  const overlap = all > 0 ? shared / all : 0;
  const probability = 1 / (1 + Math.exp(-(overlap - 0.5) * 8));
  const common = [...(ours ?? [])].filter((word) => theirs?.has(word));
  return {
    probability,
    same: probability >= 0.5,
    merge: probability >= 0.95,
    because: common.length > 0 ? [`${common.slice(0, 3).join(", ")} on both`] : [],
  };
}
