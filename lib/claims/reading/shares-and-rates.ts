/** What a number is a share of, or counted for each of: "78% of buyers", "$4.10 per unit". */
import { dimensionOfWord } from "./quantity-words";

/** Each line is one thing that a price or a length of time may be for. */
const EACH = `
unit units piece pieces item items stück pc pcs
order orders purchase purchases basket baskets transaction transactions
pack packs package packages box boxes carton cartons case cases set sets bundle bundles
pair pairs
parcel parcels shipment shipments delivery deliveries
click clicks
view views impression impressions
customer customers buyer buyers person user users head household
kg kilo kilos kilogram kilograms
g gram grams
lb lbs pound pounds
litre litres liter liters
charge charges
use uses wash washes
seller sellers account accounts
container containers pallet pallets
`;
const THINGS = new Map(
  EACH.trim()
    .split("\n")
    .flatMap((line) => line.split(" ").map((word) => [word, line.split(" ")[0] ?? word] as const)),
);
const FOR_EACH =
  /^(?:\s?\p{L}+){0,2}?\s?(?:\b(?:per|an?|every|for (?:each|every)|pro|je)\s(?:single\s)?|\/\s?)(\p{L}+)/iu;

const LABEL = /\b(cpc|cpm|aov|unit|order|parcel)(?:\s(?:cost|price|value))?\b[^.;,\d]{0,24}$/iu;
const LABELS: Record<string, string> = { cpc: "click", cpm: "view", aov: "order" };

/** What a number is told for each of: "unit" for "each", "apiece", "per piece"; null where nothing says so. */
export function eachAt(left: string, right: string): string | null {
  if (/^\s(?:each|apiece)\b/iu.test(right)) return "unit";
  const label = LABEL.exec(left)?.[1]?.toLowerCase();
  if (label !== undefined) return LABELS[label] ?? label;
  return THINGS.get(FOR_EACH.exec(right)?.[1]?.toLowerCase() ?? "") ?? null;
}

const SHARE =
  /^\s?(?:%|percent|per cent|pct)?\s?(?:of|de|der|des|von)\s(?:(?:all|los|las|les|the|its|their|our|these|those|verified|surveyed|recent)\s)*((?:\p{L}+[ -]?){1,4})/iu;
/** What is sold is ordered. */
const SOLD = new Set(["unit", "order", "product"]);

/** What a share is a share of, by the first word of its line of counted things. */
export function wholeAt(right: string): string | null {
  for (const word of (SHARE.exec(right)?.[1] ?? "").split(/[\s-]/u)) {
    const dimension = dimensionOfWord(word, false);
    if (dimension?.kind === "count") return SOLD.has(dimension.of) ? "order" : dimension.of;
  }
  return null;
}
