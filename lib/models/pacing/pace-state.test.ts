import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DAY_MS, MINUTE_MS } from "@/lib/core/clock";
import type { ModelLimits } from "../model-for";
import { BUCKETS, fullLevels, msUntilRoom, refilled, taken } from "./buckets";
import { askTurn, callForward, endTurn, freshPace, leftToday, readPace, type Asked } from "./pace-state";

const LIMITS: ModelLimits = {
  requestsPerMinute: 30,
  requestsPerDay: 1_000,
  tokensPerMinute: 8_000,
  tokensPerDay: 200_000,
};
const asked = (id: string): Asked => ({ id, kind: "trend", promptTokens: 3_000, maxOutputTokens: 1_000 });
const silence = { requests: nothing(), tokens: nothing(), retryAfterMs: null };
function nothing() {
  return { limit: null, remaining: null, resetMs: null };
}

describe("buckets", () => {
  const tokens = fc.integer({ min: 1, max: 20_000 });
  const spent = fc.array(fc.integer({ min: 1, max: 6_000 }), { maxLength: 20 });

  it("hold what they say after the time they say, and not a second before", () => {
    fc.assert(
      fc.property(spent, tokens, (calls, next) => {
        let levels = fullLevels(LIMITS);
        for (const call of calls) levels = taken(levels, call);
        const wait = msUntilRoom(levels, LIMITS, next);
        const at = (ms: number) => msUntilRoom(refilled(levels, LIMITS, ms), LIMITS, next);
        expect(at(wait)).toBeLessThanOrEqual(1);
        if (wait > 1_000) expect(at(wait - 1_000)).toBeGreaterThan(0);
      }),
    );
  });

  it("never hold more than their limit", () => {
    fc.assert(
      fc.property(spent, fc.integer({ min: 0, max: 3 * DAY_MS }), (calls, ms) => {
        let levels = fullLevels(LIMITS);
        for (const call of calls) levels = refilled(taken(levels, call), LIMITS, ms);
        for (const bucket of BUCKETS) expect(levels[bucket]).toBeLessThanOrEqual(LIMITS[bucket] ?? 0);
      }),
    );
  });
});

