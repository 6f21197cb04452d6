import { describe, expect, test } from "vitest";
import type { Sighting } from "@/lib/core/sighting";
import type { Parsed } from "@/scanners/scanner";
import { gatherPages } from "./gather-pages";
import type { ReadPage } from "./collect-pages";
import { isDue } from "./plan-scan";

const item: Sighting = { kind: "product", externalId: "1", title: "Lamp", seenAt: "2026-03-02T10:00:00Z" };
const page = (parsed: Parsed) => ({ body: "<html>robot check</html>", parsed });
const items = page({ kind: "items", items: [item], rejects: [] });
const empty = page({ kind: "empty", items: [], rejects: [] });
const blocked = page({ kind: "blocked", items: [], rejects: [], why: "It shows a robot check." });
const unknown = page({ kind: "unknown", items: [], rejects: [], why: "no list" });

const gathered = (
  pages: readonly ReadPage[],
  missed: readonly string[] = [],
  nothingNew: string | null = null,
) => gatherPages({ mode: "live", pages, missed, nothingNew, note: null }).outcome;

describe("the state a scan finds its source in", () => {
  test.each([
    ["items alone", [items], "live"],
    ["a page that says there is nothing", [empty], "failed"],
    ["no page at all", [], "failed"],
    ["a block beside items", [items, blocked], "live"],
    ["a block after an empty look-up page", [empty, blocked], "blocked"],
    ["a page nobody recognises", [unknown], "failed"],
    ["a block beside a page nobody recognises", [unknown, blocked], "blocked"],
  ] as const)("%s", (_name, pages, state) => {
    expect(gathered(pages).outcome).toBe(state);
  });

  test("what was wrong is said, and the first 2 kB are kept for a person", () => {
    const outcome = gathered([items, blocked], ["not read: bestsellers/pets/1: timeout"]);
    expect(outcome.why).toBe("It shows a robot check; not read: bestsellers/pets/1: timeout");
    expect(outcome.snippet).toBe("<html>robot check</html>");
  });
});

test("zero items are an alarm with the page beside it, unless the scanner says why they are right", () => {
  expect(gathered([empty])).toMatchObject({ outcome: "failed", snippet: "<html>robot check</html>" });
  expect(gathered([empty]).why).toContain("Nothing stood on its one page");
  const why = "The newest data is of 2026-11-14, as at the last look.";
  expect(gathered([empty], [], why)).toMatchObject({
    outcome: "live",
    why: null,
    note: why,
    snippet: null,
  });
  expect(gathered([blocked], [], why)).toMatchObject({ outcome: "blocked" });
});

describe("a source is due by its own interval", () => {
  const now = new Date("2026-03-02T10:00:00Z");
  const source = (minutesAgo: number | null, scanIntervalMinutes = 60, enabled = true) => ({
    enabled,
    scanIntervalMinutes,
    lastScan: minutesAgo === null ? null : new Date(now.getTime() - minutesAgo * 60_000),
    nextTryAt: null,
  });
  test("and not before the time it has asked for", () => {
    const asked = { ...source(120), nextTryAt: new Date(now.getTime() + 1) };
    expect(isDue(asked, now)).toBe(false);
    expect(isDue({ ...asked, nextTryAt: now }, now)).toBe(true);
  });
  test.each([
    ["never scanned", source(null), true],
    ["scanned an hour ago", source(60), true],
    ["an hourly tick that comes a few seconds early", source(59.9), true],
    ["scanned half an hour ago", source(30), false],
    ["once a day, scanned an hour ago", source(60, 1_440), false],
    ["switched off", source(null, 60, false), false],
  ])("%s", (_name, given, due) => {
    expect(isDue(given, now)).toBe(due);
  });
});
