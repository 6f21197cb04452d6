import { messageOf } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { SourceId, SourceState } from "@/lib/core/words";
import type { Sighting } from "@/lib/core/sighting";
import type { Ctx } from "@/lib/ctx";
import { failpoint } from "@/lib/platform/failpoint";
import { waitWhilePaused } from "@/lib/settings/wait-while-paused";
import type { StepOutcome } from "@/lib/steps/contracts";
import { markReceived } from "@/db/queries/outbox";
import { hasSampleSightings } from "@/db/queries/ingest";
import { claimScan, findSource, finishScan, releaseScan, type ScanOutcome } from "@/db/queries/source-steps";
import { collectLive, collectSamples, type Left, type ReadPage } from "./collect-pages";
import { ingest } from "./ingest";
import { credentialsOf, localeOf, modeOf } from "./source-settings";
import { isFinalAttempt, LostLeaseError } from "@/lib/steps/attempts";

const SNIPPET_CHARS = 2_000;

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
      await failpoint("scan-source:ingested");
      const outcome: ScanOutcome = { ...read.outcome, ...counts, found: read.sightings.length };
      const done = { id: scan.id, leaseToken, source: scan.source, now, outcome, left: read.left };
      if (!(await finishScan(tx, done))) throw new LostLeaseError();
    });
    await failpoint("scan-source:stored");
    return "done";
  } catch (thrown) {
    if (thrown instanceof LostLeaseError) return "lost";
    const final = isFinalAttempt(thrown, scan.attempt);
    const now = ctx.clock.now();
    await releaseScan(ctx.db, { id: scan.id, leaseToken, error: messageOf(thrown), final, now });
    throw thrown;
  }
}

type Read = {
  mode: "live" | "sample";
  sightings: Sighting[];
  left: Left;
  outcome: Pick<ScanOutcome, "outcome" | "pages" | "rejected" | "why" | "snippet">;
};

async function readSource(ctx: Ctx, source: SourceId): Promise<Read> {
  const row = await findSource(ctx.db, source);
  if (row && !row.enabled) {
    const outcome = { outcome: "off", pages: 0, rejected: 0, why: "Switched off.", snippet: null } as const;
    return { mode: "live", sightings: [], left: {}, outcome };
  }
  const config = row?.config ?? {};
  const mode = modeOf(config, ctx.env);
  if (mode === "sample") {
    const seen = await hasSampleSightings(ctx.db, source);
    return gather(mode, collectSamples(source, ctx.clock.now(), !seen), []);
  }
  const credentials = credentialsOf(source, ctx.env);
  const access = { locale: localeOf(config), config, credentials, memory: row?.memory ?? {} };
  const collected = await collectLive(source, access, ctx.clock);
  if (collected.kind === "needs-key") {
    const outcome = {
      outcome: "needs-key",
      pages: 0,
      rejected: 0,
      why: collected.why,
      snippet: null,
    } as const;
    return { mode, sightings: [], left: {}, outcome };
  }
  return { ...gather(mode, collected.pages, collected.missed), left: collected.left };
}

/**
 * What the pages of a scan come to. Any item makes a good scan, and what the other pages lacked is said in
 * `why`; without an item a block outweighs a page that says there is nothing.
 */
export function gather(mode: Read["mode"], pages: readonly ReadPage[], missed: readonly string[]): Read {
  const sightings = pages.flatMap(({ parsed }) => parsed.items);
  const rejected = pages.reduce((sum, { parsed }) => sum + parsed.rejects.length, 0);
  const troubled = pages.flatMap(({ body, parsed }) =>
    parsed.kind === "blocked" || parsed.kind === "unknown"
      ? [{ body, kind: parsed.kind, why: parsed.why }]
      : [],
  );
  const bad: SourceState = troubled.some(({ kind }) => kind === "blocked") ? "blocked" : "failed";
  const state = sightings.length > 0 || troubled.length === 0 ? mode : bad;
  const troubles = [
    ...missed.map((name) => `not read: ${name}`),
    ...troubled.map(({ kind, why }) => `${kind}: ${why}`),
  ];
  const why = troubles.length === 0 ? null : [...new Set(troubles)].slice(0, 5).join("; ").slice(0, 500);
  const snippet = troubled[0]?.body.slice(0, SNIPPET_CHARS).replaceAll("\0", "") ?? null;
  return {
    mode,
    sightings,
    left: {},
    outcome: { outcome: state, pages: pages.length, rejected, why, snippet },
  };
}
