import fc from "fast-check";
import { expect, test } from "vitest";
import { heldConfidence } from "./held-confidence";

const [held, struck] = [{ supported: true }, { supported: false }];
const share = fc.double({ min: 0, max: 1, noNaN: true });

test("each unsupported claim takes its share of a report's confidence", () => {
  expect(heldConfidence(0.8, [held, held, held, struck])).toBe(0.6);
  expect(heldConfidence(0.8, [held, struck, struck])).toBe(0.26);
  expect(heldConfidence(0.8, [struck])).toBe(0);
});

test("with every claim standing, or none made, a report is as sure as it said", () => {
  fc.assert(
    fc.property(share, fc.array(fc.constant(held)), (stated, claims) => {
      expect(heldConfidence(stated, claims)).toBe(stated);
    }),
  );
});

test("a further unsupported claim never makes a report surer, a further supported one never less sure", () => {
  fc.assert(
    fc.property(share, fc.array(fc.constantFrom(held, struck), { minLength: 1 }), (stated, claims) => {
      const now = heldConfidence(stated, claims);
      expect(heldConfidence(stated, [...claims, struck])).toBeLessThanOrEqual(now);
      expect(heldConfidence(stated, [...claims, held])).toBeGreaterThanOrEqual(now);
    }),
  );
});
