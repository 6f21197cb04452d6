import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDuration, readRateLimits, readRetryAfter } from "./rate-limits";

const NOW = new Date("2026-11-22T12:00:00Z");
const DAY_MS = 86_400_000;

/** A duration as Go writes it, which is what these headers carry. */
function written(ms: number): string {
  const [hours, minutes, rest] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, ms % 60_000];
  return `${hours > 0 ? `${hours}h` : ""}${hours > 0 || minutes > 0 ? `${minutes}m` : ""}${rest / 1_000}s`;
}

describe("a duration in a header", () => {
  it.each([
    ["7.66s", 7_660],
    ["2m59.56s", 179_560],
    ["120ms", 120],
    ["1h0m0s", 3_600_000],
    ["1d2h", 93_600_000],
    ["7", 7_000],
    ["0.5", 500],
    ["0s", 0],
  ])("%s is %i ms", (text, ms) => expect(readDuration(text)).toBe(ms));

  it.each(["", "soon", "-3s", "1m soon", "3 s", "9999h", "NaN", undefined])("%j is none", (text) =>
    expect(readDuration(text)).toBeNull(),
  );

  it("is read as it was written, to the millisecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * DAY_MS }), (ms) => {
        const read = readDuration(written(ms));
        // The sum of decimal seconds may end a hair above; a wait is rounded up, never down.
        expect(read).toBeGreaterThanOrEqual(ms);
        expect(read).toBeLessThanOrEqual(ms + 1);
      }),
    );
  });

  it("in retry-after may be a date; one that is past asks for no wait", () => {
    expect(readRetryAfter("Sun, 22 Nov 2026 12:01:30 GMT", NOW)).toBe(90_000);
    expect(readRetryAfter("Sun, 22 Nov 2026 11:00:00 GMT", NOW)).toBe(0);
    expect(readRetryAfter("whenever", NOW)).toBeNull();
  });
});

describe("the limits of an answer", () => {
  it("are none where no header tells any: unknown is not zero", () => {
    expect(readRateLimits({ "content-type": "application/json" }, NOW)).toBeNull();
    expect(readRateLimits(undefined, NOW)).toBeNull();
    expect(readRateLimits({ "x-ratelimit-remaining-tokens": "many" }, NOW)).toBeNull();
  });

  it("keep zero for zero and leave the rest unknown", () => {
    expect(readRateLimits({ "x-ratelimit-remaining-tokens": "0" }, NOW)).toEqual({
      requests: { limit: null, remaining: null, resetMs: null },
      tokens: { limit: null, remaining: 0, resetMs: null },
      retryAfterMs: null,
    });
  });

  it("never throw and never hold a number below zero, whatever a header says", () => {
    const names = ["limit", "remaining", "reset"].flatMap((what) => [
      `x-ratelimit-${what}-requests`,
      `x-ratelimit-${what}-tokens`,
    ]);
    const headers = fc.dictionary(fc.constantFrom(...names, "retry-after"), fc.string());
    fc.assert(
      fc.property(headers, (given) => {
        const read = readRateLimits(given, NOW);
        const values = read
          ? [...Object.values(read.requests), ...Object.values(read.tokens), read.retryAfterMs]
          : [];
        for (const value of values) expect(value === null || value >= 0).toBe(true);
      }),
    );
  });
});
