/** What the words around a number say of it: its dimension, direction, bounds, period and subject. */
import { currencyOf, MONEY_BEHIND } from "./currency-words";
import { dimensionOfWord, PLAIN, STARS, type Dimension } from "./quantity-words";

export type Hedge = "about" | "nearly" | "at-least" | "more-than" | "at-most" | "less-than";

const HEDGES: [Hedge, RegExp][] = [
  ["nearly", /(?:\b(?:nearly|almost|close to|just (?:under|below|short of)|knapp|fast))\s*$/iu],
  [
    "about",
    /(?:\b(?:about|around|roughly|approximately|approx\.?|some|circa|ca\.?|just (?:over|above)|a little (?:over|above)|etwa|rund|ungefähr)|[~≈])\s*$/iu,
  ],
  [
    "at-least",
    /(?:\b(?:at least|no (?:less|fewer) than|not less than|upwards of|minimum(?: of)?|mindestens|over|above|past|über)|≥)\s*$/iu,
  ],
  [
    "more-than",
    /(?:\b(?:more than|exceed(?:s|ing|ed)?|greater than|well over|north of|beyond|mehr als)|>)\s*$/iu,
  ],
  [
    "at-most",
    /(?:\b(?:at most|up to|no more than|not more than|maximum(?: of)?|as (?:many|much|high) as|within|höchstens|bis zu)|≤)\s*$/iu,
  ],
  ["less-than", /(?:\b(?:under|less than|fewer than|below|south of|unter|weniger als)|<)\s*$/iu],
];
const UP =
  /\b(?:up|rose|rises?|rising|risen|grew|grows?|growing|grown|growth|increas\w*|gain(?:ed|s)?|higher|jump(?:ed|s)?|surg(?:ed|es|ing)|climb(?:ed|s|ing)?|soar(?:ed|s)?|rais(?:ed|es)|lift(?:ed|s)|boost(?:ed|s)|hik(?:ed|es)|accelerat\w*|strengthened|spik(?:ed|es)|rall(?:ied|ies)|rocketed|expand(?:ed|s)?|above last year|creci\w*|subi(?:ó|eron)|aument\w*|gestiegen|stieg(?:en)?|gewachsen|wuchs(?:en)?|augment(?:é|e|ent)|hausse|cresciut\w*|cagr|(?:pct|percent(?:age)?) change)\b/iu;
const DOWN =
  /\b(?:down|fell|falls?|falling|fallen|declin\w*|drop(?:ped|s|ping)?|decreas\w*|lost|loses?|loss|lower|shr[aiu]nk\w*|plung(?:ed|es|ing)|plunge (?:of|in)|slid|slipp?(?:ed|s)|sank|tumbled?|slump\w*|collaps\w*|crash(?:ed|es)|tank(?:ed|s)|cool(?:ed|s)|weaken\w*|erod\w*|retreat\w*|slashed|trimmed|cut|dip(?:ped|s)?|contract(?:ed|s)|negative|minus|cay(?:ó|eron)|baj(?:ó|aron)|disminuy\w*|gesunken|gefallen|fiel(?:en)?|baiss\w*|recul\w*|calat\w*)\b/iu;
const STOP =
  /^(?:of|in|and|with|for|on|at|to|by|from|per|is|are|was|were|has|have|had|than|while|but|or|a|an|the|which|that|as|its|it|this|over|under|after|before|against|against|between|among|amongst|within|would|will|does|do|who|whose|when|where|each|every)$/iu;

function moneyOf(written: string): Dimension {
  return { kind: "money", currency: currencyOf(written) ?? written };
}

