/** The 30 different hashtags in any seven days: what was asked for, what that leaves, and what is remembered of it. */
import { z } from "zod";
import { DAY_MS } from "@/lib/core/clock";
import type { SourceQuota } from "@/lib/core/source-limits";

/** Instagram's own limit, for an account, over all its apps. */
export const MOST_HASHTAGS = 30;
const WINDOW_DAYS = 7;
/** Ids are the same for everybody and for ever: those of hashtags that are no longer asked for are kept a while. */
const MOST_REMEMBERED = 200;

const time = z.iso.datetime();
const graphId = z.string().regex(/^\d{1,30}$/);

const hashtagMemory = z.object({
  id: graphId.optional(),
  /** When we last asked anything about it. */
  asked: time,
  /** When a look-up last found no id for it. */
  missing: time.optional(),
  /** When its top and its recent posts were last read. */
  top: time.optional(),
  recent: time.optional(),
});

const memory = z.object({
  hashtags: z.record(z.string().max(150), hashtagMemory),
  /** Ids that Instagram counts and we have no name for: asked for by another app, or before this memory began. */
  foreign: z.object({ ids: z.array(graphId).max(100), seen: time }).optional(),
  /** A digest of the token in use, never the token, and when it was first used here. */
  token: z.object({ digest: z.string().max(64), since: time }).optional(),
});
export type Memory = z.infer<typeof memory>;

/** What is remembered; nothing, where that is written otherwise. */
export function readMemory(stored: unknown): Memory {
  return memory.safeParse(stored).data ?? { hashtags: {} };
}

const isRecent = (stamp: string, now: Date): boolean =>
  now.getTime() - Date.parse(stamp) < WINDOW_DAYS * DAY_MS;

/** True for a hashtag that counts already: asking again costs nothing. */
export function counts(known: Memory, hashtag: string, now: Date): boolean {
  const entry = known.hashtags[hashtag];
  return entry !== undefined && isRecent(entry.asked, now);
}

/**
 * What is used of the 30. A hashtag counts for seven days after we last asked about it; Instagram counts from the
 * first time only, so that ours is never the smaller figure.
 */
export function quotaOf(known: Memory, now: Date): SourceQuota {
  const own = Object.values(known.hashtags).filter(({ asked }) => isRecent(asked, now));
  const foreign = known.foreign && isRecent(known.foreign.seen, now) ? known.foreign : undefined;
  const oldest = [
    ...own.map(({ asked }) => asked),
    ...(foreign?.ids.length ? [foreign.seen] : []),
  ].toSorted()[0];
  return {
    used: own.length + (foreign?.ids.length ?? 0),
    limit: MOST_HASHTAGS,
    windowDays: WINDOW_DAYS,
    ...(oldest !== undefined && {
      resetsAt: new Date(Date.parse(oldest) + WINDOW_DAYS * DAY_MS).toISOString(),
    }),
    unit: "hashtags",
  };
}

/** The memory with one hashtag changed; the longest unasked are forgotten first. */
export function remember(
  known: Memory,
  hashtag: string,
  change: Partial<z.infer<typeof hashtagMemory>> & { asked: string },
): Memory {
  const hashtags = Object.entries({ ...known.hashtags, [hashtag]: { ...known.hashtags[hashtag], ...change } })
    .toSorted(([, a], [, b]) => b.asked.localeCompare(a.asked))
    .slice(0, MOST_REMEMBERED);
  const { foreign, ...rest } = known;
  const others = foreign?.ids.filter((id) => id !== change.id);
  return {
    ...rest,
    ...(foreign && others && { foreign: { ...foreign, ids: others } }),
    hashtags: Object.fromEntries(hashtags),
  };
}

/** Instagram's own list of the ids that count, beside ours: what we have no name for is kept as foreign. */
export function withCensus(known: Memory, ids: readonly string[], now: Date): Memory {
  const named = new Set(Object.values(known.hashtags).flatMap(({ id }) => id ?? []));
  const foreign = [...new Set(ids)].filter((id) => !named.has(id)).slice(0, 100);
  return { ...known, foreign: { ids: foreign, seen: now.toISOString() } };
}
