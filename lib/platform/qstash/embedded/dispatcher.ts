import { DueHeap } from "./due-heap";
import { opensAt, release, take, type Limiter } from "./limiter";
import type { Message } from "./records";

/** A message on its way. */
export type Entry = {
  readonly message: Message;
  /** What it has to be let through by; a queue comes first. */
  readonly limiters: readonly Limiter[];
  /** Messages of one lane start in order. */
  readonly lane: string;
  /** True while it occupies its limiters, which in a queue lasts until its last try. */
  holding: boolean;
  active: boolean;
  /** The time it waits for in the heap. */
  wakeAt: number | undefined;
};

/** What an attempt leaves: over, or to be tried again at `dueAt`. */
export type Aftermath = { done: true } | { done: false; dueAt: number };

export type Dispatcher = {
  add(entry: Entry): void;
  /** Forgets a message that was cancelled. One on its way is not called back. */
  remove(entry: Entry): void;
  /** Looks again: a limit was lifted. */
  pump(): void;
  waitingIn(limiter: Limiter): number;
  activeCount(): number;
  /** Resolves when nothing runs and nothing could start without a change from outside. */
  idle(): Promise<void>;
  /** Starts nothing more; resolves when the last delivery under way has ended. */
  stop(): Promise<void>;
};

/** Node fires timers with a longer delay at once. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/**
 * Decides when each message starts: at its time, in its lane's order, within its limits and below `capacity` in all.
 * It is woken by arrivals, ends and one timer; it never polls.
 */
export function createDispatcher(input: {
  capacity: number;
  now: () => number;
  attempt(entry: Entry): Promise<Aftermath>;
}): Dispatcher {
  const { now } = input;
  const sleeping = new DueHeap<Entry>();
  const lanes = new Map<string, Set<Entry>>();
  let active = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let timerAt = Infinity;
  let limitedUntil = Infinity;
  let awaited: { isReached: () => boolean; resolve: () => void }[] = [];

  // One that kept its slot must not stand behind those who wait for that slot.
  const laneOf = (entry: Entry) => (entry.holding ? `held ${entry.lane}` : entry.lane);

  function queueUp(entry: Entry): void {
    const key = laneOf(entry);
    const lane = lanes.get(key);
    if (lane) lane.add(entry);
    else lanes.set(key, new Set([entry]));
  }

  function add(entry: Entry): void {
    const { dueAt } = entry.message;
    if (dueAt > now()) {
      entry.wakeAt = dueAt;
      sleeping.push(dueAt, entry);
    } else queueUp(entry);
    pump();
  }

  function wake(at: number): void {
    for (let entry = sleeping.popDue(at); entry; entry = sleeping.popDue(at)) {
      if (entry.wakeAt === undefined || entry.wakeAt > at) continue;
      entry.wakeAt = undefined;
      queueUp(entry);
    }
  }

  /** When the first of a lane may start. One that kept its slots is not asked again. */
  function laneOpensAt(entry: Entry, at: number): number {
    if (entry.holding) return at;
    let opens = at;
    for (const limiter of entry.limiters) opens = Math.max(opens, opensAt(limiter, at));
    return opens;
  }

  function pump(): void {
    if (stopped) return;
    const at = now();
    wake(at);
    limitedUntil = Infinity;
    const blocked: [string, Set<Entry>][] = [];
    // A lane that started one goes to the end and is visited again: lanes take turns.
    for (const [key, lane] of lanes) {
      if (active >= input.capacity) break;
      const [entry] = lane;
      lanes.delete(key);
      if (!entry) continue;
      const opens = laneOpensAt(entry, at);
      if (opens > at) {
        limitedUntil = Math.min(limitedUntil, opens);
        blocked.push([key, lane]);
        continue;
      }
      lane.delete(entry);
      if (lane.size > 0) lanes.set(key, lane);
      start(entry, at);
    }
    for (const [key, lane] of blocked) lanes.set(key, lane);
    arm(at);
  }

  function start(entry: Entry, at: number): void {
    if (!entry.holding) for (const limiter of entry.limiters) take(limiter, at);
    entry.holding = true;
    entry.active = true;
    active += 1;
    void run(entry);
  }

  async function run(entry: Entry): Promise<void> {
    const aftermath = await input.attempt(entry);
    active -= 1;
    entry.active = false;
    const keepsPlace = !aftermath.done && entry.message.envelope.queueName !== undefined;
    if (!keepsPlace) letGo(entry);
    if (aftermath.done) pump();
    else add(entry);
    tellAwaited();
  }

  function letGo(entry: Entry): void {
    if (!entry.holding) return;
    entry.holding = false;
    for (const limiter of entry.limiters) release(limiter);
  }

  function arm(at: number): void {
    const next = Math.min(sleeping.nextAt(), limitedUntil);
    if (next === timerAt) return;
    clearTimeout(timer);
    timerAt = next;
    if (next === Infinity) return;
    timer = setTimeout(
      () => {
        timerAt = Infinity;
        pump();
      },
      Math.min(Math.max(0, Math.ceil(next - at)), MAX_TIMER_MS),
    );
  }

  function tellAwaited(): void {
    if (awaited.length === 0) return;
    const reached = awaited.filter(({ isReached }) => isReached());
    awaited = awaited.filter((one) => !reached.includes(one));
    for (const { resolve } of reached) resolve();
  }

  function reach(isReached: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      awaited.push({ isReached, resolve });
      tellAwaited();
    });
  }

  return {
    add,
    remove(entry) {
      entry.wakeAt = undefined;
      lanes.get(laneOf(entry))?.delete(entry);
      if (!entry.active) letGo(entry);
      pump();
      tellAwaited();
    },
    pump,
    waitingIn(limiter) {
      let waiting = 0;
      for (const lane of lanes.values()) {
        for (const entry of lane) if (entry.limiters.includes(limiter)) waiting += 1;
      }
      return waiting;
    },
    activeCount: () => active,
    idle: () => reach(() => active === 0 && limitedUntil === Infinity),
    stop() {
      stopped = true;
      clearTimeout(timer);
      return reach(() => active === 0);
    },
  };
}
