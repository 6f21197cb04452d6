import { z } from "zod";
import { sourceQuota, type RateLimit, type SourceQuota } from "@/lib/core/source-limits";
import { storableJson } from "@/lib/core/storable";
import { MAX_MEMORY_BYTES, type Page, type ScanState } from "@/scanners/scanner";

const memorySchema = z.record(z.string(), z.unknown());

/** What a scan leaves behind for the next one; what is absent stays as it was. */
export type Left = {
  memory?: Record<string, unknown>;
  quota?: SourceQuota;
  rateLimit?: RateLimit;
  /** Null: nothing but the interval decides when it is looked at next. */
  nextTryAt?: Date | null;
};

/** What the scanner left in its state, as JSON would give it back; what cannot be kept is said instead of stored. */
export function leftBy(state: ScanState): { left: Left; trouble: string[] } {
  const quota = sourceQuota.safeParse(state.quota);
  const left: Left = quota.success ? { quota: quota.data } : {};
  const trouble = quota.success || state.quota === undefined ? [] : ["not kept: a quota without its figures"];
  if (state.memory === undefined) return { left, trouble };
  const json = storableJson(state.memory);
  if (Buffer.byteLength(json) > MAX_MEMORY_BYTES) {
    return { left, trouble: [...trouble, `not kept: a memory of more than ${MAX_MEMORY_BYTES / 1024} kB`] };
  }
  return { left: { ...left, memory: memorySchema.parse(JSON.parse(json)) }, trouble };
}

/** Headers that state what is left to us. */
const LIMIT_HEADER = /^(?:x-)?rate-?limit|^retry-after$|^x-(?:app|business-use-case)-usage$/;
const MAX_HEADERS = 12;
const MAX_VALUE = 200;

/** The rate limit headers of a page; undefined where it has none. */
export function rateLimitOf(page: Page): RateLimit | undefined {
  const stated = Object.entries(page.headers).filter(([name]) => LIMIT_HEADER.test(name));
  if (stated.length === 0) return undefined;
  const headers = stated
    .slice(0, MAX_HEADERS)
    .map(([name, value]) => [name.slice(0, 60), value.slice(0, MAX_VALUE)]);
  return { headers: Object.fromEntries(headers), seenAt: page.fetchedAt };
}
