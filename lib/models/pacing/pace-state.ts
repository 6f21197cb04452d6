/** What all steps share about one model of one provider: pure, kept as JSON in Redis by `pace.ts`. */
import { z } from "zod";
import { MINUTE_MS, SECOND_MS } from "@/lib/core/clock";
import type { ModelLimits } from "../model-for";
import type { RateLimits } from "../rate-limits";
import {
  BUCKETS,
  fullLevels,
  msUntilFull,
  msUntilRoom,
  refilled,
  taken,
  TOKEN_BUCKETS,
  WINDOW_MS,
  type Levels,
} from "./buckets";
import { expectedTokens, experience, learnt, type Expected, type Size, type Took } from "./expect";
import { firstGap, keptPlaces } from "./schedule";

const limit = z.number().nonnegative().nullable();
const limits = z.object({
  requestsPerMinute: limit,
  requestsPerDay: limit,
  tokensPerMinute: limit,
  tokensPerDay: limit,
});
const level = z.number();
const levels = z.object({
  requestsPerMinute: level,
  requestsPerDay: level,
  tokensPerMinute: level,
  tokensPerDay: level,
});
const place = z.object({
  id: z.string(),
  at: z.number(),
  kind: z.string(),
  promptTokens: z.number(),
  maxOutputTokens: z.number(),
});
const running = z.object({ id: z.string(), at: z.number(), likely: z.number(), most: z.number() });

const paceState = z.object({
  /** As the plan gives them; a change of the defaults in a release is noticed by it. */
  defaults: limits,
  /** As the headers of the newest answer say, else the defaults. */
  limits,
  levels,
  at: z.number(),
  silentUntil: z.number(),
  /** In the order of their times. What they take is worked out anew each time, with what is known by then. */
  places: z.array(place),
  /** Calls under way: since when, and for how many tokens. What is likely is taken already. */
  running: z.array(running),
  experience: z.record(z.string(), experience),
});
export type PaceState = z.infer<typeof paceState>;

/** A wait up to this is slept where the step stands: a message there and back takes as long. */
const SHORT_WAIT_MS = 2 * SECOND_MS;
/** A step that has not come this long after its time has lost its place. */
const PLACE_KEPT_MS = 3 * MINUTE_MS;
/** A call that has not ended after this never will: no step works so long. */
const CALL_KEPT_MS = 5 * MINUTE_MS;
/** Who waits longer than this although there is room is called. */
const CALL_FORWARD_MS = 30 * SECOND_MS;
/** Who lets a full bucket run over for longer than this is called, too: what it would have held is lost. */
const SPILT_MS = 3 * SECOND_MS;
/** Silence after a refusal that does not say how long. */
const SILENCE_MS = 10 * SECOND_MS;

export function freshPace(defaults: ModelLimits, now: number): PaceState {
  return {
    defaults,
    limits: defaults,
    levels: fullLevels(defaults),
    at: now,
    silentUntil: 0,
    places: [],
    running: [],
    experience: {},
  };
}

