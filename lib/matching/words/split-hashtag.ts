/** Takes a hashtag apart that is written without spaces: "cloudslippers" is "cloud slippers". */
import { COMMON_WORDS } from "./common-words";
import { isVocabularyWord } from "./phrases";
import { stem } from "../title-words";

/** Costs are negative logarithms of how often a word occurs in tags, so that the likeliest reading is the cheapest. */
const GROUP_COST = [5.5, 7.5, 9];
/** What the taxonomy calls goods is about as usual in tags as the second group. */
const GOODS_COST = 7.5;
/** A run of letters that is no word of ours: a name, a brand. Dear enough that two words of ours are taken before one run. */
const NAME_COST = 14;
const NAME_COST_LETTER = 2.5;
const SHORTEST_NAME = 5;
const LONGEST_WORD = 16;
const LONGEST_TAG = 60;
/** In many tags these end a word of another kind: only the words of the first group may be this short. */
const SHORTEST_RARE_WORD = 3;

const costs = new Map<string, number>();
for (const [group, words] of COMMON_WORDS.entries()) {
  for (const word of words) if (!costs.has(word)) costs.set(word, GROUP_COST[group] ?? GOODS_COST);
}

/** Cost of a run of letters as one word; undefined when it is no word of ours. */
function costOf(run: string): number | undefined {
  const known = costs.get(run) ?? costs.get(stem(run));
  const goods = run.length >= SHORTEST_RARE_WORD && isVocabularyWord(stem(run)) ? GOODS_COST : undefined;
  if (known === undefined || goods === undefined) return known ?? goods;
  return Math.min(known, goods);
}

type Reading = { cost: number; words: string[]; isKnown: boolean };

/** The cheapest reading of a run of small Latin letters, each part with whether it is a word of ours. */
function cheapest(run: string): { words: string[]; isKnown: boolean } {
  const best: (Reading | undefined)[] = [{ cost: 0, words: [], isKnown: true }];
  for (let end = 1; end <= run.length; end += 1) {
    for (let start = Math.max(0, end - LONGEST_TAG); start < end; start += 1) {
      const before = best[start];
      if (!before) continue;
      const part = run.slice(start, end);
      const known = part.length <= LONGEST_WORD ? costOf(part) : undefined;
      const isName = known === undefined;
      if (isName && part.length < SHORTEST_NAME && part.length < run.length) continue;
      const cost = before.cost + (known ?? NAME_COST + NAME_COST_LETTER * part.length);
      if (cost < (best[end]?.cost ?? Number.POSITIVE_INFINITY)) {
        best[end] = { cost, words: [...before.words, part], isKnown: before.isKnown && !isName };
      }
    }
  }
  const found = best[run.length];
  return found ?? { words: [run], isKnown: false };
}

/**
 * The words of a hashtag in small letters, with or without its "#". Capitals, digits, underscores and other scripts part words
 * too; a run that is no word of ours stays whole. `isKnown` is true when every part is a word of ours.
 */
export function splitHashtag(tag: string): { words: string[]; isKnown: boolean } {
  const bare = tag
    .normalize("NFC")
    .replace(/^[#＃]+/, "")
    .slice(0, LONGEST_TAG);
  const runs =
    bare
      // "CloudSlippers" shows its words itself; "ASMRtok" and "iPhone" do not.
      .replaceAll(/(?<=\p{Ll}{2})(?=\p{Lu}\p{Ll})/gu, " ")
      .toLowerCase()
      .match(/\p{N}*0s(?=[a-z]{4})|(?:\p{Script=Latin}\p{M}*)+|[\p{L}\p{M}]+|\p{N}+/gu) ?? [];
  const joined = joinModels(runs);
  const parts = joined.map((run) =>
    /^[a-z]{5,}$/.test(run)
      ? cheapest(run)
      : { words: [run], isKnown: costOf(run) !== undefined || /^\d+$/.test(run) },
  );
  return { words: parts.flatMap(({ words }) => words), isKnown: parts.every(({ isKnown }) => isKnown) };
}

/** Letters of at most four with a number behind them are a model: "ps5", "gt30"; longer ones are a word and a number. */
function joinModels(runs: readonly string[]): string[] {
  const joined: string[] = [];
  for (const run of runs) {
    const before = joined.at(-1);
    const isModel =
      /^\d+$/.test(run) &&
      before !== undefined &&
      /^[a-z]{1,4}$/.test(before) &&
      costOf(before) === undefined;
    if (isModel) joined[joined.length - 1] = before + run;
    else joined.push(run);
  }
  return joined;
}
