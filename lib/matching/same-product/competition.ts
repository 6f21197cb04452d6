import { type Logistic, logOdds } from "./logistic";
import WEIGHTS from "./weights.json" with { type: "json" };

/** A pair of offers by name, and the log-odds that they are the same. */
export type Scored = { left: string; right: string; odds: number };

/** Beyond so much a lead says no more. */
const LARGEST_LEAD = 3;
/** Share of offers on both sides from which a file is one list compared with itself. */
const ONE_LIST = 0.02;

export const COMPETITION_SIGNS = [1, 1, 1, 0] as const;
const SHIPPED: Logistic = {
  bias: WEIGHTS.competition.bias,
  weights: [
    WEIGHTS.competition.odds,
    WEIGHTS.competition.behind,
    WEIGHTS.competition.ahead,
    WEIGHTS.competition.alone,
  ],
};

/**
 * How each pair stands against the other pairs of its two offers: its own log-odds, how far it lies behind the best of them,
 * how far ahead, and whether there is none.
 */
export function standings(pairs: Scored[]): number[][] {
  const rivals = new Map<string, [best: number, second: number]>();
  for (const { left, right, odds } of pairs)
    for (const name of [`l${left}`, `r${right}`]) {
      const [best, second] = rivals.get(name) ?? [-Infinity, -Infinity];
      rivals.set(name, odds > best ? [odds, best] : [best, Math.max(second, odds)]);
    }
  return pairs.map(({ left, right, odds }) => {
    const others = [`l${left}`, `r${right}`].map((name) => {
      const [best, second] = rivals.get(name) ?? [-Infinity, -Infinity];
      return odds === best ? second : best;
    });
    const rival = Math.max(...others);
    if (rival === -Infinity) return [odds, 0, 0, 1];
    const lead = Math.min(LARGEST_LEAD, Math.max(-LARGEST_LEAD, odds - rival));
    return [odds, Math.min(0, lead), Math.max(0, lead), 0];
  });
}

/** True when the two sides are two lists, each without repetitions, so that an offer has one partner at most. */
export function isTwoLists(pairs: { left: string; right: string }[]): boolean {
  const lefts = new Set(pairs.map(({ left }) => left));
  const rights = new Set(pairs.map(({ right }) => right));
  const both = [...lefts].filter((name) => rights.has(name)).length;
  return both <= ONE_LIST * Math.min(lefts.size, rights.size);
}

/**
 * Log-odds of each pair in the light of the others. Between two lists the offers compete for partners; within one list that
 * is compared with itself a thing may stand many times, and nothing changes.
 */
export function compete(pairs: Scored[], weights: Logistic = SHIPPED): number[] {
  if (!isTwoLists(pairs)) return pairs.map(({ odds }) => odds);
  return standings(pairs).map((standing) => logOdds(weights, standing));
}
