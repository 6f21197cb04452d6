/** How much more or less than something else a number says: "15% cheaper than its rivals", "twice as expensive as". */
import { ANY_TIME } from "./time-spans";

export type Comparison = {
  sense: 1 | -1;
  /** What is compared: price, weight, time, size; null where the word serves for all ("more", "below"). */
  trait: string | null;
  /** The words of its clause before it, and the words that it is compared with; empty where none are said. */
  of: string;
  than: string;
  /** True where it is compared with itself at another time, or with its own list price: a change or a discount. */
  isOwnPast: boolean;
};

type Trait = [trait: string | null, more: string, less: string];
const TRAITS: Trait[] = [
  [
    "price",
    "dearer|pricier|costlier|more expensive|more costly",
    "cheaper|less expensive|less costly|more affordable|saving|savings|price advantage",
  ],
  ["weight", "heavier", "lighter"],
  ["time", "longer|slower", "shorter|faster|quicker"],
  ["size", "larger|bigger|taller|wider|thicker|deeper", "smaller|thinner|narrower"],
  ["sound", "louder", "quieter"],
  ["quality", "better|stronger", "worse|weaker"],
  [null, "more|higher|greater|above|over|ahead of|premium", "less|fewer|lower|below|under|behind|short of"],
];
const ADJECTIVES: Record<string, [trait: string | null, sense: 1 | -1]> = {
  expensive: ["price", 1],
  costly: ["price", 1],
  dear: ["price", 1],
  pricey: ["price", 1],
  price: ["price", 1],
  cost: ["price", 1],
  cheap: ["price", -1],
  affordable: ["price", -1],
  heavy: ["weight", 1],
  weight: ["weight", 1],
  light: ["weight", -1],
  long: ["time", 1],
  slow: ["time", 1],
  fast: ["time", -1],
  large: ["size", 1],
  big: ["size", 1],
  small: ["size", -1],
};
const WORDS = new Map<string, { trait: string | null; sense: 1 | -1 }>();
for (const [trait, more, less] of TRAITS) {
  for (const word of more.split("|")) WORDS.set(word, { trait, sense: 1 });
  for (const word of less.split("|")) WORDS.set(word, { trait, sense: -1 });
}
const ANY = [...WORDS.keys()].toSorted((a, b) => b.length - a.length).join("|");
const MORE_OR_LESS = new RegExp(
  String.raw`^\s?(?:%|percent\b|per cent\b|pct\b|x\b|×|times\b|-?fold\b)?\s?(?:price\s)?(${ANY})\b(.*)$`,
  "iu",
);
const AS_MUCH = /^\s?(?:x|×|times|-?fold)?\s(?:as|so)\s(\p{L}+)(.*?)(?:\sas\s(.*))?$/iu;
const OF_ITS = /^\s?(?:x|×|times)?\s(?:the|that)\s?(\p{L}+)?\sof\s(.*)$/iu;
const THAN =
  /\b(?:than|to|over|of|as|against|versus|vs\.?|compared (?:with|to))\s(?!an?\s(?:day|week|month|year)\b)(.+)$/iu;
const UNDERCUT =
  /\b(?:(undercut\w*|trail\w*|lags?)|(exceed\w*|beats?|outsells?|outpaces?|tops))\s([^.;]{1,60}?)\s(?:by|at)\s(?:about\s|around\s|some\s|roughly\s)?$/iu;
const COMPARED_WITH = /\b(?:compared (?:with|to)|against|versus|vs\.?|relative to)\s([^.;,]+)[^.;]*$/iu;
const OWN_PAST =
  /\b(?:last|previous(?:ly)?|prior|past|earlier|before|ago|usual|normal|list|rrp|msrp|uvp|original(?:ly)?|regular|yesterday|then|expected|was|were|used to|launch|peak|january|february|march|april|may|june|july|august|september|october|november|december|(?:19|20)\d\d)\b/iu;

