import { MINUTE_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import { readSettings } from "@/lib/settings/read-settings";
import { publish } from "@/lib/steps/publish";
import { insertOutbox, takeUnreceived, type DueStep } from "@/db/queries/outbox";
import { listLostRunSteps } from "@/db/queries/run-steps";
import { listLostSourceSteps } from "@/db/queries/source-steps";

/** Messages published again in one sweep; the next one goes on. */
const BATCH = 200;
/** A step queued this long without a message under way has lost it. */
const QUEUED_TOO_LONG_MS = 15 * MINUTE_MS;

type Lost = Pick<DueStep, "step" | "payload" | "dedupeId">;

/**
 * Finds what was lost and publishes it again: messages that nobody has received, and steps whose worker
 * has died or whose message is gone; nothing while all work is paused. Every message carries a dedupe id of its own try.
 */
export async function sweep({ ctx }: { ctx: Ctx }): Promise<{ republished: number; recovered: number }> {
  // What waits for the end of a pause is not lost; the end of the pause makes it due.
  if ((await readSettings({ ctx })).paused) return { republished: 0, recovered: 0 };
  const now = ctx.clock.now();
  const queuedBefore = new Date(now.getTime() - QUEUED_TOO_LONG_MS);
  const [unreceived, recovered] = await ctx.db.transaction(async (tx) => {
    const runs = await listLostRunSteps(tx, now, queuedBefore);
    const sources = await listLostSourceSteps(tx, now, queuedBefore);
    // A step that was queued long ago is told from its own earlier message by the hour of the sweep.
    const window = Math.floor(now.getTime() / QUEUED_TOO_LONG_MS);
    const lost: Lost[] = [
      ...runs.map(({ runId, agent, attempt }) => ({
        step: "run-agent",
        payload: { runId, agent },
        dedupeId: `run-agent-${runId}-${agent}-${attempt + 1}-swept-${window}`,
      })),
      ...sources.scans.map(({ id, attempt, source }) => ({
        step: "scan-source",
        payload: { scanId: id, source },
        dedupeId: `scan-source-${id}-${attempt + 1}-swept-${window}`,
      })),
      ...sources.queries.map(({ id, attempt }) => ({
        step: "discover-query",
        payload: { queryId: id },
        dedupeId: `discover-query-${id}-${attempt + 1}-swept-${window}`,
      })),
    ];
    return [await takeUnreceived(tx, now, BATCH), await insertOutbox(tx, now, lost)] as const;
  });
  await publish([...unreceived, ...recovered]);
  return { republished: unreceived.length, recovered: recovered.length };
}
