import fc from "fast-check";
import { expect, test } from "vitest";
import { engagementChange } from "./engagement-change";

const look = (
  hour: number,
  figures: { views?: number; upvotes?: number; comments?: number },
  externalId = "post",
) => ({
  detail: { externalId, ...figures },
  seenAt: new Date(Date.UTC(2026, 10, 22, 0, Math.round(hour * 60))),
});

test("likes and comments of the same post between two looks", () => {
  expect(
    engagementChange([look(3, { upvotes: 220, comments: 20 }), look(1, { upvotes: 100, comments: 20 })]),
  ).toEqual({
    measure: "votes",
    gained: 120,
    hours: 2,
    perHour: 60,
  });
});

test("of several posts the fastest, never one post against another", () => {
  const posts = [look(2, { upvotes: 9_000, comments: 0 }, "a"), look(1, { upvotes: 10, comments: 0 }, "b")];
  expect(engagementChange(posts)).toBeNull();
  const again = [look(3, { upvotes: 9_010, comments: 0 }, "a"), look(3, { upvotes: 50, comments: 0 }, "b")];
  expect(engagementChange([...posts, ...again])).toMatchObject({ gained: 40, hours: 2 });
});

test("a hidden like count is unknown: the look with it is passed over", () => {
  const looks = [
    look(4, { upvotes: 140, comments: 5 }),
    look(3, { comments: 5 }),
    look(2, { upvotes: 100, comments: 5 }),
  ];
  expect(engagementChange(looks)).toMatchObject({ gained: 40, hours: 2 });
  expect(engagementChange(looks.slice(1))).toBeNull();
});

test("looks too close together or too far apart say nothing", () => {
  expect(engagementChange([look(1.2, { views: 9 }), look(1, { views: 1 })])).toBeNull();
  expect(engagementChange([look(60, { views: 9 }), look(1, { views: 1 })])).toBeNull();
  expect(engagementChange([look(1, { views: 9 })])).toBeNull();
  expect(engagementChange([])).toBeNull();
});

test("the order in which looks are handed over does not matter, and more likes are never a slower pace", () => {
  const views = fc.nat({ max: 1_000_000 });
  fc.assert(
    fc.property(
      views,
      views,
      fc.nat({ max: 1_000 }),
      fc.integer({ min: 1, max: 40 }),
      (before, now, more, hours) => {
        const looks = [look(hours, { views: now }), look(0, { views: before })];
        const change = engagementChange(looks);
        expect(engagementChange(looks.toReversed())).toEqual(change);
        const faster = engagementChange([look(hours, { views: now + more }), look(0, { views: before })]);
        expect(faster?.perHour).toBeGreaterThanOrEqual(change?.perHour ?? Number.NaN);
      },
    ),
  );
});
