/** What a source allows: a budget that its scanner counts, and the limits that its answers state. Client-safe. */
import { z } from "zod";

/** A budget over days, such as Instagram's 30 hashtags in 7 days. Counted, never guessed: absent where unknown. */
export const sourceQuota = z.object({
  used: z.int().min(0),
  limit: z.int().min(1),
  /** Length of the sliding window in days. */
  windowDays: z.number().positive(),
  /** When the oldest use leaves the window, so that one more is free. ISO time. */
  resetsAt: z.iso.datetime({ offset: true }).optional(),
  /** What is counted, in the plural: "hashtags". */
  unit: z.string().max(40).optional(),
});
export type SourceQuota = z.infer<typeof sourceQuota>;

/** The rate limit headers of one answer: lower-case names, and values of at most 200 characters as they were sent. */
export type RateLimit = { headers: Record<string, string>; seenAt: string };
