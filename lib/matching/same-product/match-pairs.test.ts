import { describe, expect, it } from "vitest";
import { matchPairs } from "./match-pairs";

const offer = (title: string) => ({ title });

describe("a file of pairs", () => {
  it("is answered in order, and only the best of several partners is the same", () => {
    const lamp = offer("Nordlux Tangens floor lamp 45204003");
    const answers = matchPairs([
      { left: lamp, right: offer("Nordlux Tangens lamp 45204060") },
      { left: lamp, right: offer("Nordlux Tangens floor lamp 45204003 (4.5 stars)") },
      { left: offer("Weber Rapidfire chimney starter"), right: offer("Panasonic in-ear headphone") },
    ]);
    expect(answers.map(({ same }) => same)).toEqual([false, true, false]);
  });

  it("of nothing has no answers", () => expect(matchPairs([])).toEqual([]));
});
