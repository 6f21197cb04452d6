import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/core/clock";
import { trendDirection } from "./trend-direction";

const START = Date.parse("2024-01-01");

function weekly(values: readonly number[]): [string, number][] {
  return values.map((value, week) => [new Date(START + week * 7 * DAY_MS).toISOString().slice(0, 10), value]);
}

function daily(values: readonly number[]): [string, number][] {
  return values.map((value, day) => [new Date(START + day * DAY_MS).toISOString().slice(0, 10), value]);
}

/** A yearly wave around `level`, times `growth` a year. */
function wave(weeks: number, growth: number, level = 100): number[] {
  return Array.from(
    { length: weeks },
    (_, week) => level * growth ** (week / 52) * (1 + 0.8 * Math.sin((2 * Math.PI * week) / 52)),
  );
}

describe("trendDirection", () => {
  it("gives no answer on fewer than five points", () => {
    expect(trendDirection(weekly([1, 2, 3, 4]))).toBeNull();
    expect(trendDirection([])).toBeNull();
    expect(
      trendDirection([
        ["no date", 1],
        ["2024-01-01", Number.NaN],
        ["", 3],
        ["x", 4],
        ["y", 5],
        ["z", 6],
      ]),
    ).toBeNull();
  });

  it("is not fooled by the season: a collapse that comes every year is stable", () => {
    for (let weeks = 104; weeks < 156; weeks += 4) {
      expect(trendDirection(weekly(wave(weeks, 1)))).toMatchObject({ direction: "stable" });
    }
    expect(trendDirection(weekly(wave(130, 1)))).toMatchObject({ seasonal: true });
  });

  it("sees growth and decline under the season", () => {
    for (let weeks = 104; weeks < 156; weeks += 4) {
      expect(trendDirection(weekly(wave(weeks, 1.5)))).toMatchObject({ direction: "rising" });
      expect(trendDirection(weekly(wave(weeks, 0.6)))).toMatchObject({ direction: "declining" });
    }
  });

  it("is surer the more history there is, and says what it compared", () => {
    const two = trendDirection(weekly(wave(130, 1.2)));
    const one = trendDirection(weekly(wave(52, 1.2)));
    const short = trendDirection(daily([1, 2, 3, 4, 5, 6, 7, 8]));
    expect(two?.confidence).toBeGreaterThan(one?.confidence ?? 1);
    expect(one?.confidence).toBeGreaterThan(short?.confidence ?? 1);
    expect(short?.confidence).toBeLessThanOrEqual(0.3);
    expect(short?.basis).toContain("too short");
    expect(one?.basis).toContain("one year");
  });

  it("calls a single peak within one year seasonal, and its end no rise", () => {
    const peak = Array.from({ length: 52 }, (_, week) => (week >= 38 && week <= 44 ? 100 : 5));
    expect(trendDirection(weekly(peak))).toMatchObject({ seasonal: true, direction: "stable" });
  });

  it("reads a short daily history as velocity", () => {
    expect(trendDirection(daily([10, 11, 13, 16, 20, 25, 31, 38]))).toMatchObject({ direction: "rising" });
    expect(trendDirection(daily([40, 38, 30, 24, 20, 15, 12, 9]))).toMatchObject({ direction: "declining" });
    expect(trendDirection(daily([20, 20, 21, 20, 20, 19, 20, 20]))).toMatchObject({ direction: "stable" });
  });

  it("does not call growth a season, and needs a year and a half to call anything one", () => {
    const line = Array.from({ length: 156 }, (_, week) => 20 + week);
    expect(trendDirection(weekly(line))).toMatchObject({ direction: "rising", seasonal: false });
    const noise = Array.from({ length: 156 }, (_, week) => 50 + ((week * 7_919) % 31));
    expect(trendDirection(weekly(noise))).toMatchObject({ seasonal: false });
    expect(trendDirection(weekly(wave(156, 1.5)))).toMatchObject({ seasonal: true });
    expect(trendDirection(weekly(wave(70, 1)))).toMatchObject({ seasonal: false });
    expect(trendDirection(weekly(wave(30, 1)))).toMatchObject({ seasonal: false });
  });

  it("answers the same for months as for the weeks they are made of", () => {
    for (const growth of [0.6, 1, 1.5]) {
      const months = Array.from({ length: 30 }, (_, month): [string, number] => [
        new Date(Date.UTC(2023, month, 1)).toISOString().slice(0, 10),
        100 * growth ** (month / 12) * (1 + 0.8 * Math.sin((2 * Math.PI * month) / 12)),
      ]);
      const direction = growth > 1 ? "rising" : growth < 1 ? "declining" : "stable";
      expect(trendDirection(months)).toMatchObject({ direction, seasonal: true });
    }
  });

  it("bridges gaps, and reads two points only when asked to", () => {
    const holes = weekly(wave(130, 1.5)).filter((_, week) => week % 5 !== 2 && (week < 40 || week > 46));
    expect(trendDirection(holes)).toMatchObject({ direction: "rising" });
    expect(trendDirection(weekly([10, 20]))).toBeNull();
    expect(trendDirection(weekly([10, 20]), 2)).toMatchObject({ direction: "rising", seasonal: false });
    expect(trendDirection(weekly([10]), 1)).toBeNull();
  });

  it("takes points in any order and with any scale to the same answer", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 5, maxLength: 140 }),
        fc.integer({ min: 1, max: 1_000 }),
        (values, factor) => {
          const points = weekly(values);
          const answer = trendDirection(points);
          expect(trendDirection(points.toReversed())).toEqual(answer);
          const scaled = trendDirection(weekly(values.map((value) => value * factor)));
          expect(scaled?.score).toBeCloseTo(answer?.score ?? Number.NaN, 4);
          expect(answer?.score).toBeGreaterThanOrEqual(-1);
          expect(answer?.score).toBeLessThanOrEqual(10);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("scores higher when the last weeks are higher", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 66, maxLength: 120 }),
        fc.integer({ min: 1, max: 50 }),
        (values, more) => {
          const raised = values.map((value, week) => (week >= values.length - 4 ? value + more : value));
          const [low, high] = [trendDirection(weekly(values)), trendDirection(weekly(raised))];
          expect(high?.score).toBeGreaterThanOrEqual(low?.score ?? 0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const trends = path.resolve(import.meta.dirname, "../../../shared/data/trends");

describe.skipIf(!existsSync(trends))("back-test on weekly histories (shared/data/trends)", () => {
  const truths = ["rising", "stable", "declining"] as const;

  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const named = (change: number) => (change > 0.15 ? "rising" : change < -0.13 ? "declining" : "stable");

  /** Macro-F1 against the mean of the next 13 weeks over the same weeks a year earlier, every fourth week after two years. */
  function macroF1(
    all: readonly number[][],
    leastBefore: number,
    say: (known: readonly number[]) => string = (known) => trendDirection(weekly(known))?.direction ?? "none",
  ): { f1: number; windows: number } {
    const pairs: { said: string; truth: string }[] = [];
    for (const values of all) {
      for (let now = 104; now + 13 <= values.length; now += 4) {
        const before = mean(values.slice(now - 52, now - 39));
        if (before < leastBefore) continue;
        const after = mean(values.slice(now, now + 13));
        const change = before > 0 ? after / before - 1 : after > 0 ? 10 : 0;
        pairs.push({ truth: named(change), said: say(values.slice(0, now)) });
      }
    }
    const scores = truths.map((name) => {
      const hits = pairs.filter(({ said, truth }) => said === name && truth === name).length;
      const both =
        pairs.filter(({ said }) => said === name).length + pairs.filter(({ truth }) => truth === name).length;
      return (2 * hits) / both;
    });
    return { f1: mean(scores), windows: pairs.length };
  }

  /** Prints the table of SIGNALS: what each plain signal reaches, and ours beside it. */
  function report(what: string, all: readonly number[][], leastBefore: number, ours: number): void {
    const of = (signal: (known: readonly number[]) => number) =>
      macroF1(all, leastBefore, (known) => named(signal(known))).f1.toFixed(3);
    const ratio = (now: number, before: number) => (before > 0 ? now / before - 1 : now > 0 ? 10 : 0);
    const last = (known: readonly number[], span: number, lag = 0) =>
      mean(known.slice(known.length - lag - span, known.length - lag));
    const table = {
      "last 13 weeks against the 13 before": of((known) => ratio(last(known, 13), last(known, 13, 13))),
      "last 6 weeks against the 6 before": of((known) => ratio(last(known, 6), last(known, 6, 6))),
      "last 4 weeks against a year ago": of((known) => ratio(last(known, 4), last(known, 4, 52))),
      "last 13 weeks against a year ago": of((known) => ratio(last(known, 13), last(known, 13, 52))),
      ours: ours.toFixed(3),
    };
    process.stdout.write(`macro-F1 of the direction, ${what}: ${JSON.stringify(table, null, 2)}\n`);
  }

  it("beats last year's same season alone on search interest: macro-F1 above .820", () => {
    const series = new Map<string, number[]>();
    const file = readFileSync(path.join(trends, "google-trends-fashion-weekly.csv"), "utf8");
    for (const line of file.trim().split("\n").slice(1)) {
      const [id, , , value] = line.split(",");
      if (!id) continue;
      const values = series.get(id) ?? [];
      values.push(Number(value));
      series.set(id, values);
    }
    // Terms that search engines round to next to nothing have no direction to find.
    const { f1, windows } = macroF1([...series.values()], 5);
    report("search interest", [...series.values()], 5, f1);
    expect(windows).toBeGreaterThan(900);
    expect(f1).toBeGreaterThan(0.82);
  });

  it("beats it on Instagram's fashion shares: macro-F1 above .597", () => {
    const rows = readFileSync(path.join(trends, "instagram-fashion-main-weekly.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1);
    const table = rows.map((row) => row.split(",").slice(1).map(Number));
    const series = (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? 0));
    const { f1, windows } = macroF1(series, 0);
    report("Instagram shares", series, 0, f1);
    expect(windows).toBeGreaterThan(3_000);
    expect(f1).toBeGreaterThan(0.597);
  });
});
