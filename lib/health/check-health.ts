import { MINUTE_MS } from "@/lib/core/clock";
import { messageOf } from "@/lib/core/errors";
import type { Ctx } from "@/lib/ctx";
import { sealAudit } from "@/lib/audit/seal-audit";
import { retireKeywords } from "@/lib/discovery/retire-keywords";
import { compareModels } from "@/lib/models/compare-models";
import { settleLost } from "@/lib/models/settle-lost";
import { qstash } from "@/lib/platform/qstash/client";
import { redis } from "@/lib/platform/redis/redis";
import { countStuck } from "@/db/queries/outbox";
import { pingDatabase } from "@/db/queries/tasks";
import { markStaleSources } from "./mark-stale-sources";
import { prune } from "./prune";
import { sweep } from "./sweep";
import { verdictMix } from "./verdict-mix";

type Probe = { part: string; ok: boolean; ms: number; error: string | null };

/** A message that is still not received this long after its next try was due is stuck. */
const STUCK_AFTER_MS = 10 * MINUTE_MS;

async function probe(part: string, look: () => Promise<unknown>): Promise<Probe> {
  const started = performance.now();
  try {
    await look();
    return { part, ok: true, ms: Math.round(performance.now() - started), error: null };
  } catch (thrown) {
    return { part, ok: false, ms: Math.round(performance.now() - started), error: messageOf(thrown, 200) };
  }
}

/**
 * The task of every five minutes: probes what the product stands on, sweeps what was lost, seals the audit
 * log, prunes by retention, and answers with what it found. One part that fails does not stop the others.
 */
export async function checkHealth({ ctx }: { ctx: Ctx }): Promise<Record<string, unknown>> {
  const probes = await Promise.all([
    probe("database", () => pingDatabase(ctx.db)),
    probe("redis", () => redis().set("health:probe", "1", { ex: 60 })),
    probe("queue", () => qstash().schedules.list()),
  ]);
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      return await work();
    } catch (thrown) {
      return { failed: messageOf(thrown, 200) };
    }
  };
  const stuckBefore = new Date(ctx.clock.now().getTime() - STUCK_AFTER_MS);
  return {
    probes,
    swept: await attempt(() => sweep({ ctx })),
    stale: await attempt(() => markStaleSources({ ctx })),
    keywords: await attempt(() => retireKeywords({ ctx })),
    sealed: await attempt(() => sealAudit({ ctx })),
    pruned: await attempt(() => prune({ ctx })),
    models: await attempt(() => compareModels({ ctx })),
    settled: await attempt(() => settleLost({ ctx })),
    verdicts: await attempt(() => verdictMix({ ctx })),
    stuck: await attempt(() => countStuck(ctx.db, stuckBefore)),
  };
}
