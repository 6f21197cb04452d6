/** Words that set one number of a kind apart from another of the same kind: the average from the highest, women from men. */

/** Each family names things that exclude each other. */
const FAMILIES: Record<string, RegExp>[] = [
  {
    average: /\b(?:average|avg|mean|typical(?:ly)?|on average|durchschnitt\w*)\b/iu,
    median: /\bmedian\b/iu,
    highest: /\b(?:highest|largest|biggest|most expensive|dearest|best[- ]rated)\b/iu,
    lowest: /\b(?:lowest|cheapest|least expensive)\b/iu,
    total: /\b(?:in total|total(?:l?ing)?|combined|altogether|sum of)\b/iu,
  },
  {
    women: /\b(?:women|female|woman)\b/iu,
    men: /\b(?:men|male|man)\b/iu,
    children: /\b(?:children|kids)\b/iu,
  },
  { new: /\b(?:brand[- ]new)\b/iu, used: /\b(?:used|second-hand|refurbished|pre-owned|renewed)\b/iu },
  { online: /\bonline\b/iu, store: /\b(?:in[- ]stores?|offline|brick[- ]and[- ]mortar)\b/iu },
  { mobile: /\b(?:mobile|phones?)\b/iu, desktop: /\bdesktop\b/iu },
  { domestic: /\bdomestic\b/iu, abroad: /\b(?:international|abroad|overseas)\b/iu },
  {
    referral: /\b(?:referral|commission)\b/iu,
    fulfilment: /\b(?:fba|fulfil\w*)\b/iu,
    storage: /\bstorage\b/iu,
  },
  { gross: /\bgross\b/iu, net: /\bnet\b/iu },
  {
    positive: /\b(?:positive|satisfied|happy|recommend\w*)\b/iu,
    negative: /\b(?:negative|unhappy|dissatisfied|complain\w*|critical)\b/iu,
  },
  {
    one: /\b(?:one|1)[- ]stars?\b/iu,
    two: /\b(?:two|2)[- ]stars?\b/iu,
    three: /\b(?:three|3)[- ]stars?\b/iu,
    four: /\b(?:four|4)[- ]stars?\b/iu,
    five: /\b(?:five|5)[- ]stars?\b/iu,
  },
  {
    black: /\bblack\b/iu,
    white: /\bwhite\b/iu,
    red: /\bred\b/iu,
    blue: /\bblue\b/iu,
    green: /\bgreen\b/iu,
    pink: /\bpink\b/iu,
    grey: /\bgr[ea]y\b/iu,
  },
  {
    small: /\bsmall\b/iu,
    medium: /\bmedium\b/iu,
    large: /\b(?:large|big)\b/iu,
  },
];

const ANY = new RegExp(
  FAMILIES.flatMap((family) => Object.values(family).map(({ source }) => source)).join("|"),
  "iu",
);

/** The words of each family that stand next to a number, as "family:word". */
export function qualifiersIn(around: string): string[] {
  if (!ANY.test(around)) return [];
  return FAMILIES.flatMap((family, index) =>
    Object.entries(family).flatMap(([name, words]) => (words.test(around) ? [`${index}:${name}`] : [])),
  );
}

/** True where both sides qualify their number within one family, and share nothing of it. */
export function isOtherQualifier(claim: readonly string[], known: readonly string[]): boolean {
  const familyOf = (one: string) => one.split(":", 1)[0];
  return claim.some((said) => {
    const others = known.filter((one) => familyOf(one) === familyOf(said));
    const own = claim.filter((one) => familyOf(one) === familyOf(said));
    return others.length > 0 && !own.some((one) => others.includes(one));
  });
}

export const isHighest = (qualifiers: readonly string[]) => qualifiers.includes("0:highest");
export const isLowest = (qualifiers: readonly string[]) => qualifiers.includes("0:lowest");

const VERB =
  "sell|cost|weigh|have|hold|last|rank|measure|reach|run|grow|rise|fall|drop|return|get|show|carry|receive|earn|exceed|own|see|count|charge|ask|arrive|ship|take|come|stand|sit|recommend|fell|rose|sold|held|ran|saw|had|got|took|came|stood|went";
const DENIED = new RegExp(
  String.raw`\b(?:not|n['’]t|never|no longer|cannot|fails? to|failed to)\s(?:yet\s|actually\s|really\s)?(?:(?:be\s)?(?:${VERB})\w{0,3}(?:\s(?:for|at|in|on|up|by|to|over|out|back|within|below|above|under))*\s?|(?:rated|ranked|priced|sold|listed|returned)\s(?:at|for|by|in)?\s?)?(?:(?:less|fewer|more) than\s)?(?:[#$€£¥₹]|[A-Z]{3}\s)?$`,
  "iu",
);
const NO_DENIAL =
  /\b(?:not|no)\s(?:(?:less|fewer|more) than|only|just|under|over|below|above)\s(?:[#$€£¥₹]|[A-Z]{3}\s)?$/iu;

/** True where the words before a number deny it: "does not sell for", "never", "no longer". */
export function isDenied(left: string): boolean {
  return DENIED.test(left) && !NO_DENIAL.test(left);
}
