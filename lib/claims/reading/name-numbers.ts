/** Numbers that belong to names: of the product's title, of models ("S24", "WH-1000XM5"), of standards ("Bluetooth 5.3"). */
import type { ClaimEvidence } from "./known-numbers";
import { readQuantities, type Quantity } from "./read-quantities";

const STANDARD =
  /\b(USB|HDMI|Bluetooth|Wi-?Fi|IPX?|Gen(?:eration)?|Mark|Mk|Version|Ver|iOS|Android)[ .-]?(\d+(?:\.\d+)*)/giu;
const MODEL = /\b((?:[A-Z][A-Za-z]*-)*[A-Z][A-Za-z]*-?)(\d{2,}[A-Z\d]*)\b/gu;
/** Letters before digits that are no model: evidence, quarters, half-years, currencies. */
const NO_MODEL = /^(?:E|Q|H|FY|USD|EUR|GBP|CAD|AUD|INR|JPY|CHF|AED|SEK|PLN|MXN|Top|No|COVID)-?$/u;

/** Every number a name carries in a text: "bluetooth" → {"5.3"}, "wh-" → {"1000xm5"}. */
function nameNumbers(text: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const pattern of [STANDARD, MODEL]) {
    for (const [raw, name = "", number = ""] of text.slice(0, 8_000).matchAll(pattern)) {
      if (NO_MODEL.test(name)) continue;
      const key = name.toLowerCase().replaceAll(/[\s-]/gu, "");
      found.set(key, (found.get(key) ?? new Map<string, string>()).set(number.toLowerCase(), raw));
    }
  }
  return found;
}

/** A model or version of the claim that the evidence knows only with another number, as written; null where none. */
export function otherModel(text: string, evidence: readonly ClaimEvidence[]): string | null {
  const said = nameNumbers(text);
  if (said.size === 0) return null;
  const known = evidence.map((item) => nameNumbers(item.text));
  for (const [name, numbers] of said) {
    const others = new Set(known.flatMap((one) => [...(one.get(name)?.keys() ?? [])]));
    for (const [number, raw] of numbers) if (others.size > 0 && !others.has(number)) return raw;
  }
  return null;
}

/** True of an item that says what the product is called. */
export function isNaming({ metric, text }: ClaimEvidence): boolean {
  return metric === "title" || /^(?:seen as|title|product|name)\b/iu.test(text);
}

/** "iphone 15", "15 pro": numbers of the product's own name, word by word, where the item says what it is called. */
export function namesWithNumbers(item: ClaimEvidence): string[] {
  if (!isNaming(item)) return [];
  return readQuantities(item.text).flatMap(({ raw, before, behind }) => [
    ...(before ? [`${before} ${raw}`] : []),
    ...(behind ? [`${raw} ${behind}`] : []),
  ]);
}

/** True when the number stands as it does in the product's name, and measures nothing beside it. */
export function isPartOfName({ raw, before, behind }: Quantity, names: ReadonlySet<string>): boolean {
  return (before !== "" && names.has(`${before} ${raw}`)) || (behind !== "" && names.has(`${raw} ${behind}`));
}
