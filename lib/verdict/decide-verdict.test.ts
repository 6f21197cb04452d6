import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { COMPETITION_LEVELS, VERDICTS, type CompetitionLevel } from "@/lib/core/words";
import { decideVerdict, type VerdictInput } from "./decide-verdict";
import { VERDICT_RULES } from "./verdict-rules";

const GOOD: VerdictInput = {
  margin: 32,
  competition: "medium",
  sustainable: true,
  quality: 85,
  fatalRisks: [],
};
const RISK = { name: "safety-recall", claim: "Recalled on 14 March 2026." };

const anyInput = fc.record({
  margin: fc.option(
    fc.oneof(
      fc.double({ min: -100, max: 100, noNaN: true }),
      fc.constantFrom(19.99, 20, 25, 25.01, 29.99, 30),
    ),
  ),
  competition: fc.option(fc.constantFrom(...COMPETITION_LEVELS)),
  sustainable: fc.option(fc.boolean()),
  quality: fc.option(fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.constantFrom(79.99, 80))),
  fatalRisks: fc.array(fc.constant(RISK), { maxLength: 1 }),
});

/** REJECT 0, REVIEW 1, APPROVE 2. */
function rank(input: VerdictInput): number {
  return ["REJECT", "REVIEW", "APPROVE"].indexOf(decideVerdict(input).verdict);
}

/** The thresholds of each version of the rule file. A stored verdict names its version, so a version never changes. */
const THRESHOLDS_OF_VERSION: Record<string, string> = { "2026-11-22.1": "f4ffd5a2f9283ebc" };

describe("the rule file", () => {
  it("has a version of its own for these thresholds", () => {
    const { version, ...thresholds } = VERDICT_RULES;
    const hash = createHash("sha256").update(JSON.stringify(thresholds)).digest("hex").slice(0, 16);
    expect(hash, "A threshold has changed: give the rule file a new version and add it here.").toBe(
      THRESHOLDS_OF_VERSION[version],
    );
  });
});

describe("decideVerdict", () => {
  it("approves the original example: margin 32, medium competition, quality 85", () => {
    expect(decideVerdict(GOOD)).toMatchObject({ verdict: "APPROVE", rule: "approve-medium-competition" });
  });

  const cases: [string, Partial<VerdictInput>, string, string][] = [
    ["a margin just below 20", { margin: 19.99 }, "REJECT", "reject-thin-margin"],
    ["a margin of exactly 20", { margin: 20 }, "REVIEW", "review-between"],
    ["a negative margin", { margin: -4.08 }, "REJECT", "reject-thin-margin"],
    ["low competition at exactly 25", { margin: 25, competition: "low" }, "REVIEW", "review-between"],
    [
      "low competition just above 25",
      { margin: 25.01, competition: "low" },
      "APPROVE",
      "approve-low-competition",
    ],
    [
      "low competition, quality unknown",
      { margin: 40, competition: "low", quality: null },
      "APPROVE",
      "approve-low-competition",
    ],
    ["medium competition just below 30", { margin: 29.99 }, "REVIEW", "review-between"],
    ["medium competition at exactly 30", { margin: 30 }, "APPROVE", "approve-medium-competition"],
    ["quality just below 80", { quality: 79.99 }, "REVIEW", "review-between"],
    ["quality of exactly 80", { quality: 80 }, "APPROVE", "approve-medium-competition"],
    ["quality unknown at medium competition", { quality: null }, "REVIEW", "review-missing"],
    ["high competition", { competition: "high", margin: 60 }, "REJECT", "reject-high-competition"],
    ["competition unknown", { competition: null }, "REVIEW", "review-missing"],
    ["an unsustainable trend", { sustainable: false }, "REVIEW", "review-unsustainable"],
    ["an unknown trend", { sustainable: null }, "REVIEW", "review-missing"],
    ["no cost, so no margin", { margin: null }, "REVIEW", "review-missing"],
    ["a margin that is no number", { margin: Number.NaN }, "REVIEW", "review-missing"],
    ["a fatal risk", { fatalRisks: [RISK] }, "REJECT", "reject-fatal-risk"],
    [
      "high competition and nothing else known",
      { margin: null, sustainable: null, quality: null, competition: "high" },
      "REJECT",
      "reject-high-competition",
    ],
  ];
  it.each(cases)("%s", (_, change, verdict, rule) => {
    expect(decideVerdict({ ...GOOD, ...change })).toMatchObject({ verdict, rule });
  });

  it("says what is missing", () => {
    const { reasons } = decideVerdict({
      margin: null,
      competition: null,
      sustainable: null,
      quality: null,
      fatalRisks: [],
    });
    expect(reasons.join(" ")).toMatch(/margin.*competition.*trend/s);
  });

  it("gives the same bytes for the same input, names its rules' version and at least one reason", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        const result = decideVerdict(input);
        expect(JSON.stringify(decideVerdict(structuredClone(input)))).toBe(JSON.stringify(result));
        expect(VERDICTS).toContain(result.verdict);
        expect(result.rulesVersion).toBe(VERDICT_RULES.version);
        expect(result.reasons.length).toBeGreaterThan(0);
      }),
      { numRuns: 10_000 },
    );
  });

  it("is never made worse by more margin, more quality, a lasting trend or one risk less", () => {
    fc.assert(
      fc.property(anyInput, fc.double({ min: 0, max: 50, noNaN: true }), (input, more) => {
        const before = rank(input);
        if (input.margin !== null)
          expect(rank({ ...input, margin: input.margin + more })).toBeGreaterThanOrEqual(before);
        if (input.quality !== null)
          expect(rank({ ...input, quality: input.quality + more })).toBeGreaterThanOrEqual(before);
        if (input.sustainable === false)
          expect(rank({ ...input, sustainable: true })).toBeGreaterThanOrEqual(before);
        expect(rank({ ...input, fatalRisks: [] })).toBeGreaterThanOrEqual(before);
      }),
      { numRuns: 10_000 },
    );
  });

  it("is never made better by more competition", () => {
    const harder: [CompetitionLevel, CompetitionLevel][] = [
      ["low", "medium"],
      ["medium", "high"],
    ];
    fc.assert(
      fc.property(anyInput, fc.constantFrom(...harder), (input, [less, more]) => {
        expect(rank({ ...input, competition: more })).toBeLessThanOrEqual(
          rank({ ...input, competition: less }),
        );
      }),
      { numRuns: 10_000 },
    );
  });

  it("never approves or rejects on something unknown", () => {
    fc.assert(
      fc.property(anyInput, (input) => {
        expect(rank({ ...input, margin: null, competition: null, fatalRisks: [] })).toBe(1);
      }),
    );
  });
});
