import { createTimedIds } from "./identity";
import type { Message } from "./records";

export type LogState = "CREATED" | "ACTIVE" | "DELIVERED" | "ERROR" | "RETRY" | "FAILED" | "CANCELED";

export type LogEntry = {
  /** Its time and place in the log: cursors are made of these. */
  id: string;
  time: number;
  state: LogState;
  message: Message;
  error?: string;
  nextDeliveryTime?: number;
};

/** The last events, in memory only: for looking, not for keeping. */
export function createRecentLog(capacity: number) {
  const nextId = createTimedIds();
  const ring: LogEntry[] = [];
  let written = 0;

  return {
    add(entry: Omit<LogEntry, "id">): void {
      ring[written % capacity] = { ...entry, id: nextId(entry.time) };
      written += 1;
    },
    /** Newest first. */
    *entries(): Generator<LogEntry> {
      for (let back = 1; back <= ring.length; back += 1) {
        const entry = ring[(written - back) % capacity];
        if (entry) yield entry;
      }
    },
  };
}