/** The stored state; a fresh one where there is none, it cannot be read, or it was of other defaults. */
export function readPace(held: string | null, defaults: ModelLimits, now: number): PaceState {
  if (held === null) return freshPace(defaults, now);
  const read = paceState.safeParse(parseJson(held));
  if (!read.success) return freshPace(defaults, now);
  if (BUCKETS.every((bucket) => read.data.defaults[bucket] === defaults[bucket])) return read.data;
  return { ...freshPace(defaults, now), experience: read.data.experience };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The state as it is now: buckets refilled, and what nobody comes back to left out. */
function current(state: PaceState, now: number): PaceState {
  const at = Math.max(now, state.at);
  return {
    ...state,
    levels: refilled(state.levels, state.limits, at - state.at),
    at,
    places: state.places.filter((each) => each.at > at - PLACE_KEPT_MS),
    running: state.running.filter((each) => each.at > at - CALL_KEPT_MS),
  };
}

/** Who asks, what kind of call it is, and its size. */
export type Asked = { id: string; kind: string } & Size;
/** `go`: the call is counted already and may be made after `afterMs`. `wait`: a place is held for that time. */
export type Turn = { go: true; afterMs: number } | { go: false; at: number };

/**
 * Asks for a turn. Whoever waited names the same id again and gets its place, or one before it where there is room; it
 * never falls behind others for having been early.
 */
export function askTurn(before: PaceState, asked: Asked, now: number): { state: PaceState; turn: Turn } {
  const state = current(before, now);
  const waiting = state.places.map((each) => ({
    ...each,
    ...expectedTokens(each, state.experience, each.kind),
  }));
  const expected = expectedTokens(asked, state.experience, asked.kind);
  // Kept together with one's own place, so that the others do not move up over it.
  const places = keptPlaces({ ...state, places: waiting }).filter((each) => each.id !== asked.id);
  const gap = firstGap({ ...state, places }, expected);
  const at = gap - state.at > SHORT_WAIT_MS ? gap : Math.max(gap, roomBesideRunning(state, expected.most));
  const others = places.map((each) => place.parse(each));
  if (at - state.at <= SHORT_WAIT_MS) {
    const running = state.running.filter((each) => each.id !== asked.id);
    return {
      state: {
        ...state,
        levels: taken(state.levels, expected.likely),
        places: others,
        running: [...running, { id: asked.id, at, ...expected }],
      },
      turn: { go: true, afterMs: at - state.at },
    };
  }
  const inOrder = [...others, { ...asked, at }].toSorted((a, b) => a.at - b.at);
  return { state: { ...state, places: inOrder }, turn: { go: false, at } };
}

/** When there is room for a call even if those under way take the most they may: it must not count on what they may still take. */
function roomBesideRunning(state: PaceState, most: number): number {
  const held = state.running.reduce((sum, each) => sum + each.most - each.likely, 0);
  const levels = { ...state.levels };
  for (const bucket of TOKEN_BUCKETS) levels[bucket] -= held;
  return state.at + msUntilRoom(levels, state.limits, most);
}

/** Who is called before its time, and for when. */
export type Called = { id: string; at: number };

/**
 * Calls the first of those who wait for the time at which it could go, where that is well before its own or the tokens of the
 * minute would run over until then: limits have risen, or calls took less than expected. The message it still has for its
 * old time will find the step done.
 */
export function callForward(before: PaceState, now: number): { state: PaceState; called: Called | null } {
  const state = current(before, now);
  const [first, ...rest] = state.places;
  if (first === undefined) return { state, called: null };
  const { most } = expectedTokens(first, state.experience, first.kind);
  const at = Math.max(state.silentUntil, roomBesideRunning(state, most));
  const early = first.at - at;
  const spilt =
    first.at - Math.max(at, state.at + msUntilFull(state.levels, state.limits, "tokensPerMinute"));
  if (early < CALL_FORWARD_MS && spilt < SPILT_MS) return { state, called: null };
  return { state: { ...state, places: [{ ...first, at }, ...rest] }, called: { id: first.id, at } };
}

export type Ended = {
  /** As it was asked for. */
  asked: Asked;
  /** What it took; null where the provider did not say. */
  took: Took | null;
  /** `refused`: the provider made no call of it. `unmade`: nothing was sent. */
  outcome: "answered" | "failed" | "refused" | "unmade";
  rateLimit: RateLimits | null;
};

/** Settles a call with what it took, and takes over what the answer says about the limits. */
export function endTurn(held: PaceState, ended: Ended, now: number): PaceState {
  const state = current(held, now);
  const own = state.running.find((each) => each.id === ended.asked.id);
  const running = state.running.filter((each) => each.id !== ended.asked.id);
  const settled: PaceState = { ...state, running, levels: { ...state.levels } };
  if (own) giveBack(settled, own, ended);
  if (ended.outcome === "answered" && ended.took) {
    settled.experience = learnt(state.experience, ended.asked.kind, { ...ended.asked, ...ended.took });
  }
  if (ended.rateLimit) obey(settled, ended.rateLimit, own?.at ?? state.at);
  if (ended.outcome === "refused") {
    const silence = ended.rateLimit?.retryAfterMs ?? SILENCE_MS;
    settled.silentUntil = Math.max(state.silentUntil, state.at + silence);
  }
  return settled;
}

/** Corrects the levels by what the call took other than expected; cached input does not count. */
function giveBack(state: PaceState, own: Expected, { took, outcome }: Ended): void {
  const unsent = outcome === "refused" || outcome === "unmade";
  if (!unsent && took === null) return;
  const counted = unsent || took === null ? 0 : countedTokens(took);
  for (const bucket of TOKEN_BUCKETS) raise(state, bucket, own.likely - counted);
  if (!unsent) return;
  raise(state, "requestsPerMinute", 1);
  raise(state, "requestsPerDay", 1);
}

const countedTokens = (call: Took): number =>
  Math.max(0, call.inputTokens - call.cachedTokens) + call.outputTokens;

function raise(state: PaceState, bucket: keyof Levels, by: number): void {
  state.levels[bucket] = Math.min(state.limits[bucket] ?? Infinity, state.levels[bucket] + by);
}

/**
 * Takes over limits and what is left of them: requests of the day, tokens of the minute. What is left was counted when the call
 * arrived, so what has come in since is added; more than we count ourselves is not believed, for a later call may have taken it.
 */
function obey(state: PaceState, said: RateLimits, calledAt: number): void {
  for (const [bucket, { limit: newLimit, remaining }] of [
    ["requestsPerDay", said.requests],
    ["tokensPerMinute", said.tokens],
  ] as const) {
    const before = state.limits[bucket];
    if (newLimit !== null && newLimit > 0 && newLimit !== before) {
      state.limits = { ...state.limits, [bucket]: newLimit };
      // What was taken stays taken, whatever the limit is now.
      state.levels[bucket] = before === null ? newLimit : state.levels[bucket] + newLimit - before;
      if (before !== null && newLimit < before) {
        state.levels[bucket] = Math.max(state.levels[bucket], Math.min(newLimit, remaining ?? 0));
      }
    }
    const now = state.limits[bucket];
    if (remaining === null || now === null) continue;
    const since = (Math.max(0, state.at - calledAt) * now) / WINDOW_MS[bucket];
    state.levels[bucket] = Math.min(state.levels[bucket], remaining + since, now);
  }
}

/** What is left of the day for work that has not begun, after calls that wait; null where there is no daily limit. */
export function leftToday(held: PaceState, now: number): { requests: number | null; tokens: number | null } {
  const state = current(held, now);
  const waiting = state.places.reduce(
    (sum, each) => sum + expectedTokens(each, state.experience, each.kind).likely,
    0,
  );
  const left = (bucket: "requestsPerDay" | "tokensPerDay", less: number) =>
    state.limits[bucket] === null ? null : Math.max(0, Math.floor(state.levels[bucket] - less));
  return { requests: left("requestsPerDay", state.places.length), tokens: left("tokensPerDay", waiting) };
}
