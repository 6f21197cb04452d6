import { describe, expect, test } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/core/clock";
import { simulate } from "./simulate";
import { FREE_PLAN } from "./simulated-provider";

/** The same limits of the minute with days that never bind, so that the minute does. */
const MINUTE_PLAN = { ...FREE_PLAN, requestsPerDay: 1_000_000, tokensPerDay: 100_000_000 };

describe.each([1, 2, 3, 4])("a hundred analyses at once, seed %i", (seed) => {
  const run = { seed, products: 100, pacing: "turns" } as const;

  test("on the free plan: not one refusal, and 95% of the quota is used while there is work", () => {
    const outcome = simulate({ ...run, limits: FREE_PLAN });
    expect(outcome).toMatchObject({ refusals: 0, finished: 100, failed: 0 });
    expect(outcome.share).toBeGreaterThanOrEqual(0.95);
    expect(outcome.messages.mean).toBeLessThanOrEqual(2.5);
  });

  test("with the limits of the minute alone", () => {
    const outcome = simulate({ ...run, limits: MINUTE_PLAN });
    expect(outcome).toMatchObject({ refusals: 0, finished: 100 });
    expect(outcome.share).toBeGreaterThanOrEqual(0.95);
  });

  test("with limits that shrink and grow meanwhile", () => {
    const outcome = simulate({
      ...run,
      limits: FREE_PLAN,
      changes: [
        { at: 10 * MINUTE_MS, limits: { ...FREE_PLAN, tokensPerMinute: 5_000 } },
        { at: 20 * MINUTE_MS, limits: { ...FREE_PLAN, tokensPerMinute: 16_000 } },
        { at: 2 * DAY_MS, limits: { ...FREE_PLAN, requestsPerDay: 500 } },
        { at: 4 * DAY_MS, limits: FREE_PLAN },
      ],
    });
    expect(outcome).toMatchObject({ refusals: 0, finished: 100 });
    expect(outcome.share).toBeGreaterThanOrEqual(0.95);
  });

  test("with a minute's limit that changes while it binds", () => {
    const outcome = simulate({
      ...run,
      limits: MINUTE_PLAN,
      changes: [
        { at: 10 * MINUTE_MS, limits: { ...MINUTE_PLAN, tokensPerMinute: 6_000 } },
        { at: 2 * HOUR_MS, limits: { ...MINUTE_PLAN, tokensPerMinute: 12_000 } },
        { at: 2.5 * HOUR_MS, limits: MINUTE_PLAN },
      ],
    });
    expect(outcome).toMatchObject({ refusals: 0, finished: 100 });
    expect(outcome.share).toBeGreaterThanOrEqual(0.95);
  });
});
