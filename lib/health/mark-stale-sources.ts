import { MINUTE_MS } from "@/lib/core/clock";
import type { SourceState } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { listSources, setSourceState } from "@/db/queries/source-steps";

/** A source that has not succeeded for this many of its own intervals is stale. */
const MISSED_INTERVALS = 3;
const FRESH: readonly SourceState[] = ["live", "sample"];

/** Marks sources whose last success is too long ago: old figures must not look like new ones. */
export async function markStaleSources({ ctx }: { ctx: Ctx }): Promise<{ marked: number }> {
  const now = ctx.clock.now();
  let marked = 0;
  for (const source of await listSources(ctx.db)) {
    if (!source.enabled || !FRESH.includes(source.state) || source.lastSuccess === null) continue;
    const missed = (now.getTime() - source.lastSuccess.getTime()) / (source.scanIntervalMinutes * MINUTE_MS);
    if (missed < MISSED_INTERVALS) continue;
    const last = source.lastSuccess.toISOString().slice(0, 16).replace("T", " ");
    const why = `Nothing could be read of it since ${last} UTC, for ${MISSED_INTERVALS} of its intervals or longer: what is shown of it is of then.`;
    await setSourceState(ctx.db, source.name, { state: "stale", why, now });
    marked += 1;
  }
  return { marked };
}
