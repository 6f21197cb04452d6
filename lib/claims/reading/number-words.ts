/** Numbers that are written as words: "twelve", "twenty-five", "a dozen", "two thirds", "half a million", "one in five". */

const SMALL: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const LARGE: Record<string, number> = {
  dozen: 12,
  hundred: 100,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

const ANY_SMALL = Object.keys(SMALL).join("|");
const ANY_LARGE = Object.keys(LARGE).join("|");
const SPELLED = new RegExp(
  `\\b(?:a|${ANY_SMALL})(?=[\\s-](?:${ANY_LARGE})\\b)(?:[\\s-](?:and\\s)?(?:${ANY_SMALL}|${ANY_LARGE}))+\\b|\\b(?:${ANY_SMALL})(?:[\\s-](?:${ANY_SMALL}|${ANY_LARGE}))*\\b`,
  "giu",
);
const PARTS: Record<string, number> = {
  half: 2,
  third: 3,
  thirds: 3,
  quarter: 4,
  quarters: 4,
  fifth: 5,
  fifths: 5,
};
const PART = new RegExp(
  `\\b(?:(a|an|one|two|three|four)[\\s-](third|thirds|quarters?|fifths?)|(half))(?=\\s(?:of|the|its|all|their|are|were|have|say|said)\\b)`,
  "giu",
);
const ONE_IN = new RegExp(
  `\\b(\\d{1,3}|${ANY_SMALL})\\s(?:in|out of)\\s(?:every\\s)?(1,?000|100|\\d{1,2}|${ANY_SMALL})\\b(?!\\s?(?:[-%/.,]\\d|days?|weeks?|months?|years?|hours?|minutes?|stars?|sources?))`,
  "giu",
);
const HALF_A = new RegExp(`\\bhalf an? (?:(${ANY_LARGE})\\b|(?=[a-z]))`, "giu");
const ORDINALS =
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(
    " ",
  );
const ANY_ORDINAL = ORDINALS.join("|");
const PLACED = new RegExp(
  `(?<=\\b(?:rank(?:s|ed)?|place[sd]?|comes?|came|stands?|sits?|position(?:ed)?)\\s(?:in\\s|at\\s)?(?:the\\s)?)(${ANY_ORDINAL})\\b|(?<=\\b(?:is|was|now|currently)\\s|^|[.!?]\\s)(${ANY_ORDINAL})(?=\\s(?:in|on|among|overall)\\b(?!\\s\\d))|\\b(${ANY_ORDINAL})(?=\\s(?:place|position|rank|spot)\\b)`,
  "giu",
);

export type SpelledNumber = {
  start: number;
  end: number;
  value: number;
  /** Place of the last digit claimed. */
  step: number;
  /** A share of a whole, in percent; otherwise a plain number that needs a noun or a size to be one. */
  isShare: boolean;
  /** A place in an order: "in second place". */
  isRank?: boolean;
  /** "two" to "ten" are often no measure of anything; larger and compound ones always are. */
  isCertain: boolean;
};

/** Every spelled number, in no order; shares hide the plain numbers inside them. */
export function readSpelledNumbers(text: string): SpelledNumber[] {
  const shares = [...text.matchAll(PART)].map((match) => shareOf(match)).concat(oneIns(text));
  const halves = [...text.matchAll(HALF_A)].map((match) => {
    const large = LARGE[match[1]?.toLowerCase() ?? ""] ?? 1;
    return { ...place(match), value: large / 2, step: large / 10, isShare: false, isCertain: large > 1 };
  });
  const taken = [...shares, ...halves];
  const isTaken = (start: number) => taken.some((one) => start >= one.start && start < one.end);
  const plain = [...text.matchAll(SPELLED)].flatMap((match) => {
    const value = valueOf(match[0]);
    if (value === null || isTaken(match.index)) return [];
    const isCertain = value > 10;
    return [{ ...place(match), value, step: 1, isShare: false, isCertain }];
  });
  const bare = { step: 1, isShare: false, isCertain: false } as const;
  const ranks = [...text.matchAll(PLACED)].map((match) => ({
    ...place(match),
    ...bare,
    value: ORDINALS.indexOf(match[0].toLowerCase()) + 1,
    isRank: true,
    isCertain: true,
  }));
  return [...shares, ...halves, ...plain, ...ranks];
}

function place(match: RegExpMatchArray & { index: number }): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

function shareOf(match: RegExpMatchArray & { index: number }): SpelledNumber {
  const many = SMALL[match[1]?.toLowerCase() ?? ""] ?? 1;
  const of = PARTS[(match[2] ?? match[3] ?? "").toLowerCase()] ?? 1;
  // Thirds are said of 66% and of 67%, three quarters of 74%.
  return {
    ...place(match),
    value: (100 * many) / of,
    step: 2,
    isShare: true,
    isCertain: true,
  };
}

function oneIns(text: string): SpelledNumber[] {
  return [...text.matchAll(ONE_IN)].flatMap((match) => {
    const number = (word = "") => SMALL[word.toLowerCase()] ?? Number(word.replace(",", ""));
    const [part, whole] = [number(match[1]), number(match[2])];
    // "4.6 out of 5" is a rating: its digit follows a separator.
    if (!(whole > part && whole > 1) || /[\d.,]$/.test(text.slice(0, match.index))) return [];
    if (/out of/i.test(match[0]) && /^\d/.test(match[0])) return [];
    return [
      {
        ...place(match),
        value: (100 * part) / whole,
        // "Four in ten" is said of 41%.
        step: 100 / whole,
        isShare: true,
        isCertain: true,
      },
    ];
  });
}

/** "twenty-five" 25, "two hundred and fifty" 250, "a dozen" 12; null where the words make no number. */
function valueOf(words: string): number | null {
  let [total, current] = [0, 0];
  for (const word of words.toLowerCase().split(/[\s-]+/u)) {
    const small = word === "a" ? 1 : SMALL[word];
    const large = LARGE[word];
    if (small !== undefined) {
      // "two three" is an enumeration, "twenty three" one number.
      if (current % 100 !== 0 && !(current % 10 === 0 && small < 10 && current % 100 >= 20)) return null;
      current += small;
    } else if (large === undefined) {
      if (word !== "and") return null;
    } else if (large < 1_000) current = Math.max(1, current) * large;
    else {
      total += Math.max(1, current) * large;
      current = 0;
    }
  }
  return total + current || null;
}

/** Words that are a number of times. */
export const FOLD_WORDS: Record<string, number> = {
  doubled: 2,
  doubling: 2,
  doubles: 2,
  twice: 2,
  twofold: 2,
  tripled: 3,
  tripling: 3,
  triples: 3,
  trebled: 3,
  threefold: 3,
  quadrupled: 4,
  quadrupling: 4,
  fourfold: 4,
  fivefold: 5,
  tenfold: 10,
  half: 0.5,
  halved: 0.5,
  halving: 0.5,
};
