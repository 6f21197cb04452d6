import { describe, expect, test } from "vitest";
import { z } from "zod";
import { looseCount, looseList } from "./json-page";

describe("loose values", () => {
  test.each([
    [15_569, 15_569],
    ["15569", 15_569],
    ["15,569", 15_569],
    ["1.2M", 1_200_000],
    ["0", 0],
    ["-3", undefined],
    [-3, undefined],
    [1.5, undefined],
    ["1.5", undefined],
    ["many", undefined],
    ["", undefined],
    [null, undefined],
    [[7], undefined],
    [2 ** 60, undefined],
  ])("the count %j is %j", (value, count) => {
    expect(looseCount.parse(value)).toBe(count);
  });

  test("a list is kept without the entries that cannot be read; what is no list is absent", () => {
    const list = looseList(z.object({ text: z.string() }));
    expect(list.parse([null, { text: "a" }, { text: 5 }, [], { text: "b" }])).toEqual([
      { text: "a" },
      { text: "b" },
    ]);
    expect([null, undefined, {}, "a"].map((value) => list.parse(value))).toEqual(
      Array.from({ length: 4 }, () => undefined),
    );
  });
});
