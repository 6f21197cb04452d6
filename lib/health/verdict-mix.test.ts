import { describe, expect, it } from "vitest";
import type { Verdict } from "@/lib/core/words";
import { mixOf } from "./verdict-mix";

const mix = (approve: number, review: number, reject: number) =>
  mixOf([
    ...Array<Verdict>(approve).fill("APPROVE"),
    ...Array<Verdict>(review).fill("REVIEW"),
    ...Array<Verdict>(reject).fill("REJECT"),
  ]);

describe("mixOf", () => {
  it("counts each verdict", () => {
    expect(mix(3, 5, 2)).toEqual({ counts: { APPROVE: 3, REVIEW: 5, REJECT: 2 }, runs: 10, alarm: null });
  });

  it("alarms above 70% REVIEW, not at it", () => {
    expect(mix(10, 70, 20).alarm).toBeNull();
    expect(mix(10, 71, 19).alarm).toBe(
      "71 of the last 100 verdicts are REVIEW, more than 70%: look at what is missing most often.",
    );
  });

  it("says nothing over fewer than twenty runs", () => {
    expect(mix(0, 19, 0).alarm).toBeNull();
    expect(mix(0, 20, 0).alarm).not.toBeNull();
    expect(mix(0, 0, 0)).toEqual({ counts: { APPROVE: 0, REVIEW: 0, REJECT: 0 }, runs: 0, alarm: null });
  });
});
