import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clipText, warns } from "./clip-text";

describe("a clipped text", () => {
  it("is no longer than its limit, well formed, and a part of the whole", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 400 });
    fc.assert(
      fc.property(text, fc.integer({ min: 10, max: 300 }), (whole, limit) => {
        const cut = clipText(whole, limit);
        expect(cut.length).toBeLessThanOrEqual(limit);
        expect(cut.isWellFormed()).toBe(whole.isWellFormed());
        if (whole.length > limit) expect(whole).toContain(cut.replace(/^…/, "").replace(/…$/, ""));
        else expect(cut).toBe(whole);
      }),
    );
  });

  it("keeps a warning that stands far behind", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (before, after) => {
        const text = `${"a ".repeat(before)}was recalled ${"b ".repeat(after)}`;
        expect(warns(clipText(text, 110))).toBe(true);
      }),
    );
  });
});
