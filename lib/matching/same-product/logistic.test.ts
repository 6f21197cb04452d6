import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Example, learnLogistic, logOdds, probabilityOf } from "./logistic";

/** A grid of two features, each point as often "yes" as the true weights say. */
function grid(bias: number, weights: [number, number]): Example[] {
  const steps = [0, 0.25, 0.5, 0.75, 1];
  return steps.flatMap((one) =>
    steps.flatMap((other): Example[] => {
      const features = [one, other];
      const chance = probabilityOf(logOdds({ bias, weights }, features));
      return [
        { features, label: 1, weight: chance },
        { features, label: 0, weight: 1 - chance },
      ];
    }),
  );
}

describe("logistic regression", () => {
  it("finds the weights that the answers were made with", () => {
    const weight = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(weight, weight, weight, (bias, one, other) => {
        const learned = learnLogistic(grid(bias, [one, other]), 0, [0, 0]);
        expect(learned.bias).toBeCloseTo(bias, 4);
        expect(learned.weights[0]).toBeCloseTo(one, 4);
        expect(learned.weights[1]).toBeCloseTo(other, 4);
      }),
      { numRuns: 30 },
    );
  });

  it("leaves a weight with a forbidden sign at zero", () => {
    const { weights } = learnLogistic(grid(-1, [2, -2]), 1e-4, [1, 1]);
    expect(weights[0]).toBeGreaterThan(1.5);
    expect(weights[1]).toBe(0);
  });

  it("keeps weights small under a penalty", () => {
    const free = learnLogistic(grid(0, [2, 1]), 0, [0, 0]);
    const held = learnLogistic(grid(0, [2, 1]), 0.1, [0, 0]);
    expect(Math.abs(held.weights[0] ?? 0)).toBeLessThan(Math.abs(free.weights[0] ?? 0));
  });
});
