/** Short sentences as shops, feeds and dashboards write them, with claims that restate them and claims that bend them. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkClaims } from "@/lib/claims/check-claims";

type Case = { evidence: string[]; claim: string; supported: boolean };

const CASES: Case[] = [];
let evidence: string[] = [];
for (const line of readFileSync(new URL("shop-sentences.txt", import.meta.url), "utf8").split("\n")) {
  const [mark, text] = [line.charAt(0), line.slice(2)];
  if (mark === "=") evidence = text.split(" ;; ");
  if (mark === "+" || mark === "-") CASES.push({ evidence, claim: text, supported: mark === "+" });
}

function judged({ evidence: sentences, claim }: Case): boolean {
  const [text = "", stated = ""] = claim.split(" || ");
  const [value = "", unit = ""] = stated.split(/(?<=^-?[\d.]+) /u);
  const items = sentences.map((sentence, index) => ({ id: `E${index + 1}`, text: sentence }));
  const asked = {
    text,
    value: value === "" ? null : Number(value),
    unit: unit === "" ? null : unit,
    evidence: items.map(({ id }) => id),
  };
  return checkClaims([asked], items)[0]?.supported === true;
}

describe("sentences of shops", () => {
  it.each([
    ["carries", 420, true],
    ["does not carry", 530, false],
  ])("the evidence %s all of at least %i claims", (_, least, supported) => {
    const cases = CASES.filter((one) => one.supported === supported);
    expect(cases.length).toBeGreaterThanOrEqual(least);
    expect(cases.filter((one) => judged(one) !== supported)).toEqual([]);
  });
});