/** The comparison that a percentage or a number of times states; null where it states none. */
export function comparisonAt(left: string, right: string): Comparison | null {
  const clause = right.split(/[.;!?](?:\s|$)|,\s|\b(?:and|but|while|whereas)\b/iu, 1)[0] ?? "";
  const told = MORE_OR_LESS.exec(clause);
  if (told) {
    const word = (told[1] ?? "").toLowerCase();
    const { trait = null, sense = 1 } = WORDS.get(word) ?? {};
    const rest = told[2] ?? "";
    // "63% over the past month" is a span.
    if (word === "over" && ANY_TIME.test(rest)) return null;
    const isPreposition = /^(?:above|over|below|under|behind|ahead of|short of)$/u.test(word);
    return compared(left, trait, sense, isPreposition ? rest : (THAN.exec(rest)?.[1] ?? ""));
  }
  const [, adjective = "", middle = "", than = ""] = AS_MUCH.exec(clause) ?? [];
  if (adjective) {
    const amount = /^(?:much|many)$/iu.test(adjective)
      ? (/^\s(?!as\b)(\p{L}{3,})/u.exec(middle)?.[1] ?? null)
      : null;
    const [trait, sense] = ADJECTIVES[adjective.toLowerCase()] ?? [amount?.toLowerCase() ?? null, 1];
    return compared(left, trait, sense, than || (/^\sas\s(.*)$/u.exec(middle)?.[1] ?? ""));
  }
  const [, noun = "", of = ""] = OF_ITS.exec(clause) ?? [];
  const thing = noun.toLowerCase();
  if (of) return compared(left, ADJECTIVES[thing]?.[0] ?? (thing || null), 1, of);
  const [, less, , other = ""] = UNDERCUT.exec(left) ?? [];
  return other ? compared(left, less ? "price" : null, less ? -1 : 1, other) : null;
}

function compared(left: string, trait: string | null, sense: 1 | -1, than: string): Comparison {
  const clause = left.split(/[.;!?,]\s|\b(?:and|but|while)\b/iu).at(-1) ?? "";
  const before = /\b(?:pric\w+|costs?|sells?|pays?)\b/iu.test(clause)
    ? "price"
    : /\bweigh\w*\b/iu.test(clause)
      ? "weight"
      : null;
  const other = than.trim() || (COMPARED_WITH.exec(left)?.[1] ?? "");
  return { sense, trait: trait ?? before, of: clause, than: other, isOwnPast: OWN_PAST.test(other) };
}

const EMPTY =
  /^(?:the|a|an|its|of|that|those|their|in|is|are|one|it|on|for|at|to|most|main|other|by|same|with|s)$/u;
const OTHERS =
  /^(?:average|mean|category|market|rivals?|competitors?|competing|competition|others|alternatives?|similar|comparable|peers?|typical|listings?|products?|leading|leader|leader's|offers?|sellers?|next)$/u;

/** True where both name what they compare with, and name something else. */
function isOtherBasis(claim: Comparison, known: Comparison): boolean {
  const [said, stated] = [wordsOf(claim.than), wordsOf(known.than)];
  if (stated.length === 0) return false;
  // "The rival is cheaper than it": the two have changed places.
  if (said.length === 0)
    return (
      claim.than !== "" || wordsOf(claim.of).some((word) => stated.includes(word) && !GENERIC.test(word))
    );
  const isAlike = (word: string) =>
    stated.includes(word) || (OTHERS.test(word) && stated.some((one) => OTHERS.test(one)));
  return !said.some(isAlike);
}

/** What both sides of a comparison may be called. */
const GENERIC = /^(?:price|prices|priced|costs?|weighs?|reviews?|ratings?|stars?|product|version|model)$/u;

function wordsOf(than: string): string[] {
  return (than.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !EMPTY.test(word));
}

/** What a comparison of the claim needs of the evidence, and one of the evidence of the claim. */
export function isOtherComparison(claim: Comparison, known: Comparison): boolean {
  if (claim.sense !== known.sense) return true;
  if (claim.trait !== null && known.trait !== null && claim.trait !== known.trait) return true;
  if (claim.than !== "" && known.than !== "" && claim.isOwnPast !== known.isOwnPast) return true;
  return isOtherBasis(claim, known);
}

/** A comparison with something else is no change of the thing itself. */
export function isWithOther({ than, isOwnPast }: Comparison): boolean {
  return than !== "" && !isOwnPast;
}
