/** The words of a noisy title with what can be seen of each: the input of the tagger in `name-from-title`. */
import { classesOf } from "./name-words";
import { stem } from "../title-words";
import { isVocabularyWord } from "../words/phrases";

export type NameToken = {
  /** Where the word stands in the title. */
  start: number;
  end: number;
  /** Small letters and digits only. */
  word: string;
  /** Parts of the title between separators are numbered; a name seldom crosses from one to the next. */
  segment: number;
  /** True where a name cannot reach back over what stands in front: the end of a sentence, a bracket, an amount of money. */
  barred: boolean;
  /** What the tagger knows of the word; names of weights. */
  features: string[];
};

type Draft = Omit<NameToken, "features"> & {
  index: number;
  shape: string;
  bracket: "none" | "round" | "square";
  money: boolean;
};

const LONGEST_TITLE = 500;
const WORD = /[\p{L}\p{N}$€£#%]+(?:['’.,&+/-]?[\p{L}\p{M}\p{N}%$€£+]+)*|[()[\]{}"“”]|[-–—|:;,.!?…*]+/gu;
const STARTS_WORD = /^[\p{L}\p{N}$€£#%]/u;
const MONEY = /^(?:[$€£]\d|\d[\d.,]*[$€£]$|[$€£]$)|^\d+%$/u;
const UNIT =
  /^\d+(?:[.,]\d+)*(?:"|''|oz|ml|l|cm|mm|m|in|inch|ft|lbs?|g|kg|gb|tb|mb|w|v|mah|hz|mhz|ghz|p|k|x|pc|pcs|ct|pk|qt|mp)$/iu;

/** Classes of words that change what follows them. */
const BEHIND = ["relative", "preposition", "be", "me", "verb", "join"];

/** Takes a title apart and says of every word what can be seen of it. */
export function nameTokens(title: string): NameToken[] {
  const drafts = draftsOf(title.slice(0, LONGEST_TITLE));
  const bySegment = Map.groupBy(drafts, (draft) => draft.segment);
  const strongest = Math.max(...[...bySegment.values()].map(strength));
  const whole = titleFeatures(drafts);
  return [...bySegment.values()].flatMap((segment) => {
    const shared = [...segmentFeatures(segment, strongest), ...wholeFeatures(whole, bySegment.size)];
    return segment.map(({ start, end, word, barred, ...draft }, at) => ({
      start,
      end,
      word,
      segment: draft.segment,
      barred,
      features: [
        ...ownFeatures(segment, at, bySegment.size, whole),
        ...aroundFeatures(segment, at),
        ...shared,
      ],
    }));
  });
}

function draftsOf(title: string): Draft[] {
  const drafts: Draft[] = [];
  let segment = 0;
  let bracket: Draft["bracket"] = "none";
  let barred = true;
  for (const match of title.matchAll(WORD)) {
    const [text] = match;
    const start = match.index;
    if (STARTS_WORD.test(text)) {
      const amount = /^\d[\d.,]*$/.test(text) && bracket !== "none" && /\.\d\d$/.test(text);
      const money = MONEY.test(text) || amount;
      const word = text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");
      const where = { start, end: start + text.length, index: drafts.length };
      drafts.push({ ...where, word, segment, barred: barred || money, shape: shapeOf(text), bracket, money });
      barred = money;
      continue;
    }
    const alone = /\s/.test(title[start - 1] ?? " ") || /\s/.test(title[start + text.length] ?? " ");
    if (/^[([{]/.test(text)) bracket = text === "(" ? "round" : "square";
    else if (/^[)\]}]/.test(text)) bracket = "none";
    else if (!alone) continue;
    if (/^[.!?…()[\]{}]/.test(text)) barred = true;
    segment += 1;
  }
  return drafts;
}

function shapeOf(text: string): string {
  if (/^[\d.,]+$/.test(text)) return "number";
  if (UNIT.test(text)) return "unit";
  if (/\d/.test(text)) return /\p{Lu}/u.test(text) ? "model" : "mixed";
  if (/^\p{Lu}[\p{Lu}&'’.-]+$/u.test(text)) return "capitals";
  if (/^\p{Ll}.*\p{Lu}/u.test(text) || /^\p{Lu}.*\p{Ll}\p{Lu}/u.test(text)) return "camel";
  return /^\p{Lu}/u.test(text) ? "capital" : "small";
}

type Whole = { length: string; casing: string; speaks: string; priced: string };

/** What holds for every word of the title alike. */
function titleFeatures(drafts: readonly Draft[]): Whole {
  const plain = drafts.filter((draft) => draft.bracket === "none" && draft.shape !== "number");
  const small = plain.filter((draft) => draft.shape === "small" && classesOf(draft.word).length === 0);
  const large = plain.filter((draft) => /^(?:capital|camel|model|capitals)$/.test(draft.shape));
  const share = large.length / Math.max(1, large.length + small.length);
  const speaks = drafts.some((draft) => classesOf(draft.word).some((one) => one === "me" || one === "you"));
  const count = drafts.length;
  return {
    length: count < 4 ? "few" : count < 8 ? "some" : count < 14 ? "many" : "most",
    casing: share > 0.8 ? "title" : share > 0.4 ? "mixed" : "sentence",
    speaks: speaks ? "speaks" : "states",
    priced: drafts.some((draft) => draft.money) ? "priced" : "unpriced",
  };
}

function wholeFeatures({ length, casing, speaks, priced }: Whole, segments: number): string[] {
  const parts = segments === 1 ? "one" : "more";
  return ["bias", length, casing, speaks, priced, `${speaks}|${casing}`, `${length}|${parts}`];
}

/** What can be seen of the word itself and of its place. */
function ownFeatures(segment: readonly Draft[], at: number, segments: number, whole: Whole): string[] {
  const draft = segment[at];
  if (!draft) return [];
  const { shape, bracket, word, index } = draft;
  const earlier = new Set<string>(segment.slice(0, at).flatMap((one) => classesOf(one.word)));
  return [
    ...kindsOf(draft),
    `shape:${shape}`,
    `shape:${shape}|${whole.casing}`,
    `shape:${shape}|${at === 0 ? "first" : "later"}`,
    `bracket:${bracket}`,
    `bracket:${bracket}|${shape}`,
    `at:${Math.min(at, 3)}`,
    `end:${Math.min(segment.length - 1 - at, 3)}`,
    `index:${Math.min(index, 12)}`,
    `segment:${Math.min(draft.segment, 4)}|${Math.min(segments, 4)}`,
    `segment:${draft.segment === 0 ? "first" : "later"}|${whole.priced}`,
    `size:${Math.min(segment.length, 8)}`,
    `chars:${Math.min(word.length, 9)}`,
    ...BEHIND.filter((name) => earlier.has(name)).map((name) => `behind:${name}`),
  ];
}

/** What stands on both sides of the word. */
function aroundFeatures(segment: readonly Draft[], at: number): string[] {
  return (["before", "after"] as const).flatMap((side) => {
    const other = segment[side === "before" ? at - 1 : at + 1];
    if (!other) return [`${side}:none`];
    return [`${side}:${other.shape}`, ...kindsOf(other).map((kind) => `${side}:${kind}`)];
  });
}

/** What holds for the words of one part of the title alike. */
function segmentFeatures(segment: readonly Draft[], strongest: number): string[] {
  const classes = segment.map((one) => classesOf(one.word));
  const share = (names: readonly string[]) =>
    classes.filter((some) => some.some((one) => names.includes(one))).length / segment.length;
  const talk = share(["me", "you", "they", "be", "verb", "ask"]);
  return [
    `talk:${talk === 0 ? "none" : talk < 0.2 ? "little" : "much"}`,
    `trade:${share(["trade", "shop"]) > 0.2 ? "much" : "little"}`,
    strength(segment) === strongest ? "strongest" : "weaker",
  ];
}

/** How much a part of the title looks like a name: words of things, large letters and digits. */
function strength(segment: readonly Draft[]): number {
  return segment.reduce((sum, one) => {
    if (classesOf(one.word).length > 0 || one.money) return sum - 0.3;
    return sum + (one.shape === "small" ? 0.4 : 1) * (one.bracket === "none" ? 1 : 0.3);
  }, 0);
}

function kindsOf(draft: Draft): string[] {
  const kinds = classesOf(draft.word).map((name) => `class:${name}`);
  if (draft.money) kinds.push("money");
  if (isVocabularyWord(stem(draft.word))) kinds.push("goods");
  return kinds.length === 0 ? ["open"] : kinds;
}
