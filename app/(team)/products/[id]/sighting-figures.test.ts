import { expect, it } from "vitest";
import type { Sighting } from "@/lib/core/sighting";
import { sightingFigures } from "./sighting-figures";

const seen = (figures: Partial<Sighting>): Sighting => ({
  kind: "product",
  externalId: "x",
  title: "A lamp",
  seenAt: "2026-03-10T12:00:00Z",
  ...figures,
});

it("calls a figure what its origin calls it", () => {
  const figures = { upvotes: 1200, comments: 1 };
  expect(sightingFigures("reddit", seen(figures))).toEqual(["1.2K upvotes", "1 comment"]);
  expect(sightingFigures("instagram", seen(figures))).toEqual(["1.2K likes", "1 comment"]);
  expect(sightingFigures("pinterest", seen({ upvotes: 1 }))).toEqual(["1 save"]);
});

it("counts posts beside views, and says nothing of what is not known", () => {
  expect(sightingFigures("tiktok", seen({ views: 2_500_000, trendStrength: "1,234 posts" }))).toEqual([
    "2.5M views",
    "1,234 posts",
  ]);
  expect(sightingFigures("google-trends", seen({ trendStrength: "200+" }))).toEqual([]);
});

it("says of a growth that its source has capped that it is more", () => {
  const growth = { yoy: 1.49 };
  expect(sightingFigures("pinterest", seen({ growth }))).toEqual(["+149% in a year"]);
  expect(sightingFigures("pinterest", seen({ growth, growthIsBound: ["yoy"] }))).toEqual([
    "more than +149% in a year",
  ]);
});
