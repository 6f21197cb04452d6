import { describe, expect, it } from "vitest";
import type { RunCall } from "@/db/queries/pages/calls";
import type { RunStep } from "@/db/queries/pages/runs";
import { waterfall, type Part } from "./waterfall";

const START = Date.parse("2026-03-10T12:00:00Z");
const time = (ms: number) => new Date(START + ms);

function step(given: Partial<RunStep>): RunStep {
  return {
    id: given.position ?? 1,
    runId: 1,
    agent: "scanner",
    position: 1,
    status: "DONE",
    attempt: 1,
    leaseToken: null,
    leaseExpiresAt: null,
    reportStatus: "ok",
    score: 70,
    confidence: 0.5,
    report: null,
    claims: null,
    problems: null,
    model: "rules",
    version: "v1",
    inputTokens: null,
    outputTokens: null,
    latencyMs: null,
    lastError: null,
    reusedFrom: null,
    waitUntil: null,
    waitReason: null,
    queuedAt: time(0),
    startedAt: null,
    finishedAt: null,
    ...given,
  };
}

function call(given: Partial<RunCall>): RunCall {
  return {
    id: 1,
    agent: "scanner",
    purpose: "report",
    provider: "groq",
    model: "openai/gpt-oss-20b",
    status: "SETTLED",
    usd: 0.001,
    estimated: false,
    inputTokens: 1_000,
    cachedTokens: 250,
    outputTokens: 300,
    latencyMs: 500,
    error: null,
    createdAt: time(0),
    settledAt: null,
    ...given,
  };
}

const drawn = (steps: RunStep[], calls: RunCall[] = [], now = 100_000) =>
  waterfall({ createdAt: time(0), steps }, { calls, waits: [], reused: [] }, time(now)).rows;
const told = (parts: readonly Part[] | undefined) =>
  parts?.map(({ kind, from, to }) => [kind, from - START, to - START]);

describe("the parts of a step", () => {
  it("are waiting, asking and checking where rules have answered", () => {
    const [first, second] = drawn([
      step({ startedAt: time(100), latencyMs: 30, finishedAt: time(150) }),
      step({ position: 2, agent: "trend", startedAt: time(400), latencyMs: 10, finishedAt: time(410) }),
    ]);
    expect(told(first?.parts)).toEqual([
      ["wait", 0, 100],
      ["call", 100, 130],
      ["check", 130, 150],
    ]);
    expect(first?.took).toEqual({ wait: 100, call: 30, check: 20 });
    // The second waits from the moment that the first has ended.
    expect(told(second?.parts)).toEqual([
      ["wait", 150, 400],
      ["call", 400, 410],
    ]);
    expect(second?.took.check).toBeNull();
    expect(first).toMatchObject({ usd: null, inputTokens: null, cachedShare: null });
  });

  it("show every call of the ledger, the failed ones too, and add up what they cost", () => {
    const [row] = drawn(
      [step({ attempt: 2, startedAt: time(3_000), finishedAt: time(3_700), model: "openai/gpt-oss-20b" })],
      [
        call({
          id: 1,
          status: "FAILED",
          latencyMs: 200,
          error: "429",
          inputTokens: null,
          cachedTokens: null,
          usd: 0,
        }),
        call({ id: 2, createdAt: time(3_000), latencyMs: 600 }),
      ],
    );
    expect(told(row?.parts)).toEqual([
      ["failed", 0, 200],
      ["wait", 200, 3_000],
      ["call", 3_000, 3_600],
      ["check", 3_600, 3_700],
    ]);
    expect(row).toMatchObject({ usd: 0.001, inputTokens: 1_000, outputTokens: 600, cachedShare: 0.25 });
    expect(row?.took).toEqual({ wait: 2_800, call: 800, check: 100 });
  });

  it("go on until now while the step works or waits, and are none before its turn", () => {
    const rows = drawn(
      [
        step({ status: "RUNNING", startedAt: time(100), model: null }),
        step({ position: 2, agent: "trend", status: "QUEUED", queuedAt: null, model: null }),
      ],
      [],
      5_000,
    );
    expect(told(rows[0]?.parts)).toEqual([
      ["wait", 0, 100],
      ["call", 100, 5_000],
    ]);
    expect(rows[1]?.parts).toEqual([]);
    const [waiting] = drawn(
      [step({ status: "QUEUED", attempt: 1, startedAt: time(0) })],
      [call({ status: "FAILED", latencyMs: 10 })],
      5_000,
    );
    expect(told(waiting?.parts)).toEqual([
      ["failed", 0, 10],
      ["wait", 10, 5_000],
    ]);
  });

  it("say of a reserved call that it is out until now", () => {
    const [row] = drawn(
      [step({ status: "RUNNING", startedAt: time(0), model: null })],
      [call({ status: "RESERVED", latencyMs: null, createdAt: time(50) })],
      900,
    );
    expect(told(row?.parts)).toEqual([
      ["wait", 0, 50],
      ["call", 50, 900],
    ]);
  });
});
