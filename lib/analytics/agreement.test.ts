import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Opinion } from "@/db/queries/pages/agents";
import { agreementOf, FEWEST_OPINIONS } from "./agreement";

const opinion = (given: Partial<Opinion>): Opinion => ({
  agent: "trend",
  score: 80,
  recommended: null,
  decision: "approve",
  ...given,
});
const many = (count: number, given: Partial<Opinion>) => Array.from({ length: count }, () => opinion(given));

describe("how often an agent agreed with people", () => {
  it("takes a score above 50 for approving and one below for rejecting; 50 takes no side", () => {
    const opinions = [
      ...many(12, { score: 51 }),
      ...many(4, { score: 49, decision: "reject" }),
      ...many(4, { score: 90, decision: "reject" }),
      ...many(3, { score: 50 }),
    ];
    expect(agreementOf(opinions).get("trend")).toEqual({
      compared: 20,
      noSide: 3,
      share: 0.8,
      baseline: 0.6,
    });
  });

  it("takes the coordinator at its argument, whatever its score, and REVIEW for no side", () => {
    const coordinator = { agent: "coordinator", score: 10 } as const;
    const opinions = [
      ...many(19, { ...coordinator, recommended: "APPROVE" }),
      ...many(1, { ...coordinator, recommended: "REJECT" }),
      ...many(5, { ...coordinator, recommended: "REVIEW" }),
      ...many(1, { ...coordinator, recommended: null }),
    ];
    expect(agreementOf(opinions).get("coordinator")).toEqual({
      compared: 20,
      noSide: 6,
      share: 0.95,
      baseline: 1,
    });
  });

  it("says no share below the fewest opinions, and nothing of an agent without any", () => {
    const few = agreementOf(many(FEWEST_OPINIONS - 1, {}));
    expect(few.get("trend")).toEqual({
      compared: FEWEST_OPINIONS - 1,
      noSide: 0,
      share: null,
      baseline: null,
    });
    expect(few.has("viral")).toBe(false);
  });

  it("never depends on the order, and mirrored scores agree where the others did not", () => {
    const one = fc.record({
      agent: fc.constant("viral" as const),
      score: fc.integer({ min: 0, max: 100 }),
      recommended: fc.constant(null),
      decision: fc.constantFrom("approve" as const, "reject" as const),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), (opinions) => {
        const as = agreementOf(opinions).get("viral");
        const mirrored = agreementOf(
          opinions.map((each) => ({ ...each, score: 100 - each.score })).toReversed(),
        ).get("viral");
        expect(mirrored?.compared).toBe(as?.compared);
        expect(mirrored?.baseline).toBe(as?.baseline);
        if (as?.share !== null && as !== undefined)
          expect((mirrored?.share ?? 0) + as.share).toBeCloseTo(1, 9);
      }),
    );
  });
});
