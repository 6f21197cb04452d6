/** The same page asked for again, where its class of failure makes that sensible and time is left. */
import { setTimeout as sleep } from "node:timers/promises";
import { SECOND_MS } from "@/lib/core/clock";
import { FetchFailure, RETRIES } from "./failures";
import { BACKOFF_MS, type Deadline, type FetchOptions } from "./options";

/** The pause before try `tries + 1`, in milliseconds: doubled each time, with jitter, and never before the source allows. */
function pauseMs(tries: number, failure: FetchFailure, options: FetchOptions): number {
  const base = (options.backoffMs ?? BACKOFF_MS) * 2 ** (tries - 1);
  const jittered = base * (0.5 + Math.random());
  return Math.max(jittered, (failure.retryAfterSeconds ?? 0) * SECOND_MS);
}

/** Runs `attempt` until it succeeds, fails for good, has used up the tries of its failure, or no time is left. */
export async function retrying<T>(
  options: FetchOptions,
  deadline: Deadline,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (thrown) {
      if (!(thrown instanceof FetchFailure) || tries > RETRIES[thrown.class]) throw thrown;
      const wait = pauseMs(tries, thrown, options);
      if (wait >= deadline.leftMs()) throw thrown;
      await sleep(wait);
    }
  }
}
