import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actualMicros, mostMicros } from "./cost";

/** gpt-oss-120b on Groq. */
const PRICE = { inputPerMillion: 0.15, cachedInputPerMillion: 0.075, outputPerMillion: 0.6, perSearch: 0 };
const SEARCHING = { ...PRICE, perSearch: 0.005 };

describe("what a call cost", () => {
  it("is its tokens at their prices, cached ones at theirs, rounded up to a millionth of a dollar", () => {
    const usage = { inputTokens: 3_000, outputTokens: 1_000, cachedTokens: 1_000 };
    // 2,000 x 0.15 + 1,000 x 0.075 + 1,000 x 0.6 = 975 millionths
    expect(actualMicros(PRICE, { costUsd: null, usage })).toBe(975);
    expect(actualMicros(PRICE, { costUsd: null, usage: { ...usage, cachedTokens: null } })).toBe(1_050);
    expect(actualMicros(PRICE, { costUsd: null, usage: { ...usage, inputTokens: 3_001 } })).toBe(976);
    expect(actualMicros(SEARCHING, { costUsd: null, usage })).toBe(5_975);
  });

  it("is what the provider says where it says it, nothing for a model of one's own, and unknown where nobody knows", () => {
    const unknown = { inputTokens: null, outputTokens: null, cachedTokens: null };
    expect(actualMicros(PRICE, { costUsd: 0.012_345, usage: unknown })).toBe(12_345);
    expect(actualMicros(null, { costUsd: null, usage: unknown })).toBe(0);
    expect(actualMicros(PRICE, { costUsd: null, usage: unknown })).toBeNull();
    expect(actualMicros(PRICE, { costUsd: null, usage: null })).toBeNull();
    const refused = { inputTokens: 0, outputTokens: 0, cachedTokens: 0 };
    expect(actualMicros(SEARCHING, { costUsd: null, usage: refused })).toBe(0);
  });

  it("is never above what was reserved for it, whatever the text and the repair", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.integer({ min: 1, max: 8_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.boolean(),
        (text, maxOutputTokens, part, repaired) => {
          const bytes = Buffer.byteLength(text);
          // Each byte a token, the answer as long as it may be, and all of it once more for the repair.
          const inputTokens = repaired ? 2 * bytes + maxOutputTokens : bytes;
          const outputTokens = (repaired ? 2 : 1) * maxOutputTokens;
          const usage = { inputTokens, outputTokens, cachedTokens: Math.floor(part * inputTokens) };
          const cost = actualMicros(PRICE, { costUsd: null, usage }) ?? Infinity;
          expect(cost).toBeLessThanOrEqual(mostMicros(PRICE, { bytes, maxOutputTokens }));
        },
      ),
    );
  });
});
