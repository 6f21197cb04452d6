/** The words of a number's own part of its sentence: what a reader takes it to be of when several numbers stand together. */
import { directionOf } from "./quantity-context";
import type { Span } from "./owners";
import { dimensionOfWord } from "./quantity-words";

const PART_END =
  /[.;!?](?=\s|$)|,(?=\s)|[()|]|\s[-–—]\s|\b(?:and|or|but|while|whereas|after|against|versus|vs|than|undercut\w*|beats?|below|above|between|und|oder|y|et)\b/giu;
const IDLE = new Set(
  "the that this these those its it for from with into onto per each every are was were has have had will would can could about around some only just nearly almost over under more less most least than they them their there here our your his her which who whom what when where does did done been being not all any both between within during since until up down out off now still also very much many one rate price cost costs priced sell sells sold selling buy buys bought pay pays paid ask asks asked charge charges charged list lists listed show shows shown stand stands stood give gives gave get gets got make makes made take takes took come comes came reach reaches reached take keep keeps add adds added rise rises rose risen fall falls fell fallen grow grows grew grown climb climbs climbed drop drops dropped product item listing average total past last previous instead rather respectively usd eur gbp".split(
    " ",
  ),
);

/** Stems of the words of each number's own part. */
export function nearWordsOf(text: string, numbers: readonly Span[]): string[][] {
  return numbers.map(({ start, end }, index) => {
    const from = Math.max(numbers[index - 1]?.end ?? 0, start - 60);
    const left = text.slice(from, start);
    const right = text.slice(end, Math.min(numbers[index + 1]?.start ?? text.length, end + 60));
    const begin = [...left.matchAll(PART_END)].at(-1);
    const own = begin ? left.slice(begin.index + begin[0].length) : left;
    const [behind = ""] = right.split(PART_END);
    const words = [...`${own} ${behind}`.matchAll(/\p{L}[\p{L}'’-]+/gu)];
    // A capital within a part makes a name, which has its own rule.
    return words.flatMap(([word], at) => (at > 0 && /^\p{Lu}/u.test(word) ? [] : (stemOf(word) ?? [])));
  });
}

function stemOf(word: string): string | null {
  const plain = word.toLowerCase().replace(/['’]s$/u, "");
  if (
    plain.length < 3 ||
    IDLE.has(plain) ||
    directionOf(plain, "") !== 0 ||
    (plain !== "second" && dimensionOfWord(plain, false) !== null)
  )
    return null;
  const stem = plain.replace(/(?:ing|ed|es|s|ly)$/u, "");
  return stem.length < 3 ? plain : stem;
}

/** True where the claim's words stand beside other numbers of the kind, and none of them beside this one. */
export function isBesideOthers(
  claim: readonly string[],
  known: readonly string[],
  others: readonly (readonly string[])[],
): boolean {
  const telling = claim.filter((word) => others.some((one) => one.includes(word)));
  return known.length > 0 && telling.length > 0 && !claim.some((word) => known.includes(word));
}
