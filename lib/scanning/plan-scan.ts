import { MINUTE_MS } from "@/lib/core/clock";
import type { SourceId } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { writeAudit } from "@/lib/audit/write-audit";
import { publish } from "@/lib/steps/publish";
import { insertOutbox, type DueStep } from "@/db/queries/outbox";
import { ensureSources, listSources, planScanRow, type SourceRow } from "@/db/queries/source-steps";
import { SOURCE_ROWS } from "./source-settings";

/** The hourly tick comes a little early or late: a source this close to due is due. */
const DUE_SLACK_MS = 2 * MINUTE_MS;

/** True while the source has asked us, by a Retry-After of its own, not to come back yet. */
export function asksToWait(source: Pick<SourceRow, "nextTryAt">, now: Date): boolean {
  return source.nextTryAt !== null && source.nextTryAt > now;
}

/** True when the source is on, its own interval has passed since its last scan, and it does not ask us to wait. */
export function isDue(
  source: Pick<SourceRow, "enabled" | "lastScan" | "scanIntervalMinutes" | "nextTryAt">,
  now: Date,
): boolean {
  if (!source.enabled || asksToWait(source, now)) return false;
  if (source.lastScan === null) return true;
  const dueAt = source.lastScan.getTime() + source.scanIntervalMinutes * MINUTE_MS;
  return now.getTime() >= dueAt - DUE_SLACK_MS;
}

/**
 * Plans one scan for each source that is due, each with its message, then publishes them. Planning twice
 * at once plans once. `only` asks for one source now, whatever its interval (a person's "scan now").
 */
export async function planScan({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { only?: SourceId };
}): Promise<{ planned: SourceId[] }> {
  const now = ctx.clock.now();
  await ensureSources(ctx.db, SOURCE_ROWS);
  const due = (await listSources(ctx.db)).filter((source) =>
    input.only ? source.name === input.only && !asksToWait(source, now) : isDue(source, now),
  );
  const planned: { source: SourceId; steps: DueStep[] }[] = [];
  for (const source of due) {
    const steps = await ctx.db.transaction(async (tx) => planOne({ ...ctx, db: tx }, source, now));
    if (steps) planned.push({ source: source.name, steps });
  }
  await publish(planned.flatMap((plan) => plan.steps));
  return { planned: planned.map((plan) => plan.source) };
}

async function planOne(ctx: Ctx, source: SourceRow, now: Date): Promise<DueStep[] | null> {
  const scan = await planScanRow(ctx.db, source, now);
  if (!scan) return null;
  // The schedule's scans tell their own story in `scans`; what a person asks for is an act.
  if (ctx.actor.kind === "person") {
    const details = { scanId: scan.id };
    const asked = { action: "source.scan", entityType: "source", entityId: source.name, details };
    await writeAudit({ ctx, input: asked });
  }
  return insertOutbox(ctx.db, now, [
    {
      step: "scan-source",
      payload: { scanId: scan.id, source: source.name },
      dedupeId: `scan-source-${scan.id}-1`,
    },
  ]);
}
