import { describe, expect, it } from "vitest";
import { nextCronTime, parseCron } from "./cron";

/** The first `count` times after `after`, as ISO strings. */
function times(expression: string, after: string, count = 1): string[] {
  const cron = parseCron(expression);
  const found: string[] = [];
  let at: number | undefined = Date.parse(after);
  while (found.length < count) {
    at = nextCronTime(cron, at);
    if (at === undefined) break;
    found.push(new Date(at).toISOString());
  }
  return found;
}

describe("when a cron expression fires", () => {
  it.each([
    ["* * * * *", "2026-11-22T10:00:30Z", ["2026-11-22T10:01:00.000Z"]],
    ["0 * * * *", "2026-11-22T10:00:00Z", ["2026-11-22T11:00:00.000Z"]],
    ["*/15 * * * *", "2026-11-22T10:44:59Z", ["2026-11-22T10:45:00.000Z", "2026-11-22T11:00:00.000Z"]],
    ["0 */6 * * *", "2026-11-22T18:30:00Z", ["2026-11-23T00:00:00.000Z", "2026-11-23T06:00:00.000Z"]],
    ["5-10/5,30 2 * * *", "2026-11-22T02:06:00Z", ["2026-11-22T02:10:00.000Z", "2026-11-22T02:30:00.000Z"]],
    ["0 9 * * mon-fri", "2026-11-20T10:00:00Z", ["2026-11-23T09:00:00.000Z"]],
    ["0 0 * * 7", "2026-11-20T10:00:00Z", ["2026-11-22T00:00:00.000Z"]],
    ["0 0 1 JAN *", "2026-02-01T00:00:00Z", ["2027-01-01T00:00:00.000Z"]],
    ["0 0 29 2 *", "2026-03-01T00:00:00Z", ["2028-02-29T00:00:00.000Z"]],
    ["0 0 13 * 5", "2026-11-01T00:00:00Z", ["2026-11-06T00:00:00.000Z", "2026-11-13T00:00:00.000Z"]],
    ["@daily", "2026-11-22T10:00:00Z", ["2026-11-23T00:00:00.000Z"]],
    ["30 4 * * * ", "2026-12-31T23:00:00Z", ["2027-01-01T04:30:00.000Z"]],
  ])("%s after %s", (expression, after, expected) => {
    expect(times(expression, after, expected.length)).toEqual(expected);
  });

  it("keeps to the wall clock of its zone across summer time", () => {
    expect(times("CRON_TZ=America/New_York 0 4 * * *", "2026-03-07T00:00:00Z", 3)).toEqual([
      "2026-03-07T09:00:00.000Z",
      "2026-03-08T08:00:00.000Z",
      "2026-03-09T08:00:00.000Z",
    ]);
  });

  it("leaves out a time that summer time skips and fires once in the hour that occurs twice", () => {
    expect(times("CRON_TZ=America/New_York 30 2 * * *", "2026-03-07T12:00:00Z")).toEqual([
      "2026-03-09T06:30:00.000Z",
    ]);
    expect(times("CRON_TZ=America/New_York 30 1 1 11 *", "2026-10-01T00:00:00Z", 2)).toEqual([
      "2026-11-01T05:30:00.000Z",
      "2027-11-01T05:30:00.000Z",
    ]);
  });

  it("knows zones with half hours", () => {
    expect(times("CRON_TZ=Asia/Kolkata 0 0 * * *", "2026-11-22T00:00:00Z")).toEqual([
      "2026-11-22T18:30:00.000Z",
    ]);
  });

  it("never fires on the 30th of February", () => {
    expect(nextCronTime(parseCron("0 0 30 2 *"), 0)).toBeUndefined();
  });

  it.each([
    "",
    "* * * *",
    "* * * * * *",
    "60 * * * *",
    "* 24 * * *",
    "5-1 * * * *",
    "*/0 * * * *",
    "a * * * *",
    "CRON_TZ=Nowhere/At_All * * * * *",
    "1-2-3 * * * *",
  ])("%s is refused", (expression) => {
    expect(() => parseCron(expression)).toThrow(SyntaxError);
  });
});
