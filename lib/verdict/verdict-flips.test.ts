import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMPETITION_LEVELS } from "@/lib/core/words";
import { decideVerdict, type VerdictInput } from "./decide-verdict";
import { verdictFlips } from "./verdict-flips";

const GOOD: VerdictInput = {
  margin: 32,
  competition: "medium",
  sustainable: true,
  quality: 85,
  fatalRisks: [],
};
const said = (input: VerdictInput) => verdictFlips(input).map(({ verdict, text }) => `${verdict}: ${text}`);

describe("verdictFlips", () => {
  it("says what would change the original example's approval", () => {
    expect(said(GOOD)).toEqual([
      "REVIEW: A likely margin below 30%",
      "REJECT: A likely margin below 20%",
      "REJECT: High competition",
      "REVIEW: A trend that does not last",
      "REVIEW: A quality below 80",
      "REJECT: A named fatal risk that its evidence carries",
    ]);
  });

  it("says what an unknown would have to be", () => {
    expect(said({ ...GOOD, margin: null })).toEqual([
      "APPROVE: A likely margin of at least 30%",
      "REJECT: A likely margin below 20%",
      "REJECT: High competition",
      "REJECT: A named fatal risk that its evidence carries",
    ]);
  });

  it("says nothing of an input that alone changes nothing", () => {
    expect(said({ ...GOOD, margin: 5, competition: "high" })).toEqual([]);
  });

  const anyInput = fc.record<VerdictInput>({
    margin: fc.option(
      fc.oneof(fc.double({ min: -50, max: 90, noNaN: true }), fc.constantFrom(20, 25, 25.01, 30)),
    ),
    competition: fc.option(fc.constantFrom(...COMPETITION_LEVELS)),
    sustainable: fc.option(fc.boolean()),
    quality: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
    fatalRisks: fc.constantFrom([], [{ name: "safety-recall", claim: "Recalled." }]),
  });

  it("names only changes that the rule itself answers with another verdict, each input and verdict once", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const flips = verdictFlips(input);
        for (const flip of flips) {
          expect(flip.verdict).not.toBe(decideVerdict(input).verdict);
          expect(decideVerdict({ ...input, ...flip.change }).verdict).toBe(flip.verdict);
        }
        const named = flips.map((flip) => `${flip.input} ${flip.verdict}`);
        expect(new Set(named).size).toBe(named.length);
      }),
      { numRuns: 2_000 },
    );
  });

  it("names the least margin: nothing nearer leads to that verdict", () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 0, max: 1, noNaN: true }), (input, part) => {
        const { margin } = input;
        if (margin === null) return;
        for (const flip of verdictFlips(input)) {
          const bound = flip.change.margin ?? null;
          if (bound === null) continue;
          // Two decimals are the smallest step there is.
          const nearer = margin + (bound - margin) * part;
          if (Math.abs(bound - nearer) < 0.01) continue;
          expect(decideVerdict({ ...input, margin: nearer }).verdict).not.toBe(flip.verdict);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
