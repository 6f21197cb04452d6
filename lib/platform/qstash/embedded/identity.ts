import { randomUUID } from "node:crypto";

/** `msg_…`, `scd_…`: opaque, as QStash's are. */
export function newId(prefix: "msg" | "scd" | "sig"): string {
  return `${prefix}_${randomUUID().replaceAll("-", "")}`;
}

/** Ids that sort by time, such as `1725323658779-0`: dead letters and log entries have these, and cursors are made of them. */
export function createTimedIds(): (now: number) => string {
  let last = 0;
  let sequence = 0;
  return (now) => {
    sequence = now > last ? 0 : sequence + 1;
    last = Math.max(last, now);
    return `${last}-${sequence}`;
  };
}

/** Negative when `a` is the older of two timed ids. */
export function compareTimedIds(a: string, b: string): number {
  const [aTime = 0, aSequence = 0] = a.split("-").map(Number);
  const [bTime = 0, bSequence = 0] = b.split("-").map(Number);
  return aTime - bTime || aSequence - bSequence;
}
