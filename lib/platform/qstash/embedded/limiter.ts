import { SECOND_MS } from "@/lib/core/clock";
import type { FlowControl, FlowControlState, Queue } from "./records";

/** One key's limits and what is used of them. Rates count starts in fixed periods, as QStash does. */
export type Limiter = {
  parallelism: number | undefined;
  rate: number | undefined;
  periodMs: number;
  periodStart: number;
  started: number;
  active: number;
  paused: boolean;
  pinnedParallelism: boolean;
  pinnedRate: boolean;
};

export function createLimiter(now: number): Limiter {
  return {
    parallelism: undefined,
    rate: undefined,
    periodMs: SECOND_MS,
    periodStart: now,
    started: 0,
    active: 0,
    paused: false,
    pinnedParallelism: false,
    pinnedRate: false,
  };
}

/** When the next message under this key may start: `now`, the end of the period, or Infinity (until one ends). */
export function opensAt(limiter: Limiter, now: number): number {
  if (limiter.paused) return Infinity;
  if (limiter.parallelism !== undefined && limiter.active >= limiter.parallelism) return Infinity;
  if (limiter.rate === undefined) return now;
  const periodEnd = limiter.periodStart + limiter.periodMs;
  return now < periodEnd && limiter.started >= limiter.rate ? periodEnd : now;
}

/** Counts a start. */
export function take(limiter: Limiter, now: number): void {
  limiter.active += 1;
  if (now >= limiter.periodStart + limiter.periodMs) resetRate(limiter, now);
  limiter.started += 1;
}

export function release(limiter: Limiter): void {
  limiter.active -= 1;
}

export function resetRate(limiter: Limiter, now: number): void {
  limiter.periodStart = now;
  limiter.started = 0;
}

/** The newest message decides the limits of its key, unless a person pinned them. */
export function follow(limiter: Limiter, wanted: FlowControl): void {
  if (!limiter.pinnedParallelism) limiter.parallelism = wanted.parallelism;
  if (limiter.pinnedRate) return;
  limiter.rate = wanted.rate;
  limiter.periodMs = wanted.periodSeconds * SECOND_MS;
}

/** Applies what a person set for the key. */
export function obey(limiter: Limiter, state: FlowControlState): void {
  limiter.paused = state.paused;
  limiter.pinnedParallelism = state.pinnedParallelism !== undefined;
  limiter.pinnedRate = state.pinnedRate !== undefined;
  if (state.pinnedParallelism !== undefined) limiter.parallelism = state.pinnedParallelism;
  if (state.pinnedRate !== undefined) limiter.rate = state.pinnedRate;
  if (state.pinnedPeriodSeconds !== undefined) limiter.periodMs = state.pinnedPeriodSeconds * SECOND_MS;
}

/** What a queue is like that nobody has set up. */
export const PLAIN_QUEUE: Pick<Queue, "parallelism" | "paused"> = { parallelism: 1, paused: false };

/** A queue is a limiter whose slots stay taken between the tries of a message, which keeps it in order. */
export function obeyQueue(limiter: Limiter, queue: Pick<Queue, "parallelism" | "paused">): void {
  limiter.parallelism = queue.parallelism;
  limiter.paused = queue.paused;
}
