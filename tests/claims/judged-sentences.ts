/** Files of evidence with claims that it carries ("+") and claims that it does not ("-"), and how the checker judges them. */
import { readFileSync } from "node:fs";
import { checkClaims } from "@/lib/claims/check-claims";

type Case = { evidence: string[]; claim: string; supported: boolean };

/** "=" one sentence of evidence, or several between ";;"; behind "||" a claim's value and unit; "~" is not judged. */
export function readCases(file: string): Case[] {
  const cases: Case[] = [];
  let evidence: string[] = [];
  for (const line of readFileSync(new URL(file, import.meta.url), "utf8").split("\n")) {
    const [mark, text] = [line.charAt(0), line.slice(2)];
    if (mark === "=") evidence = text.split(" ;; ");
    if (mark === "+" || mark === "-") cases.push({ evidence, claim: text, supported: mark === "+" });
  }
  return cases;
}

/** The cases that the checker decides the other way, with what it says. */
export function misjudged(cases: readonly Case[]): (Case & { reason: string | undefined })[] {
  return cases.flatMap((one) => {
    const [text = "", stated = ""] = one.claim.split(" || ");
    const [value = "", unit = ""] = stated.split(/(?<=^-?[\d.]+) /u);
    const items = one.evidence.map((sentence, index) => ({ id: `E${index + 1}`, text: sentence }));
    const asked = {
      text,
      value: value === "" ? null : Number(value),
      unit: unit === "" ? null : unit,
      evidence: items.map(({ id }) => id),
    };
    const [checked] = checkClaims([asked], items);
    return checked?.supported === one.supported ? [] : [{ ...one, reason: checked?.reason }];
  });
}