/** The dimension that stands behind a number; null where nothing there says one. */
export function dimensionBehind(right: string): Dimension | null {
  const money = MONEY_BEHIND.exec(right);
  // "2 pounds" is read as a weight first.
  if (money) return moneyOf(money[1] ?? money[2] ?? money[3] ?? "");
  if (/^[\s-]*(?:percentage[\s-]points?|pp\b)/iu.test(right)) return { kind: "points" };
  if (/^\s?-?(?:%|percent\b|per cent\b|pct\b|prozent\b)/iu.test(right)) {
    return /^\s?-?%?\s?points?\b/iu.test(right) ? { kind: "points" } : { kind: "percent" };
  }
  if (/^\s?(?:x|×|by)\s?\d/iu.test(right)) return null;
  if (
    /^\s?(?:["″]|-inch|in\.|in (?:wide|long|tall|high|deep|thick|across|diameter)\b|in(?=[,;)]|$))/u.test(
      right,
    )
  )
    return dimensionOfWord("inch", false);
  const degrees = /^\s?(?:°|degrees?)\s?(c|f|celsius|centigrade|fahrenheit)\b/iu.exec(right)?.[1];
  if (degrees) return dimensionOfWord(/^c/i.test(degrees) ? "celsius" : "fahrenheit", false);
  if (/^[\s-]?fl(?:uid|\.)?[\s.-]?(?:oz|ounces?)\b/iu.test(right)) return dimensionOfWord("fl-oz", false);
  if (/^(?:st|nd|rd|th)\b/iu.test(right)) return { kind: "rank" };
  const scale = /^\s?(out of|of|von|\/)\s?(5|10|100)\b(?!\d|[.,]\d)/iu.exec(right);
  const counted = scale && scale[1] !== "/" ? dimensionInWords(right.slice(scale[0].length)) : null;
  // "3 of 5 sources" counts; "4.6 of 5 stars" is a mark.
  if (scale && (!counted || counted.kind === "score")) return { kind: "score", of: Number(scale[2]) };
  if (/^(?:x|×)(?!\p{L}|\s?\d)/u.test(right)) return { kind: "fold" };
  return dimensionInWords(right);
}

/** "12 times what it was" is twelvefold; "played 12 times" counts. */
const MORE = /^(?:as|what|more|higher|larger|bigger|greater|faster|the|its|last|over|that|better)$/iu;

/** The first known unit in the words behind a number; of several counted things ("customer reviews") the last. */
function dimensionInWords(behind: string): Dimension | null {
  // "2,400 five-star reviews" are reviews.
  const right = behind.replace(/^\s(?:one|two|three|four|five|[1-5])-star\b/iu, "");
  const clause = right.split(/[.;:!?()[\]"”]|,\s|\s[-–—]\s/u, 1)[0] ?? "";
  const words = clause.split(/[\s,/-]+/u);
  let found: Dimension | null = null;
  let often: Dimension | null = null;
  for (const [index, word] of words.entries()) {
    if (index === 0 && word === "") continue;
    if (index > 4 || /^\d/.test(word) || STOP.test(word)) return found ?? often;
    if (index < 2 && /^(?:rating|bewertung)$/iu.test(word)) return STARS;
    const touches = index === 0 && /^\p{L}/u.test(right) && !/^x\s?\d/iu.test(right);
    const dimension = dimensionOfWord(word, touches);
    // "0.11 return rate" counts no returns.
    if (found && /^(?:rate|ratio)$/iu.test(word)) return null;
    if (found && dimension?.kind !== "count") return found;
    // "Sellers share", "comments mention": behind a plural stands what they do.
    if (found && /s$/iu.test(words[index - 1] ?? "") && !/(?:s|ed|ing)$/iu.test(word)) return found;
    if (dimension === null || (dimension.kind === "rank" && index > 1)) continue;
    if (/^times$/iu.test(word) && !MORE.test(words[index + 1] ?? "")) return null;
    // "52 weekly points" are weeks, "90 weekly orders" are orders.
    if (/ly$/iu.test(word)) often = dimension;
    else if (dimension.kind !== "count") return often ?? dimension;
    else found = dimension;
  }
  return found ?? often;
}

/** The counted thing right behind a number where the tables do not know it: "families", "widgets". */
export function unknownNoun(right: string): string | null {
  const word = /^\s(\p{Ll}{3,})(?=[\s.,;:!?)]|$)/u.exec(right)?.[1] ?? "";
  return /[^siu]s$/u.test(word) &&
    !STOP.test(word) &&
    !/^(?:times|plus|towards|always|sees|leaves|makes|means|gives|keeps|puts|looks|comes|goes|gets|says|shows|stands|suits|sells|costs|counts|fits|hints|holds|runs|tells|falls|rises|grows|drops|climbs|points|years)$/u.test(
      word,
    )
    ? word
    : null;
}

/** Words that may stand between a name and its number. */
const CONNECTOR =
  /^(?:of|is|was|are|were|at|to|by|count|volume|total|averages?|about|around|roughly|nearly|almost|approximately|only|just|over|under|above|below|than|more|less|likely|score|seen|stood|stands|ist|von|liegt|bei)$/iu;

const ACTED =
  /\b(play|view|watch|search|share|lik|review|download|order|purchas|bought|sold|sav|pinn|mention|return|click|visit)(?:e?d|e?s)?\b\W*(?:\p{L}+\W+){0,2}$/iu;
const ACTS: Record<string, string> = {
  lik: "like",
  purchas: "purchase",
  sav: "save",
  pinn: "pin",
  watch: "watches",
};

/** "Played 8,300 times": what is done so often is what is counted. */
function dimensionOfTimes(left: string, right: string): Dimension | null {
  const verb = /^\s?times\b/iu.test(right) ? ACTED.exec(left)?.[1]?.toLowerCase() : undefined;
  return verb === undefined ? null : dimensionOfWord(ACTS[verb] ?? verb, false);
}

const RANKED = /(?:#|\b(?:rank\w*|place|position|no\.?|number)[\s:]+)$/iu;

/** What stands beside a number, behind it or before it, says it is. */
export function dimensionBeside(left: string, right: string): Dimension {
  const behind = dimensionBehind(right);
  // "Rank 3 of 100" is a place, not a mark.
  if (behind?.kind === "score" && RANKED.test(left)) return { kind: "rank" };
  return behind ?? dimensionOfTimes(left, right) ?? dimensionBefore(left);
}

/** "review count: 2,310", "rated 4.6", "rank 3", "days seen: 12", "upvotes rose to 640". */
function dimensionBefore(left: string): Dimension {
  if (/(?:#|\bno\.?|\bnumber)\s?$/iu.test(left)) return { kind: "rank" };
  const clause = left.split(/[.;!?]\s|,\s|\)\s/u).at(-1) ?? left;
  const words = clause.split(/[\s:=()~≈<>]+/u).filter((word) => word !== "");
  let strange = 0;
  for (const [index, word] of words.toReversed().slice(0, 6).entries()) {
    if (/^[\d$€£#]/.test(word) || /^(?:and|but|while|with|for|und|between|costs?|sells?)$/iu.test(word))
      return PLAIN;
    if (CONNECTOR.test(word)) continue;
    if (/^(?:rated|rating|bewertet)$/iu.test(word)) return STARS;
    if (/^age[ds]?$/iu.test(word)) return dimensionOfWord("years", false) ?? PLAIN;
    // In front of its number a counted thing is plural, or a count: "orders: 12", "review count 12", not "the order is 100".
    const isCounted = word.endsWith("s") || /^(?:count|volume)$/iu.test(words.at(-index) ?? "");
    const named = dimensionOfWord(word, false);
    const dimension = named?.kind === "count" && !isCounted ? null : named;
    const ownsNumber = /^\d/.test(words.at(-2 - index) ?? "");
    const isFit = dimension !== null && dimension.kind !== "fold" && dimension.kind !== "percent";
    if (dimension && isFit && !ownsNumber && !(dimension.kind === "measure" && strange > 0)) return dimension;
    strange += 1;
    if (dimension || strange > 2) return PLAIN;
  }
  return PLAIN;
}

/** Whether the words at a number make it a rounding or a bound. */
export function hedgeOf(lead: string, right: string): Hedge | null {
  if (/^(?:\s?\+(?!\d)|[^.;,]{0,24}?\bor (?:more|above|over|higher)\b)/iu.test(right)) return "at-least";
  if (/^[^.;,]{0,24}?\b(?:or (?:less|fewer|under|below|lower)|at (?:the )?most|tops)\b/iu.test(right))
    return "at-most";
  if (/^[^.;,]{0,24}?\bat (?:the )?least\b/iu.test(right)) return "at-least";
  return HEDGES.find(([, pattern]) => pattern.test(lead))?.[0] ?? null;
}

/** The nearest word of direction in the same clause: first the ones before, then the few behind. */
export function directionOf(left: string, right: string): -1 | 0 | 1 {
  const before = left.split(/[.;!?,]\s|\bbut\b|\bwhile\b/iu).at(-1) ?? "";
  const near = before.split(/\s+/u).slice(-5).join(" ");
  const behind = (right.split(/[.;!?,](?:\s|$)|\bbut\b|\bwhile\b|\band\b|\bfrom\b/iu, 1)[0] ?? "")
    .split(/\s+/u)
    .slice(0, 4)
    .join(" ");
  const compared = /^\s?(?:%|percent)\s?(?:(more|extra)|(?:fewer|less))\b/iu.exec(right);
  if (compared) return compared[1] ? 1 : -1;
  for (const part of [near, behind]) {
    const [up, down] = [UP.test(part), DOWN.test(part)];
    if (up !== down) return up ? 1 : -1;
  }
  return 0;
}

/** Whether a number is the size of a change, or where it ends or begins: "rose by 3", "rose to 3", "from 3". */
export type Move = "by" | "to" | "from";

const BY = new RegExp(String.raw`(?:\bby|${UP.source}|${DOWN.source})\s*$`, "iu");

/** What part of a change the words before a number make it; null where they tell of no change. */
export function moveOf(lead: string, direction: -1 | 0 | 1): Move | null {
  const said = HEDGES.reduce((text, [, pattern]) => text.replace(pattern, ""), lead);
  if (
    /\bfrom\s*$|\((?:was|were|formerly|before|statt)\s*$|\b(?:instead of|rather than|previously|formerly)\s*$/iu.test(
      said,
    )
  )
    return "from";
  if (/\bto\s*$/iu.test(said) && (direction !== 0 || /\bfrom\s\S+\s*\S*\s*to\s*$/iu.test(said))) return "to";
  return direction !== 0 && BY.test(said) ? "by" : null;
}

/** "Margin, likely: 32%": all of a label belongs to its number. */
const LABEL = /^[^:\d]{1,60}:\s*(?:\p{L}+\s)?[^\p{L}\d\s]{0,2}$/u;
/** Where the words that belong to one number end. */
const JOINT = String.raw`\b(?:and|but|while|whereas|with|at|for|on|in|to|after|against|than|from|by|leaves|und)\b`;
const FIRST_JOINT = new RegExp(`^.*?${JOINT}`, "iu");
const BEHIND_END = new RegExp(`[.;!?,:](?:\\s|$)|\\d|[—–(]|${JOINT}`, "iu");

/** The words of the clause next to a number, less those that belong to the number before it. */
export function wordsAround(left: string, right: string): string {
  const label = LABEL.exec(left.split(/[.;!?]\s/u).at(-1) ?? "")?.[0];
  if (label !== undefined) return label;
  const clause = left.split(/[.;!?,](?=\s)|[—–)]|\b(?:but|while|whereas)\b/iu).at(-1) ?? "";
  const since = clause.split(/\d/u);
  const last = since.at(-1) ?? "";
  const before = since.length === 1 ? last : FIRST_JOINT.test(last) ? last.replace(FIRST_JOINT, "") : "";
  const own = before.split(/\band\b/iu).at(-1) ?? "";
  const behind = right.split(BEHIND_END, 1)[0] ?? "";
  return `${own.split(/\s+/u).slice(-8).join(" ")} ${behind.split(/\s+/u).slice(0, 8).join(" ")}`;
}
