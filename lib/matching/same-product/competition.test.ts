import { describe, expect, it } from "vitest";
import { compete, isTwoLists, type Scored, standings } from "./competition";

const pair = (left: string, right: string, odds: number): Scored => ({ left, right, odds });

describe("competition between pairs", () => {
  it("tells how far a pair is behind or ahead of the others of its offers", () => {
    expect(standings([pair("a", "x", 2), pair("a", "y", 0.5), pair("b", "z", 1)])).toEqual([
      [2, 0, 1.5, 0],
      [0.5, -1.5, 0, 0],
      [1, 0, 0, 1],
    ]);
  });

  it("counts a tie as a rival, and a long lead as a fixed one", () => {
    expect(standings([pair("a", "x", 1), pair("a", "y", 1), pair("b", "x", -9)])).toEqual([
      [1, 0, 0, 0],
      [1, 0, 0, 0],
      [-9, -3, 0, 0],
    ]);
  });

  it("takes an offer on both sides as one list that is compared with itself", () => {
    expect(isTwoLists([pair("a", "x", 0), pair("b", "y", 0)])).toBe(true);
    expect(isTwoLists([pair("a", "b", 0), pair("b", "c", 0)])).toBe(false);
  });

  it("makes the second best partner less likely between two lists, and nothing within one", () => {
    const [best = 0, second = 0] = compete([pair("a", "x", 2), pair("a", "y", 1)]);
    const [alone = 0] = compete([pair("a", "y", 1)]);
    expect(second).toBeLessThan(best);
    expect(second).toBeLessThan(alone);
    expect(compete([pair("a", "b", 2), pair("b", "a", 1)])).toEqual([2, 1]);
  });
});
