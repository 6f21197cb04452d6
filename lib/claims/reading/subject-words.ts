/** What a sum of money, a share or a length of time is said to be of: a price is no cost, a margin no return rate. */
import type { Dimension } from "./quantity-words";

/** Of money, shares and changes. A number may be about several at once: "a price cut" is price and discount. */
const OF_MONEY: [subject: string, words: RegExp][] = [
  [
    "price",
    /\b(?:(?<!\b(?:suppliers?|wholesale|cost|factory|trade|purchase|list|original|regular)\s)pric(?:e|es|ed|ing)|sells? (?:for|at)|selling (?:for|at)|sold (?:for|at)|listed (?:for|at)|offered (?:for|at)|buyers pay|retails?|buy box|\p{L}*preis|cheaper|dearer|pricier|expensive)\b/iu,
  ],
  ["list price", /\b(?:list(?:ing)? price|original price|regular price|rrp|msrp|mrp|m\.r\.p|uvp)\b/iu],
  [
    "cost",
    /\b(?:wholesale|suppliers?|factory|quot(?:e|es|ed|ation)|sourc(?:e|ed|ing) (?:for|at|cost)|landed|ex[ -]?works|fob|cogs|einkauf\w*|purchasing|procurement|(?:unit|production|purchase) costs?|cost (?:of|is|price|ratio)|costs? to (?:make|buy|source))\b/iu,
  ],
  ["subscription", /\b(?:subscriptions?|membership|plan)\b/iu],
  ["fee", /\b(?:fees?|commissions?|referral|gebühr\w*|frais)\b/iu],
  ["shipping", /\b(?:shipping|freight|postage|versand\w*|envío|livraison)\b/iu],
  ["revenue", /\b(?:revenues?|turnover|gmv|takings|sales|orders|umsatz)\b/iu],
  ["market", /\b(?:market (?:size|value|volume|of|is|was|will)|industry)\b/iu],
  ["advertising", /\b(?:advertis\w*|ad spend|ad costs?|cpc|cpm|tacos|acos)\b/iu],
  ["profit", /\b(?:profits?)\b/iu],
  ["margin", /\b(?:margins?|marge)\b/iu],
  ["return", /\b(?:return rates?|returns?|returned|comes? back|sent back|refund(?:s|ed)?)\b/iu],
  ["discount", /\b(?:discount\w*|off|marked down|markdown|price cut|cheaper|reduced|saving|save (?=%))\b/iu],
  ["conversion", /\b(?:conversions?|converts?|conversion rate)\b/iu],
  ["defect", /\b(?:defects?|defective|faulty|failures?)\b/iu],
  ["market share", /\bmarket share\b/iu],
  ["duty", /\b(?:dut(?:y|ies)|tariffs?|customs)\b/iu],
  ["tax", /\b(?:vat|sales tax)\b/iu],
  ["search", /\b(?:search(?:es)?|google trends|quer(?:y|ies))\b/iu],
  ["views", /\bviews?\b/iu],
  ["saves", /\b(?:saves|pins)\b/iu],
  ["mentions", /\bmentions?\b/iu],
  ["followers", /\bfollowers?\b/iu],
  ["reviews", /\breviews?\b/iu],
  ["traffic", /\b(?:traffic|visits)\b/iu],
];
/** Of lengths of time. */
const OF_TIME: [subject: string, words: RegExp][] = [
  ["lead", /\b(?:lead|deliver(?:y|ed|s)?|arriv\w*|shipp?(?:s|ed|ing)?|transit|production|lieferzeit)\b/iu],
  ["warranty", /\b(?:warrant\w*|guarantee\w*)\b/iu],
  ["returning", /\b(?:return (?:window|period|policy)|returns? (?:within|accepted)|money back)\b/iu],
  ["battery", /\b(?:battery|run ?time|play ?time|per charge)\b/iu],
  ["seen", /\b(?:seen|sightings?)\b/iu],
];

/** What a share is a share of says nothing of what it is: "7% of orders come back". */
const WHOLE =
  /\bof (?:the |its |all |their )?(?:price|cost|revenue|sales|orders|turnover|searches|views|reviews|market)\b/giu;

/** The subjects that the words next to a number name; none for kinds of numbers whose unit says enough. */
export function subjectsIn(around: string, dimensions: readonly Dimension[]): string[] {
  const words = around.replaceAll(WHOLE, " ");
  const kinds = new Set(dimensions.map((dimension) => dimension.kind));
  const isTime = dimensions.some((one) => one.kind === "measure" && one.base === "day");
  const isShare = ["money", "percent", "points", "fold", "plain"].some((kind) =>
    kinds.has(kind as Dimension["kind"]),
  );
  const table = isTime ? OF_TIME : isShare ? OF_MONEY : [];
  return table.flatMap(([subject, pattern]) => (pattern.test(words) ? [subject] : []));
}

/** True where both sides say what their number is of, and say nothing in common. */
export function isOtherSubject(claim: readonly string[], known: readonly string[]): boolean {
  return claim.length > 0 && known.length > 0 && !claim.some((subject) => known.includes(subject));
}
