import { execFile } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/core/clock";

const root = path.resolve(import.meta.dirname, "../../..");
const folder = mkdtempSync(path.join(tmpdir(), "trend-"));

/** Runs the command as `npm run trend` does, on a file of that content; null is a file that is not there. */
function trend(content: string | null): Promise<{ code: number; out: string; err: string }> {
  const file = path.join(folder, content === null ? "missing" : "series.jsonl");
  if (content !== null) writeFileSync(file, content);
  const { promise, resolve } = Promise.withResolvers<{ code: number; out: string; err: string }>();
  const command = ["--import", "tsx", path.join(root, "scripts/trend.ts"), file];
  execFile(process.execPath, command, { cwd: root }, (error, out, err) => {
    resolve({ code: typeof error?.code === "number" ? error.code : error ? -1 : 0, out, err });
  });
  return promise;
}

const weekly = (weeks: number, value: (week: number) => number) =>
  Array.from({ length: weeks }, (_, week): [string, number] => [
    new Date(Date.UTC(2024, 0, 1) + week * 7 * DAY_MS).toISOString().slice(0, 10),
    value(week),
  ]);
const season = (week: number) => 50 + 40 * Math.sin((2 * Math.PI * week) / 52);

describe("npm run trend", () => {
  it("answers each line in its place, and prints nothing but JSON", async () => {
    const lines = [
      { id: "up", points: weekly(130, (week) => season(week) * 1.6 ** (week / 52)).toReversed() },
      {
        id: "down",
        points: weekly(130, (week) => season(week) * 0.6 ** (week / 52)).map(([d, v]) => [d, `${v}`]),
      },
      { id: "same", points: weekly(130, season).map(([day, value], week) => [day, week % 7 ? value : null]) },
      { id: 4, points: [] },
    ];
    const { code, out, err } = await trend(`${lines.map((line) => JSON.stringify(line)).join("\n\n")}\n`);
    expect([code, err]).toEqual([0, ""]);
    const said: unknown[] = out
      .trim()
      .split("\n")
      .map((line): unknown => JSON.parse(line));
    expect(said).toMatchObject([
      { id: "up", direction: "rising", seasonal: true },
      { id: "down", direction: "declining", seasonal: true },
      { id: "same", direction: "stable", seasonal: true },
      { id: 4, direction: null, score: null, seasonal: false },
    ]);
    for (const line of said)
      expect(Object.keys(line ?? {})).toEqual(["id", "direction", "score", "seasonal"]);
  });

  it("prints one line on standard error and exits 2 where the file is missing, empty or malformed", async () => {
    const good = JSON.stringify({ id: "a", points: weekly(5, () => 1) });
    const answers = [await trend(null), await trend(" \n"), await trend(`${good}\n{"id":"b"}\n`)];
    for (const { code, out, err } of answers) {
      expect([code, out]).toEqual([2, ""]);
      expect(err.trim().split("\n")).toHaveLength(1);
    }
    expect(answers[2]?.err).toContain("line 2: points: a list of [date, value] pairs is wanted");
  });
});
