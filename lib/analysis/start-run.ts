import { DAY_MS } from "@/lib/core/clock";
import type { Ctx } from "@/lib/ctx";
import type { ProductStatus } from "@/lib/core/words";
import type { Basis } from "@/lib/economics/basis";
import { readRates } from "@/lib/economics/read-rates";
import { readSettings } from "@/lib/settings/read-settings";
import { statedOf } from "@/db/queries/facts";
import { recentSightings } from "@/db/queries/ingest";
import { moveProduct } from "@/db/queries/move-product";
import { insertOutbox, type DueStep } from "@/db/queries/outbox";
import { insertRun } from "@/db/queries/products";
import { buildDossier } from "./build-dossier";
import { marginEvidence, weighMargin } from "./weigh-margin";

/** Sightings older than this say little about a trend of today. */
const DOSSIER_WINDOW_MS = 90 * DAY_MS;

/**
 * Starts the analysis of a product: status, audit row, dossier, twelve queued steps and the first message
 * in one transaction. Null when the product is in another status by now. The caller publishes the steps.
 */
export async function startRun({
  ctx,
  input,
}: {
  ctx: Ctx;
  input: { productId: number; from: readonly ProductStatus[] };
}): Promise<{ runId: number; steps: DueStep[] } | null> {
  const now = ctx.clock.now();
  const { homeCurrency, homeMarket, ownRates } = await readSettings({ ctx });
  return ctx.db.transaction(async (tx) => {
    const by = ctx.actor.id;
    const product = await moveProduct(tx, {
      id: input.productId,
      to: "ANALYZING",
      from: input.from,
      now,
      by,
    });
    if (!product) return null;
    const sightings = await recentSightings(tx, [product.id], new Date(now.getTime() - DOSSIER_WINDOW_MS));
    const basis: Basis = {
      homeMarket,
      rates: await readRates({ ctx: { ...ctx, db: tx } }),
      ownRates,
      ownCategory: product.category,
    };
    const stated = await statedOf(tx, product.id);
    const dossier = { ...buildDossier({ product, sightings, stated, homeCurrency, now }), basis };
    const weighed = weighMargin(dossier.items, { ...dossier, stated });
    dossier.items.push(...marginEvidence(dossier.items, weighed, now));
    const run = { productId: product.id, askedBy: by, dossier, economics: weighed.result, now };
    const runId = await insertRun(tx, run);
    const steps = await insertOutbox(tx, now, [
      { step: "run-agent", payload: { runId, agent: "scanner" }, dedupeId: `run-agent-${runId}-scanner-1` },
    ]);
    return { runId, steps };
  });
}
