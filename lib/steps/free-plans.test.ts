import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { parseCron, nextCronTime } from "@/lib/platform/qstash/embedded/cron";
import type { CronTask } from "@/lib/core/words";
import { dailyNeeds, freePlanLines } from "./free-plans";
import { SCHEDULES } from "./schedules";

/** How often a cron expression fires in one day. */
function firings(expression: string): number {
  const cron = parseCron(expression);
  const start = Date.UTC(2026, 2, 2);
  let count = 0;
  for (
    let at = nextCronTime(cron, start - 1);
    at !== undefined && at < start + 86_400_000;
    at = nextCronTime(cron, at)
  ) {
    count += 1;
  }
  return count;
}

test("the arithmetic counts the ticks of the schedules as they stand", () => {
  const bare = dailyNeeds(0).messages;
  const ticks = Object.fromEntries(
    (Object.keys(SCHEDULES) as CronTask[]).map((task) => [task, firings(SCHEDULES[task].cron)]),
  );
  expect(bare).toEqual({
    // Five sources every hour, TikTok every three, Pinterest once a day.
    scan: (ticks["scan"] ?? 0) + 5 * 24 + 8 + 1,
    // Four questions, each with its message and one for its turn at a model.
    discover: (ticks["discover"] ?? 0) * 9,
    analyze: ticks["analyze"],
    health: ticks["health"],
  });
});

test("three products a tick are 288 analyses and 7,008 messages", () => {
  expect(dailyNeeds(3)).toMatchObject({ analyses: 288, messages: { analyze: 7_008 } });
});

test("the README shows what the command prints", () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, "../../README.md"), "utf8");
  for (const line of freePlanLines(3)) expect(readme).toContain(line);
});
