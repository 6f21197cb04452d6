/** The rate limit that Pinterest states with every answer. */
import { DAY_MS, SECOND_MS } from "@/lib/core/clock";
import type { SourceQuota } from "@/lib/core/source-limits";
import type { Page } from "../scanner";

/**
 * Reads `x-ratelimit-limit: 60, 100;w=1;name="a", 60;w=60;name="b"`: the limit that will be reached first, then every
 * limit with its window in seconds. `x-ratelimit-remaining` and `-reset` (seconds) belong to the first. Undefined
 * where the answer does not say how much is left: nothing is guessed.
 */
export function quotaOf(page: Page): SourceQuota | undefined {
  const [first, ...policies] = (page.headers["x-ratelimit-limit"] ?? "").slice(0, 1_000).split(",");
  const limit = wholeNumber(first?.split(";")[0]);
  const remaining = wholeNumber(page.headers["x-ratelimit-remaining"]?.split(",")[0]);
  const windows = [first ?? "", ...policies].flatMap((policy) => {
    const seconds = wholeNumber(/;\s*w=(\d{1,9})/.exec(policy)?.[1]);
    return wholeNumber(policy.split(";")[0]) === limit && seconds !== undefined && seconds > 0
      ? [seconds]
      : [];
  });
  const seconds = Math.max(...windows);
  if (limit === undefined || limit < 1 || remaining === undefined || windows.length === 0) return undefined;
  const reset = wholeNumber(page.headers["x-ratelimit-reset"]?.split(",")[0]);
  return {
    used: Math.max(0, limit - remaining),
    limit,
    windowDays: (seconds * SECOND_MS) / DAY_MS,
    ...(reset !== undefined &&
      reset <= seconds && {
        resetsAt: new Date(Date.parse(page.fetchedAt) + reset * SECOND_MS).toISOString(),
      }),
    unit: "requests",
  };
}

function wholeNumber(text: string | undefined): number | undefined {
  const digits = /^\s*(\d{1,9})\s*$/.exec(text ?? "")?.[1];
  return digits === undefined ? undefined : Number(digits);
}