describe("turns", () => {
  it("go to the first at once, and give each of the others a time of its own, in the order they came", () => {
    let state = freshPace(LIMITS, 0);
    const times: number[] = [];
    for (let step = 0; step < 10; step += 1) {
      const answer = askTurn(state, asked(`step:${step}`), 0);
      state = answer.state;
      times.push(answer.turn.go ? 0 : answer.turn.at);
    }
    expect(times[0]).toBe(0);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const waits = times.filter((time) => time > 0);
    expect(new Set(waits).size).toBe(waits.length);
    expect(state.places).toHaveLength(waits.length);
  });

  it("keep a place for whoever asks again, and let it go at its time", () => {
    let state = freshPace(LIMITS, 0);
    for (let step = 0; step < 5; step += 1) state = askTurn(state, asked(`step:${step}`), 0).state;
    const [first] = state.places;
    const early = askTurn(state, asked(first?.id ?? ""), 10);
    expect(early.turn.go).toBe(false);
    expect(early.state.places).toHaveLength(state.places.length);
    const later = askTurn(early.state, asked(first?.id ?? ""), (first?.at ?? 0) + 700);
    expect(later.turn.go).toBe(true);
    expect(later.state.places.map(({ id }) => id)).not.toContain(first?.id);
  });

  it("give back what a call did not take; cached input does not count", () => {
    const { state } = askTurn(freshPace(LIMITS, 0), asked("a"), 0);
    const took = { inputTokens: 3_000, outputTokens: 500, cachedTokens: 2_000 };
    const after = endTurn(state, { asked: asked("a"), took, outcome: "answered", rateLimit: null }, 0);
    expect(after.levels.tokensPerMinute).toBe(8_000 - 1_500);
    expect(after.levels.requestsPerDay).toBe(999);
    expect(after.running).toEqual([]);
    const unmade = endTurn(state, { asked: asked("a"), took: null, outcome: "unmade", rateLimit: null }, 0);
    expect(unmade.levels).toEqual(fullLevels(LIMITS));
  });

  it("keep silent as long as a refusal asks for", () => {
    const { state } = askTurn(freshPace(LIMITS, 0), asked("a"), 0);
    const rateLimit = { ...silence, retryAfterMs: 40_000 };
    const refused = endTurn(state, { asked: asked("a"), took: null, outcome: "refused", rateLimit }, 1_000);
    expect(askTurn(refused, asked("a"), 1_000).turn).toEqual({ go: false, at: 41_000 });
  });

  it("follow the limits of the newest answer, down at once and up as well", () => {
    const { state } = askTurn(freshPace(LIMITS, 0), asked("a"), 0);
    const took = { inputTokens: 3_000, outputTokens: 500, cachedTokens: 0 };
    const told = (limit: number, remaining: number) => ({
      ...silence,
      tokens: { limit, remaining, resetMs: null },
    });
    const end = { asked: asked("a"), took, outcome: "answered" } as const;
    const less = endTurn(state, { ...end, rateLimit: told(4_000, 700) }, 0);
    expect(less.limits.tokensPerMinute).toBe(4_000);
    expect(less.levels.tokensPerMinute).toBe(700);
    const more = endTurn(less, { ...end, asked: asked("b"), rateLimit: told(20_000, 16_700) }, 0);
    expect(more.limits.tokensPerMinute).toBe(20_000);
    expect(more.levels.tokensPerMinute).toBe(16_700);
  });

  it("call the first who waits forward to the time at which there is room for it", () => {
    let state = freshPace(LIMITS, 0);
    for (let step = 0; step < 4; step += 1) state = askTurn(state, asked(`step:${step}`), 0).state;
    expect(callForward(state, 0).called).toBeNull();
    const roomy = { ...state, running: [], levels: fullLevels(LIMITS), places: state.places.slice(-1) };
    const { state: after, called } = callForward(roomy, 0);
    expect(called).toEqual({ id: "step:3", at: 0 });
    expect(askTurn(after, asked("step:3"), 500).turn.go).toBe(true);

    // Half a minute's tokens are there; the call may take 4,000 of them and the headroom is 320.
    const half = { ...roomy, levels: { ...roomy.levels, tokensPerMinute: 3_000 } };
    const later = callForward(half, 0);
    expect(later.called).toEqual({ id: "step:3", at: 9_900 });
    expect(askTurn(later.state, asked("step:3"), 9_900).turn.go).toBe(true);
    expect(callForward(later.state, 0).called).toBeNull();
  });

  it("call who waits only a little longer than there is room for it where the bucket would run over until then", () => {
    const place = { ...asked("a"), at: 20_000 };
    const waiting = { ...freshPace(LIMITS, 0), places: [place] };
    const withTokens = (tokensPerMinute: number) => ({
      ...waiting,
      levels: { ...waiting.levels, tokensPerMinute },
    });
    // 2,667 tokens come in within 20 seconds.
    expect(callForward(withTokens(5_200), 0).called).toBeNull();
    expect(callForward(withTokens(6_000), 0).called).toEqual({ id: "a", at: 0 });
  });

  it("carry the day over midnight: it refills bit by bit", () => {
    const tired = { ...freshPace(LIMITS, 0), levels: { ...fullLevels(LIMITS), tokensPerDay: 0 } };
    expect(leftToday(tired, 0).tokens).toBe(0);
    expect(leftToday(tired, DAY_MS / 2).tokens).toBe(100_000);
    expect(leftToday(tired, DAY_MS).tokens).toBe(200_000);
    expect(leftToday(freshPace({ ...LIMITS, tokensPerDay: null }, 0), 0).tokens).toBeNull();
  });

  it("survive being kept as text, and begin anew where the text is none", () => {
    let state = freshPace(LIMITS, 0);
    for (let step = 0; step < 5; step += 1) state = askTurn(state, asked(`step:${step}`), 0).state;
    expect(readPace(JSON.stringify(state), LIMITS, MINUTE_MS)).toEqual(state);
    expect(readPace("{", LIMITS, 7)).toEqual(freshPace(LIMITS, 7));
    const other = { ...LIMITS, tokensPerMinute: 250_000 };
    expect(readPace(JSON.stringify(state), other, 7)).toEqual(freshPace(other, 7));
  });
});
