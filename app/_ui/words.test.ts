import { describe, expect, it } from "vitest";
import {
  formatAmount,
  formatCount,
  formatDuration,
  formatFraction,
  formatPercent,
  formatScore,
  formatUsd,
  UNKNOWN,
} from "./format";
import { errorNumber } from "./error-number";
import { originCount } from "./origin-count";
import { safeHref } from "./out-link";
import { queryString } from "./query-string";
import { sparklinePoints } from "./sparkline";
import { relativeTime } from "./time";

describe("figures", () => {
  it("what is not known reads unknown, and zero reads zero", () => {
    for (const format of [
      formatCount,
      formatPercent,
      formatFraction,
      formatScore,
      formatUsd,
      formatDuration,
    ]) {
      expect(format(null)).toBe(UNKNOWN);
      expect(format(0)).toMatch(/0/);
    }
    expect(formatAmount(null, "USD")).toBe(UNKNOWN);
    expect(formatAmount("0.00", "USD")).toBe("$0.00");
  });

  it("a percentage stays a percentage and a fraction becomes one", () => {
    expect(formatPercent(32)).toBe("32%");
    expect(formatFraction(0.32)).toBe("32%");
  });

  it("durations read as people say them", () => {
    expect([85, 1_240, 185_000, 7_440_000].map(formatDuration)).toEqual([
      "85 ms",
      "1.2 s",
      "3 min 5 s",
      "2 h 4 min",
    ]);
    expect(formatDuration(Number.NaN)).toBe(UNKNOWN);
  });

  it("times read from now, in both directions", () => {
    const now = new Date("2026-03-10T12:00:00Z");
    const at = (minutes: number) => relativeTime(new Date(now.getTime() + minutes * 60_000), now);
    expect([at(0), at(-2), at(-150), at(60)]).toEqual(["just now", "2 min. ago", "2 hr. ago", "in 1 hr."]);
  });
});

describe("addresses", () => {
  it("only http and https may be followed", () => {
    expect(safeHref("https://example.com/a")).toBe("https://example.com/a");
    for (const bad of [
      "javascript:alert(1)",
      " javascript:alert(1)",
      "data:text/html,x",
      "//example.com",
      "",
      null,
    ]) {
      expect(safeHref(bad)).toBeNull();
    }
  });

  it("a query leaves out what is not chosen and escapes the rest", () => {
    expect(queryString({ q: "a&b", status: undefined, sort: "", page: 2 })).toBe("?q=a%26b&page=2");
    expect(queryString({ q: undefined })).toBe("");
  });
});

describe("the sparkline", () => {
  it("puts the best value at the top, whichever way is good", () => {
    const heights = (points: string) => points.split(" ").map((point) => Number(point.split(",")[1]));
    const [low = 0, high = 0] = heights(sparklinePoints([1, 9]));
    expect(high).toBeLessThan(low);
    const [worse = 0, better = 0] = heights(sparklinePoints([9, 1], true));
    expect(better).toBeLessThan(worse);
  });

  it("draws a flat line where nothing changes", () => {
    expect(
      sparklinePoints([5, 5, 5])
        .split(" ")
        .map((point) => point.split(",")[1]),
    ).toEqual(["16.0", "16.0", "16.0"]);
  });
});

describe("an error's number", () => {
  it("is shown, its message never", () => {
    expect(errorNumber({ digest: "123", message: "secret" })).toBe("123");
    expect(errorNumber(new Error("secret"))).toBeNull();
    expect(errorNumber("secret")).toBeNull();
  });
});

it("one source is named, several are counted, and what is no source is not among them", () => {
  expect(originCount(["reddit"])).toBe("Reddit");
  expect(originCount(["reddit", "tiktok"])).toBe("2 sources");
  expect(originCount([])).toBe("No source");
  expect(originCount(["reddit", "tiktok", "web"])).toBe("2 sources and the web");
  expect(originCount(["reddit", "web"])).toBe("Reddit and the web");
  expect(originCount(["web", "person"])).toBe("the web and a person");
  expect(originCount(["person"])).toBe("Added by hand");
});
