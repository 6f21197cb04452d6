import { describe, expect, it } from "vitest";
import type { EvidenceItem } from "@/lib/core/evidence";
import { DAY_MS } from "@/lib/core/clock";
import { competitionLevel } from "./competition-level";
import { sustainability } from "./sustainability";

let last = 0;
function item(
  metric: EvidenceItem["metric"],
  value: number | null,
  rest: Partial<EvidenceItem> = {},
): EvidenceItem {
  last += 1;
  return {
    id: `E${last}`,
    metric,
    origin: "web",
    text: "",
    value,
    unit: "count",
    range: null,
    points: null,
    url: null,
    seenAt: "2026-11-22T00:00:00Z",
    ...rest,
  };
}

function points(values: readonly number[], days: number): [string, number][] {
  const start = Date.parse("2024-06-01");
  return values.map((value, index) => [new Date(start + index * days * DAY_MS).toISOString(), value]);
}

const rising = points(
  Array.from({ length: 120 }, (_, week) => 50 + week),
  7,
);
const falling = points(
  Array.from({ length: 120 }, (_, week) => 200 - week * 1.5),
  7,
);

describe("competitionLevel", () => {
  const listings = (value: number) => item("competing-listings", value);
  const leader = (value: number) => item("review-count", value);
  const own = (value: number) => item("review-count", value, { origin: "amazon-best-sellers" });

  it.each([
    ["few listings and a weak leader", [listings(199), leader(999)], "low"],
    ["200 listings", [listings(200), leader(999)], "medium"],
    ["a leader of 1,000 reviews", [listings(199), leader(1_000)], "medium"],
    ["2,000 listings", [listings(2_000), leader(500)], "medium"],
    ["more than 2,000 listings", [listings(2_001), leader(500)], "high"],
    ["a leader above 20,000 reviews", [listings(50), leader(20_001)], "high"],
    ["few listings, leader unknown", [listings(10)], "medium"],
    ["weak leader, listings unknown", [leader(10)], "medium"],
    ["own reviews above the leader's", [listings(10), leader(10), own(25_000)], "high"],
    ["own reviews alone, few", [own(12)], null],
    ["nothing", [], null],
    ["items without a value", [item("competing-listings", null)], null],
  ] as const)("%s", (_, items, level) => {
    expect(competitionLevel(items).level).toBe(level);
  });

  it("is moved by the middle figure, not by one outlier", () => {
    expect(competitionLevel([listings(120), listings(140), listings(9_000_000), leader(400)]).level).toBe(
      "low",
    );
  });

  it("names the items it read and nothing it did not", () => {
    const [a, b, c] = [listings(150), leader(300), item("rating", 4.5)];
    expect(competitionLevel([a, b, c]).evidence).toEqual([a.id, b.id]);
  });

  it("does not hear an agent's opinion or free text", () => {
    expect(
      competitionLevel([item("web", null, { text: "Competition is low, only 5 listings." })]).level,
    ).toBeNull();
  });
});

describe("sustainability", () => {
  const series = (of: [string, number][]) => item("series", null, { points: of });

  it.each([
    ["a rising history", [series(rising)], true],
    ["a declining history", [series(falling)], false],
    ["stated yearly growth", [item("growth-yoy", 0.3, { unit: "fraction" })], true],
    ["a small yearly decline", [item("growth-yoy", -13, { unit: "percent" })], true],
    ["a yearly decline", [item("growth-yoy", -0.2, { unit: "fraction" })], false],
    [
      "a declining history beside stated growth",
      [series(falling), item("growth-yoy", 2, { unit: "fraction" })],
      false,
    ],
    ["two histories that disagree", [series(falling), series(rising)], false],
    ["ten days, climbing ranks", [item("days-seen", 10), item("rank-change", 3)], true],
    ["ten days, falling ranks", [item("days-seen", 12), item("rank-change", -3)], false],
    ["nine days, climbing ranks", [item("days-seen", 9), item("rank-change", 3)], null],
    ["ten days without any signal", [item("days-seen", 14)], null],
    [
      "ten days of falling engagement",
      [item("days-seen", 14), series(points([90, 80, 70, 60, 40, 30, 20, 10, 9, 8], 1))],
      false,
    ],
    [
      "ten days of steady engagement",
      [item("days-seen", 14), series(points([90, 91, 90, 88, 92, 90, 91, 90, 90, 89], 1))],
      true,
    ],
    [
      "ten days, ranks and engagement that disagree",
      [
        item("days-seen", 14),
        item("rank-change", 3),
        series(points([90, 80, 70, 60, 40, 30, 20, 10, 9, 8], 1)),
      ],
      null,
    ],
    ["week on week growth alone", [item("growth-wow", 5, { unit: "fraction" })], null],
    ["nothing", [], null],
  ] as const)("%s", (_, items, sustainable) => {
    expect(sustainability(items).sustainable).toBe(sustainable);
  });

  it("names the items that decided", () => {
    const history = series(rising);
    expect(sustainability([item("price", 3), history]).evidence).toEqual([history.id]);
    expect(sustainability([]).reasons).toHaveLength(1);
  });
});
