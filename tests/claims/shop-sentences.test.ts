/** Short sentences as shops, feeds and dashboards write them, with claims that restate them and claims that bend them. */
import { describe, expect, it } from "vitest";
import { misjudged, readCases } from "./judged-sentences";

const FILES = [
  "shop-sentences.txt",
  "named-numbers.txt",
  "comparisons.txt",
  "periods.txt",
  "diverse-products.txt",
  "more-products.txt",
  "dense-products.txt",
];

describe.each(FILES)("%s", (file) => {
  const cases = readCases(file);

  it.each([
    ["carries", true],
    ["does not carry", false],
  ])("the evidence %s all of its claims", (_, supported) => {
    const asked = cases.filter((one) => one.supported === supported);
    expect(asked.length).toBeGreaterThan(20);
    expect(misjudged(asked)).toEqual([]);
  });
});
