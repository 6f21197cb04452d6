import { messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { SourceId } from "@/lib/core/words";
import type { Ctx } from "@/lib/ctx";
import { keepTerms } from "@/lib/discovery/keep-terms";
import { failpoint } from "@/lib/platform/failpoint";
import { readSettings } from "@/lib/settings/read-settings";
import { goOnAfterPause, waitWhilePaused } from "@/lib/settings/wait-while-paused";
import type { StepOutcome } from "@/lib/steps/contracts";
import { markReceived } from "@/db/queries/outbox";
import { hasSampleSightings } from "@/db/queries/ingest";
import { lockSource } from "@/db/queries/sources";
import {
  claimScan,
  findSource,
  finishScan,
  releaseScan,
  yieldScan,
  type ScanOutcome,
} from "@/db/queries/source-steps";
import { SCANNERS } from "@/scanners/registry";
import { collectLive, PausedError } from "./collect-pages";
import { collectSamples } from "./collect-samples";
import { gatherPages, type Gathered } from "./gather-pages";
import type { Left } from "./left-by-scan";
import { ingest } from "./ingest";
import { credentialsOf, localeOf, modeOf, robotsOf } from "./source-settings";
import { isFinalAttempt, LostLeaseError } from "@/lib/steps/attempts";

/** The step of one source in one scan: read its pages, ingest what they show, and say in what state it was found. */
export async function scanSource({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { scanId: number; outboxId: number | null };
}): Promise<StepOutcome> {
  const payload = { scanId: input.scanId };
  if (await waitWhilePaused({ ctx, input: { step: "scan-source", payload, outboxId: input.outboxId } })) {
    return "waiting";
  }
  const leaseToken = newId("lease");
  const scan = await claimScan(ctx.db, { scanId: input.scanId, leaseToken, now: ctx.clock.now() });
  if (input.outboxId !== null) await markReceived(ctx.db, input.outboxId, ctx.clock.now());
  if (!scan) return "lost";
  await failpoint("scan-source:claimed");
  try {
    const read = await readSource(ctx, scan.source);
    await failpoint("scan-source:read");
    await ctx.db.transaction(async (tx) => {
      const now = ctx.clock.now();
      const counts = await ingest({
        ctx: { ...ctx, db: tx },
        input: { origin: scan.source, mode: read.mode, scanId: scan.id, sightings: read.sightings },
      });
      await keepTerms({ ctx: { ...ctx, db: tx }, input: { source: scan.source, sightings: read.sightings } });
      await failpoint("scan-source:ingested");
      const outcome: ScanOutcome = { ...read.outcome, ...counts, found: read.sightings.length };
      const row = await lockSource(tx, scan.source);
      // Who switched the source meanwhile has said what it is in; a scan that began before does not unsay it.
      const stillSo = row !== null && row.enabled && modeOf(row.config, ctx.env) === read.mode;
      const left = stillSo ? read.left : null;
      const done = { id: scan.id, leaseToken, source: scan.source, now, outcome, left };
      if (!(await finishScan(tx, done))) throw new LostLeaseError();
    });
    await failpoint("scan-source:stored");
    return "done";
  } catch (thrown) {
    if (thrown instanceof LostLeaseError) return "lost";
    const now = ctx.clock.now();
    if (thrown instanceof PausedError) {
      if (!(await yieldScan(ctx.db, { id: scan.id, leaseToken }))) return "lost";
      await goOnAfterPause({ ctx, input: { step: "scan-source", payload, outboxId: input.outboxId } });
      return "waiting";
    }
    const final = isFinalAttempt(thrown, scan.attempt);
    await releaseScan(ctx.db, { id: scan.id, leaseToken, error: messageOf(thrown), final, now });
    throw thrown;
  }
}

type Read = Gathered & { mode: "live" | "sample"; left: Left };

/** A scan that read nothing, and why. */
function nothingRead(mode: Read["mode"], outcome: "off" | "needs-key", why: string): Read {
  const found = { outcome, pages: 0, unchanged: 0, rejected: 0, why, note: null, snippet: null };
  return { mode, sightings: [], left: {}, outcome: found };
}

async function readSource(ctx: Ctx, source: SourceId): Promise<Read> {
  const row = await findSource(ctx.db, source);
  if (row && !row.enabled) return nothingRead("live", "off", "Switched off.");
  const config = row?.config ?? {};
  const mode = modeOf(config, ctx.env);
  if (mode === "sample") {
    const seen = await hasSampleSightings(ctx.db, source);
    const pages = collectSamples(source, ctx.clock.now(), !seen);
    const gathered = gatherPages({ mode, pages, missed: [], nothingNew: null, note: null });
    return { ...gathered, mode, left: { nextTryAt: null } };
  }
  const credentials = credentialsOf(source, ctx.env);
  const access = { locale: localeOf(config), config, credentials, memory: row?.memory ?? {} };
  const isPaused = async () => (await readSettings({ ctx })).paused;
  const way = { proxyUrl: ctx.env.SCAN_PROXY_URL, robots: robotsOf(config), isPaused };
  const collected = await collectLive(SCANNERS[source], access, way, ctx.clock);
  if (collected.kind === "needs-key") return nothingRead(mode, "needs-key", collected.why);
  return { ...gatherPages({ mode, ...collected }), mode, left: collected.left };
}
