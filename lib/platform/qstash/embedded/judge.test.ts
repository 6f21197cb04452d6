import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/core/clock";
import { judge, qstashBackoff, type Outcome } from "./judge";
import type { Message } from "./records";

const NOW = Date.parse("2026-11-22T12:00:00Z");

function verdict(
  answer: { status?: number; headers?: Record<string, string> },
  message: { retried?: number; maxRetries?: number; retryDelay?: string } = {},
): Outcome {
  const judged: Message = {
    id: "msg_1",
    createdAt: NOW,
    notBefore: NOW,
    dueAt: NOW,
    retried: message.retried ?? 0,
    envelope: {
      url: "http://example.com",
      method: "POST",
      headers: {},
      body: "",
      maxRetries: message.maxRetries ?? 3,
      labels: [],
      callerIp: "",
      ...(message.retryDelay === undefined ? {} : { retryDelay: message.retryDelay }),
    },
  };
  const headers = Object.fromEntries(
    Object.entries(answer.headers ?? {}).map(([name, value]) => [name, [value]]),
  );
  const { status } = answer;
  return judge(
    judged,
    { headers, body: Buffer.alloc(0), ...(status === undefined ? {} : { status }) },
    NOW,
    qstashBackoff,
  );
}

const delayOf = (outcome: Outcome) => (outcome.kind === "retry" ? outcome.dueAt - NOW : undefined);

describe("what an answer means", () => {
  it.each([200, 201, 204, 299])("%i delivers", (status) => {
    expect(verdict({ status })).toEqual({ kind: "delivered" });
  });

  it.each([undefined, 100, 301, 400, 404, 429, 489, 500, 503])("%s is tried again", (status) => {
    expect(verdict(status === undefined ? {} : { status }).kind).toBe("retry");
  });

  it("489 with the non-retryable header fails at once; without the header it does not", () => {
    expect(verdict({ status: 489, headers: { "upstash-nonretryable-error": "true" } })).toEqual({
      kind: "failed",
    });
    expect(verdict({ status: 500, headers: { "upstash-nonretryable-error": "true" } }).kind).toBe("retry");
  });

  it("fails once the retries are used up", () => {
    expect(verdict({ status: 500 }, { retried: 3 })).toEqual({ kind: "failed" });
    expect(verdict({ status: 500 }, { maxRetries: 0 })).toEqual({ kind: "failed" });
  });

  it("backs off as QStash publishes it: 12 s, 2 min 28 s, 30 min 8 s, then a day at most", () => {
    const delays = [0, 1, 2, 3, 4, 5].map((retried) =>
      delayOf(verdict({ status: 500 }, { retried, maxRetries: 9 })),
    );
    expect(delays.map((delay) => Math.floor((delay ?? 0) / 1_000))).toEqual([
      12, 148, 1_808, 22_026, 86_400, 86_400,
    ]);
    // The store keeps whole milliseconds: a fraction would stop all its writing.
    expect(delays.every((delay) => Number.isInteger(delay))).toBe(true);
  });

  it.each([
    ["retry-after", "0", 0],
    ["retry-after", "10", 10_000],
    ["retry-after", "6m5s", 365_000],
    ["retry-after", "Sun, 22 Nov 2026 12:00:30 GMT", 30_000],
    ["retry-after", "Sun, 22 Nov 2026 11:00:00 GMT", 0],
    ["x-ratelimit-reset", "7", 7_000],
    ["x-ratelimit-reset-requests", "1500ms", 1_500],
    ["x-ratelimit-reset-tokens", "2s", 2_000],
  ])("obeys %s: %s", (name, value, expected) => {
    expect(delayOf(verdict({ status: 429, headers: { [name]: value } }, { retryDelay: "1" }))).toBe(expected);
  });

  it("goes by its own backoff when the receiver asks for more than a day or says nothing sensible", () => {
    for (const value of ["2d", "172800", "soon"]) {
      expect(delayOf(verdict({ status: 429, headers: { "retry-after": value } }))).toBeCloseTo(12_182, -1);
    }
  });

  it("computes the publisher's expression, held between nothing and a day", () => {
    expect(delayOf(verdict({ status: 500 }, { retryDelay: "1000 * (1 + retried)", retried: 1 }))).toBe(2_000);
    expect(delayOf(verdict({ status: 500 }, { retryDelay: "-5" }))).toBe(0);
    expect(delayOf(verdict({ status: 500 }, { retryDelay: "pow(10, 99)" }))).toBe(DAY_MS);
    expect(delayOf(verdict({ status: 500 }, { retryDelay: "0 / 0" }))).toBeCloseTo(12_182, -1);
  });
});
