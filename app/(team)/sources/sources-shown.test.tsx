import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ScanListRow } from "@/db/queries/pages/sources";
import type { SourceRow } from "@/db/queries/source-steps";
import { Limits, spanOf } from "./[name]/limits";
import { Scans } from "./[name]/scans";
import { nextTry } from "./next-try";
import { dueAt, everyWords, isAlarm, keyLinkOf, whyOf } from "./source-words";
import { Why } from "./why";

const now = new Date("2026-11-22T10:00:00Z");
const minutesFromNow = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

const source: SourceRow = {
  id: 6,
  name: "instagram",
  sourceType: "json",
  url: null,
  enabled: true,
  productsFound: 0,
  successfulPosts: 0,
  lastScan: minutesFromNow(-20),
  scanIntervalMinutes: 60,
  config: {},
  state: "live",
  stateSince: now,
  stateWhy: null,
  lastSuccess: now,
  nextTryAt: null,
  memory: {},
  quota: null,
  rateLimit: null,
};
const scan: ScanListRow = {
  id: 7,
  source: "instagram",
  plannedFor: now,
  status: "DONE",
  attempt: 1,
  leaseToken: null,
  leaseExpiresAt: null,
  outcome: "blocked",
  pages: 3,
  unchanged: 1,
  found: 0,
  newProducts: 0,
  mergedProducts: 0,
  rejected: 0,
  lastError: "blocked: a robot check",
  note: "The token ends by 2026-12-31.",
  snippet: "<script>alert(1)</script><b>Press here</b>",
  createdAt: now,
  startedAt: now,
  finishedAt: now,
};
const scansOf = (alarm: boolean) =>
  renderToStaticMarkup(<Scans scans={[scan, { ...scan, id: 6 }]} now={now} alarm={alarm} />);

describe("when a source is tried next", () => {
  test.each([
    ["by its interval", {}, 40],
    ["later, where it has asked for that", { nextTryAt: minutesFromNow(90) }, 90],
    ["by its interval, where that is later", { nextTryAt: minutesFromNow(10) }, 40],
    ["at once, before its first scan", { lastScan: null }, 0],
  ])("%s", (_name, over, minutes) => {
    expect(dueAt({ ...source, ...over }, now)).toEqual(minutesFromNow(minutes));
  });

  test("not while it is off; and what decides is said", () => {
    expect(dueAt({ ...source, enabled: false }, now)).toBeNull();
    expect(nextTry(source, now).detail).toBe("every hour");
    expect([90, 180, 1_440].map(everyWords)).toEqual(["every 90 min", "every 3 hours", "every 24 hours"]);
    expect(nextTry({ ...source, nextTryAt: minutesFromNow(90) }, now).detail).toBe("as the source has asked");
  });
});

test("a missing key is said with a link to where one is had, and no other state makes links of text", () => {
  const why = "Connect an account. https://developers.example/docs?a=1";
  expect(keyLinkOf(why)).toEqual({
    sentence: "Connect an account.",
    link: "https://developers.example/docs?a=1",
  });
  const shown = (state: SourceRow["state"]) =>
    renderToStaticMarkup(<Why source={{ ...source, state, stateWhy: why }} />);
  expect(shown("needs-key")).toContain('href="https://developers.example/docs?a=1"');
  expect(shown("blocked")).not.toContain("href");
});

test("a source that is live says what it could not read, and that its budget is used up", () => {
  const quota = { used: 30, limit: 30, windowDays: 7, unit: "hashtags" };
  expect(whyOf(source)).toBe("Read from the source itself.");
  expect(whyOf({ ...source, stateWhy: "It shows a robot check." })).toBe(
    "Read from the source itself. Not all of it could be read: It shows a robot check.",
  );
  expect(whyOf({ ...source, quota })).toContain("all 30 hashtags of its 7 days were used");
  for (const free of [
    { ...quota, used: 29 },
    { ...quota, windowDays: 1 / 1_440 },
  ])
    expect(whyOf({ ...source, quota: free })).toBe("Read from the source itself.");
  expect(whyOf({ ...source, quota, state: "blocked", stateWhy: "No." })).toBe("No.");
});

test("blocked and failed are alarms, of a source that is on", () => {
  const alarms = (["live", "sample", "needs-key", "blocked", "stale", "failed", "off"] as const).filter(
    (state) => isAlarm({ enabled: true, state }),
  );
  expect(alarms).toEqual(["blocked", "failed"]);
  expect(isAlarm({ enabled: false, state: "blocked" })).toBe(false);
});

test("what came back stands as inert text, open where it is an alarm of the newest scan", () => {
  const alarm = scansOf(true);
  expect(alarm).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
  expect(alarm).not.toContain("<script");
  expect(alarm.match(/<details[^>]* open=""/g)).toHaveLength(1);
  expect(scansOf(false)).not.toMatch(/<details[^>]* open=""/);
  expect(alarm).toContain("3 (1 unchanged)");
  expect(alarm).toContain("The token ends by 2026-12-31.");
});

test("limits are shown where there are any: what is left, and the headers as text", () => {
  expect(renderToStaticMarkup(<Limits source={source} now={now} />)).toBe("");
  const quota = { used: 12, limit: 30, windowDays: 7, unit: "hashtags", resetsAt: "2026-11-23T10:00:00Z" };
  const rateLimit = { headers: { "x-ratelimit-remaining": "<i>599" }, seenAt: now.toISOString() };
  const html = renderToStaticMarkup(<Limits source={{ ...source, quota, rateLimit }} now={now} />);
  expect(html).toMatch(/Left<\/dt><dd[^>]*>18<\/dd><dd[^>]*>of 30 hashtags in 7 days/);
  expect(html).toContain("&lt;i&gt;599");
});

test.each([
  [7, "7 days"],
  [1, "1 day"],
  [300 / 86_400, "5 minutes"],
  [0.5, "12 hours"],
  [1 / 86_400, "1 second"],
])("%d days are %s", (days, words) => {
  expect(spanOf(days)).toBe(words);
});
